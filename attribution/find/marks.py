"""Quotation marks: which mark closes which, and whether one in a text opens a quotation, closes one, or is
none.

What a mark is can only be told from its neighbours, from the marks that are open before it and from those
still to come.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from attribution.article import Region

MARK = re.compile(r"``|''|[“”„‟«»‹›\"‘’‚'`]")
DOUBLE_CLOSE = {"”", "»"}
STRAIGHT = {'"', "''"}
SINGLE = {"‘", "’", "‚", "'", "`", "‹", "›"}
CLOSES = {
    "„": {"“", "”"},
    "“": {"”", '"', "''"},
    "‟": {"”"},
    "«": {"»"},
    "»": {"«"},
    "``": {"''", '"', "”"},
    '"': {'"', "”"},
    "''": {"''", '"', "”"},
    "”": {"”"},
    "‘": {"’", "'"},
    "‚": {"‘", "’"},
    "'": {"'", "’"},
    "`": {"'", "’"},
    "‹": {"›"},
    "›": {"‹"},
}
OPENERS_AFTER = set("([{-–—―/:…") | {"“", '"', "‘", "'", "„", "«", "`"}
CLOSERS_BEFORE = set(")]}-–—―.,;:!?…/") | {"”", '"', "’", "'", "»"}
STRONG = set(".,!?…;—–-")
BEGINNING = re.compile(r"\s*[*_]*(?=[“\"„«]|``|''|‘|'(?=\w))")
WORD = re.compile(r"\w*")
SINGLE_MARK = re.compile(r"['’‘]")
Role = Literal["open", "close", "none"]


@dataclass(slots=True)
class OpenMark:
    """An opening mark whose closing one has not come yet, and how many others are open around it."""

    mark: str
    at: int
    level: int


class MarksAhead:
    """Which marks are still to come in a paragraph."""

    def __init__(self, text: str, region: Region) -> None:
        self._places: dict[str, list[int]] = {}
        self._last_close: dict[str, int] = {}
        self._closing: dict[str, list[int]] = {}
        for match in MARK.finditer(text, region.start, region.end):
            mark, at = match.group(), match.start()
            self._places.setdefault(mark, []).append(at)
            before, following = _around(text, region, at, match.end())
            if mark in "‘’'" and _looks_closed(before, following):
                self._last_close[mark] = at
            if mark in STRAIGHT:
                sums = self._closing.setdefault(mark, [0])
                closes, opens = _looks_closed(before, following), _opens_only(before, following)
                sums.append(sums[-1] + (closes and not opens) - opens)
        self.beginning = begins_with_mark(text, region)
        self._strong = _strong_closes(text, region)

    def count(self, mark: str, after: int) -> int:
        """How many marks of the kind there are from an offset on."""
        places = self._places.get(mark, ())
        return len(places) - bisect_left(places, after)

    def odd(self, mark: str, after: int) -> bool:
        """Whether an odd number of the kind is left, so that this one may open a quotation of its own."""
        return self.count(mark, after) % 2 == 1

    def unclosed(self, mark: str, after: int) -> int:
        """How many straight marks from an offset on close something, by the spaces beside them, less those
        that open."""
        sums = self._closing.get(mark, [0])
        return sums[-1] - sums[bisect_left(self._places.get(mark, ()), after)]

    def strong_close(self, after: int) -> bool:
        """Whether a closing mark after punctuation is to come before another opening mark."""
        at = bisect_left(self._strong, (after, False))
        return at < len(self._strong) and self._strong[at][1]

    def closes(self, mark: str, after: int) -> bool:
        """Whether a mark that may close this single one is still to come."""
        return any(self._last_close.get(m, -1) >= after for m in CLOSES[mark])


def begins_with_mark(text: str, region: Region) -> int | None:
    """Where the double (or British single) opening mark that begins the paragraph stands, if one does."""
    match = BEGINNING.match(text, region.start, region.end)
    return match.end() if match else None


def introduced(text: str, region: Region, at: int) -> bool:
    """Whether a colon or comma leads in to a sentence at the mark (She said: ‘We owe), which may run on over
    paragraphs."""
    before = at - 1
    while before >= region.start and text[before].isspace():
        before -= 1
    return before >= region.start and text[before] in ":," and text[at + 1 : at + 2].isupper()


def _around(text: str, region: Region, at: int, after: int) -> tuple[str, str]:
    return (text[at - 1] if at > region.start else " "), (text[after] if after < region.end else " ")


def _looks_open(before: str, after: str) -> bool:
    return (before.isspace() or before in OPENERS_AFTER or before in "*_") and not after.isspace()


def _looks_closed(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or after in CLOSERS_BEFORE or after in "*_<")


def _opens_only(before: str, after: str) -> bool:
    """Whether the spaces beside a straight mark leave it nothing but to open."""
    return before.isspace() and not after.isspace() and after not in CLOSERS_BEFORE


def double_role(
    text: str, region: Region, match: re.Match[str], stack: Sequence[OpenMark], ahead: MarksAhead
) -> Role:
    """What a double mark does, given the open marks in ``stack``. One that is open may turn out to be „."""
    mark, after = match.group(), match.end()
    before, following = _around(text, region, match.start(), after)
    can_close = any(mark in CLOSES[o.mark] for o in stack)
    if mark in STRAIGHT:
        if can_close:
            inside = stack[-1].mark in (*STRAIGHT, "“")
            nests = inside and (ahead.odd(mark, after) or ahead.unclosed(mark, after) > 1)
            return "open" if nests and _opens_only(before, following) else "close"
        if mark == '"' and before.isdigit() and not following.isalnum():
            return "none"  # inches
        return "open" if not following.isspace() and not before.isalnum() else "none"
    if mark in DOUBLE_CLOSE:
        if can_close:
            return "close"
        closes_later = any(ahead.count(m, after) for m in CLOSES[mark])
        return "open" if _looks_open(before, following) and closes_later else "none"
    if can_close and stack[-1].mark in ("„", "»"):
        return "close"
    if mark == "“" and stack and stack[-1].mark == "“" and _looks_closed(before, following):
        stack[-1].mark = "„"  # an opening mark typed where the closing one belongs
        return "close"
    return "open"


def single_role(
    text: str,
    region: Region,
    match: re.Match[str],
    stack: Sequence[OpenMark],
    elisions: Set[str],
    ahead: MarksAhead,
) -> Role:
    """What a single mark does, given the open marks in ``stack``; an apostrophe is no mark."""
    mark, at, after = match.group(), match.start(), match.end()
    before, following = _around(text, region, at, after)
    can_close = any(mark in CLOSES[o.mark] for o in stack)
    if mark in "‹›":
        return "close" if can_close else "open"
    if before.isalnum() and following.isalnum():
        return "none"  # don't
    if mark in "’'" and can_close and _looks_closed(before, following):
        if before in "sSzZxX" and following == " " and ahead.strong_close(after):
            return "none"  # the players' view
        return "close"
    if mark == "‘" and can_close and stack[-1].mark == "‚":
        return "close"
    word = WORD.match(text, after, region.end)
    if (
        mark != "’"
        and _looks_open(before, following)
        and (word.group().lower() if word else "") not in elisions
        and following not in CLOSERS_BEFORE
    ):
        goes_on = at == ahead.beginning or introduced(text, region, at)
        return "open" if goes_on or ahead.closes(mark, after) else "none"
    return "none"


def _strong_closes(text: str, region: Region) -> list[tuple[int, bool]]:
    """The single marks that close a quotation after punctuation (True) or open one (False), in text order."""
    found = []
    for match in SINGLE_MARK.finditer(text, region.start, region.end):
        before, following = _around(text, region, match.start(), match.end())
        if _looks_closed(before, following) and before in STRONG:
            found.append((match.start(), True))
        elif match.group() == "‘" or _looks_open(before, following):
            found.append((match.start(), False))
    return found
