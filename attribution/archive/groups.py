"""Groups of units that links connect, held against each other: their alignments and flags take the place of
those that were there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attribution.archive import rows
from attribution.archive.neighbours import group
from attribution.archive.shelf import Shelf
from attribution.archive.shingles import Spread
from attribution.archive.store import Store
from attribution.archive.units import unit_of, unit_of_side
from attribution.flags.alignments import alignments
from attribution.flags.cross_check import compare
from attribution.flags.headline_pairs import headline_pairs
from attribution.flags.majority import agreeing
from attribution.flags.passed_over import passed_over
from attribution.flags.raise_flags import ids_of, raise_flags
from attribution.result import Alignment, Flag, Passed
from attribution.wording.passage import Passage

NO_LONGER = "It no longer holds with what has come since."


@dataclass(frozen=True, slots=True)
class Conclusion:
    """All alignments and flags of some units, each flag with the ids that it may have, and what was passed
    over."""

    units: frozenset[str]
    alignments: tuple[Alignment, ...] = ()
    flags: tuple[tuple[Flag, tuple[str, ...]], ...] = ()
    passed: tuple[Passed, ...] = ()


def concluded(
    shelf: Shelf,
    spread: Spread,
    articles: Collection[int],
    partners: Collection[str] = (),
    gone_units: Collection[str] = (),
) -> Conclusion:
    """Work out the groups of all units of the articles, and of the partners; ``gone_units`` are those of
    articles that are no longer there. Nothing is written."""
    store = shelf.store
    own = {unit_of(p) for row in articles for p in shelf.get(row).passages}
    own |= {
        unit_of(p)
        for row in articles
        for pair in headline_pairs(shelf.get(row).reading, shelf.wording)
        for p in (pair.a, pair.b)
    }
    linked = "SELECT a FROM json_each(?) CROSS JOIN links ON a_article = value"
    own |= {  # sentences that report words are no passages of what somebody says
        unit for (unit,) in store.rows(linked, json.dumps(sorted(articles)))
    }
    reached = group((*own, *partners), shelf)
    units = (own | set(partners) | reached.keys()) - set(gone_units)
    near = {*articles, *reached.values(), *_articles_of(store, partners)}
    there = "SELECT row FROM json_each(?) CROSS JOIN articles ON row = value"
    near = {row for (row,) in store.rows(there, json.dumps(sorted(near)))}
    if not near:
        return Conclusion(frozenset({*units, *gone_units}))
    opened = sorted((shelf.get(row) for row in near), key=lambda o: o.id)
    context = shelf.context(near)

    def allowed(a: Passage, b: Passage) -> bool:
        return unit_of(a) in units and unit_of(b) in units

    def meets(passage: Passage) -> bool:
        return unit_of(passage) in reached

    compared = compare([o.said for o in opened], context, allowed, spread, meets)
    raised = raise_flags(compared.pairs, compared.in_marks, agreeing(compared.quoted), context)
    aligned = alignments(compared.quoted, [a for o in opened for a in o.attributions])
    return Conclusion(
        frozenset({*units, *gone_units}),
        tuple(alignment for alignment in aligned if alignment.attributions[0] in units),
        tuple((f, ids_of(f, context)) for f in raised if unit_of_side(f.a) in units),
        tuple(p for p in passed_over(compared.pairs, raised, context) if unit_of_side(p.a) in units),
    )


def keep(store: Store, found: Conclusion, gone: Mapping[str, str]) -> None:
    """Put what was found of the units in the place of what the store has of them. ``gone`` are articles that
    are no longer there, with the note for flags that had a place in them."""
    _clear(store, found.units)
    for alignment in found.alignments:
        rows.put_alignment(store.db, alignment)
    for passed in found.passed:
        rows.put_passed(store.db, passed)
    _replace_flags(store, found.units, found.flags, gone)


def _articles_of(store: Store, units: Iterable[str]) -> set[int]:
    found = set()
    for unit in units:
        article, at, _ = unit.rpartition("@")
        row = (
            store.one("SELECT row FROM articles WHERE id = ?", article)
            if at
            else store.one("SELECT article FROM attributions WHERE id = ?", unit)
        )
        if row:
            found.add(row[0])
    return found


def _clear(store: Store, units: Iterable[str]) -> None:
    """The alignments of the units, and what was passed over, are gone."""
    asked = json.dumps(sorted(units))
    for query, table in (
        (
            "SELECT DISTINCT alignment FROM json_each(?) CROSS JOIN aligned ON attribution = value",
            "alignments",
        ),
        ("SELECT DISTINCT passed FROM json_each(?) CROSS JOIN passed_units ON unit = value", "passed"),
    ):
        store.db.executemany(f"DELETE FROM {table} WHERE row = ?", list(store.rows(query, asked)))


# ---------------------------------------------------------------- flags
def _replace_flags(
    store: Store,
    units: Iterable[str],
    flags: Sequence[tuple[Flag, tuple[str, ...]]],
    gone: Mapping[str, str],
) -> None:
    """The flags of the units are these: others are closed, and each gets the shortest id that no other open
    flag of the store may have."""
    query = (
        "SELECT DISTINCT flag FROM json_each(?) CROSS JOIN flagged ON unit = value "
        "CROSS JOIN flags ON flags.row = flag WHERE state = 'open'"
    )
    old = {row for (row,) in store.rows(query, json.dumps(sorted(units)))}
    words = {ids[0] for _, ids in flags}
    words |= {w for row in old for (w,) in store.rows("SELECT words FROM flags WHERE row = ?", row)}
    others: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for w in sorted(words):
        query = "SELECT row, ids FROM flags WHERE words = ? AND state = 'open'"
        others[w] = [(row, tuple(json.loads(ids))) for row, ids in store.rows(query, w) if row not in old]
    for note, closed in _notes(store, old, gone).items():
        rows.close_flags(store.db, closed, note)
    taken: dict[str, list[tuple[Flag, tuple[str, ...]]]] = defaultdict(list)
    for flag, ids in flags:
        taken[ids[0]].append((flag, ids))
    for w in sorted(words):
        all_ids = [ids for _, ids in others[w]] + [ids for _, ids in taken[w]]
        for row, ids in others[w]:
            _rename(store, row, _shortest(ids, all_ids))
        for flag, ids in taken[w]:
            rows.put_flag(store.db, replace(flag, id=_shortest(ids, all_ids)), ids)
    for row in old:
        store.db.execute("UPDATE flags SET told = 0 WHERE row = ? AND state = 'closed'", (row,))


def _notes(store: Store, flags: Iterable[int], gone: Mapping[str, str]) -> dict[str, list[int]]:
    """The flags by what is noted where they are closed."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in flags:
        places = [a for (a,) in store.rows("SELECT article FROM flagged WHERE flag = ?", row)]
        note = next((gone[a] for a in places if a in gone), NO_LONGER)
        found[note].append(row)
    return found


def _shortest(ids: tuple[str, ...], all_ids: Sequence[tuple[str, ...]]) -> str:
    """The first of the ids that is no other flag's too; the last where all are."""
    for i, id in enumerate(ids):
        if sum(other[i] == id for other in all_ids) == 1:
            return id
    return ids[-1]


def _rename(store: Store, row: int, id: str) -> None:
    """The flag has that id, and its verdicts with it."""
    old = store.one("SELECT id FROM flags WHERE row = ?", row)
    if old and old[0] != id:
        store.db.execute("DELETE FROM flags WHERE id = ? AND state = 'closed'", (id,))
        store.db.execute(
            "UPDATE flags SET id = ?, line = json_set(line, '$.id', ?) WHERE row = ?", (id, id, row)
        )
        store.db.execute("UPDATE verdicts SET flag = ? WHERE flag = ?", (id, old[0]))
