"""``attribution verify``: did anybody say these words, and who?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from attribution.cli.common import (
    CACHE,
    JOBS,
    JUDGEMENTS,
    LINKS,
    MODELS_BY_LANGUAGE,
    PRIVATE,
    RULES,
    must_exist,
    stop,
    tell,
)
from attribution.cli.terminal import echo, shown
from attribution.parse.model_pack import SHIPPED_PACK, PackError
from attribution.people.judgements import JudgementError

if TYPE_CHECKING:
    from attribution.ask.occurrence import Occurrence, Status
    from attribution.ask.verify import Finding

ANSWERS = {
    "as-said": "Found as said.",
    "other-speaker": "Found under another name.",
    "altered": "Found in other words.",
    "reported": "Found in reported speech only, not in quotation marks.",
    "unattributed": "Found in quotation marks, but nobody is named.",
    "in-text": "The words stand in an article, but nobody is said to speak them.",
    "not-found": "Not found.",
}

CONTRARY = "Found in other words, which say otherwise."
"""What is told of words that are altered in what they say: another number, a “not”, a condition dropped."""

ELSEWHERE = {
    "not-agreed": "Found as said, but not everywhere: what contradicts it comes first.",
    "other-name": "Found as said, but under more than one name.",
}
"""What is told where the words stand as said in one place, and not in another."""


def verify(
    words: str = typer.Argument(..., metavar="WORDS", help="The words to look for."),
    paths: list[str] = typer.Argument(
        ...,
        metavar="PATH…",
        help="Articles: files, folders, globs, addresses (https://…), or - for standard input. "
        "Or one store, as `check --store` writes it.",
    ),
    speaker: str = typer.Option(None, "--speaker", metavar="NAME", help="Who is supposed to have said them."),
    as_json: bool = typer.Option(False, "--json", help="Print the answer as JSON."),
    rules: list[Path] = RULES,
    models: list[str] = MODELS_BY_LANGUAGE,
    cache: Path = CACHE,
    jobs: int = JOBS,
    judgements: Path = JUDGEMENTS,
    private_addresses: bool = PRIVATE,
    follow_links: bool = LINKS,
) -> None:
    """Look for words in the articles, or in a store: as said, under another name, altered, or not found.

    What contradicts the words is shown first, then what stands under another name, then what agrees.

    A store holds what was found in its articles, so nothing is parsed; --models and --judgements have been
    settled there.

    Exit status: 0 found as said and nowhere otherwise, 1 altered or contradicted somewhere, only reported, or
    with nobody named, 3 no article was read, 4 not found, 5 under another name or under two.
    """
    # Imported here so that --help comes at once.
    from attribution import pipeline
    from attribution.archive.file import StoreError, is_store
    from attribution.ask import verify as asked
    from attribution.rulebook.book import load

    if not any(c.isalnum() for c in words):
        stop("There are no words to look for.")
    must_exist([*rules, judgements], "nothing was read")
    stored = [path for path in paths if is_store(path)]
    if stored and (len(paths) > 1 or judgements or models != [SHIPPED_PACK]):
        stop(
            f"{stored[0]} is a store: it is looked through alone, without --models and --judgements. "
            "Nothing was read."
        )
    try:
        if stored:
            finding = asked.verify_stored(words, speaker, Path(stored[0]), load(rules))
        else:
            report = pipeline.check(
                paths,
                rules=rules,
                models=models,
                cache=cache,
                judgements=judgements,
                stdin=sys.stdin.buffer,
                private_addresses=private_addresses,
                follow_links=follow_links,
                jobs=jobs,
            )
            tell(report.problems)
            finding = asked.verify(
                words,
                speaker,
                report.articles,
                report.documents,
                report.attributions,
                report.people,
                report.rules,
            )
    except (PackError, StoreError, JudgementError) as error:
        stop(error)
    if as_json:
        echo(json.dumps(finding.as_json(), ensure_ascii=False))
    else:
        _show(finding)
    raise typer.Exit(finding.exit)


def _show(finding: Finding) -> None:
    """Print the answer, then each place with what is said there and why."""
    out = Console(highlight=False)
    out.print(shown(_told(finding)), style="bold", markup=False)
    for place in finding.places:
        where = f"{place.article}:{place.span.start}-{place.span.end}"
        about = f"{place.publisher or ''} {place.published or ''}"
        lines = [
            f"\n{where}  {about}".rstrip(),
            f"  {_answer(place.status, place)} Speaker: {place.speaker or 'nobody named'}.",
        ]
        if place.differences:
            lines.append("  " + "; ".join(f"{d.type}: “{d.a}” / “{d.b}”" for d in place.differences))
        lines += [f"  {place.sentence}", f"  Why: {place.because}"]
        for line in lines:
            out.print(shown(line), markup=False, soft_wrap=True)


def _told(finding: Finding) -> str:
    """The answer in a line: what holds of all places, not of the best alone."""
    if finding.agreement == "nothing-read":
        return "No article was read."
    if finding.status != "as-said" or finding.agreement == "agreed":
        best = next((p for p in finding.places if p.status == finding.status), None)
        return _answer(finding.status, best)
    return ELSEWHERE[finding.agreement]


def _answer(status: Status, place: Occurrence | None) -> str:
    under = " Under another name." if place and place.under_another_name and status != "other-speaker" else ""
    return (CONTRARY if place and place.is_contrary else ANSWERS[status]) + under
