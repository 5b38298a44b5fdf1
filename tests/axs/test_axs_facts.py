"""The AxS demo states only what its source states.

Compares every number and date of data/axs with tests/data/axs_known.csv, a table written from the requirements catalogue and never from the
demo, in both directions: what the demo says must be in the table under a fact that the row cites, and what the table holds must be in the demo.

    python3 -m unittest discover -s tests/axs
"""
import calendar
import csv
import hashlib
import json
import pathlib
import re
import unittest
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parents[2]
AXS = ROOT / "data" / "axs"
KNOWN = ROOT / "tests" / "data" / "axs_known.csv"
MEMBERS = ROOT / "tests" / "data" / "axs_known_members.csv"

LANGUAGES = ("es", "en")
QUALIFIERS = {"exact", "more_than", "at_least", "approx"}
PRECISIONS = {"day", "month", "early_month", "quarter", "year", "range", "month_range", "communique", "undated"}
ORGANIZATION_TYPES = {"corporate_foundation", "business_body", "unspecified"}

WORDS = {
    "es": {"cero": 0, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11,
           "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19,
           "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
           "cien": 100, "ciento": 100, "mil": 1000, "uno": 1, "ambos": 2, "ambas": 2, "primer": 1, "primero": 1, "primera": 1,
           "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5,
           "sexto": 6, "sexta": 6, "séptimo": 7, "séptima": 7, "octavo": 8, "octava": 8, "docena": 12, "mitad": 0.5},
    "en": {"zero": 0, "one": 1, "once": 1, "two": 2, "twice": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
           "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
           "ninety": 90, "hundred": 100, "thousand": 1000, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
           "seventh": 7, "eighth": 8, "dozen": 12, "half": 0.5},
}
MONTHS = {
    "es": {m: i for i, m in enumerate("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(), 1)},
    "en": {m: i for i, m in enumerate(list(calendar.month_name)[1:], 1)},
}
NAMES_OF_MONTHS = {lang: "|".join(MONTHS[lang]) for lang in LANGUAGES}
DATE_PATTERNS = {
    "es": [re.compile(r"(?P<q>primer|segundo|tercer|cuarto) trimestre de (?P<y>\d{4})"),
           re.compile(rf"(?P<d>\d{{1,2}}) de (?P<m>{NAMES_OF_MONTHS['es']})(?: de (?P<y>\d{{4}}))?"),
           re.compile(rf"\b(?P<m>{NAMES_OF_MONTHS['es']})(?: de (?P<y>\d{{4}}))?\b")],
    "en": [re.compile(r"(?P<q>first|second|third|fourth) quarter of (?P<y>\d{4})"),
           re.compile(rf"(?P<d>\d{{1,2}}) (?P<m>{NAMES_OF_MONTHS['en']})(?: (?P<y>\d{{4}}))?"),
           re.compile(rf"\b(?P<m>{NAMES_OF_MONTHS['en']})(?: (?P<y>\d{{4}}))?\b")],
}
YEARS = re.compile(r"\b(\d{4})\s?[-–]\s?(\d{4})\b")
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
CUES = {
    "more_than": re.compile(r"(más de|more than)\s*$", re.I),
    "approx": re.compile(r"(unas|unos|alrededor de|about|around|≈)\s*$", re.I),
    "at_least": re.compile(r"(al menos|at least|o más|or more)", re.I),
}


def load(name):
    return json.loads((AXS / name).read_text(encoding="utf-8"))


def is_text(value):
    return isinstance(value, dict) and set(value) == set(LANGUAGES)


class Row:
    """One row of a demo file: the facts it cites, its texts, its dates and the numbers it holds outside texts."""

    def __init__(self, where, facts, subject, body):
        self.where, self.facts, self.subject, self.body = where, facts, subject, body
        self.texts = list(texts_of(body))
        self.numbers = []  # (kind, value, qualifier)
        self.dates = []    # (partial date, partial date_to or "", precision)


def texts_of(value):
    """Every text below a row; chapters are references, not statements."""
    if is_text(value):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("chapter", "source", "contradictions", "units"):
                yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def partial(date, precision):
    if date is None:
        return ""
    if precision == "year":
        return date[:4]
    if precision == "quarter":
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date[:7] if precision in ("month", "early_month", "month_range") else date


def facts_of(text):
    return [mark.strip() for mark in text.split(",")]


def figure_numbers(figure):
    return [] if figure is None else [("percent" if figure["noun"]["es"].startswith("%") else "count", figure["value"], figure["qualifier"])]


def agency_rows():
    for i, unit in enumerate(load("agency.json")["units"]):
        yield Row(f"agency unit {i}", facts_of(unit["source"]["fact"]), "", unit)


def alliance_rows():
    alliance = load("alliance.json")
    row = Row("alliance", ["1.11", "SRC"], "", alliance)
    period = alliance["period"]
    row.dates = [(partial(period["from"], period["from_precision"]), partial(period["to"], period["to_precision"]), "range")]
    yield row
    for item in alliance["contradictions"]:
        yield Row(item["id"], facts_of(item["source"]["fact"]), "", item)


def stage_rows():
    for stage in load("stages.json"):
        row = Row(f"stage {stage['ordinal']}", facts_of(stage["source"]["fact"]), "", stage)
        row.dates = [(partial(at["date"], at["precision"]), "", at["precision"]) for at in (stage["entered"], stage["left"]) if at]
        yield row


def event_rows():
    for event in load("events.json"):
        row = Row(event["id"], facts_of(event["fact"]), "", event)
        row.numbers = [n for f in [event["figure"], *event["figures"]] for n in figure_numbers(f)]
        precision = event["precision"]
        row.dates = [(partial(event["date"], precision), partial(event["date_to"], precision), precision)]
        yield row


def funnel_rows():
    for moment in load("funnel.json"):
        row = Row(f"funnel {moment['ordinal']}", facts_of(moment["source"]["fact"]), "", moment)
        row.numbers = [("count", moment["value"], moment["qualifier"])]
        if moment["answered"]:
            row.numbers += [("percent", moment["answered"]["percent"], "exact"), ("count", moment["answered"]["value"], moment["answered"]["qualifier"])]
        precision = moment["precision"]
        row.dates = [(partial(moment["date"], precision), partial(moment["date_to"], precision), precision)]
        yield row


def committee_rows():
    for body in load("committees.json"):
        row = Row(body["key"], facts_of(body["source"]["fact"]), body["key"], body)
        if body["kind"] == "committee":
            row.numbers = [("sdg", body["sdg"], ""), ("count", body["count"], "exact"), ("chosen", body["projects"]["chosen"], "exact")]
            if body["projects"]["of"] is not None:
                row.numbers.append(("of", body["projects"]["of"], "exact"))
        if body["sessions"]:
            row.numbers.append(("count", body["sessions"]["count"], "exact"))
            row.dates = [(partial(body["sessions"]["date"], body["sessions"]["precision"]), "", body["sessions"]["precision"])]
        yield row


def organization_rows():
    for organization in load("organizations.json"):
        yield Row(organization["name"], ["1.5"], "", organization)


def finding_rows():
    for finding in load("findings.json"):
        yield Row(f"{finding['kind']} {finding['ordinal']}", facts_of(finding["fact"]), "", finding)


def all_rows():
    for source in (agency_rows, alliance_rows, stage_rows, event_rows, funnel_rows, committee_rows, organization_rows, finding_rows):
        yield from source()


class Known:
    def __init__(self):
        with KNOWN.open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))

    def under(self, facts, subject=""):
        """The table's rows under these facts; a committee has only its own."""
        return [k for k in self.rows if k["fact"] == "*" or (k["fact"] in facts and (not subject or k["kind"] == "rows" or k["subject"] in ("", subject)))]


