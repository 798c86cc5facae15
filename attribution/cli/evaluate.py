"""``attribution evaluate``: measure the program on texts whose right answers are known."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from attribution.measure.speaker_score import Judged

app = typer.Typer(no_args_is_help=True, help="Measure the program on texts whose right answers are known.")

RULES = typer.Option(
    [], "--rules", metavar="PATH", help="Rule files or folders to lay over the shipped rules."
)
MODELS = typer.Option(
    "en-news", "--models", metavar="PACK", help="A model pack: its name, its folder, or 'official'."
)
CACHE = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs.")
FLOORS = typer.Option(
    None,
    "--floors",
    metavar="FILE",
    help="Rates that must not sink: exit with 1 if one is below its floor there.",
)
UPDATE = typer.Option(False, "--update", help="Raise the floors of the file to the rates as they are now.")
LOWER = typer.Option(False, "--lower", help="With --update: lower floors too.")
GOLD = "A folder with text/ and attributions/, as PolNeAR has."


@app.callback()
def _evaluate() -> None:
    """Measure the program on texts whose right answers are known."""


@app.command()
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
    floors: Path = FLOORS,
    update: bool = UPDATE,
    lower: bool = LOWER,
) -> None:
    """Compare what is found in raw texts with attributions that people marked.

    Precision, recall and F1 of contents and of attributions, and how often the source is right, by quote
    type. Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    from attribution.measure import gold, mistakes, rule_precision, score
    from attribution.measure.evaluation import evaluate
    from attribution.rulebook.book import load

    if predictions and (errors or per_rule or floors or limit):
        stop("--predictions goes with --json only: what another program found has no rules and no parses.")
    if floors and limit:
        stop("--floors needs all articles: leave out --limit.")
    try:
        if predictions:
            marked, skipped = gold.read_gold(directory)
            found = gold.read_predictions(
                predictions, {name: len(text) for name, (text, _) in marked.items()}
            )
            result = {**score.score(marked, found), "gold_events_without_content_skipped": skipped}
        else:
            book = load(rules)
            evaluation = run(
                lambda progress: evaluate(
                    directory,
                    book,
                    names=list(gold.annotation_files(directory))[:limit],
                    models=models,
                    cache=cache,
                    progress=progress,
                )
            )
            result = evaluation.score()
    except (gold.ScoreError, OSError, UnicodeDecodeError) as error:
        stop(str(error))
    typer.echo(score.table(result))
    if as_json:
        as_json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if errors:
        errors.write_text(mistakes.page(evaluation.answers, directory.name), encoding="utf-8")
    if per_rule:
        with per_rule.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(
                ["rule", "found", "content_partial", "content_exact", "attribution", "precision", "recall"]
            )
            table.writerows(rule_precision.shares(evaluation.answers, book))
    if floors:
        _gate(floors, score.chief(result), gold.digest(directory), book.digest, update, lower)


@app.command()
def speakers(
    gold: list[Path] = typer.Argument(
        ..., metavar="FILE…", help="Gold speakers, as JSON Lines; see tests/gold/README.md."
    ),
    corpus: Path = typer.Option(
        ..., "--corpus", metavar="DIR", help="The articles they are about, in PolNeAR's layout."
    ),
    errors: bool = typer.Option(False, "--errors", help="List the wrong answers."),
    rules: list[Path] = RULES,
    models: str = MODELS,
    cache: Path = CACHE,
    floors: Path = FLOORS,
    update: bool = UPDATE,
    lower: bool = LOWER,
) -> None:
    """Measure how often the right speaker is named, with the source words given and from the raw text.

    Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    from attribution.measure import speaker_score
    from attribution.measure.gold import ScoreError
    from attribution.rulebook.book import load

    book = load(rules)
    try:
        lines = speaker_score.read_lines(gold)
        articles = run(
            lambda progress: speaker_score.read_corpus(
                corpus, {line.article for line in lines}, book, models=models, cache=cache, progress=progress
            )
        )
    except (ScoreError, OSError, ValueError, KeyError) as error:
        stop(f"{error}")
    measured = {
        "Sources given": speaker_score.given_sources(lines, articles, book),
        "From the raw text": speaker_score.raw_text(lines, articles, book),
    }
    for title, judged in measured.items():
        typer.echo("\n".join([title, *speaker_score.table(judged), ""]))
        if errors:
            _list_wrong(judged)
    if floors:
        chief = {
            f"{title.lower()}: {name}": rate
            for title, judged in measured.items()
            for name, rate in speaker_score.chief(judged).items()
        }
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in gold)).hexdigest()
        _gate(floors, chief, digest, book.digest, update, lower)


@app.command()
def quotations(
    gold: list[Path] = typer.Argument(
        ..., metavar="FILE…", help="Quotations with their speakers, as JSON Lines; see tests/gold/README.md."
    ),
    corpus: Path = typer.Option(
        ..., "--corpus", metavar="DIR", help="The articles they are from, each in ARTICLE.txt."
    ),
    errors: bool = typer.Option(False, "--errors", help="List the wrong answers."),
    rules: list[Path] = RULES,
    models: str = MODELS,
    cache: Path = CACHE,
    floors: Path = FLOORS,
    update: bool = UPDATE,
    lower: bool = LOWER,
) -> None:
    """Measure how often each quotation of a set of articles is given to the right speaker, from the raw text.

    Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    from attribution.extract import statements
    from attribution.measure import quotation_speakers, speaker_score
    from attribution.measure.gold import ScoreError
    from attribution.rulebook.book import load

    book = load(rules)
    try:
        marked = quotation_speakers.read_gold(gold)
        articles = run(
            lambda progress: quotation_speakers.read_articles(
                corpus, marked.articles, book, models=models, cache=cache, progress=progress
            )
        )
    except (ScoreError, OSError, ValueError, KeyError) as error:
        stop(f"{error}")
    found = {name: statements(scene, book) for name, scene in articles.scenes.items()}
    scored = quotation_speakers.score(marked, found)
    typer.echo("\n".join(quotation_speakers.table(scored)))
    if errors:
        _list_wrong(scored.judged)
    if floors:
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in gold)).hexdigest()
        _gate(floors, speaker_score.chief(scored.judged), digest, book.digest, update, lower)


