#!/usr/bin/env python3
"""Counts the result book of a survey anew from the raw answers and compares every figure (R-043).

    tools/recompute_results.py ANSWERS BOOK [--print]

ANSWERS is what /alliances/…/surveys/…/answers.json gives; BOOK what …/surveys/…/results.json gives. Both are asked
for in the same language by an office of the agency. From the book only the questions, their kinds and the codes of the options are
taken; every figure is counted here, by other means than the program's, and compared with the book's. Ends with 0 when all are the
same, with 1 and one line for each that is not.

Only Python's own library, and whole fractions: no floating point.
"""
import json
import sys
from fractions import Fraction
from pathlib import Path


def half_up(value):
    """Rounded to a whole number, half away from zero."""
    whole = abs(value)
    out = (2 * whole.numerator + whole.denominator) // (2 * whole.denominator)
    return -out if value < 0 else out


def percent(n, of):
    return None if of == 0 else half_up(Fraction(100 * n, of))


def text_of(fraction):
    """A decimal as the files write it: 3, 3.5, 1320000.25."""
    sign = "-" if fraction < 0 else ""
    scaled = abs(fraction) * 10**6
    assert scaled.denominator == 1
    whole, rest = divmod(int(scaled), 10**6)
    return sign + str(whole) + (("." + f"{rest:06d}".rstrip("0")) if rest else "")


def tables_of(book):
    """The book's lines by question, in their order."""
    out = {}
    for row in book["rows"]:
        out.setdefault(row["question"], []).append(row)
    return out


class Raw:
    """The answers by the names of their columns."""

    def __init__(self, rows):
        self.rows = rows
        self.names = list(rows[0]) if rows else []

    def column(self, name):
        return [row.get(name) for row in self.rows]

    def parts(self, question):
        head = question + "."
        return [name[len(head):] for name in self.names if name.startswith(head) and not name.endswith(".other_text")]


def places(scores):
    """Competition ranking of {code: score}: code -> (place, tied)."""
    values = list(scores.values())
    return {code: (1 + sum(v > score for v in values), values.count(score) > 1) for code, score in scores.items()}


def count_one(raw, question):
    given = [value for value in raw.column(question) if value not in (None, "")]
    return len(given), {code: given.count(code) for code in set(given)}


def count_many(raw, question):
    parts = raw.parts(question)
    columns = {part: raw.column(f"{question}.{part}") for part in parts}
    answered = sum(any(columns[part][i] is not None for part in parts) for i in range(len(raw.rows)))
    return answered, {part: sum(value == 1 for value in columns[part]) for part in parts}


def count_named(raw, question, labels):
    """Organisations: names in one cell, "; " between them. A name may hold the same sign, so the longest that fits is taken."""
    cells = [cell for cell in raw.column(question) if cell]
    found = {label: 0 for label in labels}
    for cell in cells:
        rest = cell
        while rest:
            name = max((label for label in labels if rest == label or rest.startswith(label + "; ")), key=len, default=None)
            if name is None:
                break
            found[name] += 1
            rest = rest[len(name) + 2:]
    return len(cells), found


