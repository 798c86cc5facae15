"""``attribution rules diff``: what two versions of the rules find on the same articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from attribution.cli.common import CACHE, JOBS, MODELS, must_exist, stop, tell, writing
from attribution.cli.rules.given import read_articles, stop_at_errors
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError
from attribution.rule import RuleBook
from attribution.rulebook.book import load

if TYPE_CHECKING:
    from attribution.article import Article
    from attribution.authoring.rules_diff import Comparison
    from attribution.measure.kept_corrections import ComparedCorrections


def diff(
    old: str = typer.Argument(..., metavar="OLD", help="A rule file or folder, or “shipped”."),
    new: str = typer.Argument(..., metavar="NEW", help="A rule file or folder, or “shipped”."),
    corpus: list[str] = typer.Argument(None, metavar="[CORPUS]…", help="Articles: files, folders, globs."),
    corrections: Path = typer.Option(
        None,
        "--corrections",
        metavar="STORE",
        help="A store: which of its corrections are mended, which broken.",
    ),
    html: Path = typer.Option(None, "--html", metavar="FILE", help="Write the comparison as a page too."),
    fail_on_change: bool = typer.Option(False, "--fail-on-change", help="Exit with 1 if anything changed."),
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
) -> None:
    """Compare what two versions of the rules find on the same articles: gained, lost and changed, grouped by
    rule. With --corrections, which corrections that people made at the desk the new rules get right by
    themselves, and which no more.

    Exit status: 0; 1 something changed, with --fail-on-change; 2 a rule file is faulty.
    """
    # Imported here so that --help comes at once.
    from attribution.authoring import rules_diff

    paths = [[] if which == "shipped" else [Path(which)] for which in (old, new)]
    books = [load(given) for given in paths]
    kept = _corrections(corrections, *books) if corrections else None
    comparison = None
    if kept:
        echo(f"{rules_diff.told(kept)}\n")
    if corpus or not kept:
        comparison = _compared(read_articles(corpus or [], books[1]), books, models, cache, jobs)
        echo(rules_diff.render(comparison))
    if html:
        with writing(html):
            html.parent.mkdir(parents=True, exist_ok=True)
            html.write_text(rules_diff.html(comparison, kept, old, new), encoding="utf-8")
    changed = (comparison and comparison.entries) or (kept and (kept.broken or kept.mended))
    for book, given in zip(books, paths, strict=True):
        stop_at_errors(given, book)
    raise typer.Exit(1 if fail_on_change and changed else 0)


def _compared(
    articles: Sequence[Article], books: Sequence[RuleBook], models: str, cache: Path | None, jobs: int
) -> Comparison:
    """What the two books find in the articles, compared. Where no model loads, the command ends with 2."""
    from attribution.authoring.rules_diff import compare
    from attribution.pipeline import examine

    try:
        old, new = (examine(articles, book, models=models, cache=cache, jobs=jobs) for book in books)
    except PackError as error:
        stop(error)
    tell(new.problems)
    return compare(old, new)


def _corrections(file: Path, old: RuleBook, new: RuleBook) -> ComparedCorrections:
    """What the new rules do to the corrections in the store."""
    from attribution.archive.file import StoreError
    from attribution.archive.store import Store
    from attribution.measure.kept_corrections import compared

    must_exist([file], "nothing was compared")
    try:
        with Store(file) as store:
            return compared(store, old, new)
    except StoreError as error:
        stop(error)
