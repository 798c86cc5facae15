"""Made-up articles for a store: what is said in them is marked by hand, so that nothing is parsed; and what a
store, or one check without a store, makes of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from attribution.archive.add import NewArticle, add
from attribution.archive.store import Store
from attribution.flags.cross_check import cross_check
from attribution.result import Flag
from tests.helpers.flagging import article, book

BOOK = book()
Answer = dict[str, object]


def made(
    name: str,
    marked: str,
    published: str | None = None,
    publisher: str | None = None,
    roles: Mapping[str, str | None] = MappingProxyType({}),
) -> NewArticle:
    """An article with its attributions, as ``tests.helpers.flagging`` reads the marks; ``roles`` are those of
    speakers by name."""
    told, document, found = article(name, marked, published, publisher)
    attributions = [
        replace(a, speaker=replace(a.speaker, role=roles.get(a.speaker.name or ""))) for a in found
    ]
    return NewArticle(told, document, tuple(attributions), (f"/desk/{name}",))


def answer(attributions, people, alignments, flags: Iterable[Flag], passed) -> Answer:
    """What is compared of two answers."""
    return {
        "speakers": sorted((a.id, a.speaker.person, [s.person for s in a.joint]) for a in attributions),
        "people": sorted(people, key=lambda p: p.id),
        "alignments": sorted(alignments, key=lambda a: a.attributions),
        "flags": sorted(flags, key=lambda f: f.id),
        "passed": sorted(passed, key=lambda p: p.id),
    }


def in_one_check(articles: Sequence[NewArticle]) -> Answer:
    """What one check of all articles gives, without a store."""
    ordered = sorted(articles, key=lambda n: n.article.id)
    found = cross_check(
        [a for n in ordered for a in n.attributions],
        [n.article for n in ordered],
        {n.article.id: n.document for n in ordered if n.document},
        BOOK,
    )
    return answer(found.attributions, found.people, found.alignments, found.flags, found.passed)


def of(store: Store) -> Answer:
    """What a store holds."""
    return answer(store.attributions(), store.people(), store.alignments(), store.flags(), store.passed())


def in_batches(batches: Iterable[Sequence[NewArticle]]) -> Answer:
    """What a new store holds after these batches."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "s.sqlite") as store:
        for batch in batches:
            add(store, batch, BOOK)
        return of(store)