def known_dates(rows):
    return {d for k in rows for d in (k["date"], k["date_to"]) if d}


def numbers_and_dates(text, lang):
    """(numbers with the words before them, dates as (year, month, day), ranges of years) of one text."""
    dates, spans = [], []
    rest = text
    for match in list(YEARS.finditer(rest)):
        spans.append(f"{match[1]}-{match[2]}")
    rest = YEARS.sub(" ", rest)
    for pattern in DATE_PATTERNS[lang]:
        for match in pattern.finditer(rest):
            part = match.groupdict()
            if part.get("q"):
                dates.append((part["y"], f"Q{WORDS[lang][part['q']]}", None))
            else:
                dates.append((part.get("y"), MONTHS[lang][part["m"]], int(part["d"]) if part.get("d") else None))
        rest = pattern.sub(" ", rest)
    numbers = []
    for match in TOKEN.finditer(rest):
        token = match[0]
        if token[0].isdigit():
            numbers.append((token, rest[:match.start()]))
        elif token.lower() in WORDS[lang]:
            numbers.append((f"{WORDS[lang][token.lower()]:g}", rest[:match.start()]))
    return numbers, dates, spans


def date_agrees(said, known):
    """Does a known date bear out what was said? It must be at least as precise, and equal where something is said."""
    year, month, day = said
    if year and not known.startswith(year):
        return False
    if isinstance(month, str):
        return known == f"{year}-{month}"
    if month and not (len(known) >= 7 and known[5:7] == f"{month:02d}"):
        return False
    return day is None or (len(known) == 10 and int(known[8:]) == day)


