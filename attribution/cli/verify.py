"""``attribution verify``: did anybody say these words, and who?"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console

from attribution.parse.model_pack import PackError
from attribution.people.judgements import JudgementError

if TYPE_CHECKING:
    from attribution.ask.occurrence import Occurrence, Status
    from attribution.ask.verify import Finding

MODELS = "en-news"
ANSWERS = {
    "as-said": "Found as said.",
    "other-speaker": "Found under another name.",
    "altered": "Found in other words.",
    "reported": "Found in reported speech only, not in quotation marks.",
    "unattributed": "Found in quotation marks, but nobody is named.",
    "in-text": "The words stand in an article, but nobody is said to speak them.",
    "not-found": "Not found.",
}


def verify(
    words: str = typer.Argument(..., metavar="WORDS", help="The words to look for."),
    paths: list[str] = typer.Argument(
        ...,
        metavar="PATH…",
        help="Articles: files, folders, globs, or - for standard input. Or one store, as `check --store` writes it.",
    ),
    speaker: str = typer.Option(None, "--speaker", metavar="NAME", help="Who is supposed to have said them."),
    as_json: bool = typer.Option(False, "--json", help="Print the answer as JSON."),
    rules: list[Path] = typer.Option(
        [], "--rules", metavar="PATH", help="Rule files or folders to lay over the shipped rules."
    ),
    models: str = typer.Option(
        MODELS, "--models", metavar="PACK", help="A model pack: its name, its folder, or 'official'."
    ),
    cache: Path = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs."),
    judgements: Path = typer.Option(
        None, "--judgements", metavar="CSV", help="Which names are the same person, as people decided."
    ),
) -> None:
    """Look for words in the articles, or in a store: as said, under another name, altered, or not found.

    A store holds what was found in its articles, so nothing is parsed; --models and --judgements have been
    settled there.

    Exit status: 0 found as said, 1 under another name, altered, only reported or with nobody named, 4 not
    found.
    """
    from attribution import pipeline as line
    from attribution.ask.verify import verify as look
    from attribution.ask.verify import verify_stored
    from attribution.rulebook.book import load
    from attribution.write.store import StoreError, is_store

    errors = Console(stderr=True)
    if not any(c.isalnum() for c in words):
        errors.print("There are no words to look for.", style="red")
        raise typer.Exit(2)
    for given in (*rules, *((judgements,) if judgements else ())):
        if not given.exists():
            errors.print(
                f"{given} is not there: nothing was read.", style="red", markup=False, soft_wrap=True
            )
            raise typer.Exit(2)
    stored = [path for path in paths if is_store(path)]
    if stored and (len(paths) > 1 or judgements or models != MODELS):
        errors.print(
            f"{stored[0]} is a store: it is looked through alone, without --models and --judgements. Nothing was read.",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(2)
    try:
        if stored:
            _tell(verify_stored(words, speaker, Path(stored[0]), load(rules)), as_json)
        report = line.check(
            paths, rules=rules, models=models, cache=cache, judgements=judgements, stdin=sys.stdin.buffer
        )
    except (PackError, StoreError) as error:
        errors.print(f"{error.code}: {error}\n{error.next}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    except JudgementError as error:
        errors.print(f"{error.code}: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    for trouble in report.problems:
        errors.print(
            f"{trouble.article}: {trouble.code}: {trouble.message} {trouble.next}",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )
    _tell(
        look(
            words,
            speaker,
            report.articles,
            report.documents,
            report.attributions,
            report.people,
            report.rules,
        ),
        as_json,
    )


def _tell(found: Finding, as_json: bool) -> NoReturn:
    """Print the answer, and end with its status."""
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        raise typer.Exit(found.exit)
    out = Console(highlight=False)
    out.print(_answer(found.status, found.places[0] if found.places else None), style="bold", markup=False)
    for place in found.places:
        shown = "; ".join(f"{d.type}: “{d.a}” / “{d.b}”" for d in place.differences)
        out.print(
            f"\n{place.article}:{place.span.start}-{place.span.end}  {place.publisher or ''} {place.published or ''}".rstrip(),
            markup=False,
            soft_wrap=True,
        )
        out.print(
            f"  {_answer(place.status, place)} Speaker: {place.speaker or 'nobody named'}.",
            markup=False,
            soft_wrap=True,
        )
        if shown:
            out.print(f"  {shown}", markup=False, soft_wrap=True)
        out.print(f"  {place.sentence}", markup=False, soft_wrap=True)
        out.print(f"  Why: {place.because}", markup=False, soft_wrap=True)
    raise typer.Exit(found.exit)


def _answer(status: Status, place: Occurrence | None) -> str:
    under = " Under another name." if place and place.under_another_name and status != "other-speaker" else ""
    return ANSWERS[status] + under
