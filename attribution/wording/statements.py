"""Whether two statements contradict each other: what the one has otherwise than the other, with its type.

The same comparison serves a quotation and a report of it, two reports, and words that somebody asks about.
Unlike ``differences``, which lays two quotations side by side word by word, it reads what is said of the same
things: whether one negates it, and which figure, day or month stands with the same noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution.result import Difference
from attribution.wording.change import ONE
from attribution.wording.folded import FoldedToken
from attribution.wording.passage import Passage, Reading
from attribution.wording.same_words import Wording

SAME = 3
"""Words for things and acts that both statements must have, or all that the shorter has where it has but two.
"""
SHARE = 0.75
"""The share of those words of the shorter statement that must be the same."""
ALL = 0.6
"""The share of the longer, where the one negates what the other says."""
NEAR = 3
"""Words between a figure and the noun that it counts, or a negation and the word that it negates, at most.

These four were chosen by hand on stories of reports that contradict a quotation (tests/cases, ``h``), and
checked together on all of tests/cases.
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a passage: its tokens, the lemmas of its words for things and acts by place, and
    whether the verb that reports it negates it ("denied that")."""

    tokens: tuple[FoldedToken, ...]
    things: dict[int, str]
    denied: bool
    reading: Reading

    def shown(self, first: int, last: int) -> str:
        """The tokens ``first`` to ``last``, both included, as the article has them."""
        span = self.reading.article.text[self.tokens[first].start : self.tokens[last].end]
        return " ".join(span.split())


def statements(passage: Passage, reading: Reading, wording: Wording) -> Iterator[Statement]:
    """Each sentence of the passage, within its content."""
    tokens = [t for t in passage.tokens if passage.span.start <= t.start < passage.span.end]
    starts = [i for i, t in enumerate(tokens) if t.opens or i == 0]
    if not tokens:
        return
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        row = tuple(tokens[start:end])
        yield Statement(row, _things(row, reading, wording), passage.attribution.negated, reading)


def _things(tokens: Sequence[FoldedToken], reading: Reading, wording: Wording) -> dict[int, str]:
    same = wording.same
    return {
        i: reading.lemmas.get(t.start, t.text)
        for i, t in enumerate(tokens)
        if not t.number
        and not t.aside
        and t.text not in wording.small_words
        and t.text not in wording.negative_words
        and t.text not in wording.hedges
        and t.text not in same.dates
    }


def contradictions(a: Statement, b: Statement, wording: Wording) -> tuple[Difference, ...]:
    """What the two say otherwise of the same things; nothing where they speak of other things."""
    common = set(a.things.values()) & set(b.things.values())
    fewest = min(len(set(a.things.values())), len(set(b.things.values())))
    if len(common) < min(SAME, fewest) or len(common) < 2 or len(common) < SHARE * fewest:
        return ()
    found = (*_figures(a, b, common), *_days(a, b, wording), *_negation(a, b, common, wording))
    return tuple(dict.fromkeys(found))


# ---------------------------------------------------------------- figures and days
def _figures(a: Statement, b: Statement, common: set[str]) -> Iterator[Difference]:
    """Other figures with the same noun."""
    ours, theirs = dict(_counted(a, common)), dict(_counted(b, common))
    for noun in ours.keys() & theirs.keys():
        (i, n), (j, m) = ours[noun], theirs[noun]
        x, y = a.tokens[i].text, b.tokens[j].text
        known = {t.text for t in a.tokens} & {t.text for t in b.tokens}
        if x != y and not {x, y} & known and ONE not in (x, y):
            yield Difference("number", a.shown(i, n), b.shown(j, m))


def _counted(statement: Statement, common: set[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each noun that a figure counts, with the places of the figure and of the noun."""
    for i, token in enumerate(statement.tokens):
        if not token.number:
            continue
        behind = range(i + 1, min(len(statement.tokens), i + 1 + NEAR))
        noun = next((j for j in behind if statement.things.get(j) in common), None)
        if noun is not None:
            yield statement.things[noun], (i, noun)


def _days(a: Statement, b: Statement, wording: Wording) -> Iterator[Difference]:
    """Other days or months."""
    dates = wording.same.dates
    ours, theirs = ({t.text: i for i, t in enumerate(s.tokens) if t.text in dates} for s in (a, b))
    if ours and theirs and not ours.keys() & theirs.keys():
        (i, j) = next(iter(ours.values())), next(iter(theirs.values()))
        yield Difference("date", a.shown(i, i), b.shown(j, j))


# ---------------------------------------------------------------- yes and no
def _negation(a: Statement, b: Statement, common: set[str], wording: Wording) -> Iterator[Difference]:
    """One negates, by a word or by the verb that reports it, what the other says without any negation."""
    longest = max(len(set(s.things.values())) for s in (a, b))
    if len(common) < ALL * longest:
        return  # what the longer has beyond the shorter may be what it negates
    ours, theirs = _negations(a, common, wording), _negations(b, common, wording)
    plain = [not s.denied and not any(t.text in wording.negative_words for t in s.tokens) for s in (a, b)]
    if any(plain) and (len(ours) + a.denied) % 2 != (len(theirs) + b.denied) % 2:
        yield Difference("negation", _told(a, ours), _told(b, theirs))


def _negations(statement: Statement, common: set[str], wording: Wording) -> list[int]:
    """Where a negation stands shortly before a word that both statements have."""
    return [
        i
        for i, token in enumerate(statement.tokens)
        if token.text in wording.negative_words
        and any(statement.things.get(j) in common for j in range(i + 1, i + 1 + NEAR))
    ]


def _told(statement: Statement, negations: Sequence[int]) -> str:
    if not negations:
        return statement.shown(0, len(statement.tokens) - 1) if statement.denied else ""
    last = min(len(statement.tokens) - 1, negations[0] + NEAR)
    return statement.shown(negations[0], last)
