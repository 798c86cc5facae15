"""``attribution rules diff``: what two versions of the rules find on the same articles."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import CACHE, JOBS, MODELS, writing
from attribution.cli.rules.given import CORPUS, parsed, stop_at_errors
from attribution.cli.terminal import echo
from attribution.rulebook.book import load


def diff(
    old: str = typer.Argument(..., metavar="OLD", help="A rule file or folder, or “shipped”."),
    new: str = typer.Argument(..., metavar="NEW", help="A rule file or folder, or “shipped”."),
    corpus: list[str] = CORPUS,
    html: Path = typer.Option(None, "--html", metavar="FILE", help="Write the comparison as a page too."),
    fail_on_change: bool = typer.Option(False, "--fail-on-change", help="Exit with 1 if anything changed."),
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
) -> None:
    """Compare what two versions of the rules find on the same articles: gained, lost and changed, grouped by
    rule.

    Exit status: 0; 1 something changed, with --fail-on-change; 2 a rule file is faulty.
    """
    # Imported here so that --help comes at once.
    from attribution.authoring import rules_diff
    from attribution.find.quotations import scan
    from attribution.find.scene import Scene
    from attribution.pipeline import conclude

    paths = [[] if which == "shipped" else [Path(which)] for which in (old, new)]
    books = [load(given) for given in paths]
    scenes = parsed(corpus, books[1], models, cache, jobs)
    reports = [
        conclude(
            [
                Scene(s.article, s.document, scan(s.article, book.words(s.article.language, "elisions")))
                for s in scenes
            ],
            book,
        )
        for book in books
    ]
    comparison = rules_diff.compare(*reports)
    echo(rules_diff.render(comparison))
    if html:
        with writing(html):
            html.parent.mkdir(parents=True, exist_ok=True)
            html.write_text(rules_diff.html(comparison, old, new), encoding="utf-8")
    for book, given in zip(books, paths, strict=True):
        stop_at_errors(given, book)
    raise typer.Exit(1 if fail_on_change and comparison.entries else 0)
