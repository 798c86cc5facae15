"""``attribution cache``: the parses kept between runs."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution.parse import parse_cache

app = typer.Typer(no_args_is_help=True, help="The parses kept between runs.")


@app.callback()
def _cache() -> None:
    """The parses kept between runs."""


@app.command()
def clear(
    folder: Path = typer.Option(None, "--cache", metavar="DIR", help="Where the parses are kept."),
) -> None:
    """Take out all kept parses; the next run parses anew."""
    folder = folder or parse_cache.default_folder()
    typer.echo(f"{parse_cache.clear(folder)} parses taken out of {folder}")