class Check:
    def __init__(self, book, raw, is_printed):
        self.raw, self.is_printed, self.faults, self.compared = raw, is_printed, [], 0
        self.tables = tables_of(book)

    def same(self, where, what, told, counted):
        self.compared += 1
        if told != counted:
            self.faults.append(f"{where}: the book says {what} {told}, the answers give {counted}")

    def head(self, code, answered):
        for row in self.tables[code]:
            self.same(code, "answered", row["answered"], answered)

    def lines(self, code, of, counts, by_label=False):
        rows = [row for row in self.tables[code] if row["option"] is not None and row["value"] is None]
        for row in rows:
            key = row["option_label"] if by_label else row["option"]
            n = counts.get(key, 0)
            self.same(f"{code} {key}", "n", row["n"], n)
            self.same(f"{code} {key}", "of", row["of"], of)
            self.same(f"{code} {key}", "percent", row["percent"], percent(n, of))
            if self.is_printed:
                print(f"{code}\t{key}\t{n} of {of}\t{percent(n, of)} %")
        told = {row["option_label"] if by_label else row["option"] for row in rows}
        for key, n in counts.items():
            if n > 0 and key not in told:
                self.faults.append(f"{code}: {key} was answered {n} times and is not in the book")
        return rows

    def ranked(self, code, rows, scores, key=lambda row: row["option"]):
        for kind in (False, True):  # goals and targets each among themselves
            own = {key(row): scores[key(row)] for row in rows if ("." in row["option"]) == kind and key(row) in scores}
            for row in rows:
                if key(row) in own:
                    place, tied = places(own)[key(row)]
                    self.same(f"{code} {key(row)}", "place", row["place"], place)
                    self.same(f"{code} {key(row)}", "tied", row["tied"], tied)

    def numbers(self, code, values, unit):
        rows = {row["option"]: row["value"] for row in self.tables[code] if row["value"] is not None}
        if not values:
            self.same(code, "values", rows, {})
            return
        units = sorted(int(value / unit) for value in values)
        middle = len(units) // 2
        median = units[middle] if len(units) % 2 else half_up(Fraction(units[middle - 1] + units[middle], 2))
        wanted = {"mean": half_up(Fraction(sum(units), len(units))), "median": median, "least": units[0], "most": units[-1]}
        for name, value in wanted.items():
            told = None if rows.get(name) is None else text_of(Fraction(str(rows[name])))
            self.same(code, name, told, text_of(value * unit))

    def ranking(self, code):
        raw = self.raw
        parts = raw.parts(code)
        columns = {part: raw.column(f"{code}.{part}") for part in parts}
        answered = sum(any(columns[part][i] is not None for part in parts) for i in range(len(raw.rows)))
        rows = self.lines(code, answered, {part: sum(v is not None for v in columns[part]) for part in parts})
        m = len(rows)
        points = {part: sum(m + 1 - v for v in columns[part] if v is not None) for part in parts}
        self.ranked(code, rows, points)
        for row in rows:
            given = [v for v in columns[row["option"]] if v is not None]
            self.same(f"{code} {row['option']}", "points", row["points"], points[row["option"]])
            self.same(f"{code} {row['option']}", "firsts", row["firsts"], given.count(1))
            mean = text_of(Fraction(half_up(Fraction(100 * sum(given), len(given))), 100)) if given else None
            told = None if row["mean_place"] is None else text_of(Fraction(str(row["mean_place"])))
            self.same(f"{code} {row['option']}", "mean place", told, mean)
        return answered

    def matrix(self, code):
        raw = self.raw
        answered = sum(any(row.get(f"{code}.{part}") for part in raw.parts(code)) for row in raw.rows)
        for part in raw.parts(code):
            given = [value for value in raw.column(f"{code}.{part}") if value]
            for row in self.tables[code]:
                if row["row"] != part:
                    continue
                n = given.count(row["option"])
                self.same(f"{code} {part} {row['option']}", "n", row["n"], n)
                self.same(f"{code} {part} {row['option']}", "of", row["of"], len(given))
                self.same(f"{code} {part} {row['option']}", "percent", row["percent"], percent(n, len(given)))
        return answered

    def question(self, code):
        raw, kind = self.raw, self.tables[code][0]["kind"]
        if kind == "one":
            answered, counts = count_one(raw, code)
            self.ranked(code, self.lines(code, answered, counts), {**{r["option"]: 0 for r in self.tables[code]}, **counts})
        elif kind in ("many", "sdg"):
            answered, counts = count_many(raw, code)
            self.ranked(code, self.lines(code, answered, counts), counts)
        elif kind == "organization":
            labels = [row["option_label"] for row in self.tables[code] if row["option_label"]]
            answered, counts = count_named(raw, code, labels)
            self.ranked(code, self.lines(code, answered, counts, by_label=True), counts, key=lambda row: row["option_label"])
        elif kind == "scale":
            answered, counts = count_one(raw, code)
            self.lines(code, answered, counts)
            self.numbers(code, [Fraction(step) for step, n in counts.items() for _ in range(n)], Fraction(1, 1000))
        elif kind in ("number", "money"):
            given = [value for value in raw.column(code) if value is not None]
            answered = len(given)
            self.numbers(code, [Fraction(str(value)) for value in given], Fraction(1, 1000 if kind == "number" else 100))
        elif kind == "ranking":
            answered = self.ranking(code)
        elif kind == "matrix":
            answered = self.matrix(code)
        elif kind == "date":
            given = sorted(value for value in raw.column(code) if value)
            answered = len(given)
            told = {row["option"]: row["value"] for row in self.tables[code] if row["value"] is not None}
            self.same(code, "days", told, {"first": given[0], "last": given[-1]} if given else {})
        else:
            answered = sum(bool(value) for value in raw.column(code))
        self.head(code, answered)


def main(arguments):
    names = [a for a in arguments if not a.startswith("--")]
    if len(names) != 2:
        sys.exit(__doc__)
    book = json.loads(Path(names[1]).read_text(encoding="utf-8"), parse_float=str)
    rows = json.loads(Path(names[0]).read_text(encoding="utf-8"), parse_float=str)["rows"]
    check = Check(book, Raw(rows), "--print" in arguments)
    for code in check.tables:
        check.question(code)
    for fault in check.faults:
        print(fault)
    print(f"recompute_results: {len(rows)} responses, {len(check.tables)} questions, {check.compared} figures, {len(check.faults)} differ")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
