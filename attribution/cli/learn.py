"""``attribution learn``: word lists for the rules, from articles whose attributions people have marked."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import CACHE, GOLD, JOBS, MODELS, RULES, parsing, stop, tell
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError

THRESHOLD = 0.27
"""The shipped lists were learned with it."""

app = typer.Typer(no_args_is_help=True, help="Learn word lists for the rules.")


@app.callback()
def _learn() -> None:
    """Learn word lists for the rules."""


@app.command()
def polnear(
    directory: Path = typer.Argument(..., metavar="DIR", help=GOLD),
    out: Path = typer.Option(
        ...,
        "--out",
        metavar="FILE",
        help="A rule file with lists; those that are the cue of a rule are made anew.",
    ),
    threshold: float = typer.Option(
        THRESHOLD, "--threshold", metavar="RATE", help="List words that are right at least this often."
    ),
    rules: list[Path] = RULES,
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
) -> None:
    """Learn which words report speech in the place of a rule's cue, with how often they did, and write the
    lists of a rule file anew.

    Exit status: 0, 2 the data cannot be used.
    """
    # Imported here so that --help comes at once.
    from attribution.measure import gold, learn_cues
    from attribution.measure.evaluation import parsed
    from attribution.rulebook.book import load

    book = load(rules)
    try:
        with parsing() as progress:
            evaluation = parsed(directory, book, models=models, cache=cache, jobs=jobs, progress=progress)
        tell(evaluation.problems)
        learned = learn_cues.relearn(
            [(a.scene, a.gold) for a in evaluation.answers if a.scene], book, out, threshold
        )
    except (gold.ScoreError, PackError, OSError, ValueError) as error:
        stop(error)
    for name, words in learned.items():
        hits, matches = sum(t.hits for _, t in words), sum(t.matches for _, t in words)
        echo(f"{name:28} {len(words):4} words, right {hits} of {matches} times")
