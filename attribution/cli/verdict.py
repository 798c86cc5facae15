"""``attribution verdict``: write down what was decided about a flag."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import get_args

import typer

from attribution.cli.common import stop, user, writing
from attribution.cli.terminal import echo
from attribution.flags import verdicts
from attribution.result import Decision, Verdict


def verdict(
    flag: str = typer.Argument(..., metavar="FLAG", help="The flag's id, as the report gives it."),
    decision: str = typer.Argument(
        ..., metavar="fine|fault|unsure", help="What was found: all is well, a fault, or neither can be said."
    ),
    note: str = typer.Option("", "--note", metavar="TEXT", help="Why."),
    by: str = typer.Option(None, "--by", metavar="NAME", help="Who decided; the user's name if not given."),
    when: str = typer.Option(None, "--when", metavar="DATE", help="When; today if not given."),
    file: Path = typer.Option(
        Path("verdicts.csv"),
        "--file",
        metavar="CSV",
        help="The file of verdicts, which `check --verdicts` reads.",
    ),
) -> None:
    """Add a verdict on a flag to a file of verdicts, or replace the one it has."""
    decided = next((d for d in get_args(Decision) if d == decision), None)
    if decided is None:
        stop(f"A verdict is one of {', '.join(get_args(Decision))}, not {decision!r}.")
    if when is not None and not _is_date(when):
        stop(f"{when!r} is no date. Write it as 2026-03-04.")
    who = user() if by is None else by
    today = datetime.now().astimezone().date().isoformat()
    try:
        with writing(file):
            verdicts.write(file, flag, Verdict(decided, note, who, when or today))
    except verdicts.VerdictError as error:
        stop(error)
    echo(f"{file}: {flag} {decided}")


def _is_date(when: str) -> bool:
    try:
        return bool(datetime.fromisoformat(when))
    except ValueError:
        return False
