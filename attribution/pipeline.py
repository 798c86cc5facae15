"""The whole line: articles in, attributions with speakers, people, alignments and flags out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from attribution import configuration as configured
from attribution.arguments import PathLike, Several, one, processes, several
from attribution.article import Article, Problem
from attribution.document import Document
from attribution.each_article import Examined, troubles, with_models
from attribution.extract import Findings, findings
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene
from attribution.flags import verdicts as decided
from attribution.flags.by_language import cross_check_by_language
from attribution.parse.model_pack import SHIPPED_PACK, Models, for_languages
from attribution.parse.parsed_articles import Progress
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
            verdicts or said.verdicts_so_far,
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
    models, jobs = several("models", models), processes("jobs", jobs)
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
        sentences=crossed.sentences,
        boilerplate=crossed.boilerplate,
        passed=crossed.passed,
    )
