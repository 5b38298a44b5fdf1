"""The synthetic vocabulary is enough, is in order, and names nobody real.

    python3 -m unittest discover -s tests/synthetic
"""
import csv
import json
import pathlib
import random
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = ROOT / "data" / "synthetic"
KINDS = {"financial", "technical", "technological", "human", "in_kind", "knowledge", "infrastructure", "innovation"}
MEETINGS = {"any", "plenary", "committee", "transversal", "installation", "focus_group"}


def load(name):
    return json.loads((WORDS / f"{name}.json").read_text(encoding="utf-8"))


def reference(name):
    with (ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Vocabulary(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.places = load("places")
        cls.pools = {"activity": [a["name"] for a in load("activities")], "industry": [i["of"] for i in load("industries")],
                     "bare": [p["bare"] for p in cls.places], "of": [p["of"] for p in cls.places], "qualifier": load("qualifiers"),
                     "theme": load("themes"), "collective": load("collectives"), "craft": load("crafts"), "venture": load("ventures")}
        cls.pools["bare2"] = cls.pools["bare"]

    def made(self, pattern, rng):
        words = {slot: rng.choice(self.pools[slot]) for slot in re.findall(r"{(\w+)}", pattern)}
        if words.get("bare2") == words.get("bare"):
            words.pop("bare2", None)
            words.setdefault("bare2", next(p for p in self.pools["bare"] if p != words.get("bare")))
        return pattern.format(**words)

    def test_nothing_is_there_twice(self):
        for file in WORDS.glob("*.json"):
            rows = [json.dumps(r, ensure_ascii=False, sort_keys=True) for r in json.loads(file.read_text(encoding="utf-8"))]
            self.assertEqual(len(rows), len(set(rows)), file.name)

    def test_two_patterns_give_over_ten_thousand_companies_and_all_of_them_over_a_million(self):
        simple = {f"{a} {word}" for a in self.pools["activity"] for p in self.places for word in (p["bare"], p["of"])}
        self.assertGreater(len(simple), 10_000)
        places, activities = len(self.places), len(self.pools["activity"])
        self.assertGreater(activities * places * (2 + len(self.pools["qualifier"]) + places - 1), 1_000_000)

    def test_ten_thousand_distinct_names_come_out_of_the_weighted_patterns(self):
        patterns, rng, names = load("patterns"), random.Random(2016), set()
        for _ in range(40_000):
            names.add(self.made(rng.choices(patterns, [p["weight"] for p in patterns])[0]["pattern"], rng))
        self.assertGreater(len(names), 10_000)

    def test_every_type_that_a_person_can_choose_has_a_pattern(self):
        self.assertEqual({p["type"] for p in load("patterns")} | {"unspecified"}, {t["key"] for t in reference("organization_types")})

    def test_codes_are_of_their_lists(self):
        sectors = {s["code"] for s in reference("scian_sectors")}
        self.assertLessEqual({a["sector"] for a in load("activities") + load("industries")}, sectors)
        self.assertEqual({c["sdg"] for c in load("committee_names")}, set(range(1, 18)))
        self.assertEqual({c["kind"] for c in load("contributions")}, KINDS)
        self.assertEqual({a["meeting"] for a in load("agenda_items")}, MEETINGS)

    def test_every_session_of_a_committee_has_several_titles_to_choose_from(self):
        phases = [t["phase"] for t in load("session_titles")]
        self.assertEqual(set(phases), set(range(1, 7)))
        self.assertTrue(all(phases.count(phase) >= 4 for phase in phases))
        for title in load("session_titles"):
            self.assertEqual(re.findall(r"{\w+}", title["es"]), re.findall(r"{\w+}", title["en"]), title["es"])

    def test_no_name_of_a_real_participant_can_come_out(self):
        with (ROOT / "tests" / "data" / "axs_known_members.csv").open(encoding="utf-8", newline="") as file:
            real = {m["organization"] for m in csv.DictReader(file)}
        text = "\n".join(file.read_text(encoding="utf-8") for file in WORDS.glob("*.json"))
        for name in real:
            self.assertIsNone(re.search(rf"\b{re.escape(name)}\b", text), name)

    def test_what_could_pass_for_an_institution_says_that_it_is_an_example(self):
        official = {"business_body", "local_government", "state_government", "federal_body", "international_body", "academia", "foreign_government"}
        for pattern in load("patterns"):
            if pattern["type"] in official:
                self.assertIn("de Ejemplo", pattern["pattern"])


class ReferenceLists(unittest.TestCase):
    def test_each_list_has_its_rows_and_no_code_twice(self):
        for name, key, count in (("countries", "code", 249), ("mexico_states", "code", 32), ("scian_sectors", "code", 20), ("sdg_goals", "code", 17),
                                 ("organization_types", "key", 13), ("currencies", "code", 157)):
            rows = reference(name)
            self.assertEqual(len(rows), count, name)
            self.assertEqual(len({r[key] for r in rows}), count, name)
            self.assertTrue(all(v is not None and (v or k == "es_2018") for r in rows for k, v in r.items()), name)

    def test_currencies_keep_the_minor_units_of_iso_4217(self):
        exponent = {c["code"]: c["exponent"] for c in reference("currencies")}
        for code, expected in {"MXN": "2", "USD": "2", "EUR": "2", "JPY": "0", "CLP": "0", "COP": "2", "KWD": "3", "CLF": "4"}.items():
            self.assertEqual(exponent[code], expected, code)

    def test_the_states_are_in_the_order_of_inegi(self):
        states = {s["code"]: s["es"] for s in reference("mexico_states")}
        for code, name in {"05": "Coahuila de Zaragoza", "06": "Colima", "07": "Chiapas", "08": "Chihuahua", "09": "Ciudad de México", "15": "México", "32": "Zacatecas"}.items():
            self.assertEqual(states[code], name)

    def test_the_number_of_each_goal_can_be_read_on_its_colour(self):
        for goal in reference("sdg_goals"):
            text = "#FFFFFF" if goal["text"] == "white" else "#1A1722"
            self.assertGreaterEqual(contrast(goal["color"], text), 4.5, goal["code"])


def luminance(color):
    parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


if __name__ == "__main__":
    unittest.main()
