"""What a store holds, as a report: all of it, or what touches some articles."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from attribution.archive.store import Store, in_order
from attribution.document import sentences_of
from attribution.report import Report
from attribution.result import Alignment, Attribution, Flag, Passed
from attribution.rule import RuleBook
from attribution.write.schema.across import PassedLine

NO_RULES = RuleBook((), {}, "")
"""A store has no rules."""


def stored_report(file: Path) -> Report:
    """All that the store holds. Raises StoreError."""
    with Store(file) as store:
        return whole(store)


def whole(store: Store) -> Report:
    """All that the store holds."""
    articles = store.articles()
    documents = {a.id: parse for a in articles if (parse := store.document(a.id)) is not None}
    return Report(
        articles=articles,
        attributions=store.attributions(),
        people=store.people(),
        alignments=store.alignments(),
        flags=store.flags(),
        problems=(),
        rules=NO_RULES,
        pack="",
        documents=documents,
        sentences=sentences_of(documents),
        passed=store.passed(),
        places={a.id: file for a in articles if (file := _file(store.places(a.id)))},
    )


def _file(places: Sequence[str]) -> str | None:
    """The first of the files that an article was read from that is still there; of one with several articles,
    the place of each has its number or name behind it."""
    for place in places:
        parts = place.split("#")
        whole = ("#".join(parts[:n]) for n in range(len(parts), 0, -1))
        if file := next((path for path in whole if Path(path).is_file()), None):
            return os.path.relpath(file)
    return None


def touching(store: Store, articles: Collection[str]) -> Report:
    """What touches the articles: they themselves, their flags and alignments, and the articles in which these
    have other places, with what was said there."""
    flags = {f.id: f for id in articles for f in store.flags(id)}
    said = [a for id in sorted(articles) for a in store.attributions(id)]
    alignments = {x.attributions: x for a in said for x in store.alignments(a.id)}
    passed = {p.id: p for id in articles for p in _passed(store, id)}
    near = _near(store, flags.values(), alignments.values(), passed.values())
    ids = sorted({*articles, *near})
    shown = [found for id in ids if (found := store.article(id)) is not None]
    attributions: list[Attribution] = [a for id in ids for a in store.attributions(id)]
    people = {s.person for a in attributions for s in (a.speaker, *a.joint) if s.person}
    documents = {a.id: parse for a in shown if (parse := store.document(a.id)) is not None}
    return Report(
        articles=tuple(shown),
        attributions=tuple(attributions),
        people=tuple(p for id in sorted(people) if (p := store.person(id)) is not None),
        alignments=tuple(alignments[key] for key in sorted(alignments)),
        flags=tuple(sorted(flags.values(), key=in_order)),
        problems=(),
        rules=NO_RULES,
        pack="",
        documents=documents,
        sentences=sentences_of(documents),
        passed=tuple(passed[id] for id in sorted(passed)),
    )


def _passed(store: Store, article: str) -> list[Passed]:
    """What was passed over in the article."""
    units = [a.id for a in store.attributions(article)]
    query = "SELECT line FROM passed JOIN passed_units ON passed = row WHERE unit = ?"
    lines = [line for unit in units for (line,) in store.rows(query, unit)]
    return [PassedLine.model_validate_json(line).back() for line in lines]


def _near(
    store: Store, flags: Collection[Flag], alignments: Collection[Alignment], passed: Collection[Passed]
) -> set[str]:
    """The articles that have a place in one of these."""
    sides = [s for f in flags for s in f.sides]
    sides += [s for p in passed for s in (p.a, p.b)]
    found = {side.article for side in sides}
    for id in (id for alignment in alignments for id in alignment.attributions):
        row = store.one(
            "SELECT articles.id FROM attributions JOIN articles ON articles.row = article "
            "WHERE attributions.id = ?",
            id,
        )
        if row:
            found.add(row[0])
    return found
