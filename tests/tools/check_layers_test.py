"""Plants one breach at a time in a small sound house and expects tools/check_layers to name file, line and reason."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[2] / "tools" / "check_layers"

SOUND = {
    "platform/base/result.h": "#pragma once\n#include <string>\n",
    "platform/db/database.h": '#pragma once\n#include "platform/base/result.h"\n',
    "platform/db/sqlite.cpp": '#include <soci/soci.h>\n#include <sqlite3.h>\n#include "platform/db/database.h"\n',
    "platform/auth/actor.h": '#pragma once\n#include "platform/db/database.h"\n',
    "platform/html/sink.h": '#pragma once\n#include "platform/base/result.h"\n',
    "platform/http/router.h": '#pragma once\n#include "platform/auth/actor.h"\n',
    "platform/http/server.cpp": '#include <boost/asio.hpp>\n#include <boost/beast.hpp>\n#include "platform/http/router.h"\n',
    "platform/http/tests/server_test.cpp": '#include <boost/beast.hpp>\n#include "platform/test/test_app.h"\n',
    "platform/test/test_app.h": '#pragma once\n#include "platform/http/router.h"\n',
    "features/agencies/agencies.h": '#pragma once\n#include "platform/base/result.h"\n',
    "features/agencies/actions.h": '#pragma once\n#include "features/agencies/agencies.h"\n',
    "features/agencies/feature.cpp": 'Feature f{.name = "agencies", .uses = {}};\n',
    "features/agencies/migrations/0001_agencies.sql": "CREATE TABLE agencies (id BIGINT);\n",
    "features/alliances/alliances.h": '#pragma once\n#include "features/agencies/agencies.h"\n',
    "features/alliances/store.h": '#pragma once\n#include "features/alliances/alliances.h"\n#include "platform/db/database.h"\n',
    "features/alliances/store.cpp": '#include "features/alliances/store.h"\nauto q = R"(SELECT id\n FROM alliances)";\n',
    "features/alliances/access.cpp": '#include "features/agencies/actions.h"\n',
    "features/alliances/actions.h": '#pragma once\n#include "features/alliances/alliances.h"\n',
    "features/alliances/actions.cpp": '#include "features/alliances/actions.h"\n#include "features/alliances/store.h"\n',
    "features/alliances/pages.cpp": '#include "features/alliances/actions.h"\n#include "features/alliances/views/list.h"\n'
    '#include "platform/html/sink.h"\n#include "platform/http/router.h"\n// SELECT a FROM comment\nauto s = "Select one from the list";\n',
    "features/alliances/api.cpp": '#include "features/alliances/actions.h"\n#include "platform/http/router.h"\n',
    "features/alliances/feature.cpp": '#include "features/alliances/store.h"\nFeature f{.uses = {"agencies"}};\n',
    "features/alliances/migrations/0001_alliances.sql": "CREATE TABLE alliances (id BIGINT);\n",
    "features/alliances/tests/actions_test.cpp": '#include "features/alliances/store.h"\n#include "platform/test/test_app.h"\n',
    "app/main.cpp": '#include "features/alliances/actions.h"\n#include "platform/http/router.h"\n',
    "bench/list.cpp": "#include <boost/beast.hpp>\n#include <sqlite3.h>\n",
}

# (what is planted, file, its text, where it must be found, a word of the reason)
BREACHES = [
    ("base looks up", "platform/base/id.cpp", '#include "platform/db/database.h"\n', ":1:", "no other room"),
    ("db looks at auth", "platform/db/b.cpp", '\n#include "platform/auth/actor.h"\n', ":2:", "may include base"),
    ("platform knows a feature", "platform/auth/a.cpp", '#include "features/agencies/agencies.h"\n', ":1:", "knows nothing of features"),
    ("platform knows the app", "platform/auth/a.cpp", '#include "app/features.h"\n', ":1:", "knows nothing of app"),
    ("rooms in a circle", "platform/auth/a.cpp", '#include "platform/http/router.h"\n', "platform/", "circle: auth -> http -> auth"),
    ("test room in the program", "platform/http/a.cpp", '#include "platform/test/test_app.h"\n', ":1:", "only tests"),
    ("feature knows the app", "features/agencies/actions.cpp", '#include "app/features.h"\n', ":1:", "not app"),
    ("page reads the store", "features/alliances/pages.cpp", '\n\n#include "features/alliances/store.h"\n', ":3:", "may not include"),
    ("api reads the store", "features/alliances/api.cpp", '#include "features/alliances/store.h"\n', ":1:", "may not include"),
    ("store knows html", "features/alliances/store.cpp", '#include "platform/html/sink.h"\n', ":1:", "must not know platform/html"),
    ("store knows http", "features/alliances/store.cpp", '#include "platform/http/router.h"\n', ":1:", "must not know platform/http"),
    ("store calls actions", "features/alliances/store.cpp", '#include "features/alliances/actions.h"\n', ":1:", "may not include"),
    ("access reads the store", "features/alliances/access.cpp", '#include "features/alliances/store.h"\n', ":1:", "may not include"),
    ("rules know the database", "features/alliances/alliances.cpp", '#include "platform/db/database.h"\n', ":1:", "must not know platform/db"),
    ("rules know the store", "features/alliances/cycle.h", '#include "features/alliances/store.h"\n', ":1:", "may not include"),
    ("actions know http", "features/alliances/actions.cpp", '#include "platform/http/router.h"\n', ":1:", "must not know platform/http"),
    ("another's store", "features/alliances/actions.cpp", '#include "features/agencies/store.h"\n', ":1:", "only agencies/agencies.h"),
    ("not declared in uses", "features/alliances/feature.cpp", "Feature f{.uses = {}};\n", "access.cpp:1:", "does not name"),
    ("features in a circle", "features/agencies/feature.cpp", '\nFeature f{.uses = {"alliances"}};\n', ".cpp:2:", "circle: agencies -> alliances -> agencies"),
    ("another's table", "features/alliances/store.cpp", '\nauto q = R"(SELECT a.id\nFROM alliances a\nJOIN agencies b ON true)";\n', ":4:", "belongs to features/agencies"),
    ("Beast in a feature", "features/alliances/pages.cpp", "#include <boost/beast.hpp>\n", ":1:", "only platform/http"),
    ("Asio in a header", "platform/http/server.h", "#include <boost/asio/io_context.hpp>\n", ":1:", "public header"),
    ("SOCI in a header", "platform/db/session.h", "#include <soci/soci.h>\n", ":1:", "public header"),
    ("SOCI outside db", "platform/auth/a.cpp", "#include <soci/soci.h>\n", ":1:", "only platform/db"),
    ("libpq outside db", "features/alliances/store.cpp", "#include <libpq-fe.h>\n", ":1:", "only platform/db"),
    ("relative include", "features/alliances/pages.cpp", '#include "../agencies/agencies.h"\n', ":1:", "from the root"),
    ("using namespace in a header", "platform/base/a.h", "// using namespace std;\nusing namespace std;\n", ":2:", "using namespace"),
    ("SQL in a page", "features/alliances/pages.cpp", '\nauto q = R"(\n  SELECT id\n  FROM x)";\n', ":3:", "SQL in pages.cpp"),
    ("SQL in an API handler", "features/alliances/api.cpp", 'auto q = "DELETE FROM alliances";\n', ":1:", "SQL in api.cpp"),
    ("a long file", "features/alliances/pages.cpp", "int a;\n" * 601, ":601:", "602 lines"),
]


def check(files):
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([sys.executable, CHECK, "--root", root], capture_output=True, text=True)
        return done.returncode, done.stdout


class CheckLayers(unittest.TestCase):
    def test_a_sound_house_passes(self):
        self.assertEqual(check(SOUND), (0, ""))

    def test_each_planted_breach_is_named_with_file_and_line(self):
        for what, name, text, where, reason in BREACHES:
            with self.subTest(what):
                code, said = check({**SOUND, name: text})
                self.assertEqual(code, 1, said)
                place = where if where.startswith("platform/") or ".cpp" in where else name + where
                self.assertTrue(any(place in row and reason in row for row in said.splitlines()), f"{place} {reason}\n{said}")

    def test_a_fourth_file_with_beast_is_one_too_many(self):
        more = {f"platform/http/{n}.cpp": "#include <boost/asio.hpp>\n" for n in ("a", "b", "z")}
        code, said = check({**SOUND, **more})
        self.assertEqual((code, said.splitlines()), (1, ["platform/http/z.cpp:1: more than 3 files include Beast or Asio"]))


if __name__ == "__main__":
    unittest.main()
