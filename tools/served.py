"""The real program on a fresh database, and somebody who visits it: what the benchmarks (bench/) and the kill campaign need."""
import http.client
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("ALIANZA_BINARY", ROOT / "build" / "alianza")).resolve()
SECRETARIAT = "secretariado@muestra.example"
PASSWORD = "alianza-de-muestra"  # of the demo, shown on its sign-in page


class Trouble(Exception):
    """The program did not do what it should."""


class Place:
    """A database with the folders beside it. SQLite in `folder` unless a URL says otherwise."""

    def __init__(self, folder=None, url=None):
        self.is_ours = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="alianza-served-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file = self.folder / "alianza.db"
        self.url = url or f"sqlite:{self.file}"

    def environment(self, **more):
        """The program takes every ALIANZA_… for a setting of its own, so those of the tools go."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ALIANZA_")}
        return clean | {"ALIANZA_FILES_PATH": f"{self.folder}/files", "ALIANZA_FILES_KEYS": f"{self.folder}/keys",
                        "ALIANZA_DATABASE_URL": self.url} | more

    def run(self, *words, seconds=3600):
        """Runs the program to its end."""
        done = subprocess.run([str(BINARY), *map(str, words)], env=self.environment(), capture_output=True, text=True, timeout=seconds)
        if done.returncode != 0:
            raise Trouble(f"alianza {' '.join(map(str, words))}: {done.stdout[-500:]} {done.stderr[-500:]}")
        return done.stdout

    def copy(self):
        """Another place with the same SQLite database, which nobody may be writing."""
        other = Place()
        shutil.copy(self.file, other.file)
        return other

    def forget(self):
        if self.is_ours:
            shutil.rmtree(self.folder, ignore_errors=True)


class Served:
    """`alianza serve` on a free port; `ready_after` are the seconds from its start to its first answer."""

    def __init__(self, place, **settings):
        self.place = place
        self.log = tempfile.NamedTemporaryFile("w+", prefix="alianza-log-")
        began = time.perf_counter()
        self.child = subprocess.Popen([str(BINARY), "serve", "--listen", "127.0.0.1:0", "--demo"], stdout=subprocess.DEVNULL,
                                      stderr=self.log, env=place.environment(**settings))
        self.port = self._listening(began)
        Visitor(self.port).get("/healthz")
        self.ready_after = time.perf_counter() - began

    def _listening(self, began):
        while True:
            found = re.search(r"listening.*?port=(\d+)", self.lines())
            if found:
                return int(found[1])
            if self.child.poll() is not None or time.perf_counter() - began > 60:
                self.child.kill()
                raise Trouble(f"the program did not listen: {self.lines()}")
            time.sleep(0.001)

    def lines(self):
        return pathlib.Path(self.log.name).read_text(encoding="utf-8", errors="replace")

    def resident_kb(self):
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.child.pid}/status").read_text())[1])

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def end(self, how=signal.SIGTERM):
        if self.child.poll() is None:
            self.child.send_signal(how)
        self.child.wait(timeout=60)
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode()


class Visitor:
    """One connection that is kept, and a session's cookies."""

    def __init__(self, port, token=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {}
        self.token = token

    def headers(self):
        out = {}
        if self.cookies:
            out["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.token:
            out["Authorization"] = f"Bearer {self.token}"
        return out

    def ask(self, method, path, body=None, **headers):
        self.connection.request(method, path, body, self.headers() | headers)
        answer = Answer(self.connection.getresponse())
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def page(self, path):
        answer = self.get(path)
        if answer.status != 200:
            raise Trouble(f"{path} answers {answer.status}")
        return answer.text

    def post_form(self, path, **fields):
        """Sends the form of the page at `path` to that same address."""
        page = self.page(path)
        for hidden in ("_csrf", "_key"):
            fields[hidden] = re.search(f'name="{hidden}" value="([^"]*)"', page)[1]
        body = urllib.parse.urlencode(fields, doseq=True)
        return self.ask("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, email=SECRETARIAT):
        if self.post_form("/sign-in", email=email, password=PASSWORD, next="").status != 303:
            raise Trouble(f"{email} cannot sign in")
        # Who comes for the first time reads the privacy notice of each institution.
        while self.get("/account/privacy").status == 200:
            form = self.page("/account/privacy")
            read = {name: re.search(f'name="{name}" value="([^"]*)"', form)[1] for name in ("agency", "version")}
            self.post_form("/account/privacy", next="", **read)
        return self

    def make_token(self):
        """A personal access token that reads and writes."""
        made = self.post_form("/account/tokens", name="bench", scopes=["read", "write"], days="30")
        if made.status != 201:
            raise Trouble(f"no token: {made.status}")
        return re.search(r"alz_[A-Za-z0-9_-]{20,}", made.text)[0]

    def alliance(self):
        """The id of the first alliance that this visitor sees."""
        return re.search(r"/alliances/([0-9A-HJKMNP-TV-Z]{13})", self.page("/alliances"))[1]
