"""Each article by itself: parsed by the pack of its language, and what is found in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from attribution.article import Article, Problem
from attribution.document import Document
from attribution.extract import Finder, Findings, scene_of
from attribution.extract_cache import ExtractCache
from attribution.find.scene import Scene
from attribution.parse.model_pack import OFFICIAL, SHIPPED_PACK, Models, for_languages
from attribution.parse.parse_cache import default_folder
from attribution.parse.parsed_articles import ParsedArticles, Progress
from attribution.parse.pool import Workers
from attribution.result import Attribution
from attribution.rule import RuleBook


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
