"""Other figures with the same noun, and the same figure with another unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from attribution.meaning.dates import is_year
from attribution.meaning.statement import Statement
from attribution.result import Difference
from attribution.wording.change import ONE
from attribution.wording.other_words import Wording

NEAR = 3
"""Words between a figure and the noun that it counts, at most, other figures and small words not counted."""
ALIKE = 0.75
"""The share of the things and acts of the longer that both must have where figures differ only by their unit;
chosen by hand."""
FAR = 7
"""… and with them."""
ABOUT = 0.15
"""A figure that is "about" another is at most so far from it; set by hand."""
DECIMAL = re.compile(r"\d+(?:\.\d+)?")

Counted = Mapping[str, list[tuple[int, int]]]
"""Each noun that figures count, with the places of a figure and of the noun."""


def other_figures(
    a: Statement, b: Statement, common: frozenset[str], wording: Wording
) -> Iterator[Difference]:
    """Figures of the same noun of which each statement has one that the other has not; else the only figure
    of each, where it counts nothing that both name."""
    ours, theirs = _counted(a, common, wording), _counted(b, common, wording)
    found = False
    for noun in sorted(ours.keys() & theirs.keys()):
        pairs = [(p, q) for p in ours[noun] for q in theirs[noun] if _differ(a, p[0], b, q[0], wording)]
        if pairs:
            (i, n), (j, m) = pairs[0]
            found = True
            yield Difference("number", a.shown(i, n), b.shown(j, m))
    alike = len(common) >= ALIKE * max(len(a.kinds), len(b.kinds))
    for i, j in _of_one_unit(a, b, wording) if alike and not found else ():
        found = True
        yield Difference("number", a.shown(i, i + 1), b.shown(j, j + 1))
    one, other = _lone(a, ours), _lone(b, theirs)
    if not found and one is not None and other is not None and _differ(a, one, b, other, wording):
        yield Difference("number", a.shown(one, one + 1), b.shown(other, other + 1))


def _of_one_unit(a: Statement, b: Statement, wording: Wording) -> Iterator[tuple[int, int]]:
    """The places of the only figure that each statement has of a unit, where they differ: 14 weeks, 40
    weeks."""
    ours, theirs = (_by_unit(s, wording.same.units | wording.same.currencies) for s in (a, b))
    for unit in sorted(ours.keys() & theirs.keys()):
        (i, *more), (j, *others) = ours[unit], theirs[unit]
        if not more and not others and _differ(a, i, b, j, wording):
            yield i, j


def _by_unit(statement: Statement, units: Mapping[str, str]) -> Mapping[str, list[int]]:
    """The places of the figures that a unit follows, by the unit."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(statement.tokens[:-1]):
        if token.number and (unit := units.get(statement.tokens[i + 1].text)):
            found[unit].append(i)
    return found


def other_units(a: Statement, b: Statement, wording: Wording) -> Iterator[Difference]:
    """The same figure with another unit: eleven nights, eleven weeks."""
    units = wording.same.units | wording.same.currencies
    ours, theirs = _measured(a, units), _measured(b, units)
    for figure in sorted(ours.keys() & theirs.keys()):
        (i, one), (j, other) = ours[figure], theirs[figure]
        if one != other and not {one, other} <= {units.get(t) for t in a.texts} & {
            units.get(t) for t in b.texts
        }:
            yield Difference("unit", a.shown(i, i + 1), b.shown(j, j + 1))


def _counted(statement: Statement, common: frozenset[str], wording: Wording) -> Counted:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, token in enumerate(statement.tokens):
        if not token.number or token.text == ONE or _is_of_date(statement, i):
            continue
        passed = 0
        for j in range(i + 1, min(len(statement.tokens), i + 1 + FAR)):
            if statement.things.get(j) in common:
                found[statement.things[j]].append((i, j))
                break
            between = statement.tokens[j]
            passed += not (between.number or between.text in wording.small_words)
            if passed >= NEAR or (passed and between.number):
                break  # "412 billion won in the third quarter" counts no quarters
    return found


def _differ(a: Statement, i: int, b: Statement, j: int, wording: Wording) -> bool:
    """Whether the two figures differ, neither stands anywhere in the other statement, and it is not that one
    is given as a round one ("about 30", "more than 4,000") that comes near."""
    x, y = a.tokens[i].text, b.tokens[j].text
    if x in b.texts or y in a.texts:
        return False
    return not ((_is_round(a, i, wording) or _is_round(b, j, wording)) and _are_near(x, y))


def _is_round(statement: Statement, at: int, wording: Wording) -> bool:
    """Whether the words right before the figure say that it is about so many."""
    return any(statement.texts[at - len(words) : at] == words for words in wording.rounding_words)


def _are_near(x: str, y: str) -> bool:
    if not (DECIMAL.fullmatch(x) and DECIMAL.fullmatch(y)):
        return False
    return abs(float(x) - float(y)) <= ABOUT * max(float(x), float(y))


def _lone(statement: Statement, counted: Counted) -> int | None:
    """The place of the only figure of a statement that is no year and no day of a month; None where it counts
    something that both statements name."""
    places = [
        i
        for i, t in enumerate(statement.tokens)
        if t.number and t.text != ONE and not _is_of_date(statement, i)
    ]
    counting = {i for pairs in counted.values() for i, _ in pairs}
    return places[0] if len(places) == 1 and places[0] not in counting else None


def _is_of_date(statement: Statement, at: int) -> bool:
    """Whether a figure is a year or the day of a month."""
    months = statement.reading.same.months
    return is_year(statement.shown(at, at)) or bool(months & set(statement.texts[max(0, at - 1) : at + 2]))


def _measured(statement: Statement, units: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """Each figure that a unit follows, with its place and the unit."""
    return {
        t.text: (i, unit)
        for i, t in enumerate(statement.tokens[:-1])
        if t.number and (unit := units.get(statement.tokens[i + 1].text))
    }
