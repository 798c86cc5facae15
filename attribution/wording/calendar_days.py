"""Days of a month in one form: the month, and the day behind it."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.wording.folded import FoldedToken
from attribution.wording.numerals import ORDINAL
from attribution.wording.same_words import SameWords

Tokens = Sequence[FoldedToken]


def days(tokens: Tokens, same: SameWords) -> list[FoldedToken]:
    """Days of a month as month and figure: "the 5th of May", "5 May" and "May 5th" -> may 5."""
    result: list[FoldedToken] = []
    done = 0
    for i in [i for i, t in enumerate(tokens) if t.number or (t.capital and t.text in same.months)]:
        if i < done:
            continue
        if (month := _month_behind_day(tokens, i, same)) is not None:
            result += [*tokens[done:i], *_month_and_day(tokens[month], tokens[i], same)]
            done = month + 1
        elif _is_month(tokens[i], same) and i + 1 < len(tokens) and _is_day(tokens[i + 1]):
            result += [*tokens[done:i], *_month_and_day(tokens[i], tokens[i + 1], same)]
            done = i + 2
    return [*result, *tokens[done:]]


def _month_behind_day(tokens: Tokens, i: int, same: SameWords) -> int | None:
    """Where the month of the day stands: right behind it, or behind a joining word."""
    if not _is_day(tokens[i]):
        return None
    if i + 1 < len(tokens) and _is_month(tokens[i + 1], same):
        return i + 1
    joined = i + 2 < len(tokens) and tokens[i + 1].text in same.month_joiners
    return i + 2 if joined and _is_month(tokens[i + 2], same) else None


def _month_and_day(month: FoldedToken, day: FoldedToken, same: SameWords) -> list[FoldedToken]:
    return [
        month._replace(text=same.dates.get(month.text, month.text)),
        day._replace(text=day.text.removesuffix(ORDINAL)),
    ]


def _is_month(token: FoldedToken, same: SameWords) -> bool:
    return token.capital and token.text in same.months


def _is_day(token: FoldedToken) -> bool:
    if not token.number:
        return False
    figure = token.text.removesuffix(ORDINAL)
    return figure.isdecimal() and len(figure) <= 2 and 0 < int(figure) <= 31
