"""The whole line: articles in, attributions with speakers, people, alignments and flags out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from attribution import configuration as configured
from attribution.arguments import PathLike, Several, one, several
from attribution.article import Article, Problem
from attribution.document import Document
from attribution.extract import Finder, Findings, findings, scene_of
from attribution.extract_cache import ExtractCache
from attribution.find.quotations import Quotation
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
            yield scene_of(article, document, self._book)


def scenes(
    articles: Sequence[Article],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Scenes:
    """The articles as scenes; parses are taken from the cache and kept there.

    Every language must have a pack (``with_models``). With ``jobs``, so many processes parse at the same
    time, and each article has its budget; without, this one parses.
    """
    packs = for_languages(models, {article.language for article in articles})
    return Scenes(ParsedArticles(articles, packs, cache=cache, jobs=jobs, progress=progress), book)


class Examined:
    """Each article with what was found in it, in the order given; iterate once.

    ``problems``, ``documents`` and errors are those of ``Scenes``. What was found in the same articles before
    is taken from the cache; the rest is found where it is parsed.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        book: RuleBook,
        *,
        models: Models = SHIPPED_PACK,
        cache: Path | None = None,
        jobs: int | None = None,
        progress: Progress | None = None,
        workers: Workers | None = None,
    ) -> None:
        packs = for_languages(models, {article.language for article in articles})
        self._parses = ParsedArticles(
            articles, packs, cache=cache, jobs=jobs, progress=progress, workers=workers
        )
        self._book, self._cache = book, cache or default_folder()
        self._packs = {language: pack.id for language, pack in packs.items()}
        self.problems: Sequence[Problem] = self._parses.problems
        self.documents: Mapping[str, Document] = self._parses.documents

    def __iter__(self) -> Iterator[tuple[Article, Findings]]:
        with closing(ExtractCache(self._cache, self._packs, self._book)) as kept:
            yield from self._parses.each(Finder(self._book), kept)


def found_in(
    articles: Sequence[Article],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
) -> dict[str, tuple[Attribution, ...]]:
    """What is found in each article by itself, by id; of what could not be parsed there is nothing."""
    seen = Examined(articles, book, models=models, cache=cache, jobs=jobs)
    return {article.id: found.attributions for article, found in seen}


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
    links that lead out of a folder; ``jobs`` is how many processes work on articles at the same time (this
    one does, where none is given). What is left out is as ``configuration`` says, an ``attribution.toml`` or
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
    packs = for_languages(models, {a.language for a in articles} or {"en"})
    seen = Examined(articles, book, models=models, cache=folder, jobs=jobs, progress=progress)
    return _report(
        seen,
        seen.documents,
        book,
        pack=", ".join(packs[language].id for language in sorted(packs)),
        judgements=pairs,
        verdicts=table,
        problems=chain(problems, lacking, seen.problems),
        skipped=skipped,
    )


def conclude(seen: Iterable[Scene], book: RuleBook) -> Report:
    """The same for articles that are already parsed, and held in memory; no model is needed."""
    held = list(seen)
    found = ((scene.article, findings(scene, book)) for scene in held)
    return _report(found, {scene.article.id: scene.document for scene in held}, book)


def _report(
    seen: Iterable[tuple[Article, Findings]],
    documents: Mapping[str, Document],
    book: RuleBook,
    *,
    pack: str = "",
    judgements: Path | None = None,
    verdicts: Path | None = None,
    problems: Iterable[Problem] = (),
    skipped: int = 0,
) -> Report:
    """What was found in each article by itself, held against each other. ``documents`` are the parses by id;
    ``problems`` are asked for after the last article."""
    articles: list[Article] = []
    found: list[Attribution] = []
    quotations: dict[str, tuple[Quotation, ...]] = {}
    gaps: list[Problem] = []
    for article, of_article in seen:
        articles.append(article)
        quotations[article.id] = of_article.quotations
        found.extend(of_article.attributions)
        gaps += troubles(article, of_article)
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


def troubles(article: Article, found: Findings) -> list[Problem]:
    """A problem for each model that failed on the article, and for each rule that was given up on it."""
    failed = [
        Problem(
            article.id,
            f"no-{gap}",
            f"The {gap} model failed on this article; rules went on without it.",
            "Nothing to do: speakers may be less certain here.",
        )
        for gap in found.gaps
    ]
    given_up = [
        Problem(
            article.id,
            "rule-took-too-long",
            f"The rule {rule} was given up on this article: there are too many ways to bind its nodes.",
            "Join its nodes by grammar, or give them words; what the other rules found stands.",
        )
        for rule in found.given_up
    ]
    return [*failed, *given_up]
