"""Times of the day in one form: hours and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.wording.folded import FoldedToken
from attribution.wording.same_words import SameWords

LONGEST_TIME = 5
"""Tokens of the longest time of the day."""

Tokens = Sequence[FoldedToken]


@dataclass(frozen=True, slots=True)
class _Time:
    """An hour and its minutes, told by so many tokens."""

    size: int
    hour: int
    minutes: int

    @property
    def text(self) -> str:
        return f"{self.hour}:{self.minutes:02}" if self.minutes else str(self.hour)


def times(tokens: Tokens, text: str, same: SameWords) -> list[FoldedToken]:
    """Times of the day as hours and minutes: "half past seven", "7.30pm" -> 7:30 (and pm)."""
    result: list[FoldedToken] = []
    starts, done = same.clock_starts, 0
    for i in [i for i, t in enumerate(tokens) if t.number or t.text in starts or t.text[:1].isdecimal()]:
        row = tokens[i : i + LONGEST_TIME]
        if i >= done and (time := _in_words(row, same) or _with_colon(row, text) or _with_dot(row, same)):
            result += tokens[done:i]
            done = i + time.size
            result.append(tokens[i]._replace(text=time.text, end=tokens[done - 1].end, number=True))
    return [*result, *tokens[done:]]


def _in_words(row: Tokens, same: SameWords) -> _Time | None:
    """ "Half past seven", "a quarter to one"."""
    words = [t.text for t in row]
    for length in range(1, len(words)):
        minutes = same.clock_words.get(tuple(words[:length]))
        if minutes is None or not 0 < (hour := _hour(words[length], same)) <= 12:
            continue
        if minutes > 0:
            return _Time(length + 1, hour, minutes)
        return _Time(length + 1, hour - 1 or 12, 60 + minutes)
    return None


def _hour(word: str, same: SameWords) -> int:
    return int(word) if word.isdecimal() and len(word) <= 2 else same.numbers.get(word, 0)


def _with_colon(row: Tokens, text: str) -> _Time | None:
    """ "7:30"."""
    if len(row) < 2 or text[row[0].end : row[1].start] != ":":
        return None
    hour, minutes = row[0].text, row[1].text
    if not (hour.isdecimal() and minutes.isdecimal() and len(hour) <= 2 == len(minutes) and int(hour) < 24):
        return None
    return _Time(2, int(hour), int(minutes))


def _with_dot(row: Tokens, same: SameWords) -> _Time | None:
    """ "7.30" before "pm", in one word or two."""
    words = [t.text for t in row]
    figures = words[0].split(".") if row[0].number else []
    half = tuple(words[1:2]) in same.day_halves or tuple(words[1:3]) in same.day_halves
    if len(figures) != 2 or len(figures[0]) > 2 or len(figures[1]) != 2 or not half:
        return None
    return _Time(1, int(figures[0]), int(figures[1]))
