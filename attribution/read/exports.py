"""Exports of newspaper databases that hold several stories in one text: where each begins and ends."""

from __future__ import annotations

import re
from itertools import pairwise

from attribution.read.database import FEWEST_LABELS, NUMBER, label_of
from attribution.read.furniture import is_prose
from attribution.read.phrases import Phrases

PLACE = re.compile(
    r"^[^\S\n]*(?:([^\W\d_]{2,20}) )?(\d{1,4}) \w{2,3} (\d{1,4})(?: ([^\W\d_]{2,20}))?[^\S\n]*$", re.M
)
"""“1 of 2 DOCUMENTS” or “Document 1 of 2”, alone in its line, above a story."""
SHORT_LINE = re.compile(r"^[^\S\n]*(\S[^\n]{2,60}?)[^\S\n]*$", re.M)
RULE = re.compile(r"^[^\S\n]*_{20,}[^\S\n]*$", re.M)


def stories(text: str, phrases: Phrases) -> list[str]:
    """The stories of an export of several, in order, with what is printed around each; the text itself where
    it is none, or has one."""
    ways = (_above(text, phrases), _below(text, phrases), _between(text, phrases))
    cuts = next((cuts for cuts in ways if len(cuts) > 1), None)
    if cuts is None:
        return [text]
    parts = [text[start:end] for start, end in pairwise([*cuts, len(text)])]
    cover = text[: cuts[0]]
    told = any(is_prose(line.rstrip()) for line in cover.splitlines())
    return [cover, *parts] if told else parts


def _above(text: str, phrases: Phrases) -> list[int]:
    """Where the lines begin that count the stories from 1 on; none where they do not."""
    words = phrases.words("furniture-database-count") | phrases.words("furniture-database-document")
    places = [
        found
        for found in PLACE.finditer(text)
        if any(word and word.lower() in words for word in (found[1], found[4]))
    ]
    totals = {found[3] for found in places}
    rise = all(int(after[2]) == int(before[2]) + 1 for before, after in pairwise(places))
    return [found.start() for found in places] if len(totals) == 1 and rise else []


def _below(text: str, phrases: Phrases) -> list[int]:
    """Where stories begin that each end with a number of a document, or a line that says so. What follows
    the last of them belongs to it."""
    ends = [found.end() for found in SHORT_LINE.finditer(text) if _ends(found[1], phrases)]
    return [0, *ends[:-1]]


def _between(text: str, phrases: Phrases) -> list[int]:
    """Where stories begin that lines of underscores part, each with the labels of a database."""
    starts = [found.end() for found in RULE.finditer(text)]
    return [
        start
        for start, end in pairwise([*starts, len(text)])
        if len({label_of(line, phrases) for line in text[start:end].splitlines()} - {None}) >= FEWEST_LABELS
    ]


def _ends(line: str, phrases: Phrases) -> bool:
    number = NUMBER.fullmatch(line)
    if number is not None:
        return number[1].lower() in phrases.words("furniture-database-document")
    return line.lower() in phrases.words("furniture-database-end")
