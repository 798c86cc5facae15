"""A report read back from the folder that it was written to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from attribution.article import Article
from attribution.document import Document, sentences_of
from attribution.parse import parse_cache
from attribution.parse.model_pack import SHIPPED_PACK, Models, PackError, for_languages
from attribution.pipeline import reading_lists
from attribution.read import places_of, read
from attribution.refusal import Refusal
from attribution.report import Report
from attribution.rule import Place, RuleBook, RuleProblem
from attribution.rulebook.book import load
from attribution.write.placed import finish
from attribution.write.schema.across import AlignmentLine, FlagLine, PassedLine, PersonLine
from attribution.write.schema.article import ArticleLine, ProblemLine
from attribution.write.schema.attribution import AttributionLine
from attribution.write.schema.line import Line
from attribution.write.schema.run import Run

Form = TypeVar("Form", bound=Line)


class ReadBackError(Refusal):
    """There is no report at the path, or not all of it."""


def written_report(folder: Path, *, models: Models = SHIPPED_PACK, cache: Path | None = None) -> Report:
    """The report; its rule book has no rules, only the faults that were found.

    A folder holds no text of plain files: they are read again from where the report says that they lie, and
    parses come from the cache, where they are kept. Raises ReadBackError.
    """
    try:
        finish(folder)
        run = Run.model_validate_json((folder / "run.json").read_text(encoding="utf-8"))
        articles = tuple(_whole(_lines(folder, "articles.jsonl", ArticleLine), run.arguments))
        documents = _parses(articles, models, cache)
        return Report(
            articles=articles,
            attributions=tuple(x.back() for x in _lines(folder, "attributions.jsonl", AttributionLine)),
            people=tuple(x.back() for x in _lines(folder, "people.jsonl", PersonLine)),
            alignments=tuple(x.back() for x in _lines(folder, "alignments.jsonl", AlignmentLine)),
            flags=tuple(x.back() for x in _lines(folder, "flags.jsonl", FlagLine)),
            problems=tuple(x.back() for x in _lines(folder, "problems.jsonl", ProblemLine)),
            rules=RuleBook((), {}, run.rules, tuple(_faults(run))),
            pack=run.pack,
            skipped=run.counts.skipped,
            documents=documents,
            sentences=sentences_of(documents),
            boilerplate=run.boilerplate,
            passed=tuple(x.back() for x in _lines(folder, "passed.jsonl", PassedLine)),
            places=places_of([a.id for a in articles], run.arguments),
        )
    except (OSError, ValueError) as error:
        raise ReadBackError(
            "no-report",
            f"{folder} holds no report that can be read ({error})",
            "Name the folder that `attribution check --out` wrote, or a store.",
        ) from None


def _lines(folder: Path, name: str, form: type[Form]) -> Iterator[Form]:
    with (folder / name).open(encoding="utf-8") as lines:
        yield from map(form.model_validate_json, lines)


def _whole(lines: Iterator[ArticleLine], arguments: Sequence[str]) -> Iterator[Article]:
    """The articles with their texts; those of plain files are read again, and must be what they were."""
    read_again: dict[str, str] | None = None
    for line in lines:
        if line.text is not None:
            yield line.back()
            continue
        if read_again is None:
            read_again = {a.id: a.text for a in read(arguments, reading_lists(load())).articles}
        text = read_again.get(line.article)
        if text is None or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != line.sha256:
            what = "is not found" if text is None else "has changed"
            raise ReadBackError(
                "article-moved",
                f"{line.article} {what} since the report was written from {', '.join(arguments)}",
                "Run the command in the folder in which `check` was run, run `check` again, "
                "or name a store, which keeps all texts.",
            )
        yield line.back(text)


def _faults(run: Run) -> Iterator[RuleProblem]:
    for f in run.faults:
        yield RuleProblem(f.code, Place(f.file, f.line, f.column), f.message, level=f.level)


def _parses(articles: Sequence[Article], models: Models, cache: Path | None) -> dict[str, Document]:
    """The parses that are kept of the articles; none is made."""
    try:
        packs = for_languages(models, {a.language for a in articles})
    except PackError:
        return {}
    store = parse_cache.ParseCache(cache or parse_cache.default_folder())
    try:
        kept = {
            a.id: store.get(parse_cache.key(a, packs[a.language].id)) for a in articles if a.language in packs
        }
    finally:
        store.close()
    return {id: document for id, document in kept.items() if document is not None}
