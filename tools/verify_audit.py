#!/usr/bin/env python3
"""Checks the audit trail of an Alianza server without any code of that server.

    tools/verify_audit.py FILE [--public-key KEY ...] [--verbose]

FILE is the trail as JSON lines (`alianza export audit`) or a SQLite database (also a backup). KEY is the public key of the
server: 64 hexadecimal digits or the file that holds them (`audit.key.pub`); without it the keys named in FILE are believed,
which an attacker who owns the database could have replaced.

Every line carries the SHA-256 of its predecessor's hash and of its own fields; checkpoints sign the hash at a number with
Ed25519. So a changed, removed, inserted or moved line is found, and so is a chain made anew after a checkpoint. Lines that
the server has not chained yet (they wait less than a second) are counted and not vouched for; --verbose names each.

Exit status: 0 the trail is whole, 1 it is not, 2 FILE cannot be read. Python 3.8, standard library only.
"""
import argparse
import hashlib
import json
import re
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

FIRST_HASH = "0" * 64
MOST_NAMED = 20

# ---- Ed25519 (RFC 8032), verification only: clear rather than fast ----------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_multiply(scalar, p):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = point_add(result, p)
        p = point_add(p, p)
        scalar >>= 1
    return result


def same_point(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_MINUS_1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signature_is_good(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key_point, r_point = decompress(public_key), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key_point is None or r_point is None or s >= ORDER:
        return False
    # A point of small order would "sign" anything.
    if same_point(point_multiply(8, key_point), (0, 1, 1, 0)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    return same_point(point_multiply(s, BASE), point_add(r_point, point_multiply(h, key_point)))


# ---- The bytes that are hashed and signed -----------------------------------------------------------------------------------


def netstrings(*fields):
    out = b""
    for field in fields:
        data = str(field).encode("utf-8")
        out += b"%d:%s," % (len(data), data)
    return out


LINE_FIELDS = ("agency_id", "id", "alliance_id", "actor", "at", "verb", "subject_kind", "subject_id", "request_id", "fields")


def line_hash(previous, line):
    parts = ["alianza-audit-line-1", previous, line["seq"]] + [line[name] for name in LINE_FIELDS]
    return hashlib.sha256(netstrings(*parts)).hexdigest()


def checkpoint_bytes(point):
    names = ("agency_id", "seq", "hash", "at", "key_id")
    return netstrings("alianza-audit-checkpoint-1", *[point[name] for name in names])


def key_id_of(public_key):
    return hashlib.sha256(public_key.encode("ascii")).hexdigest()[:16]


# ---- Reading ----------------------------------------------------------------------------------------------------------------


class Unreadable(Exception):
    pass


class Trail:
    """Keys and heads are small and kept; lines are given one after another."""

    def __init__(self):
        self.keys = {}  # key_id -> public key in hexadecimal digits
        self.heads = {}  # agency -> (seq, hash)


class SqliteTrail(Trail):
    def __init__(self, path):
        super().__init__()
        try:
            self.db = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)
            self.db.row_factory = sqlite3.Row
            for row in self.db.execute("SELECT key_id, public_key FROM audit_keys"):
                self.keys[row["key_id"]] = row["public_key"]
            for row in self.db.execute("SELECT agency_id, seq, hash FROM audit_chains"):
                self.heads[row["agency_id"]] = (row["seq"], row["hash"])
        except sqlite3.Error as error:
            raise Unreadable(f"{path}: not a database with an audit trail ({error})") from error

    def records(self):
        columns = ", ".join(LINE_FIELDS)
        yield from self.rows(
            "line", f"SELECT seq, hash, {columns} FROM audit_lines WHERE seq IS NOT NULL ORDER BY agency_id, seq"
        )
        yield from self.rows("line", f"SELECT seq, hash, {columns} FROM audit_lines WHERE seq IS NULL ORDER BY agency_id, id")
        yield from self.rows(
            "checkpoint", "SELECT agency_id, seq, hash, at, key_id, signature FROM audit_checkpoints ORDER BY agency_id, seq"
        )

    def rows(self, kind, sql):
        try:
            for row in self.db.execute(sql):
                yield kind, dict(row)
        except sqlite3.Error as error:
            raise Unreadable(f"the database cannot be read to its end ({error})") from error


WANTED = {
    "key": {"key_id": str, "public_key": str},
    "head": {"agency_id": int, "seq": int, "hash": str},
    "checkpoint": {"agency_id": int, "seq": int, "hash": str, "at": str, "key_id": str, "signature": str},
    "line": {
        "agency_id": int,
        "id": int,
        "alliance_id": int,
        "actor": int,
        "at": str,
        "verb": str,
        "subject_kind": str,
        "subject_id": int,
        "request_id": str,
        "fields": str,
    },
}


class JsonTrail(Trail):
    def __init__(self, path):
        super().__init__()
        self.path = path

    def records(self):
        with self.path.open(encoding="utf-8") as file:
            number = 0
            try:
                for number, text in enumerate(file, 1):
                    yield from self.record(number, text)
            except UnicodeDecodeError as error:
                raise Unreadable(f"{self.path}: not UTF-8 text ({error.reason})") from error
            if number == 0:
                raise Unreadable(f"{self.path}: empty")

    def record(self, number, text):
        where = f"{self.path}:{number}"
        try:
            row = json.loads(text)
        except ValueError as error:
            raise Unreadable(f"{where}: not JSON ({error})") from error
        kind = row.get("type") if isinstance(row, dict) else None
        if number == 1:
            if kind != "alianza-audit" or row.get("version") != 1:
                raise Unreadable(f"{where}: not an audit trail of version 1")
            return
        if kind not in WANTED:
            raise Unreadable(f"{where}: a record of unknown type")
        for name, type_ in WANTED[kind].items():
            if type(row.get(name)) is not type_:
                raise Unreadable(f"{where}: {name} is missing or of the wrong type")
        if kind == "line" and (type(row.get("seq")), type(row.get("hash"))) not in ((int, str), (type(None), type(None))):
            raise Unreadable(f"{where}: seq and hash go together")
        if kind == "key":
            self.keys[row["key_id"]] = row["public_key"]
        elif kind == "head":
            self.heads[row["agency_id"]] = (row["seq"], row["hash"])
        else:
            yield kind, row


def open_trail(path):
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from error
    return SqliteTrail(path) if start == b"SQLite format 3\0" else JsonTrail(path)


# ---- Checking ---------------------------------------------------------------------------------------------------------------


class Agency:
    def __init__(self):
        self.lines = 0
        self.hash = FIRST_HASH
        self.hashes = {}  # by number, for the checkpoints; about 150 bytes a line
        self.unchained = []
        self.points = []
        self.good_points = 0
        self.signed_to = 0
        self.flaws = []

    def line(self, line):
        seq = line["seq"]
        if seq is None:
            self.unchained.append(line["id"])
            return
        if seq != self.lines + 1:
            self.flaws.append(f"line {self.lines + 1} is missing or out of place (found {seq})")
        elif line_hash(self.hash, line) != line["hash"]:
            self.flaws.append(f"line {seq} (id {line['id']}, {line['verb']}) is not the one that was chained")
        self.lines = seq
        self.hash = line["hash"]
        self.hashes[seq] = line["hash"]

    def checkpoint(self, point, keys):
        seq = point["seq"]
        key = keys.get(point["key_id"])
        if key is None:
            self.flaws.append(f"the checkpoint at line {seq} is signed by a key that is not trusted ({point['key_id']})")
        elif not signature_is_good(key, checkpoint_bytes(point), from_hex(point["signature"])):
            self.flaws.append(f"the signature of the checkpoint at line {seq} is false")
        elif seq not in self.hashes:
            self.flaws.append(f"a checkpoint signs line {seq}, which is gone")
        elif self.hashes[seq] != point["hash"]:
            self.flaws.append(f"the checkpoint at line {seq} says otherwise than the chain: the chain was made anew")
        else:
            self.good_points += 1
            self.signed_to = max(self.signed_to, seq)

    def finish(self, head, keys):
        for point in self.points:
            self.checkpoint(point, keys)
        if head != (self.lines, self.hash) and not (head is None and self.lines == 0):
            self.flaws.append(f"the chain should end at line {head[0] if head else 0} and ends at line {self.lines}")


def from_hex(text):
    return bytes.fromhex(text) if re.fullmatch(r"(?:[0-9a-f]{2})*", text) else b""


def read_keys(arguments):
    keys = {}
    for argument in arguments:
        text = argument
        if not re.fullmatch(r"[0-9a-f]{64}", argument):
            try:
                text = Path(argument).read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise Unreadable(f"{argument}: no public key ({error})") from error
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            raise Unreadable(f"{argument}: a public key is 64 hexadecimal digits")
        keys[key_id_of(text)] = bytes.fromhex(text)
    return keys


def believed(trail, given):
    """Trusted keys by id; those of the file only when none was given."""
    if given:
        return given
    return {key_id: from_hex(text) for key_id, text in trail.keys.items() if key_id_of(text) == key_id}


def check(trail, given_keys):
    agencies = defaultdict(Agency)
    for kind, row in trail.records():
        agency = agencies[row["agency_id"]]
        if kind == "line":
            agency.line(row)
        else:
            agency.points.append(row)
    keys = believed(trail, given_keys)
    for agency_id in set(agencies) | set(trail.heads):
        agencies[agency_id].finish(trail.heads.get(agency_id), keys)
    return agencies


def tell_unchained(ids, verbose):
    ids = sorted(ids)
    counted = f"1 line (id {ids[0]})" if len(ids) == 1 else f"{len(ids)} lines (ids {ids[0]} to {ids[-1]})"
    print(f"  not yet chained, so not vouched for: {counted}")
    for line in ids if verbose else []:
        print(f"    line id {line}")


def tell(agencies, trusted, verbose):
    whole = True
    for agency_id, agency in sorted(agencies.items()):
        name = "server" if agency_id == 0 else f"agency {agency_id}"
        state = "whole" if not agency.flaws else f"BROKEN, {len(agency.flaws)} flaws"
        print(f"{name}: {state}; {agency.lines} lines, {agency.good_points} checkpoints, signed up to line {agency.signed_to}")
        for flaw in agency.flaws if verbose else agency.flaws[:MOST_NAMED]:
            print(f"  {flaw}")
        if agency.unchained:
            tell_unchained(agency.unchained, verbose)
        whole = whole and not agency.flaws
    if not trusted:
        print("keys: taken from the file itself; give --public-key to know who signed")
    return whole


def main():
    parser = argparse.ArgumentParser(description="Checks the audit trail of an Alianza server.")
    parser.add_argument("file", type=Path, help="JSON lines or SQLite database")
    parser.add_argument("--public-key", action="append", default=[], help="64 hexadecimal digits, or the file that holds them")
    parser.add_argument("--verbose", action="store_true", help="names every flaw and every line that is not chained yet")
    arguments = parser.parse_args()
    try:
        keys = read_keys(arguments.public_key)
        agencies = check(open_trail(arguments.file), keys)
    except Unreadable as error:
        print(f"verify_audit: {error}", file=sys.stderr)
        return 2
    return 0 if tell(agencies, bool(keys), arguments.verbose) else 1


if __name__ == "__main__":
    sys.exit(main())
