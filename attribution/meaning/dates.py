"""Other days, months and years."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.meaning.statement import Statement
from attribution.result import Difference
from attribution.wording.other_words import Wording


def other_dates(a: Statement, b: Statement, wording: Wording) -> Iterator[Difference]:
    """Days of the week, months or the like of which the statements have none in common; else another day of
    the same month, or another year."""
    ours, theirs = _places(a, wording), _places(b, wording)
    kinds = (wording.same.words("weekdays"), wording.same.months, wording.same.words("day-parts"))
    for kind in (*kinds, wording.same.dates.keys() - frozenset().union(*kinds)):
        here, there = ([i for name, i in places.items() if name in kind] for places in (ours, theirs))
        if here and there and not ours.keys() & theirs.keys():
            yield Difference("date", a.shown(here[0], here[0]), b.shown(there[0], there[0]))
            return
    for name in ours.keys() & theirs.keys():
        one, other = _day(a, ours[name]), _day(b, theirs[name])
        if one is not None and other is not None and one != other:
            yield Difference("date", f"{name} {one}", f"{name} {other}")
            return
    years = [{t.text for i, t in enumerate(s.tokens) if t.number and is_year(s.shown(i, i))} for s in (a, b)]
    if all(years) and not years[0] & years[1]:
        yield Difference("date", min(years[0]), min(years[1]))


def _places(statement: Statement, wording: Wording) -> dict[str, int]:
    """Where words for dates stand; what the parser takes for a verb is no month (“may”, “march”)."""
    return {
        t.text: i
        for i, t in enumerate(statement.tokens)
        if t.text in wording.same.dates
        and (i not in statement.words or statement.words[i][1].upos not in ("AUX", "VERB"))
    }


def _day(statement: Statement, month: int) -> str | None:
    """The figure beside the name of a month."""
    if statement.tokens[month].text not in statement.reading.same.months:
        return None
    beside = [statement.tokens[i] for i in (month - 1, month + 1) if 0 <= i < len(statement.tokens)]
    return next((t.text for t in beside if t.number and not is_year(t.text)), None)


def is_year(figure: str) -> bool:
    """Whether a figure, as it is written, is a year that news tells of: not “two thousand” or “2,000”."""
    return len(figure) == 4 and figure[:2] in ("19", "20")
