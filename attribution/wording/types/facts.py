"""Dates, figures, units and names."""

from __future__ import annotations

from attribution.wording.change import ONE, Change
from attribution.wording.folded import FoldedToken
from attribution.wording.passage import Reading


def other_date(change: Change) -> bool:
    dates = change.wording.same.dates
    first, second = ({t.text for t in side if t.text in dates} for side in change.own)
    return bool(first and second) and first != second


def _figures(change: Change) -> tuple[set[str], set[str]]:
    first, second = ({t.text for t in side if t.number and t.text != ONE} for side in change.own)
    return first, second


def other_year(change: Change) -> bool:
    first, second = _figures(change)
    years = all(len(figure) == 4 and figure[:2] in ("19", "20") for figure in first | second)
    return bool(first and second) and first != second and years


def other_number(change: Change) -> bool:
    first, second = _figures(change)
    return first != second


def other_scale(change: Change) -> bool:
    """Whether small words join two scales that stand apart on the other side: "hundreds, thousands"."""
    if not change.one_sided:
        return False
    side, same = change.left_out, change.wording.same
    row = side.passage.folded.words
    around = (*row[max(0, side.start - 1) : side.start], *row[side.end : side.end + 1])
    ends = tuple(same.words("plural-ends"))
    plain = [w[: -len(e)] for w in around for e in ends if w.endswith(e)]
    return len(plain) == 2 and all(w in same.scales for w in plain)


def other_unit(change: Change) -> bool:
    same = change.wording.same
    first, second = (
        {unit for t in side if (unit := same.units.get(t.text) or same.currencies.get(t.text))}
        for side in change.own
    )
    return bool(first and second) and first != second


def other_name(change: Change) -> bool:
    if change.one_sided or change.hedges[0] != change.hedges[1]:
        return False
    sides = zip(change.own, (change.a.reading, change.b.reading), strict=True)
    return all(any(is_name(t, reading, change) for t in side) for side, reading in sides)


def is_name(token: FoldedToken, reading: Reading, change: Change) -> bool:
    """Whether a word is part of a name; the first of a sentence has its capital for another reason."""
    if not token.capital or token.text in change.wording.always_capital:
        return False
    return not token.opens or token.start in reading.names
