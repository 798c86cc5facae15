"""``attribution evaluate cases``: made-up stories, against the flags that they must raise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from attribution.cli.common import CACHE, JOBS, MODELS, RULES, parsing, stop
from attribution.cli.evaluate.gate import FLOORS, LOWER, UPDATE, hold
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError

if TYPE_CHECKING:
    from attribution.measure.stories import StoryOutcome, StoryScore


def cases(
    folder: Path = typer.Argument(
        ..., metavar="DIR", help="A folder of cases: stories with the flags they must raise."
    ),
    held_back: bool = typer.Option(
        False, "--held-back", help="Only the stories that are held back; otherwise only the others."
    ),
    rules: list[Path] = RULES,
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
    floors: Path = FLOORS,
    update: bool = UPDATE,
    lower: bool = LOWER,
) -> None:
    """Check every story of a folder and say which faults were found, and what was flagged that should not be.

    Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    # Imported here so that --help comes at once.
    from attribution.measure import stories
    from attribution.rulebook.book import load

    book = load(rules)
    try:
        loaded = stories.load(folder, held_back)
        with parsing() as progress:
            ran = stories.run(loaded, book, models=models, cache=cache, jobs=jobs, progress=progress)
            outcomes = list(ran)
    except (stories.StoryError, PackError) as error:
        stop(error)
    if not outcomes:
        stop(f"no-stories: {folder} holds no such stories.\nCheck the path and --held-back.")
    for outcome in outcomes:
        _show_mistakes(outcome)
    scores = stories.score(outcomes)
    _show_table(scores)
    if floors:
        rates = stories.chief(scores)
        hold(floors, rates, stories.digest(folder, held_back), book.digest, update, lower)


def _show_mistakes(outcome: StoryOutcome) -> None:
    name = outcome.story.name
    for expected in outcome.missed:
        echo(f"{name}: missed {expected.kind}: “{expected.a}”")
    for flag in outcome.extra:
        echo(f"{name}: {flag.severity} {flag.kind} that nobody asked for: {flag.because}")


def _show_table(scores: Mapping[str, StoryScore]) -> None:
    echo("fault     stories  found  with another medium or high flag")
    for letter, score in scores.items():
        recall = "" if letter == "clean" else f"{score.found / score.stories:6.2f}"
        share = score.alarmed / score.stories
        echo(f"{letter:<8} {score.stories:>8} {recall:>6} {score.alarmed:>6} ({share:.0%})")
