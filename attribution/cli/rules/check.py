"""``attribution rules check``: faults in rule files."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.rules.given import PATHS, faults_in, rules_in
from attribution.cli.terminal import echo
from attribution.rulebook.book import load
from attribution.rulebook.rule_files import files, shipped_folder


def check(paths: list[Path] = PATHS) -> None:
    """Find faults in rule files: each with its place, the line, and what is allowed there.

    Exit status: 0 none, 2 a fault.
    """
    book = load(paths or ())
    problems = faults_in(paths, book.problems)
    for problem in problems:
        echo(str(problem))
        echo()
    shown = {path for _, path in files(paths or [shipped_folder()])}
    faulty = len({p.place.file for p in problems})
    echo(
        f"{len(shown)} files, {len(rules_in(paths, book))} rules; "
        + (f"{len(problems)} faults in {faulty} files" if problems else "no faults")
    )
    raise typer.Exit(2 if problems else 0)
