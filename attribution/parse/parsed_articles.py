"""The parses of a set of articles: taken from the cache, or made and kept there, each as soon as it is
done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock

from attribution.article import Article, Problem
from attribution.document import Document
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import Pack
from attribution.parse.outcome import Failure, Parse, parse
from attribution.parse.parse_cache import KeptDocuments, ParseCache, default_folder, key
from attribution.parse.pool import AVAILABLE, Workers

Progress = Callable[[int, int], None]
"""Told how many articles are parsed, of how many; by any thread."""


class ParsedArticles:
    """Articles with their parses, in order; iterate once. Every language must have its pack.

    With ``jobs``, so many processes parse where more than one article is not known; without, this one does,
    and no article has a budget. ``annotators`` are models by language that stay open for the next articles,
    and so are those of ``workers``, who parse instead of others where they are given.
    Raises PackError while iterating where models are needed and do not load.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        packs: Mapping[str, Pack],
        *,
        cache: Path | None = None,
        jobs: int | None = None,
        progress: Progress | None = None,
        annotators: Mapping[str, Annotator] | None = None,
        workers: Workers | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        """Of the articles that were not parsed, as far as they have come up."""
        self._articles, self._packs, self._jobs, self._workers = articles, packs, jobs, workers
        self._keys = {a.id: key(a, packs[a.language].id) for a in articles}
        self._cache = ParseCache(cache or default_folder())
        self.documents = KeptDocuments(self._cache, self._keys)
        """By id, of all that were parsed; they are not held in memory."""
        self._annotators = annotators or {language: Annotator(pack) for language, pack in packs.items()}
        self._fresh = [a for a in articles if self._keys[a.id] not in self._cache]
        self._left, self._lock, self._progress = len(self._fresh), Lock(), progress

    def __iter__(self) -> Iterator[tuple[Article, Document]]:
        self._tell(0)
        fresh = {a.id for a in self._fresh}
        with closing(self._outcomes()) as outcomes:
            for article in self._articles:
                outcome = next(outcomes) if article.id in fresh else None
                document = self.documents.get(article.id)
                if document is None and not isinstance(outcome, Failure):  # what was kept is damaged
                    outcome = self._parse(article)
                    document = self.documents.get(article.id)
                if isinstance(outcome, Failure):
                    self.problems.append(outcome.problem(article))
                    del self._keys[article.id]
                elif document is not None:
                    yield article, document
        if self._cache.trouble:
            self.problems.append(self._trouble())

    def _outcomes(self) -> Generator[Parse | Failure]:
        """What comes of each article that is not known, in order."""
        wanted = {a.language for a in self._fresh}
        packs = [pack for language, pack in self._packs.items() if language in wanted]
        if self._workers and self._fresh and AVAILABLE:
            yield from self._workers.parse(self._fresh, packs, self._keep)
        elif self._jobs and len(self._fresh) > 1 and AVAILABLE:
            with closing(Workers(min(self._jobs, len(self._fresh)))) as workers:
                yield from workers.parse(self._fresh, packs, self._keep)
        else:
            yield from map(self._parse, self._fresh)

    def _parse(self, article: Article) -> Parse | Failure:
        """What comes of an article in this process."""
        annotator = self._annotators[article.language]
        annotator.open()
        outcome = parse(annotator, article)
        self._keep(article, outcome)
        return outcome

    def _keep(self, article: Article, outcome: Parse | Failure) -> None:
        if isinstance(outcome, Parse):
            self._cache.keep(self._keys[article.id], outcome.data, outcome.gaps)
        self._tell(1)

    def _trouble(self) -> Problem:
        return Problem(
            str(self._cache.file),
            "cache-unusable",
            f"No parse can be kept there ({self._cache.trouble}): the next run will parse anew.",
            "Make the folder writable, or name another: --cache DIR. `attribution cache clear` takes a file "
            "away that is damaged.",
        )

    def _tell(self, done: int) -> None:
        """Say how many articles there are now, where so many more are done."""
        with self._lock:
            self._left = max(0, self._left - done)
            if self._progress:
                self._progress(len(self._articles) - self._left, len(self._articles))
