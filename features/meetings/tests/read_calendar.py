#!/usr/bin/env python3
"""A second reader of iCalendar, written from RFC 5545 and knowing nothing of libical: prints one line of JSON for each event.

    read_calendar.py FILE       fails when a line is longer than 75 octets, breaks a character, or does not end in CRLF
"""
import json
import sys

data = open(sys.argv[1], "rb").read()
assert data.endswith(b"\r\n"), "the last line ends in CRLF"
physical = data[:-2].split(b"\r\n")
for line in physical:
    assert b"\n" not in line and b"\r" not in line, "bare line end"
    assert len(line) <= 75, f"{len(line)} octets in a line"
    line.decode("utf-8")  # a fold inside a character would fail here

lines = []
for line in physical:
    if line[:1] in (b" ", b"\t"):
        lines[-1] += line[1:]
    else:
        lines.append(line)


def unescape(text):
    out, at = "", 0
    while at < len(text):
        if text[at] == "\\":
            out += {"n": "\n", "N": "\n"}.get(text[at + 1], text[at + 1])
            at += 2
        else:
            out += text[at]
            at += 1
    return out


stack, event = [], None
for line in lines:
    head, value = line.decode("utf-8").split(":", 1)
    name, *parameters = head.split(";")
    if name == "BEGIN":
        stack.append(value)
        if value == "VEVENT":
            event = {}
    elif name == "END":
        assert stack.pop() == value, "components nest"
        if value == "VEVENT":
            print(json.dumps(event, ensure_ascii=False, sort_keys=True))
            event = None
    elif event is not None:
        assert name not in event, f"{name} twice"
        event[name] = unescape(value)
        if parameters:
            event[name + ";"] = ";".join(parameters)
assert not stack
