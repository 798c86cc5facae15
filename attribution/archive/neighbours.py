"""Which units are of one statement with those of some articles, and which groups such pairs make."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import numpy as np

from attribution.archive.hashed import are_among, distinct
from attribution.archive.opened import Opened
from attribution.archive.shelf import Shelf
from attribution.archive.shingles import CONTRADICTED, OF_ANY, OF_ONE, Shingles, Spread
from attribution.archive.store import Store
from attribution.archive.units import unit_of
from attribution.flags.context import Context
from attribution.flags.contradicted_pairs import contradicted_pairs
from attribution.flags.cross_check import Said
from attribution.flags.quoted_pairs import side_by_side
from attribution.flags.reported_pairs import retelling
from attribution.flags.retold_pairs import exact_reports
from attribution.flags.spliced_pairs import may_be_spliced
from attribution.rulebook.thresholds import threshold
from attribution.wording.align import join, join_reported
from attribution.wording.passage import Passage

Link = tuple[str, str, int, int]
"""Two units, and the rows of their articles."""
AROUND = 1
"""Days added to a window of dates, whose ends may have times of the day."""


def candidates(articles: Collection[int], shingles: Shingles, shelf: Shelf, spread: Spread) -> set[int]:
    """The other articles that may have words in common with one of these, by the index alone; ``shingles``
    are those of these."""
    people = {row: _people(shelf.get(row)) for row in articles}
    of_any = spread.places(shingles[shingles.use == OF_ANY].number)[1]
    near = set(of_any.tolist()) - people.keys()
    of_one = shingles[shingles.use == OF_ONE]
    others: dict[int, set[int]] = defaultdict(set)
    for number, other in zip(*spread.places(of_one.number), strict=True):
        if other not in near and other not in people:
            for row in of_one.article[of_one.number == number].tolist():
                others[row].add(int(other))
    for row, met in others.items():
        near |= _with_one_of(met, people[row], shelf)
    near |= _contradicting(shingles[shingles.use == CONTRADICTED], people, shelf, spread)
    near |= _records([shelf.get(row) for row in articles], shelf.store)
    return near - people.keys()


def _people(article: Opened) -> set[str]:
    return {s.person for a in article.attributions for s in (a.speaker, *a.joint) if s.person}


def _with_one_of(articles: Collection[int], people: Collection[str], shelf: Shelf) -> set[int]:
    """Those of the articles in which one of the people speaks, or somebody who is not known."""
    found = shelf.store.rows(
        "SELECT DISTINCT article FROM json_each(?) CROSS JOIN attributions ON article = value "
        "LEFT JOIN speakers ON attribution = attributions.row AND place = 0 "
        "WHERE person IS NULL OR person IN (SELECT value FROM json_each(?))",
        json.dumps(sorted(articles)),
        json.dumps(sorted(people)),
    )
    return {row for (row,) in found}


def _contradicting(
    asked: Shingles, people: Mapping[int, Collection[str]], shelf: Shelf, spread: Spread
) -> set[int]:
    """Articles of about the same day in which one of the people of an article speaks of the same things:
    under one of the shingles that contradict its own."""
    there = spread.there(distinct(asked.number[~spread.are_alone(asked.number)]).tolist())
    asked = asked[are_among(asked.number, np.array(there, np.int64))]
    own: dict[int, set[int]] = defaultdict(set)
    for row, number in zip(asked.article.tolist(), asked.number.tolist(), strict=True):
        own[row].add(number)
    days = threshold(shelf.book, shelf.language, "days-apart") + AROUND
    return {
        row
        for article, numbers in own.items()
        for person in people[article]
        for (row,) in shelf.store.rows(
            "SELECT DISTINCT names.article FROM names JOIN articles ON articles.row = names.article "
            "WHERE person = ?1 AND (published IS NULL OR ?2 IS NULL "
            "OR abs(julianday(published) - julianday(?2)) <= ?3) AND EXISTS "
            "(SELECT 1 FROM json_each(?4) CROSS JOIN shingles "
            "ON hash = value AND shingles.article = names.article)",
            person,
            shelf.get(article).reading.article.published,
            days,
            json.dumps(sorted(numbers)),
        )
    }


def _records(articles: Iterable[Opened], store: Store) -> set[int]:
    """The records in which somebody speaks who speaks in one of the articles; of records among these, the
    papers too that quote one of those who speak there."""
    if not _has_records(store):
        return set()
    return {row for article in articles for row in _with_record(article, _people(article), store)}


def _has_records(store: Store) -> bool:
    return store.one("SELECT 1 FROM articles WHERE record = 1 LIMIT 1") is not None


def _with_record(article: Opened, people: Collection[str], store: Store) -> set[int]:
    """The records in which one of the people speaks; of a record, the papers that quote one of them."""
    record = article.reading.article.kind == "record"
    found = store.rows(
        "SELECT DISTINCT article FROM json_each(?) CROSS JOIN names ON person = value "
        "JOIN articles ON articles.row = article WHERE ? OR record",
        json.dumps(sorted(people)),
        record,
    )
    return {row for (row,) in found}


def links(
    articles: Collection[int], shingles: Shingles, around: Collection[int], shelf: Shelf, spread: Spread
) -> Iterator[Link]:
    """The pairs of units of one statement of which one at least stands in the articles, whose shingles these
    are; the others stand in those around."""
    opened = sorted((shelf.get(row) for row in {*articles, *around}), key=lambda o: o.id)
    row_of = {o.id: o.row for o in opened}
    ids = {o.id for o in opened if o.row in articles}
    context = shelf.context({*articles, *around})

    def link(a: Passage, b: Passage) -> Link:
        return unit_of(a), unit_of(b), row_of[a.article], row_of[b.article]

    def allowed(a: Passage, b: Passage) -> bool:
        return a.article in ids or b.article in ids

    meeting = {shelf.get(row).passages[at] for row, at in shingles.meeting(spread)}

    def meets(passage: Passage) -> bool:
        return passage in meeting or passage.article not in ids

    for a, b in _pairs([o.said for o in opened], context, allowed, meets, spread):
        yield link(a, b)
        for side in (a, b):
            if not side.attribution.id:  # a sentence in which words are reported
                for other in shelf.get(row_of[side.article]).passages:
                    if other.span.overlaps(side.span):
                        yield link(side, other)
    recorded = _has_records(shelf.store)
    for o in opened:
        if o.row in articles:
            for a, b in _in_one_article(o, shelf.store, recorded):
                yield link(a, b)
    for a, b in _with_records(opened, allowed):
        yield link(a, b)


def put_links(store: Store, found: Iterable[Link]) -> None:
    """The pairs, in both directions."""
    pairs = ((a, b, of_a, of_b) for a, b, of_a, of_b in found if a != b)
    both = {link for a, b, of_a, of_b in pairs for link in ((a, b, of_a, of_b), (b, a, of_b, of_a))}
    store.db.executemany("INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?)", sorted(both))


def _pairs(
    said: list[Said],
    context: Context,
    allowed: Callable[[Passage, Passage], bool],
    meets: Callable[[Passage], bool],
    spread: Spread,
) -> Iterator[tuple[Passage, Passage]]:
    """Those of the passages that may meet one of the others, and that do."""
    most = spread.most
    passages = [p for s in said for p in s.passages]
    marked = [p for s in said for p in s.in_marks] + [p for s in said for p in s.quoted_from]
    marked = [p for p in marked if meets(p)]
    joined = join(marked, most, spread)
    for a, b in ((marked[i], marked[j]) for i, j in joined.pairs):
        if allowed(a, b) and (may_be_spliced(a, b, context) or side_by_side(a, b, context) is not None):
            yield a, b
    for one in exact_reports(marked, [p for p in passages if not p.quoted], context, spread):
        if allowed(one.quote, one.report):
            yield one.quote, one.report
    met = [p for p in passages if meets(p)]
    for a, b in ((met[i], met[j]) for i, j in join_reported(met, most, spread).pairs):
        if allowed(a, b) and retelling(a, b, context) is not None:
            yield a, b
    for pair in contradicted_pairs(passages, context):
        if allowed(pair.a, pair.b):
            yield pair.a, pair.b


def _in_one_article(article: Opened, store: Store, recorded: bool) -> Iterator[tuple[Passage, Passage]]:
    """Passages of one article that have words in common; and, where papers are held against a record, those
    of one speaker. ``recorded`` says that there is a record at all."""
    passages = sorted(article.passages, key=lambda p: p.span)
    for i, a in enumerate(passages):
        for b in passages[i + 1 :]:
            if b.span.start >= a.span.end:
                break
            yield a, b
    by_person: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if person := passage.attribution.speaker.person:
            by_person[person].append(passage)
    for person, mine in by_person.items():
        if recorded and len(mine) > 1 and _with_record(article, [person], store):
            for other in mine[1:]:
                yield mine[0], other


def _with_records(
    opened: list[Opened], allowed: Callable[[Passage, Passage], bool]
) -> Iterator[tuple[Passage, Passage]]:
    """What papers have of people, with the first words of the same people in each record."""
    recorded: dict[str, list[Passage]] = defaultdict(list)
    for o in opened:
        if o.reading.article.kind == "record":
            first = {p.attribution.speaker.person: p for p in reversed(o.said.passages)}
            for person, passage in first.items():
                if person:
                    recorded[person].append(passage)
    for o in opened:
        for passage in o.said.passages:
            for other in recorded.get(passage.attribution.speaker.person or "", ()):
                if other.article != passage.article and allowed(passage, other):
                    yield passage, other


def group(units: Iterable[str], shelf: Shelf) -> dict[str, int]:
    """The units with all that links connect with them, each with the row of its article where a link tells
    it."""
    found: dict[str, int] = {}
    waiting = set(units)
    seen = set(waiting)
    query = "SELECT b, b_article FROM json_each(?) CROSS JOIN links ON a = value"
    while waiting:
        reached = dict(shelf.store.rows(query, json.dumps(sorted(waiting))))
        found |= reached
        waiting = reached.keys() - seen
        seen |= waiting
    return found
