"""``attribution verdict``: write down what was decided about a flag."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path

import typer
from rich.console import Console

from attribution.flags import verdicts
from attribution.result import Verdict


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
    errors = Console(stderr=True)
    if decision not in verdicts.VERDICTS:
        errors.print(
            f"A verdict is one of {', '.join(verdicts.VERDICTS)}, not {decision!r}.",
            style="red",
            markup=False,
        )
        raise typer.Exit(2)
    try:
        verdicts.write(
            file,
            flag,
            Verdict(
                decision, note, by if by is not None else getpass.getuser(), when or date.today().isoformat()
            ),
        )
    except (verdicts.VerdictError, OSError) as error:
        errors.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    typer.echo(f"{file}: {flag} {decision}")
