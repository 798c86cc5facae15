"""The whole line: articles in, attributions with speakers, people, alignments and flags out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache as cached
from pathlib import Path
from typing import BinaryIO

from attribution import configuration as configured
from attribution.arguments import PathLike, Several, one, several
from attribution.article import Article, Problem
from attribution.document import Document
from attribution.extract import statements
from attribution.extract_cache import ExtractCache
from attribution.find.quotations import Quotation, scan
from attribution.find.scene import Scene
from attribution.flags import verdicts as decided
from attribution.flags.by_language import cross_check_by_language
from attribution.parse import parse_cache as parses
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import OFFICIAL, SHIPPED_PACK, Models, for_languages
from attribution.people import judgements as judged
from attribution.read import WordLists, read
from attribution.report import Report
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.rulebook.book import load

Progress = Callable[[int, int], None]
"""Told how many articles are parsed, of how many."""


def reading_lists(book: RuleBook) -> WordLists:
    """The word lists to read articles with: the book's, and the shipped ones that it lacks.

    Rules that take the place of a shipped pack rarely bring the words of bylines and captions along; without
    them page furniture would be read as speech.
    """
    shipped = _shipped_lists()
    return {
        language: {**shipped.get(language, {}), **book.lists.get(language, {})}
        for language in {**shipped, **book.lists}
    }


@cached
def _shipped_lists() -> WordLists:
    return load().lists


def with_models(
    articles: Sequence[Article], models: Models = SHIPPED_PACK
) -> tuple[list[Article], list[Problem]]:
    """The articles in whose language there is a model pack, and a problem for each of the others.

    Raises PackError where a pack that is named is none.
    """
    packs = for_languages(models, {article.language for article in articles})
    lacking = [
        Problem(
            article.id,
            "language-without-models",
            f"There are rules for “{article.language}”, but no models to parse it with.",
            f"Give a model pack for it: --models FOLDER beside the shipped one, or --models {OFFICIAL}.",
        )
        for article in articles
        if article.language not in packs
    ]
    return [article for article in articles if article.language in packs], lacking


def scenes(
    articles: Sequence[Article],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Iterator[Scene]:
    """Each article parsed, with its quotations, in the order given; parses are taken from the cache and kept
    there.

    Every language must have a pack (``with_models``). Raises PackError where models are needed and do not
    load.
    """
    packs = for_languages(models, {article.language for article in articles})
    keys = {a.id: parses.key(a, packs[a.language].id) for a in articles}
    store = parses.ParseCache(cache or parses.default_folder())
    try:
        known = {a.id: parse for a in articles if (parse := store.get(keys[a.id])) is not None}
        fresh = [a for a in articles if a.id not in known]
        if progress:
            progress(len(known), len(articles))
        for language, pack in sorted(packs.items()):
            of_language = [a for a in fresh if a.language == language]
            for article, document in Annotator(pack).parse(of_language):
                store.put(keys[article.id], document)
                known[article.id] = document
                if progress:
                    progress(len(known), len(articles))
    finally:
        store.close()
    for article in articles:
        yield Scene(article, known[article.id], scan(article, book.words(article.language, "elisions")))


def check(
    paths: Several | None = None,
    *,
    rules: Several = (),
    models: Models = SHIPPED_PACK,
    cache: PathLike | None = None,
    judgements: PathLike | None = None,
    verdicts: PathLike | None = None,
    stdin: BinaryIO | None = None,
    private_addresses: bool = False,
    configuration: PathLike | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read the articles at the paths and find who said what and where they disagree.

    ``rules`` are files or folders laid over the shipped rules; ``models`` a pack's name, folder or
    ``official``; ``private_addresses`` allows addresses of the web in private networks. What is left out is
    as ``configuration`` says, an ``attribution.toml`` or ``pyproject.toml``. Articles that cannot be read,
    and faults of rule files, are reported and never stop the rest. Raises PackError where the models do not
    load, TypeError for what is no path, ConfigurationError.
    """
    if configuration is not None:
        said = configured.read(Path(configuration))
        paths = said.paths if paths is None else paths
        rules = rules or said.rules or ()
        models = said.models or models if models == SHIPPED_PACK else models
        cache, judgements, verdicts = (
            cache or said.cache,
            judgements or said.judgements,
            verdicts or said.verdicts,
        )
        private_addresses = private_addresses or bool(said.private_addresses)
    if paths is None:
        raise TypeError("paths are missing: say which articles to check")
    book = load([Path(path) for path in several("rules", rules)])
    reading = read(several("paths", paths), reading_lists(book), stdin, private_addresses=private_addresses)
    return examine(
        reading.articles,
        book,
        models=models,
        cache=cache,
        judgements=judgements,
        verdicts=verdicts,
        progress=progress,
        problems=reading.problems,
        skipped=reading.skipped,
    )


def examine(
    articles: Sequence[Article],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: PathLike | None = None,
    judgements: PathLike | None = None,
    verdicts: PathLike | None = None,
    progress: Progress | None = None,
    problems: Sequence[Problem] = (),
    skipped: int = 0,
) -> Report:
    """The same for articles that are already read."""
    folder = one("cache", cache)
    articles, lacking = with_models(sorted(articles, key=lambda a: a.id), models)
    seen = scenes(articles, book, models=models, cache=folder, progress=progress)
    packs = for_languages(models, {a.language for a in articles} or {"en"})
    kept = ExtractCache(
        folder or parses.default_folder(), {language: pack.id for language, pack in packs.items()}, book
    )
    try:
        return conclude(
            seen,
            book,
            kept=kept,
            pack=", ".join(packs[language].id for language in sorted(packs)),
            judgements=one("judgements", judgements),
            verdicts=one("verdicts", verdicts),
            problems=(*problems, *lacking),
            skipped=skipped,
        )
    finally:
        kept.close()


def conclude(
    seen: Iterable[Scene],
    book: RuleBook,
    *,
    kept: ExtractCache | None = None,
    pack: str = "",
    judgements: Path | None = None,
    verdicts: Path | None = None,
    problems: Sequence[Problem] = (),
    skipped: int = 0,
) -> Report:
    """The same for articles that are already parsed; no model is needed.

    ``kept`` has what the rules found before in the same articles.
    """
    articles: list[Article] = []
    found: list[Attribution] = []
    documents: dict[str, Document] = {}
    quotations: dict[str, tuple[Quotation, ...]] = {}
    trouble = list(problems)
    for scene in seen:
        articles.append(scene.article)
        documents[scene.article.id] = scene.document
        quotations[scene.article.id] = scene.quotations
        found.extend(kept.statements(scene) if kept else statements(scene, book))
        trouble.extend(troubles(scene))
    crossed = cross_check_by_language(
        found,
        articles,
        documents,
        book,
        judged.read(judgements) if judgements else None,
        quotations=quotations,
    )
    flags = decided.applied(crossed.flags, decided.read(verdicts)) if verdicts else crossed.flags
    return Report(
        articles=tuple(articles),
        attributions=crossed.attributions,
        people=crossed.people,
        alignments=crossed.alignments,
        flags=flags,
        problems=tuple(trouble),
        rules=book,
        pack=pack,
        skipped=skipped,
        documents=documents,
        quotations=quotations,
        boilerplate=crossed.boilerplate,
        passed=crossed.passed,
    )


def troubles(scene: Scene) -> list[Problem]:
    """A problem for each model that failed on the article."""
    return [
        Problem(
            scene.article.id,
            f"no-{gap}",
            f"The {gap} model failed on this article; rules went on without it.",
            "Nothing to do: speakers may be less certain here.",
        )
        for gap in scene.document.gaps
    ]
