"""``attribution cache``: what is kept between runs."""

from __future__ import annotations

from pathlib import Path

import typer

from attribution import extract_cache
from attribution.cli.terminal import echo
from attribution.parse import parse_cache

app = typer.Typer(no_args_is_help=True, help="What is kept between runs: parses, and what was found in them.")


@app.callback()
def _cache() -> None:
    """What is kept between runs."""


@app.command()
def clear(
    folder: Path = typer.Option(None, "--cache", metavar="DIR", help="Where it is kept."),
) -> None:
    """Take out all kept parses and what was found in them; the next run parses anew."""
    folder = folder or parse_cache.default_folder()
    extract_cache.clear(folder)
    echo(f"{parse_cache.clear(folder)} parses taken out of {folder}")
