"""Dates as articles print them: "May 28, 2025", "Wednesday 28 May 2025, 14.30 GMT",
"2025-05-28T10:00:00Z"."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime

from dateutil import parser

LONGEST = 60
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
TIME = re.compile(
    r"(?<![\d.:])\d{1,2}[:.]\d{2}(?::\d{2})?(?![\d.:])\s*(?:[ap]\.?m\b\.?)?\s*(?:[+-]\d\d:?\d\d\b|\(?[A-Z]{2,5}\)?(?![a-z]))?",
    re.I,
)
EDGES = " \t\r\n\u00a0\u202f,;|–—-"
ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d\S*)?$")
NUMERIC = re.compile(r"\D*(\d{1,2})[./-](\d{1,2})[./-]\d{4}\D*$")


def is_date(text: str) -> bool:
    """Whether ``text`` is a date with day, month and year, and nothing else but a weekday and a time."""
    return _day(text) is not None


def is_time(text: str) -> bool:
    """Whether ``text`` is a time of day and nothing else: "21.15", "9:05 p.m. ET"."""
    return len(text) <= LONGEST and TIME.fullmatch(text.strip()) is not None


def iso(text: str) -> str | None:
    """The date as ``YYYY-MM-DD``; None where ``text`` is no full date, or one like 03/04/2025 that reads two
    ways."""
    day = _day(text)
    if day is None:
        return None
    numeric = NUMERIC.match(_without_time(text))
    if numeric and numeric[1] != numeric[2] and max(int(numeric[1]), int(numeric[2])) <= 12:
        return None
    return day


def readings(text: str) -> tuple[str, ...]:
    """The days that a numeric date can mean: two for 03/04/2026, one for 13/04/2026, none for 31/02/2026."""
    written = re.fullmatch(r"\D*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\D*", _without_time(text.strip()))
    if not written:
        return (day,) if (day := iso(text)) else ()
    first, second, year = int(written[1]), int(written[2]), int(written[3])
    found = []
    for of_month, month in ((first, second), (second, first)):
        try:
            found.append(date(year, month, of_month).isoformat())
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _without_time(text: str) -> str:
    return TIME.sub(" ", text).strip(EDGES)


def _day(text: str) -> str | None:
    text = text.strip()
    if len(text) > LONGEST or not YEAR.search(text):
        return None
    written = ISO.match(text)
    text = written[1] if written else _without_time(text)
    found = []
    # What the text leaves out is taken from the default: two defaults that agree say that nothing is left
    # out.
    for default in (datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 2, 2, tzinfo=UTC)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found.append(parser.parse(text, default=default, ignoretz=True).date())
        except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError):
            return None
    return found[0].isoformat() if found[0] == found[1] else None
