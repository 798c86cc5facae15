"""``run.json``: what was run, on what, and how much was found."""

from __future__ import annotations

from typing import Literal

from attribution.rule import Severity
from attribution.write.schema.line import Line


class RuleFault(Line):
    """A fault in a rule file; the rule was left out if ``level`` is ``error``."""

    code: str
    file: str
    line: int
    column: int
    message: str
    level: Literal["error", "warning"]


class Counts(Line):
    articles: int
    attributions: int
    direct: int
    mixed: int
    indirect: int
    turns: int = 0
    """What records have somebody say."""
    people: int
    alignments: int
    flags: dict[Severity, int]
    """By severity, with those that have a verdict."""
    settled: int
    """Flags that have a verdict."""
    problems: int
    skipped: int
    """Files of a kind that no reader knows."""


class Run(Line):
    """``run.json``."""

    contract: Literal[1]
    program: str
    pack: str
    """The model pack."""
    rules: str
    """A digest that changes when any rule, list or order does."""
    arguments: tuple[str, ...]
    counts: Counts
    boilerplate: tuple[str, ...]
    """Wordings that stand in so many articles that they were not compared."""
    faults: tuple[RuleFault, ...]
