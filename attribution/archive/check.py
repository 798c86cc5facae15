"""Articles checked into a store: read, parsed, and held against each other and against all that is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from attribution.archive.add import NewArticle, add
from attribution.archive.as_report import touching, whole
from attribution.archive.corrected import corrected
from attribution.archive.decided import corrections, take_up
from attribution.archive.identity import as_kept
from attribution.archive.store import Store
from attribution.article import Article, Problem
from attribution.each_article import Examined, troubles, with_models
from attribution.extract import Findings
from attribution.flags import verdicts as decided
from attribution.parse.model_pack import SHIPPED_PACK, Models, for_languages
from attribution.parse.parsed_articles import Progress
from attribution.parse.pool import Workers
from attribution.people import judgements as judged
from attribution.pipeline import reading_lists
from attribution.read import Fetch, read
from attribution.read.address import fetch
from attribution.report import Report
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.rulebook.book import load

BATCH = 50
"""So many articles are kept at once: what is killed has all batches before it."""


def check_into(
    store: Store,
    paths: Sequence[str | Path],
    *,
    rules: Sequence[Path] = (),
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    judgements: Path | None = None,
    verdicts: Path | None = None,
    stdin: BinaryIO | None = None,
    private_addresses: bool = False,
    follow_links: bool = False,
    pages: Fetch = fetch,
    jobs: int | None = None,
    progress: Progress | None = None,
    show_all: bool = False,
    workers: Workers | None = None,
    book: RuleBook | None = None,
) -> Report:
    """Keep the articles at the paths, and report what touches them; with ``show_all`` all that the store
    holds. ``book`` are rules that are loaded already, in the place of ``rules``.

    Verdicts and judgements of the files are kept as well. ``workers`` do the work, and stay for the next
    call. Raises StoreError, and what ``pipeline.check`` raises.
    """
    book = book or load(rules)
    take_up(
        store,
        decided.read(verdicts) if verdicts else {},
        judged.read(judgements) if judgements else judged.Judgements(),
    )
    reading = read(
        paths,
        reading_lists(book),
        stdin,
        private_addresses=private_addresses,
        follow_links=follow_links,
        pages=pages,
    )
    places: dict[str, list[str]] = defaultdict(list)
    kept = {}
    for article in reading.articles:
        known = as_kept(article)
        kept[known.id] = known
        places[known.id] += [reading.places[article.id]] if article.id in reading.places else []
    articles, lacking = with_models([kept[id] for id in sorted(kept)], models)
    packs = for_languages(models, {a.language for a in articles} or {"en"})
    gaps = _other_rules(store, book)
    seen = Examined(articles, book, models=models, cache=cache, jobs=jobs, progress=progress, workers=workers)
    for batch in _batches(seen):
        new = [
            NewArticle(a, seen.documents[a.id], _said(store, a, found), tuple(places[a.id]))
            for a, found in batch
        ]
        gaps += [problem for a, found in batch for problem in troubles(a, found)]
        add(store, new, book)
    report = whole(store) if show_all else touching(store, {a.id for a in articles})
    return replace(
        report,
        rules=book,
        pack=", ".join(packs[language].id for language in sorted(packs)),
        problems=(*reading.problems, *lacking, *seen.problems, *gaps),
        skipped=reading.skipped,
    )


def _other_rules(store: Store, book: RuleBook) -> list[Problem]:
    """A problem where the store was made with other rules than these; a new one is made with these."""
    made_with = store.one("SELECT value FROM made_with WHERE what = 'rules'")
    if made_with is None:
        with store.writing():
            store.db.execute("INSERT OR IGNORE INTO made_with VALUES ('rules', ?)", (book.digest,))
        return []
    if made_with[0] == book.digest:
        return []
    return [
        Problem(
            str(store.file),
            "other-rules",
            "What the store holds was found with other rules than the new articles.",
            "Where that matters, check all articles again into a new file.",
        )
    ]


def _said(store: Store, article: Article, found: Findings) -> tuple[Attribution, ...]:
    """What the rules find in the article, with what people corrected in it before."""
    return corrected(article, found.attributions, corrections(store, article.id))


def _batches(seen: Iterable[tuple[Article, Findings]]) -> Iterator[list[tuple[Article, Findings]]]:
    batch: list[tuple[Article, Findings]] = []
    for one in seen:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
