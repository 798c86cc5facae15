"""Whether two statements contradict each other: what the one has otherwise than the other, with its type.

The same comparison serves quotations, reports, turns of a record, headlines, and words that somebody asks
about. Unlike ``wording.differences``, which lays two quotations side by side word by word, it reads what is
said of the same things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.meaning.actors import is_of_another, other_actors
from attribution.meaning.dates import other_dates
from attribution.meaning.figures import other_figures, other_units
from attribution.meaning.polarity import says_plainly, turned_round
from attribution.meaning.restrictions import other_condition, other_modality
from attribution.meaning.statement import Statement
from attribution.result import Difference
from attribution.wording.other_words import Wording

SAME = 3
"""Words for things and acts that both statements must have, or all that the shorter has where it has but two.
"""
SHARE = 0.75
"""The share of those words of the shorter statement that must be the same."""
ALL = 0.6
"""The share of the longer, where the one negates what the other says, or the two differ in more than a figure
or a day.

These three were chosen by hand on stories of reports that contradict a quotation (tests/cases, ``h``), and
checked together on all of tests/cases.
"""


def contradictions(a: Statement, b: Statement, wording: Wording) -> tuple[Difference, ...]:
    """What the two say otherwise of the same things; nothing where they speak of other things."""
    common = in_common(a, b)
    return () if common is None else tuple(dict.fromkeys(_found(a, b, common, wording)))


def in_common(a: Statement, b: Statement) -> frozenset[str] | None:
    """The things and acts of which both speak; None where they speak of other things."""
    common = a.kinds & b.kinds
    fewest = min(len(a.kinds), len(b.kinds))
    if len(common) < max(2, min(SAME, fewest)) or len(common) < SHARE * fewest:
        return None
    return common


def _found(a: Statement, b: Statement, common: frozenset[str], wording: Wording) -> Iterator[Difference]:
    yield from other_figures(a, b, common, wording)
    yield from other_units(a, b, wording)
    yield from other_dates(a, b, wording)
    if len(common) >= SAME:
        yield from other_condition(a, b, wording)
    if len(common) < ALL * max(len(a.kinds), len(b.kinds)):
        if _is_said_within(a, b, common, wording) or _is_said_within(b, a, common, wording):
            yield from turned_round(a, b, common, wording)
        return  # else what the longer has beyond the shorter may be what it negates
    turned = list(turned_round(a, b, common, wording))
    yield from turned
    if not turned:
        yield from other_modality(a, b, wording)
        yield from other_actors(a, b, common, wording.spellings, wording.mutual)


def _is_said_within(short: Statement, long: Statement, common: frozenset[str], wording: Wording) -> bool:
    """Whether the longer says plainly, among other things, all that the shorter speaks of, and of the same
    doer."""
    return (
        short.kinds == common
        and not short.withheld
        and says_plainly(long, wording)
        and not is_of_another(short, long, wording.first_person)
    )


def contradicted(
    ours: Sequence[Statement], theirs: Sequence[Statement], wording: Wording
) -> tuple[Difference, ...]:
    """What two rows of statements say otherwise of the same things; nothing where one of each agree in so
    many words."""
    if any(x.denied == y.denied and x.texts == y.texts for x in ours for y in theirs):
        return ()
    return tuple(dict.fromkeys(d for x in ours for y in theirs for d in contradictions(x, y, wording)))
