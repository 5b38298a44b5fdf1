#!/usr/bin/env python3
"""Checks a case file («expediente») without Alianza: every entry against its SHA-256, and all of them together.

    tools/verify_case_file.py FILE.zip      0: whole; 1: something does not match, said line by line; 2: no case file

Nothing beyond Python's own library. The same by hand: unzip, then compare `sha256sum` of each file with manifest.json;
`sha256_of_all` is the SHA-256 of those lines ("digest  path"), in the order of the manifest.
"""
import hashlib
import json
import sys
import zipfile


def digest(stream):
    total = hashlib.sha256()
    for piece in iter(lambda: stream.read(1 << 20), b""):
        total.update(piece)
    return total.hexdigest()


def flaws(archive):
    manifest = json.loads(archive.read("manifest.json"))
    if manifest.get("format") != "alianza-case-file/1":
        raise ValueError("this manifest is of another format")
    there = archive.namelist()
    told = [entry["path"] for entry in manifest["entries"]]
    for path in sorted(set(there) - set(told) - {"manifest.json"}):
        yield f"{path}: not in the manifest"
    if len(there) != len(set(there)) or len(told) != len(set(told)):
        yield "an entry is there twice"
    lines = ""
    for entry in manifest["entries"]:
        lines += f"{entry['sha256']}  {entry['path']}\n"
        if entry["path"] not in there:
            yield f"{entry['path']}: missing"
            continue
        with archive.open(entry["path"]) as stream:
            if archive.getinfo(entry["path"]).file_size != entry["bytes"] or digest(stream) != entry["sha256"]:
                yield f"{entry['path']}: changed"
    if hashlib.sha256(lines.encode()).hexdigest() != manifest["sha256_of_all"]:
        yield "manifest.json: changed"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        with zipfile.ZipFile(sys.argv[1]) as archive:
            found = list(flaws(archive))
            entries = len(archive.namelist()) - 1
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        print(f"verify_case_file: {sys.argv[1]} is no case file: {error}", file=sys.stderr)
        return 2
    for flaw in found:
        print(flaw)
    print(f"{sys.argv[1]}: {entries} entries, {len(found)} flaws", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
