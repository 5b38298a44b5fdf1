#!/usr/bin/env python3
"""Counts the result book of a survey anew from the raw answers and compares every figure (R-043).

    tools/recompute_results.py ANSWERS BOOK [CROSS ...] [--organizations=FILE] [--recipients=FILE] [--print]

ANSWERS is what /alliances/…/surveys/…/answers.json gives; BOOK what …/surveys/…/results.json gives. Both are asked
for in the same language by an office of the agency. From the book only the questions, their kinds and the codes of the options are
taken; every figure is counted here, by other means than the program's, and compared with the book's. Ends with 0 when all are the
same, with 1 and one line for each that is not.

CROSS is what …/results/cross.json?… gives: a cross table, counted anew too. Numbers go in intervals or quarters and days in periods by
the rule that the page tells (features/results/README.md). Organisations that were picked are parted by --organizations
(/alliances/…/organizations.json), those that answered by --recipients (…/surveys/…/recipients.json).

Only Python's own library, and whole fractions: no floating point.
"""
import json
import sys
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from urllib.parse import parse_qs


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


def intervals(values, unit):
    """Eight different values at most: each alone. Else the smallest of 1, 2, 5 times a power of ten that covers all by eight."""
    if len(set(values)) <= 8:
        return {value: text_of(value) for value in values}
    power = Fraction(unit)
    while True:
        for lead in (1, 2, 5):
            step = lead * power
            if floor(max(values) / step) - floor(min(values) / step) < 8:
                below = {value: floor(value / step) * step for value in values}
                return {value: f"{text_of(low)}_{text_of(low + step)}" for value, low in below.items()}
        power *= 10


def quarters(values):
    """The first quarter whose last value is not below; equal last values leave the later quarter out."""
    ordered = sorted(values)
    lasts = [ordered[ceil(Fraction(len(ordered) * k, 4)) - 1] for k in (1, 2, 3, 4)]
    return {value: f"q{1 + next(k for k in range(4) if value <= lasts[k])}" for value in values}


def period(day, tail):
    year, month = day[:4], int(day[5:7])
    return {"year": year, "quarter": f"{year}-Q{ceil(month / 3)}", "month": day[:7]}[tail]


def normal(code):
    """A code of an interval with its limits written one way: 1.50 is 1.5."""
    try:
        return "_".join(text_of(Fraction(part)) for part in code.split("_"))
    except ValueError:
        return code


class Crossed:
    """Who is in which part of a variable, for each response a set of codes (of organisations, of labels)."""

    def __init__(self, raw, kinds, labels, directory, recipients):
        self.raw, self.kinds, self.labels, self.directory, self.recipients = raw, kinds, labels, directory, recipients

    def parts(self, variable):
        raw, (question, *tail) = self.raw, variable.split(".")
        count = range(len(raw.rows))
        if question == "organization":
            if tail == ["committee"]:
                raise KeyError(f"{variable} cannot be counted from these files")
            known = {row["organization"]: row[tail[0]] for row in self.recipients}
            return [{known[name] or ""} for name in raw.column("organization")]
        kind = self.kinds[question]
        if kind == "matrix":
            columns = {part: raw.column(f"{question}.{part}") for part in raw.parts(question)}
            if tail[0] == "row":
                return [{columns[tail[1]][i]} - {None, ""} for i in count]
            return [{part for part in columns if columns[part][i] == tail[1]} for i in count]
        if kind in ("many", "sdg", "ranking"):
            columns = {part: raw.column(f"{question}.{part}") for part in raw.parts(question)}
            return [{part for part in columns if columns[part][i] == 1} for i in count]
        column = raw.column(question)
        if kind == "organization":
            known = {row["name"]: row[tail[0]] for row in self.directory}
            return [{known[name] or "" for name in self.named(cell or "")} for cell in column]
        if kind in ("number", "money"):
            given = [None if value is None else Fraction(str(value)) for value in column]
            values = [value for value in given if value is not None]
            unit = Fraction(1, 1000 if kind == "number" else 100)
            part_of = quarters(values) if values and tail == ["quarters"] else intervals(values, unit) if values else {}
            return [set() if value is None else {part_of[value]} for value in given]
        if kind == "date":
            return [{period(day, tail[0])} if day else set() for day in column]
        return [set() if value in (None, "") else {str(value)} for value in column]

    def named(self, cell):
        out = []
        while cell:
            name = max((label for label in self.labels if cell == label or cell.startswith(label + "; ")), key=len)
            out.append(name)
            cell = cell[len(name) + 2:]
        return out

    def by_label(self, variable):
        return variable.startswith("organization.") or self.kinds[variable.split(".")[0]] == "organization"

    def check(self, check, table):
        asked = {name: values[0] for name, values in parse_qs(table["about"]["codes"].lstrip("?")).items()}
        names = {side: side + ("_label" if self.by_label(asked[side + "s"]) else "") for side in ("row", "column")}
        rows, columns = self.parts(asked["rows"]), self.parts(asked["columns"])
        kept = set(range(len(rows)))
        for i in (1, 2, 3):
            if f"v{i}" in asked:
                parts = self.parts(asked[f"f{i}"])
                kept &= {at for at in kept if normal(asked[f"v{i}"]) in parts[at]}
        counted = [at for at in kept if rows[at] and columns[at]]
        seen = set()
        for line in table["rows"]:
            # The files of organisations leave the sector empty where the table says that there is none.
            row, column = ("" if line[side] == "none" else normal(line[names[side]]) for side in ("row", "column"))
            seen.add((row, column))
            row_n = sum(row in rows[at] for at in counted)
            column_n = sum(column in columns[at] for at in counted)
            n = sum(row in rows[at] and column in columns[at] for at in counted)
            of = {"row": row_n, "column": column_n, "all": len(counted)}[asked["share"]]
            wanted = {"n": n, "percent": percent(n, of), "row_n": row_n, "column_n": column_n, "of": len(counted)}
            for name, value in wanted.items():
                check.same(f"{asked['rows']} {row} × {asked['columns']} {column}", name, line[name], value)
        for at in counted:
            for row in rows[at]:
                for column in columns[at]:
                    if (row, column) not in seen:
                        check.faults.append(f"{asked['rows']} {row} × {asked['columns']} {column} is not in the cross table")


def rows_of(path):
    return json.loads(Path(path).read_text(encoding="utf-8"), parse_float=str)["rows"]


def main(arguments):
    names = [a for a in arguments if not a.startswith("--")]
    options = dict(a[2:].split("=", 1) for a in arguments if a.startswith("--") and "=" in a)
    if len(names) < 2:
        sys.exit(__doc__)
    book = json.loads(Path(names[1]).read_text(encoding="utf-8"), parse_float=str)
    rows = rows_of(names[0])
    check = Check(book, Raw(rows), "--print" in arguments)
    for code in check.tables:
        check.question(code)
    kinds = {code: lines[0]["kind"] for code, lines in check.tables.items()}
    labels = [row["option_label"] for lines in check.tables.values() for row in lines if row["kind"] == "organization"]
    files = [rows_of(options[name]) if name in options else [] for name in ("organizations", "recipients")]
    crossed = Crossed(check.raw, kinds, labels, *files)
    for path in names[2:]:
        crossed.check(check, json.loads(Path(path).read_text(encoding="utf-8"), parse_float=str))
    for fault in check.faults:
        print(fault)
    print(f"recompute_results: {len(rows)} responses, {len(check.tables)} questions, {len(names) - 2} cross tables, {check.compared} figures, {len(check.faults)} differ")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
