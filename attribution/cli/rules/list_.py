"""``attribution rules list``: the rules in the order in which they win."""

from __future__ import annotations

from pathlib import Path

from attribution.cli.rules.given import PATHS, stop_at_errors
from attribution.cli.terminal import echo
from attribution.rulebook.book import load


def list_(paths: list[Path] = PATHS) -> None:
    """List the rules in the order in which they win: priority, name, what each finds, its title."""
    book = load(paths or ())
    width = max((len(rule.name) for rule in book.rules), default=0)
    for rule in book.rules:
        status = "" if rule.status == "stable" else f" ({rule.status})"
        echo(f"{rule.priority:4}  {rule.name:{width}}  {rule.finds:11}  {rule.title}{status}")
    stop_at_errors(paths, book)
