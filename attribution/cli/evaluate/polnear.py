"""``attribution evaluate polnear``: attributions against those that people marked."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from attribution.cli.common import CACHE, GOLD, JOBS, MODELS, RULES, parsing, stop, tell
from attribution.cli.evaluate.gate import FLOORS, LOWER, UPDATE, hold
from attribution.cli.terminal import echo
from attribution.parse.model_pack import PackError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribution.measure.evaluation import Answer
    from attribution.rule import RuleBook


def polnear(
    directory: Path = typer.Argument(..., metavar="DIR", help=GOLD),
    as_json: Path = typer.Option(None, "--json", metavar="OUT", help="Write all rates to this file."),
    errors: Path = typer.Option(
        None,
        "--errors",
        metavar="HTML",
        help="Write a page with everything missed or falsely found, with its parse.",
    ),
    per_rule: Path = typer.Option(
        None,
        "--per-rule",
        metavar="CSV",
        help="Write how often each rule is right, and how much of the gold it finds.",
    ),
    limit: int = typer.Option(None, "--limit", metavar="N", help="Only the first N articles."),
    predictions: Path = typer.Option(
        None, "--predictions", metavar="JSONL", help="Score these predictions of another program instead."
    ),
    rules: list[Path] = RULES,
    models: str = MODELS,
    cache: Path = CACHE,
    jobs: int = JOBS,
    floors: Path = FLOORS,
    update: bool = UPDATE,
    lower: bool = LOWER,
) -> None:
    """Compare what is found in raw texts with attributions that people marked.

    Precision, recall and F1 of contents and of attributions, and how often the source is right, by quote
    type. Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    # Imported here so that --help comes at once.
    from attribution.measure import gold, mistakes, score
    from attribution.measure.evaluation import evaluate
    from attribution.rulebook.book import load

    if predictions and (errors or per_rule or floors or limit):
        stop("--predictions goes with --json only: what another program found has no rules and no parses.")
    if floors and limit:
        stop("--floors needs all articles: leave out --limit.")
    if predictions:
        _show(_of_another_program(predictions, directory), as_json)
        return
    book = load(rules)
    try:
        names = list(gold.annotation_files(directory))[:limit]
        with parsing() as progress:
            evaluation = evaluate(
                directory, book, names=names, models=models, cache=cache, jobs=jobs, progress=progress
            )
    except (gold.ScoreError, PackError, OSError) as error:
        stop(error)
    tell(evaluation.problems)
    result = evaluation.score()
    _show(result, as_json)
    if errors:
        errors.write_text(mistakes.page(evaluation.answers, directory.name), encoding="utf-8")
    if per_rule:
        _write_shares(per_rule, evaluation.answers, book)
    if floors:
        hold(floors, score.chief(result), gold.digest(directory), book.digest, update, lower)


def _of_another_program(predictions: Path, directory: Path) -> dict[str, Any]:
    """The score of predictions in a file; ends the command with 2 where they or the gold cannot be used."""
    from attribution.measure import gold, score

    try:
        marked, skipped = gold.read_gold(directory)
        found = gold.read_predictions(predictions, {name: len(text) for name, (text, _) in marked.items()})
    except (gold.ScoreError, OSError) as error:
        stop(error)
    return {**score.score(marked, found), "gold_events_without_content_skipped": skipped}


def _show(result: dict[str, Any], as_json: Path | None) -> None:
    from attribution.measure import score

    echo(score.table(result))
    if as_json:
        as_json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _write_shares(file: Path, answers: Sequence[Answer], book: RuleBook) -> None:
    from attribution.measure import rule_precision

    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(
            ["rule", "found", "content_partial", "content_exact", "attribution", "precision", "recall"]
        )
        table.writerows(rule_precision.shares(answers, book))
