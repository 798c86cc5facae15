"""Yes and no: one statement says what the other negates, denies, rules out, or says the opposite of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.meaning.statement import Statement
from attribution.result import Difference
from attribution.wording.other_words import Wording

COMPARATIVE = "Degree=Cmp"
"""The feature of words that compare: better, more."""
NEAR = 3
"""Words between a negation and the word that it negates, at most."""


def turned_round(
    a: Statement, b: Statement, common: frozenset[str], wording: Wording
) -> Iterator[Difference]:
    """One negates, by a word, by the verb that reports it or by an opposite, what the other says plainly."""
    if a.withheld != b.withheld:
        yield Difference("negation", a.whole(), b.whole())
        return
    if _negates_in_part(a, b, wording) or _negates_in_part(b, a, wording):
        return
    ours, theirs = _negations(a, common, wording), _negations(b, common, wording)
    plain = [not s.denied and not _negating(s, wording) for s in (a, b)]
    opposed = _opposed(a, b)
    turns = (len(ours) + a.denied + len(theirs) + b.denied + (opposed is not None)) % 2
    if not turns or not (any(plain) or opposed):
        return
    if opposed is not None:
        i, j = opposed
        yield Difference("word", a.shown(i, i), b.shown(j, j))
    else:
        yield Difference("negation", _told(a, ours), _told(b, theirs))


def says_plainly(statement: Statement, wording: Wording) -> bool:
    """Whether nothing in it negates, limits, hedges or makes a condition."""
    texts = statement.texts
    return not (
        statement.denied
        or statement.withheld
        or _negating(statement, wording)
        or wording.limits.intersection(texts)
        or wording.possible.intersection(texts)
        or any(texts[i : i + len(c)] == c for c in wording.conditions for i in range(len(texts)))
    )


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
        for i in _negating(statement, wording)
        if any(statement.things.get(j) in common for j in range(i + 1, i + 1 + NEAR))
    ]


def _negating(statement: Statement, wording: Wording) -> list[int]:
    """Where negative words stand that negate something, other than in “not only” or “no doubt”."""
    texts = statement.texts
    affirming = {
        i + k
        for phrase in wording.affirming
        for i in range(len(texts) - len(phrase) + 1)
        if texts[i : i + len(phrase)] == phrase
        for k in range(len(phrase))
    }
    return [i for i, t in enumerate(texts) if t in wording.negative_words and i not in affirming]


def _negates_in_part(one: Statement, other: Statement, wording: Wording) -> bool:
    """Whether the one negates something only up to a limit, or in comparison ("not until", "no better"), of
    which the other has nothing: who says when it will be so does not say that it will not."""
    negations = _negating(one, wording)
    if not negations:
        return False
    behind = range(negations[0] + 1, len(one.tokens))
    has_limit = any(one.texts[i] in wording.limits for i in behind)
    if has_limit and not wording.limits.intersection(other.texts):
        return True
    compares = any(_is_comparative(one, i) for i in behind)
    return compares and not any(_is_comparative(other, i) for i in range(len(other.tokens)))


def _is_comparative(statement: Statement, at: int) -> bool:
    return at in statement.words and COMPARATIVE in statement.words[at][1].feats


def _told(statement: Statement, negations: Sequence[int]) -> str:
    if not negations:
        return statement.whole() if statement.denied else ""
    return statement.shown(negations[0], negations[0] + NEAR)
