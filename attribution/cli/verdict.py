"""``attribution verdict``: write down what was decided about a flag."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import get_args

import typer
from rapidfuzz import process

from attribution.article import Problem
from attribution.cli.common import stop, tell, user, writing
from attribution.cli.terminal import echo
from attribution.flags.verdicts import VerdictError, write
from attribution.result import Decision, Verdict


def verdict(
    flag: str = typer.Argument(..., metavar="FLAG", help="The flag's id, as the report gives it."),
    decision: str = typer.Argument(
        ..., metavar="fine|fault|unsure", help="What was found: all is well, a fault, or neither can be said."
    ),
    note: str = typer.Option("", "--note", metavar="TEXT", help="Why."),
    by: str = typer.Option(None, "--by", metavar="NAME", help="Who decided; the user's name if not given."),
    when: str = typer.Option(None, "--when", metavar="DATE", help="When; today if not given."),
    verdicts: Path = typer.Option(
        Path("verdicts.csv"),
        "--file",
        metavar="CSV",
        help="The file of verdicts, which `check --verdicts` reads.",
    ),
    out: Path = typer.Option(
        Path("reports"), "--report", metavar="DIR", help="The report that has the flag."
    ),
) -> None:
    """Add a verdict on a flag to a file of verdicts, or replace the one it has.

    A flag that the report does not have is refused; where there is no report, the verdict is kept, and told
    to be unchecked.
    """
    decided = next((d for d in get_args(Decision) if d == decision), None)
    if decided is None:
        stop(f"A verdict is one of {', '.join(get_args(Decision))}, not {decision!r}.")
    if when is not None and not _is_date(when):
        stop(f"{when!r} is no date. Write it as 2026-03-04.")
    who = user() if by is None else by
    today = datetime.now().astimezone().date().isoformat()
    unchecked = _unchecked(flag, out)
    try:
        with writing(verdicts):
            write(verdicts, flag, Verdict(decided, note, who, when or today))
    except VerdictError as error:
        stop(error)
    echo(f"{verdicts}: {flag} {decided}")
    tell(unchecked)


def _unchecked(flag: str, report: Path) -> list[Problem]:
    """A problem where there is no report that could have the flag. A report without it ends the command."""
    try:
        lines = (report / "flags.jsonl").read_text(encoding="utf-8").splitlines()
        ids = [str(json.loads(line)["id"]) for line in lines]
    except (OSError, ValueError, KeyError, TypeError):
        told = f"No report is in {report}, so that nothing tells whether there is such a flag."
        return [Problem(flag, "flag-unchecked", told, "Give the report's folder with --report.")]
    if flag not in ids:
        nearest = process.extractOne(flag, ids, score_cutoff=70)
        hint = f"Did you mean {nearest[0]}?" if nearest else "Name the folder of its report with --report."
        stop(f"flag-unknown: {report} has no flag {flag}: nothing was written.\n{hint}")
    return []


def _is_date(when: str) -> bool:
    try:
        return bool(datetime.fromisoformat(when))
    except ValueError:
        return False
