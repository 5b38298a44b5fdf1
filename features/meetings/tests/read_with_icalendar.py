#!/usr/bin/python3
"""Reads a calendar with python3-icalendar, which shares no code with libical or with us: one line for each event, with its hours in Mexico City.

    read_with_icalendar.py FILE     fails on any error that the library notes, in the calendar or in an event
"""
import sys
import warnings
from zoneinfo import ZoneInfo

from icalendar import Calendar

warnings.simplefilter("error")
with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
assert not calendar.errors, calendar.errors
assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
mexico = ZoneInfo("America/Mexico_City")
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    begin, end = event.decoded("DTSTART"), event.decoded("DTEND")
    print(f"{event['SUMMARY']} | {begin.astimezone(mexico):%Y-%m-%d %H:%M} | {end.astimezone(mexico):%H:%M} | {event['SEQUENCE']}")
