"""``attribution rules measure``: how often each rule is right."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.cli.common import CACHE, GOLD, JOBS, MODELS, RULES, stop, writing
from attribution.cli.rules.given import parsed, stop_at_errors
from attribution.cli.terminal import echo
from attribution.rulebook.book import load


def measure(
    gold: Path = typer.Argument(..., metavar="GOLD", help=GOLD),
    out: Path = typer.Option(
        None,
        "--out",
        metavar="FILE",
        help="Keep the counts there; the pages of rules show those of rules/…/measured.json.",
    ),
    rules: list[Path] = RULES,
    name: str = typer.Option(None, "--name", help="What the articles are called on the pages."),
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
) -> None:
    """Count how often each rule is right, against attributions that people marked."""
    # Imported here so that --help comes at once.
    from attribution.measure import rule_precision
    from attribution.measure.gold import ScoreError, read_gold

    book = load(rules)
    try:
        marked, _ = read_gold(gold)
    except (ScoreError, OSError) as error:
        stop(error)
    scenes = parsed([str(gold / "text")], book, models, cache, jobs)
    annotated = [
        (scene, marked[stem][1]) for scene in scenes if (stem := Path(scene.article.id).stem) in marked
    ]
    counts = rule_precision.measure(annotated, book, name or f"{len(annotated)} articles")
    for rule, precision in counts.items():
        echo(f"{rule}: {precision}")
    if out:
        with writing(out):
            rule_precision.keep(counts, out)
    stop_at_errors(rules, book)
