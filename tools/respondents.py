"""A survey of the demo that is open, the links of those whom it asks, and people who answer behind them over HTTP: what the benchmark
and the kill campaign of answering need."""
import http.client
import json
import re
import time
import urllib.parse

import served

TEMPLATE, TITLE = "meeting", "Muchos a la vez"  # five questions; "improve" is a text


def open_survey(program, alliance_visitor):
    """Asks every active organisation of the alliance that has a contact; gives the survey's address."""
    alliance = alliance_visitor.alliance()
    api, root = served.Visitor(program.port, alliance_visitor.make_token()), f"/api/v1/alliances/{alliance}/surveys"

    def ask(path, body):
        answer = api.ask("POST", path, json.dumps(body), **{"Content-Type": "application/json"})
        if answer.status != 201:
            raise served.Trouble(f"{path} answers {answer.status}: {answer.text[:300]}")
        return answer

    made = ask(root, {"title": {"es": TITLE}, "opens_on": "2026-01-01", "closes_on": "2199-01-01", "template": TEMPLATE})
    survey = made.headers["Location"]
    ask(f"{survey}/recipients", {})
    ask(f"{survey}/states", {"to": "open"})
    return survey


def links(words_of, least, seconds=120):
    """The paths in the letters of the survey, as soon as there are so many. `words_of(sql)` asks the database."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = "\n".join(words_of(f"SELECT body_text FROM mail_letters WHERE body_text LIKE '%{TITLE}%'"))
        found = sorted(set(re.findall(r"/surveys/[A-Za-z0-9_-]{10,}", text)))
        if len(found) >= least:
            return found
        time.sleep(0.2)
    raise served.Trouble(f"only {len(found)} links of {least}")


class Respondent(served.Visitor):
    """Somebody with a link, on a connection of their own. `took` are the seconds of each request, by what it was."""

    def __init__(self, port, link):
        super().__init__(port)
        self.link, self.took = link, {"open": [], "save": [], "send": []}

    def timed(self, what, method, path, body=None, **headers):
        began = time.perf_counter()
        answer = self.ask(method, path, body, **headers)
        self.took[what].append(time.perf_counter() - began)
        return answer

    def form(self, path):
        """The hidden fields of the form on that page."""
        answer = self.timed("open", "GET", path)
        if answer.status != 200:
            raise served.Trouble(f"{path} answers {answer.status}")
        main = answer.text[answer.text.index("<main"):]
        out = []
        for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", main):
            out.append((re.search(r'name="([^"]*)"', tag)[1], re.search(r'value="([^"]*)"', tag)[1]))
        return out

    def post(self, what, path, fields):
        answer = self.timed(what, "POST", path, urllib.parse.urlencode(fields), **{"Content-Type": "application/x-www-form-urlencoded"})
        if answer.status != 303:
            raise served.Trouble(f"{path} answers {answer.status}: {re.sub('<[^>]*>', ' ', answer.text)[:2000]}")

    def look(self):
        if (status := self.timed("open", "GET", self.link).status) != 200:
            raise served.Trouble(f"{self.link} answers {status}")

    def save(self, text):
        fields = self.form(f"{self.link}/sections/1")
        self.post("save", f"{self.link}/sections/1", [*fields, ("a.useful", "5"), ("a.clear", "4"), ("a.heard", "yes"), ("a.improve", text), ("go", "on")])

    def send(self, name):
        self.post("send", f"{self.link}/review", [*self.form(f"{self.link}/review"), ("name", name)])


GONE = (OSError, http.client.HTTPException)  # what a killed program looks like
