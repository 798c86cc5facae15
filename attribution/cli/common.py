"""What the commands share: options, a bar while articles are parsed, and how errors and problems are told."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from attribution.article import Problem
from attribution.cli.terminal import shown
from attribution.parse.model_pack import SHIPPED_PACK
from attribution.refusal import Refusal

if TYPE_CHECKING:
    from attribution.parse.parsed_articles import Progress

RULES = typer.Option(
    [], "--rules", metavar="PATH", help="Rule files or folders to lay over the shipped rules."
)
MODELS = typer.Option(
    SHIPPED_PACK, "--models", metavar="PACK", help="A model pack: its name, its folder, or 'official'."
)
MODELS_BY_LANGUAGE = typer.Option(
    [SHIPPED_PACK],
    "--models",
    metavar="PACK",
    help="A model pack: its name, its folder, or 'official'; again for each further language.",
)
KEPT_IN = typer.Option(
    ...,
    "--store",
    metavar="FILE",
    help="The SQLite file that the articles are kept in and checked against.",
)
CACHE = typer.Option(None, "--cache", metavar="DIR", help="Where parses are kept between runs.")


def cores(given: int | None) -> int:
    """How many processors this process may use, unless a number is given."""
    return given or len(
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )


JOBS = typer.Option(
    None,
    "--jobs",
    metavar="N",
    min=1,
    callback=cores,
    help="So many processes work on articles at the same time; as many as there are processors, unless said "
    "otherwise.",
)
JUDGEMENTS = typer.Option(
    None, "--judgements", metavar="CSV", help="Which names are the same person, as people decided."
)
PRIVATE = typer.Option(
    False, "--private-addresses", help="Read addresses of private networks and of this machine, too."
)
LINKS = typer.Option(
    False, "--follow-links", help="Read what links in folders lead to, inside of them or not."
)
GOLD = "A folder with text/ and attributions/, as PolNeAR has."


def say(message: str, style: str = "") -> None:
    """Print a message on standard error as it is: nothing in it is taken for mark-up, no line is broken."""
    Console(stderr=True).print(
        shown(message), style=style or None, markup=False, highlight=False, emoji=False, soft_wrap=True
    )


def stop(reason: str | Exception) -> NoReturn:
    """End the command with exit status 2; an error is told with its code and next step, where it has them."""
    say(f"{reason.code}: {reason}\n{reason.next}" if isinstance(reason, Refusal) else str(reason), "red")
    raise typer.Exit(2)


@contextmanager
def writing(*paths: Path) -> Iterator[None]:
    """End the command with exit status 2 where the system does not let it write."""
    try:
        yield
    except OSError as error:
        where = error.filename or ", ".join(map(str, paths))
        stop(f"path-unusable: {where} cannot be written: {error.strerror or error}.\nName another place.")


@contextmanager
def parsing() -> Iterator[Progress]:
    """A bar on the terminal while articles are read and parsed, with the time that goes by: a single long one
    has no other progress. Gives what is to be told of it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    terminal = Console(stderr=True)
    with Bar(*columns, console=terminal, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Parsing articles", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def must_exist(paths: Iterable[Path | None], undone: str) -> None:
    """End the command with exit status 2 where one of the files is not there; ``undone`` says what was not
    done for that."""
    for path in paths:
        if path is not None and not os.path.exists(path):  # noqa: PTH110  raises nothing
            file = _configured_in(path)
            where = f"{path}, which {file} names, is not there" if file else f"{path} is not there"
            stop(f"path-not-found: {where}: {undone}.\nCheck the path{f' in {file}' if file else ''}.")


def _configured_in(path: Path) -> str:
    """The configuration file, where it is what names the path of a table or of rules; else ""."""
    from attribution import configuration  # here, so that --help comes at once

    with suppress(configuration.ConfigurationError):
        file = configuration.nearest(Path.cwd())
        said = configuration.read(file) if file else configuration.Configuration()
        if str(path) in (*(said.rules or ()), said.judgements, said.verdicts):
            return os.path.relpath(str(file))
    return ""


def must_be_writable(*folders: Path) -> None:
    """End the command with exit status 2 where one of the folders is none, or cannot be written or made: now,
    not after the work."""
    for folder in folders:
        there = folder
        while not os.path.lexists(there) and there != there.parent:
            there = there.parent
        folder_there = os.path.isdir(there)  # noqa: PTH112  raises nothing, whatever the name
        if not folder_there or not os.access(there, os.W_OK | os.X_OK):
            wrong = "cannot be written" if folder_there else "is no folder"
            stop(f"path-unusable: {there} {wrong}: nothing was read or written.\nName another folder.")


def user() -> str:
    """The user's name; nothing where the system knows none, as in many containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def tell(problems: Iterable[Problem]) -> None:
    """Say on standard error what kept articles from being read, and what to do next."""
    for problem in problems:
        say(f"{problem.article}: {problem.code}: {problem.message} {problem.next}", "yellow")
