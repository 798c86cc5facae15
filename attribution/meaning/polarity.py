"""Yes and no: one statement says what the other negates, denies, rules out, or says the opposite of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.meaning.statement import Statement
from attribution.result import Difference
from attribution.wording.other_words import Wording

NEAR = 3
"""Words between a negation and the word that it negates, at most."""


def turned_round(
    a: Statement, b: Statement, common: frozenset[str], wording: Wording
) -> Iterator[Difference]:
    """One negates, by a word, by the verb that reports it or by an opposite, what the other says plainly."""
    ours, theirs = _negations(a, common, wording), _negations(b, common, wording)
    plain = [not s.denied and not any(t in wording.negative_words for t in s.texts) for s in (a, b)]
    if a.withheld != b.withheld:
        yield Difference("negation", a.whole(), b.whole())
        return
    opposed = _opposed(a, b)
    turns = (len(ours) + a.denied + len(theirs) + b.denied + (opposed is not None)) % 2
    if not turns or not (any(plain) or opposed):
        return
    if opposed is not None:
        i, j = opposed
        yield Difference("word", a.shown(i, i), b.shown(j, j))
    else:
        yield Difference("negation", _told(a, ours), _told(b, theirs))


def _opposed(a: Statement, b: Statement) -> tuple[int, int] | None:
    """The places of two opposites, of which each statement has only one."""
    for i, thing in a.things.items():
        here = {k in a.turned for k, other in a.things.items() if other == thing}
        for j, other in b.things.items():
            if other == thing and (i in a.turned) != (j in b.turned):
                there = {k in b.turned for k, o in b.things.items() if o == thing}
                if len(here) == len(there) == 1:
                    return i, j
    return None


def _negations(statement: Statement, common: frozenset[str], wording: Wording) -> list[int]:
    """Where a negation stands shortly before a word that both statements have."""
    return [
        i
        for i, text in enumerate(statement.texts)
        if text in wording.negative_words
        and any(statement.things.get(j) in common for j in range(i + 1, i + 1 + NEAR))
    ]


def _told(statement: Statement, negations: Sequence[int]) -> str:
    if not negations:
        return statement.whole() if statement.denied else ""
    return statement.shown(negations[0], negations[0] + NEAR)
