"""The whole line: articles in, attributions with speakers, people, alignments and flags out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
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
from attribution.parse.model_pack import OFFICIAL, SHIPPED_PACK, Models, for_languages
from attribution.parse.parse_cache import default_folder
from attribution.parse.parsed_articles import ParsedArticles, Progress
from attribution.parse.pool import Workers
from attribution.people import judgements as judged
from attribution.read import WordLists, read
from attribution.report import Report
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.rulebook.book import load


def reading_lists(book: RuleBook) -> WordLists:
    """The word lists to read articles with: the book's, and the shipped ones that it lacks.

    Rules that take the place of a shipped pack rarely bring the words of bylines and captions along; without
    them page furniture would be read as speech.
    """
    shipped = load().lists
    return {
        language: {**shipped.get(language, {}), **book.lists.get(language, {})}
        for language in {**shipped, **book.lists}
    }


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


class Scenes:
    """Each article parsed, with its quotations, in the order given; iterate once.

    ``problems`` has the articles that could not be parsed, once they have come up; ``documents`` the parses
    by id. Raises PackError while iterating where models are needed and do not load.
    """

    def __init__(self, parses: ParsedArticles, book: RuleBook) -> None:
        self._parses, self._book = parses, book
        self.problems: Sequence[Problem] = parses.problems
        self.documents: Mapping[str, Document] = parses.documents

    def __iter__(self) -> Iterator[Scene]:
        for article, document in self._parses:
            yield Scene(article, document, scan(article, self._book.words(article.language, "elisions")))


def scenes(
    articles: Sequence[Article],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    workers: Workers | None = None,
) -> Scenes:
    """The articles as scenes; parses are taken from the cache and kept there.

    Every language must have a pack (``with_models``). With ``jobs``, so many processes parse at the same
    time, and each article has its budget; without, this one parses. ``workers`` stay for the next articles.
    """
    packs = for_languages(models, {article.language for article in articles})
    parses = ParsedArticles(articles, packs, cache=cache, jobs=jobs, progress=progress, workers=workers)
    return Scenes(parses, book)


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
    follow_links: bool = False,
    configuration: PathLike | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read the articles at the paths and find who said what and where they disagree.

    ``rules`` are files or folders laid over the shipped rules; ``models`` a pack's name, folder or
    ``official``; ``private_addresses`` allows addresses of the web in private networks, ``follow_links``
    links that lead out of a folder; ``jobs`` is how many processes parse at the same time (this one does,
    where none is given). What is left out is as ``configuration`` says, an ``attribution.toml`` or
    ``pyproject.toml``. Articles that cannot be read, and faults of rule files, are reported and never stop
    the rest. Raises PackError where the models do not load, TypeError for what is no path,
    ConfigurationError.
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
    reading = read(
        several("paths", paths),
        reading_lists(book),
        stdin,
        private_addresses=private_addresses,
        follow_links=follow_links,
    )
    return examine(
        reading.articles,
        book,
        models=models,
        cache=cache,
        judgements=judgements,
        verdicts=verdicts,
        jobs=jobs,
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
    jobs: int | None = None,
    progress: Progress | None = None,
    problems: Sequence[Problem] = (),
    skipped: int = 0,
) -> Report:
    """The same for articles that are already read."""
    folder, pairs, table = one("cache", cache), one("judgements", judgements), one("verdicts", verdicts)
    # A wrong line in them is told now: parsing may take hours.
    if pairs:
        judged.read(pairs)
    if table:
        decided.read(table)
    articles, lacking = with_models(sorted(articles, key=lambda a: a.id), models)
    seen = scenes(articles, book, models=models, cache=folder, jobs=jobs, progress=progress)
    packs = for_languages(models, {a.language for a in articles} or {"en"})
    kept = ExtractCache(
        folder or default_folder(), {language: pack.id for language, pack in packs.items()}, book
    )
    try:
        return conclude(
            seen,
            book,
            kept=kept,
            pack=", ".join(packs[language].id for language in sorted(packs)),
            judgements=pairs,
            verdicts=table,
            documents=seen.documents,
            problems=chain(problems, lacking, seen.problems),
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
    documents: Mapping[str, Document] | None = None,
    problems: Iterable[Problem] = (),
    skipped: int = 0,
) -> Report:
    """The same for articles that are already parsed; no model is needed.

    ``kept`` has what the rules found before in the same articles; ``documents`` are their parses by id, where
    these need not be held in memory; ``problems`` are asked for after the last scene.
    """
    articles: list[Article] = []
    found: list[Attribution] = []
    held: dict[str, Document] = {}
    quotations: dict[str, tuple[Quotation, ...]] = {}
    gaps: list[Problem] = []
    for scene in seen:
        articles.append(scene.article)
        if documents is None:
            held[scene.article.id] = scene.document
        quotations[scene.article.id] = scene.quotations
        found.extend(kept.statements(scene) if kept else statements(scene, book))
        gaps += troubles(scene)
    documents = held if documents is None else documents
    pairs = judged.read(judgements) if judgements else None
    crossed = cross_check_by_language(
        found,
        articles,
        documents,
        book,
        pairs,
        quotations=quotations,
    )
    flags = crossed.flags
    if verdicts:
        given = decided.read(verdicts)
        flags = decided.applied(flags, given)
        gaps += decided.unused(flags, given, verdicts)
    if judgements and pairs:
        gaps += judged.unused(crossed.people, pairs, judgements)
    return Report(
        articles=tuple(articles),
        attributions=crossed.attributions,
        people=crossed.people,
        alignments=crossed.alignments,
        flags=flags,
        problems=(*problems, *gaps),
        rules=book,
        pack=pack,
        skipped=skipped,
        documents=documents,
        quotations=quotations,
        boilerplate=crossed.boilerplate,
        passed=crossed.passed,
    )


def troubles(scene: Scene) -> list[Problem]:
    """A problem for each model that failed on the article, and for each rule that was given up on it."""
    failed = [
        Problem(
            scene.article.id,
            f"no-{gap}",
            f"The {gap} model failed on this article; rules went on without it.",
            "Nothing to do: speakers may be less certain here.",
        )
        for gap in scene.document.gaps
    ]
    given_up = [
        Problem(
            scene.article.id,
            "rule-took-too-long",
            f"The rule {rule} was given up on this article: there are too many ways to bind its nodes.",
            "Join its nodes by grammar, or give them words; what the other rules found stands.",
        )
        for rule in sorted(scene.given_up)
    ]
    return [*failed, *given_up]