def _list_wrong(judged: Iterable[Judged]) -> None:
    """The gold speakers that got another answer or none, each on a line."""
    for j in judged:
        if not j.right:
            answer = j.answer if j.found else "not found"
            typer.echo(
                f"  {j.gold.article} {j.gold.content[0].start}: {j.gold.name}, not {answer}. {' '.join(j.steps)}"
            )


@app.command()
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
    floors: Path = FLOORS,
    update: bool = UPDATE,
    lower: bool = LOWER,
) -> None:
    """Check every story of a folder and say which faults were found, and what was flagged that should not be.

    Exit status: 0, 1 a rate is below its floor, 2 the data cannot be used.
    """
    from attribution.measure import stories as stories
    from attribution.rulebook.book import load

    book = load(rules)
    try:
        loaded = stories.load(folder, held_back)
    except stories.CaseError as error:
        stop(f"{error.code}: {error}")
    found = list(stories.run(loaded, book, models=models, cache=cache))
    if not found:
        stop(f"{folder} holds no such stories.")
    for outcome in found:
        for expected in outcome.missed:
            typer.echo(f"{outcome.case.name}: missed {expected.kind}: “{expected.a}”")
        for flag in outcome.extra:
            typer.echo(
                f"{outcome.case.name}: {flag.severity} {flag.kind} that nobody asked for: {flag.because}"
            )
    typer.echo("fault     stories  found  with another medium or high flag")
    scores = stories.score(found)
    for letter, score in scores.items():
        recall = "" if letter == "clean" else f"{score.found / score.cases:6.2f}"
        typer.echo(
            f"{letter:<8} {score.cases:>8} {recall:>6} {score.alarmed:>6} ({score.alarmed / score.cases:.0%})"
        )
    if floors:
        chief = {
            f"{letter}: found": score.found / score.cases
            for letter, score in scores.items()
            if letter != "clean"
        }
        chief |= {
            f"{letter}: no other flag": 1 - score.alarmed / score.cases for letter, score in scores.items()
        }
        _gate(floors, chief, stories.digest(folder, held_back), book.digest, update, lower)


def run(work: Callable):
    """What the work gives, with a bar while articles are parsed; articles that could not be read are told."""
    from attribution.parse.model_pack import PackError

    console = Console(stderr=True)
    try:
        with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("Parsing articles", total=None)
            found = work(lambda done, of: bar.update(task, completed=done, total=of))
    except PackError as error:
        stop(f"{error.code}: {error}\n{error.next}")
    for trouble in found.problems:
        console.print(
            f"{trouble.article}: {trouble.code}: {trouble.message} {trouble.next}",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )
    return found


def _gate(
    file: Path, rates: Mapping[str, float | None], gold: str, rules: str, update: bool, lower: bool
) -> None:
    """Hold the rates against the floors of the file, or write them there. Ends the command with 1 where one
    is below."""
    from attribution.measure import gates

    try:
        pinned = gates.read(file)
        if update or lower:
            gates.write(gates.update(pinned, rates, gold, rules, lower=lower), file)
            typer.echo(f"\n{file} written")
            return
        if pinned is None:
            stop(f"There are no floors at {file} yet; --update writes them.")
        below = gates.fallen(pinned, rates, gold)
    except (gates.FloorError, OSError) as error:
        stop(f"{error.code}: {error}. {error.next}" if isinstance(error, gates.FloorError) else str(error))
    for name, (floor, rate) in below.items():
        typer.echo(
            f"{name}: {'-' if rate is None else f'{rate:.4f}'} is below its floor of {floor:.4f}", err=True
        )
    typer.echo(f"\n{len(pinned.rates) - len(below)} of {len(pinned.rates)} floors hold ({file})")
    if below:
        raise typer.Exit(1)


def stop(message: str) -> None:
    Console(stderr=True).print(message, style="red", markup=False, soft_wrap=True)
    raise typer.Exit(2)
