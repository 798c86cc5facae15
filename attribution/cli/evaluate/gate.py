"""The floors of ``attribution evaluate``: their options, and a command that fails below them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from attribution.cli.common import stop
from attribution.cli.terminal import echo

FLOORS = typer.Option(
    None,
    "--floors",
    metavar="FILE",
    help="Rates that must not sink: exit with 1 if one is below its floor there.",
)
UPDATE = typer.Option(False, "--update", help="Raise the floors of the file to the rates as they are now.")
LOWER = typer.Option(False, "--lower", help="With --update: lower floors too.")


def hold(
    file: Path, rates: Mapping[str, float | None], gold: str, rules: str, update: bool, lower: bool
) -> None:
    """Compare the rates with the floors of the file, or write them there. Ends the command with 1 where one
    is below its floor."""
    from attribution.measure import gates  # here, so that --help comes at once

    try:
        pinned = gates.read(file)
        if update or lower:
            gates.write(gates.update(pinned, rates, gold, rules, lower=lower), file)
            echo(f"\n{file} written")
            return
        if pinned is None:
            stop(f"There are no floors at {file} yet; --update writes them.")
        below = gates.fallen(pinned, rates, gold)
    except (gates.FloorError, OSError) as error:
        stop(error)
    for name, (floor, rate) in below.items():
        now = "-" if rate is None else f"{rate:.4f}"
        echo(f"{name}: {now} is below its floor of {floor:.4f}", err=True)
    echo(f"\n{len(pinned.rates) - len(below)} of {len(pinned.rates)} floors hold ({file})")
    if below:
        raise typer.Exit(1)