class AxsFacts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.known = Known()
        cls.rows = list(all_rows())

    def each_text(self):
        for row in self.rows:
            known = self.known.under(row.facts, row.subject)
            for text in row.texts:
                for lang in LANGUAGES:
                    yield row, known, lang, text[lang]

    # What the demo says, the table holds.

    def test_every_fact_cited_is_in_the_table_or_in_the_catalogue(self):
        for row in self.rows:
            self.assertTrue(row.facts, row.where)
            for fact in row.facts:
                self.assertRegex(fact, r"^(E-\d\d|F-\d{3}|O[1-6]|C-\d\d|1\.5|1\.11|SRC)$", row.where)

    def test_every_number_in_a_text_is_licensed_by_a_fact_of_its_row(self):
        for row, known, lang, text in self.each_text():
            values = {k["value"] for k in known if k["value"]} | {d[:4] for d in known_dates(known)}
            numbers, _, spans = numbers_and_dates(text, lang)
            for number, _ in numbers:
                with self.subTest(row=row.where, lang=lang, number=number):
                    self.assertIn(number, values, text)
            for span in spans:
                with self.subTest(row=row.where, lang=lang, years=span):
                    self.assertIn(span, values, text)

    def test_every_date_in_a_text_is_licensed_by_a_fact_of_its_row(self):
        for row, known, lang, text in self.each_text():
            for said in numbers_and_dates(text, lang)[1]:
                with self.subTest(row=row.where, lang=lang, date=said):
                    self.assertTrue(any(date_agrees(said, d) for d in known_dates(known)), text)

    def test_every_figure_has_its_value_and_its_qualifier_in_the_table(self):
        for row in self.rows:
            known = {(k["kind"], k["value"], k["qualifier"]) for k in self.known.under(row.facts, row.subject)}
            for kind, value, qualifier in row.numbers:
                with self.subTest(row=row.where, value=value):
                    self.assertIn((kind, str(value), qualifier), known)

    def test_every_date_outside_texts_is_in_the_table(self):
        for row in self.rows:
            own = [row.where] if row.where.startswith("E-") else row.facts
            known = self.known.under(own, row.subject)
            for date, date_to, precision in row.dates:
                with self.subTest(row=row.where, date=date, precision=precision):
                    if row.where.startswith("stage"):
                        self.assertIn(date, known_dates(known))
                    else:
                        self.assertIn((date, date_to, precision), {(k["date"], k["date_to"], k["precision"]) for k in known})

    def test_a_number_that_is_not_exact_keeps_its_qualifier_in_words(self):
        for row, known, lang, text in self.each_text():
            for number, before in numbers_and_dates(text, lang)[0]:
                qualifiers = {k["qualifier"] for k in known if k["value"] == number and k["kind"] not in ("ordinal", "name")}
                if len(qualifiers) != 1 or qualifiers <= {"exact", ""}:
                    continue
                qualifier = qualifiers.pop()
                with self.subTest(row=row.where, lang=lang, number=number):
                    if qualifier == "at_least":
                        self.assertRegex(text, CUES[qualifier])
                    elif not re.search("cálculo nuestro|our computation", text):
                        self.assertRegex(before, CUES[qualifier])

    # What the table holds, the demo says.

    def test_every_known_date_is_in_the_demo(self):
        for k in self.known.rows:
            if k["demo"] != "yes" or k["kind"] != "date":
                continue
            with self.subTest(known=k["id"], what=k["what"]):
                self.assertTrue(any(self.says_date(row, k) for row in self.rows if k["fact"] in row.facts))

    def says_date(self, row, k):
        if (k["date"], k["date_to"], k["precision"]) in row.dates:
            return True
        if row.where.startswith("stage") and any(k["date"] == date for date, _, _ in row.dates):
            return True
        said = [s for text in row.texts for s in numbers_and_dates(text["es"], "es")[1]]
        years = [(n, None, None) for text in row.texts for n, _ in numbers_and_dates(text["es"], "es")[0] if len(n) == 4]
        parts = k["date"].split("-")
        whole = [s for s in said + years if s[0] and sum(p is not None for p in s) == len(parts)]
        loose = [s for s in said if s[0] is None and s[2] is not None and len(parts) == 3]
        return bool(k["date"]) and not k["date_to"] and any(date_agrees(s, k["date"]) for s in whole + loose)

    def test_every_known_number_is_in_the_demo(self):
        for k in self.known.rows:
            if k["demo"] != "yes" or not k["value"] or k["kind"] == "rows":
                continue
            with self.subTest(known=k["id"], what=k["what"], value=k["value"]):
                rows = self.rows if k["fact"] == "*" else [r for r in self.rows if k["fact"] in r.facts and (not k["subject"] or k["subject"] == r.subject)]
                self.assertTrue(any(self.says_number(row, k["value"]) for row in rows))

    def says_number(self, row, value):
        if any(str(v) == value for _, v, _ in row.numbers):
            return True
        for text in row.texts:
            for lang in LANGUAGES:
                numbers, dates, spans = numbers_and_dates(text[lang], lang)
                if value in spans or any(n == value for n, _ in numbers) or any(d[1] == f"Q{value}" for d in dates):
                    return True
        return False

    def test_every_known_count_of_rows_is_the_count_of_rows(self):
        committees = load("committees.json")
        organizations = load("organizations.json")
        counts = Counter({f"findings:{kind}": n for kind, n in Counter(f["kind"] for f in load("findings.json")).items()})
        counts.update({f"committees:{kind}": n for kind, n in Counter(c["kind"] for c in committees).items()})
        counts.update({
            "committees:memberships": sum(len(c["organizations"]) for c in committees), "organizations:all": len(organizations),
            "organizations:multiple": sum(len(o["committees"]) > 1 for o in organizations), "agency:units": len(load("agency.json")["units"]),
            "stages:all": len(load("stages.json")), "events:all": len(load("events.json")),
            "alliance:contradictions": len(load("alliance.json")["contradictions"])})
        known = {k["subject"]: int(k["value"]) for k in self.known.rows if k["kind"] == "rows"}
        self.assertEqual(dict(counts), known)

    def test_the_members_of_each_committee_are_those_of_the_catalogue(self):
        with MEMBERS.open(encoding="utf-8", newline="") as file:
            known = {(m["committee"], m["organization"]) for m in csv.DictReader(file)}
        self.assertEqual(len(known), 59)
        self.assertEqual({(c["key"], o) for c in load("committees.json") for o in c["organizations"]}, known)
        self.assertEqual({(key, o["name"]) for o in load("organizations.json") for key in o["committees"]}, known)

    # The shape that the loader and the reader rely on.

    def test_both_languages_are_there_and_give_the_same_numbers(self):
        for row in self.rows:
            for text in row.texts:
                with self.subTest(row=row.where, text=text["es"]):
                    self.assertTrue(text["es"].strip() and text["en"].strip())
                    self.assertEqual(*[sorted(re.findall(r"\d+", text[lang])) for lang in LANGUAGES])
                    said = [{n for n, _ in numbers_and_dates(text[lang], lang)[0]} - {"0", "1"} for lang in LANGUAGES]
                    self.assertEqual(*said)
                    self.assertEqual(*[sorted(map(str, numbers_and_dates(text[lang], lang)[1])) for lang in LANGUAGES])

    def test_every_row_names_its_chapter_in_both_languages(self):
        for row in self.rows:
            if row.where == "alliance" or "committees" in row.body:
                continue
            chapter = row.body["chapter"] if "chapter" in row.body else row.body["source"]["chapter"]
            self.assertTrue(is_text(chapter) and all(chapter.values()), row.where)

    def test_every_date_opens_its_period_and_the_alliance_ends_with_its_month(self):
        stages = [at for stage in load("stages.json") for at in (stage["entered"], stage["left"]) if at]
        sessions = [c["sessions"] for c in load("committees.json") if c["sessions"]]
        for at in [*load("events.json"), *load("funnel.json"), *stages, *sessions]:
            if at["precision"] in ("month", "early_month", "month_range", "quarter"):
                self.assertTrue(at["date"].endswith("-01"), at)
            if at["precision"] == "year":
                self.assertTrue(at["date"].endswith("-01-01"), at)
        self.assertEqual(load("alliance.json")["period"]["to"], "2018-03-31")

    def test_each_event_stands_in_its_stage(self):
        lived = {13: 1, 14: 1, 15: 1, 16: 1, 17: 2, 18: 2, 29: 4}
        for event in load("events.json"):
            number = int(event["id"][2:])
            self.assertEqual(event["stage"], None if number < 13 else lived.get(number, 3), event["id"])

    def test_a_body_counts_the_organisations_that_it_lists(self):
        for body in load("committees.json"):
            self.assertEqual(body["count"], len(body["organizations"]), body["key"])

    def test_a_range_ends_after_it_begins_and_an_event_sorts_by_its_date(self):
        for event in load("events.json"):
            with self.subTest(event=event["id"]):
                precision = event["precision"]
                self.assertIn(precision, PRECISIONS)
                self.assertEqual(event["date"] is None, precision == "undated")
                self.assertRegex(event["sort_date"], r"^\d{4}-\d\d-\d\d$")
                if event["date_to"]:
                    self.assertLess(event["date"], event["date_to"])
                    if precision == "month_range":
                        year, month, day = map(int, event["date_to"].split("-"))
                        self.assertEqual(day, calendar.monthrange(year, month)[1])
                if event["date"] and event["id"] != "E-17":
                    self.assertEqual(event["sort_date"], event["date"])

    def test_qualifiers_and_types_are_of_their_set(self):
        for row in self.rows:
            for kind, _, qualifier in row.numbers:
                self.assertTrue(kind == "sdg" or qualifier in QUALIFIERS, row.where)
        for organization in load("organizations.json"):
            self.assertIn(organization["type"], ORGANIZATION_TYPES, organization["name"])

    # Hashes of the names of persons that the source gives, so that this file does not name them either.
    PERSONS = {
        "01f102f8959143b9", "733a4438ebaeeb67", "87121a43d5f8b1ba", "4d7a8d21ffd64424", "01c7d9b187888817",
        "ba8a8390c002e40b", "243e4238c482abe0", "1298c10de15244aa", "f9abce4c93034957", "2ee01873fd22ccd3",
        "ac77f4db6d4396a4", "45293aa406f3f8fb", "f418846299d5ed63", "7538fc4c73b102b4", "5e0cdb9fa6944d38",
        "afb18b707b709eaa", "6d4e1ccd140aba5b", "3d0d07251e52ee72", "251fe4c06ad88f7a", "8b918f72268cf9cb",
        "271c3d69a5475051", "e853a47a325ebf54", "b29016583a074066", "e75d086327283fbe", "a779e710382d4b33",
        "e8a2227281b3199f",
    }

    def test_no_person_of_the_source_is_named(self):
        for file in AXS.iterdir():
            words = re.findall(r"[^\W\d_]+", file.read_text(encoding="utf-8").lower())
            for said in [*words, *(" ".join(pair) for pair in zip(words, words[1:]))]:
                self.assertNotIn(hashlib.sha256(said.encode()).hexdigest()[:16], self.PERSONS, file.name)


