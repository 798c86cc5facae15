"""``attribution rules coverage``: what each rule finds on articles."""

from __future__ import annotations

from pathlib import Path

from attribution.cli.common import CACHE, JOBS, MODELS, RULES
from attribution.cli.rules.given import CORPUS, parsed, stop_at_errors
from attribution.cli.terminal import echo
from attribution.rulebook.book import load


def coverage(
    corpus: list[str] = CORPUS,
    rules: list[Path] = RULES,
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
) -> None:
    """Count on articles what each rule finds, which rules never fire, and which take words from one
    another."""
    from attribution.authoring import coverage as counting  # here, so that --help comes at once

    book = load(rules)
    echo(counting.render(counting.coverage(parsed(corpus, book, models, cache, jobs), book)))
    stop_at_errors(rules, book)
