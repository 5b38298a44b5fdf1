"""Plants a missing, an obsolete and a doubtful translation and expects tools/check_messages to name each."""
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[2] / "tools" / "check_messages"
HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n"Last-Translator: x\\n"\n'
    '"Language-Team: x\\n"\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
CODE = (
    'auto a = _("Guardar");\n'
    'auto b = N_("{1} organización", "{1} organizaciones", n);\n'
    'auto c = _("Hola, {1}").arg("x");  // _("no es un mensaje")\n'
)
ENGLISH = (
    'msgid "Guardar"\nmsgstr "Save"\n\nmsgid "{1} organización"\nmsgid_plural "{1} organizaciones"\n'
    'msgstr[0] "{1} organisation"\nmsgstr[1] "{1} organisations"\n\nmsgid "Hola, {1}"\nmsgstr "Hello, {1}"\n'
)


@unittest.skipUnless(shutil.which("xgettext"), "gettext is not installed")
class CheckMessages(unittest.TestCase):
    def check(self, english, *options, code=CODE):
        with tempfile.TemporaryDirectory() as root:
            Path(root, "features/x").mkdir(parents=True)
            Path(root, "data/messages").mkdir(parents=True)
            Path(root, "features/x/pages.cpp").write_text(code)
            catalogue = Path(root, "data/messages/en.po")
            catalogue.write_text(HEADER + "\n" + english)
            done = subprocess.run([sys.executable, CHECK, "--root", root, *options], capture_output=True, text=True)
            self.written = catalogue.read_text()
            return done.returncode, done.stdout

    def test_a_complete_catalogue_passes(self):
        self.assertEqual(self.check(ENGLISH), (0, ""))

    def test_a_missing_translation_is_named_where_it_is_used(self):
        code, said = self.check(ENGLISH, code=CODE + 'auto d = _("Borrar");\n')
        self.assertEqual(code, 1)
        self.assertEqual(said.strip(), "features/x/pages.cpp:4: no English: 'Borrar'")

    def test_an_empty_or_doubtful_translation_counts_as_missing(self):
        code, said = self.check(ENGLISH.replace('"Save"', '""'))
        self.assertEqual((code, "pages.cpp:1: no English: 'Guardar'" in said), (1, True), said)
        code, said = self.check("#, fuzzy\n" + ENGLISH)
        self.assertEqual((code, "pages.cpp:1: doubtful (fuzzy): 'Guardar'" in said), (1, True), said)

    def test_a_missing_plural_form_is_named(self):
        code, said = self.check(ENGLISH.replace('"{1} organisations"', '""'))
        self.assertEqual((code, "pages.cpp:2: no English" in said), (1, True), said)

    def test_an_obsolete_translation_is_named(self):
        code, said = self.check(ENGLISH + '\nmsgid "Nadie lo dice"\nmsgstr "Nobody says it"\n')
        self.assertEqual((code, "obsolete: 'Nadie lo dice'" in said), (1, True), said)

    def test_lost_places_for_values_are_named(self):
        code, said = self.check(ENGLISH.replace("Hello, {1}", "Hello, {2}"))
        self.assertEqual((code, "other places for values" in said), (1, True), said)

    def test_update_adds_the_missing_and_drops_the_obsolete(self):
        self.check(ENGLISH + '\nmsgid "Nadie lo dice"\nmsgstr "Nobody says it"\n', "--update", code=CODE + 'auto d = _("Borrar");\n')
        self.assertIn('msgid "Borrar"', self.written)
        self.assertNotIn("Nadie", self.written)


if __name__ == "__main__":
    unittest.main()