class ReadsTexts(unittest.TestCase):
    """The reader of texts sees what it must, or the comparison would prove nothing."""

    def test_it_finds_digits_words_and_dates(self):
        numbers, dates, spans = numbers_and_dates("El 6 de julio de 2016, más de 90 y cinco comités; 2014-2018; primer trimestre de 2018", "es")
        self.assertEqual([n for n, _ in numbers], ["90", "5"])
        self.assertEqual(sorted(map(str, dates)), sorted(map(str, [("2016", 7, 6), ("2018", "Q1", None)])))
        self.assertEqual(spans, ["2014-2018"])

    def test_it_reads_english(self):
        numbers, dates, _ = numbers_and_dates("Twice, 61 %, once in May 2016 and on 28 January; first quarter of 2018", "en")
        self.assertEqual([n for n, _ in numbers], ["2", "61", "1"])
        self.assertEqual(sorted(map(str, dates)), sorted(map(str, [("2016", 5, None), (None, 1, 28), ("2018", "Q1", None)])))

    def test_a_date_needs_a_known_one_as_precise(self):
        self.assertTrue(date_agrees(("2016", 5, None), "2016-05-19"))
        self.assertFalse(date_agrees(("2016", 5, 19), "2016-05"))
        self.assertFalse(date_agrees(("2016", 6, None), "2016-05-19"))


if __name__ == "__main__":
    unittest.main()
