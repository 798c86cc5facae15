"""A flag's places in the order of time: who printed which words when."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from attribution.result import Flag, Side

FEWEST = 3
"""With fewer places the dates on the two passages say it all."""
LONGEST = 50
"""Longer words stand on the passages, not on a line."""
MOST = 12
"""So many places are shown, the earliest of them."""


@dataclass(frozen=True, slots=True)
class TimedPlace:
    """A place with what it has of what differs; ``along`` is its share of the way from the first day to the
    last, ``departs`` whether its words are those of the fewest places (of the flag's first side where two are
    as many)."""

    side: Side
    words: str
    along: float
    departs: bool


def time_line(flag: Flag) -> tuple[TimedPlace, ...]:
    """The dated places of the flag, the earliest first; () where they are too few, all of one day, or all
    have the same."""
    days = [(day, s) for s in flag.sides if (day := _day(s.published)) is not None]
    days.sort(key=lambda each: each[0])
    if len(days) < FEWEST or days[0][0] == days[-1][0]:
        return ()
    kinds = Counter(_words(flag, s) for _, s in days)
    if len(kinds) < 2 or max(map(len, kinds)) > LONGEST:
        return ()
    alone = min(kinds, key=lambda words: (kinds[words], words != _words(flag, flag.a)))
    first, whole = days[0][0], (days[-1][0] - days[0][0]).days
    return tuple(
        TimedPlace(
            s,
            _words(flag, s),
            (day - first).days / whole,
            _words(flag, s) == alone,
        )
        for day, s in days[:MOST]
    )


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _words(flag: Flag, side: Side) -> str:
    """What the place has of the first difference, the speaker where only speakers differ."""
    for difference in flag.differences[:1]:
        both = [w for w in sorted((difference.a, difference.b), key=len, reverse=True) if w]
        return next((w for w in both if _stands(w, side.text)), "")
    return side.speaker or ""


def _stands(words: str, text: str) -> bool:
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None
