"""The ``attribution`` command: one file for each command."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

import typer

from attribution import __version__
from attribution.cli import (
    archive,
    cache,
    check,
    desk,
    evaluate,
    explain,
    export,
    learn,
    rules,
    schema,
    store,
    verdict,
    verify,
    watch,
)
from attribution.cli.common import say
from attribution.cli.configured import CONFIGURED, settled
from attribution.cli.terminal import echo

YOUNG = 50_000
"""So many things are made before Python looks for some that hold themselves. Nearly none here do, and looking
after every 700 takes a third of a run."""

FAULT = (
    "program-fault: the program made a mistake that it does not know: what it was to write may be missing.\n"
    "Report what stands above, with the smallest input that shows it if you may."
)

app = typer.Typer(
    name="attribution",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Who said what in these articles, and does anyone else say otherwise?",
)
app.command("check")(check.check)
app.command("desk")(desk.desk)
app.command("explain")(explain.explain)
app.command("export")(export.export)
app.command("schema")(schema.schema)
app.command("verdict")(verdict.verdict)
app.command("verify")(verify.verify)
app.command("watch")(watch.watch)
app.add_typer(archive.app, name="archive")
app.add_typer(cache.app, name="cache")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(learn.app, name="learn")
app.add_typer(rules.app, name="rules")
app.add_typer(store.app, name="store")


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
) -> None:
    if version:
        echo(f"attribution {__version__}")
        raise typer.Exit
    command = context.invoked_subcommand
    if command is not None and command in CONFIGURED and "--help" not in sys.argv:
        context.default_map = {command: settled(command)}


def main() -> None:
    """Run the command line; the exit status is that of the command."""
    gc.set_threshold(YOUNG)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a file's name may be no text
    try:
        app()
        sys.stdout.flush()
    except OSError as error:
        _end(error)
    except Exception as error:
        say(f"{''.join(traceback.format_exception(error))}\n{FAULT}", "red")
        sys.exit(2)  # Python would end with 1, which means flags, or words that differ
    except SystemExit as end:
        # The library ends with 1 where a pipe is closed, which would mean flags, or words that differ.
        if isinstance(end.__context__, BrokenPipeError):
            _end(end.__context__)
        raise


def _end(error: OSError) -> NoReturn:
    """Say what the system did not let the program do, and end with exit status 2."""
    if error.filename is None:
        # What standard output did not take would be tried again, and fail again, as Python ends.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        told = f"output-lost: not all that was printed was taken ({error.strerror or error})."
        following = "Make room, or write to another place; files that were written are whole."
    else:
        told = f"path-unusable: {error.filename}: {error.strerror or error}."
        following = "Name another place, or give yourself the right to it."
    with suppress(OSError):
        say(f"{told}\n{following}", "red")
    sys.exit(2)
