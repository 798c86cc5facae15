"""The parses of a set of articles, and what is made of each by itself: taken from the cache, or made and kept
there, each as soon as it is done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeVar

from attribution.article import Article, Problem
from attribution.document import Document
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import Pack
from attribution.parse.outcome import Failure, Parse, Step, again, parse
from attribution.parse.parse_cache import KeptDocuments, ParseCache, default_folder, key
from attribution.parse.pool import AVAILABLE, Workers

WORTH_WORKERS = 200_000
"""Characters of articles whose parses are kept: below that, workers take longer to begin than one process
takes for the step."""
T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how many articles are done, of how many; by any thread."""


class Made(Protocol[T]):
    """What was made of articles before."""

    def __contains__(self, article: object) -> bool: ...

    def get(self, article: Article) -> T | None: ...

    def put(self, article: Article, made: T) -> None: ...


class ParsedArticles:
    """Articles with their parses, in order; iterate once. Every language must have its pack.

    With ``jobs``, so many processes work where an article among others is not known; without, this one does,
    and no article has a budget. ``annotators`` are models by language that stay open for the next articles,
    and so are those of ``workers``, who work instead of others where they are given.
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
        self._fresh = {a.id for a in articles if self._keys[a.id] not in self._cache}
        self._left, self._lock, self._progress = 0, Lock(), progress

    def __iter__(self) -> Iterator[tuple[Article, Document]]:
        for article, _ in self._outcomes(self._fresh, None):
            document = self.documents.get(article.id)
            if document is None and self._mended(article, None):
                document = self.documents.get(article.id)
            if document is not None:
                yield article, document

    def each(self, step: Callable[[Article, Document], T], made: Made[T]) -> Iterator[tuple[Article, T]]:
        """The articles with what the step makes of each, in order: as it was made before, or made where the
        article is parsed, and remembered."""
        wanted = {a.id for a in self._articles if a.id in self._fresh or a not in made}
        for article, outcome in self._outcomes(wanted, step):
            known: T | None = outcome.made if outcome else made.get(article)
            if known is None:
                outcome = self._mended(article, step)
                known = outcome.made if outcome else None
            if known is not None:
                if outcome:
                    made.put(article, known)
                yield article, known

    def _outcomes(self, wanted: Set[str], step: Step | None) -> Iterator[tuple[Article, Parse | None]]:
        """The articles that did not fail, in order, with what comes of those that are wanted."""
        self._left = len(wanted)
        self._tell(0)
        with closing(self._worked([a for a in self._articles if a.id in wanted], step)) as outcomes:
            for article in self._articles:
                outcome = next(outcomes) if article.id in wanted else None
                if isinstance(outcome, Failure):
                    self._failed(article, outcome)
                else:
                    yield article, outcome
        if self._cache.trouble:
            self.problems.append(self._trouble())

    def _worked(self, articles: Sequence[Article], step: Step | None) -> Generator[Parse | Failure]:
        """What comes of each of these, in order."""
        fresh = [a for a in articles if a.id in self._fresh]
        packs = [pack for language, pack in self._packs.items() if language in {a.language for a in fresh}]
        # What went past its budget is not kept, and must cost the others nothing the next time either.
        others = len(self._articles) > 1
        worth = (fresh and others) or sum(len(a.text) for a in articles) > WORTH_WORKERS
        if not AVAILABLE or not articles or not (self._workers or (self._jobs and worth)):
            yield from (self._alone(article, step) for article in articles)
        elif self._workers:
            yield from self._workers.parse(articles, packs, step, self._kept, self._keep)
        else:
            with closing(Workers(min(self._jobs or 1, len(articles)))) as workers:
                yield from workers.parse(articles, packs, step, self._kept, self._keep)

    def _alone(self, article: Article, step: Step | None) -> Parse | Failure:
        """What comes of an article in this process."""
        data = self._kept(article)
        if data is not None and step:
            return self._keep(article, again(data, article, step))
        annotator = self._annotators[article.language]
        annotator.open()
        return self._keep(article, parse(annotator, article, step))

    def _mended(self, article: Article, step: Step | None) -> Parse | None:
        """What comes of an article of which something damaged was kept; None where it fails."""
        outcome = self._alone(article, step)
        if isinstance(outcome, Parse) and step and outcome.made is None:  # it was the parse
            self._fresh.add(article.id)
            outcome = self._alone(article, step)
        if isinstance(outcome, Failure):
            self._failed(article, outcome)
            return None
        return outcome

    def _failed(self, article: Article, failure: Failure) -> None:
        self.problems.append(failure.problem(article))
        del self._keys[article.id]

    def _kept(self, article: Article) -> bytes | None:
        return None if article.id in self._fresh else self._cache.data(self._keys[article.id])

    def _keep(self, article: Article, outcome: Parse | Failure) -> Parse | Failure:
        """Keep a parse that is new; what there is to remember."""
        if isinstance(outcome, Parse) and outcome.data:
            self._cache.keep(self._keys[article.id], outcome.data, outcome.gaps)
            outcome = replace(outcome, data=b"")
        self._tell(1)
        return outcome

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
