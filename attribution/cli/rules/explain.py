"""``attribution rules explain``: a rule in words, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from attribution.cli.common import RULES, writing
from attribution.cli.rules.given import asked_for, stop_at_errors
from attribution.cli.terminal import echo
from attribution.rulebook.book import load
from attribution.rulebook.rule_files import shipped_folder

if TYPE_CHECKING:
    from attribution.measure.rule_precision import Precision


def explain(
    ids: list[str] = typer.Argument(
        None, metavar="[ID]…", help="Rules by id or full name; all of them if left out."
    ),
    rules: list[Path] = RULES,
    out: Path = typer.Option(
        None,
        "--out",
        metavar="DIR",
        help="Write a page for every rule, and an index, instead of showing them.",
    ),
) -> None:
    """Say what a rule does in words, why, with its examples, and how often it is right."""
    from attribution.authoring import rule_page  # here, so that --help comes at once

    book = load(rules)
    measured = _measured(rules)
    if out:
        with writing(out):
            echo(f"{len(rule_page.write(book, out, measured))} pages written to {out}")
    else:
        echo("\n".join(rule_page.page(rule, measured) for rule in asked_for(ids or (), book.rules)))
    stop_at_errors(rules, book)


def _measured(rules: Sequence[Path]) -> dict[str, Precision]:
    """The counts that stand beside the shipped rules and in the folders given."""
    from attribution.measure import rule_precision

    counts: dict[str, Precision] = {}
    for folder in (shipped_folder(), *rules):
        for file in sorted(folder.rglob("measured.json")) if folder.is_dir() else ():
            counts |= rule_precision.kept(file)
    return counts
