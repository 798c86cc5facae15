"""``attribution watch``: new articles checked against everything kept, as they come."""

from __future__ import annotations

import signal
import sys
from contextlib import closing
from pathlib import Path
from threading import Event

import typer

from attribution.cli.common import (
    CACHE,
    JOBS,
    KEPT_IN,
    MODELS_BY_LANGUAGE,
    PRIVATE,
    RULES,
    must_exist,
    say,
    stop,
    tell,
)
from attribution.cli.terminal import echo

MINUTES = 10.0


def watch(
    sources: list[str] = typer.Argument(
        ..., metavar="FOLDER|FEED…", help="Folders, and addresses of RSS and Atom feeds (https://…)."
    ),
    store: Path = KEPT_IN,
    on_flag: str = typer.Option(
        None,
        "--on-flag",
        metavar="COMMAND|URL",
        help="Hand each flag on: to a command, on its standard input, or to an address (POST).",
    ),
    every: float = typer.Option(
        MINUTES, "--every", metavar="MINUTES", min=0.0, help="How often feeds are looked at."
    ),
    rules: list[Path] = RULES,
    models: list[str] = MODELS_BY_LANGUAGE,
    cache: Path = CACHE,
    jobs: int = JOBS,
    private_addresses: bool = PRIVATE,
) -> None:
    """Watch folders and feeds: check what is new against all that a store holds, and print each new flag.

    A flag is a line of JSON on standard output, as in flags.jsonl. What was checked, and which flags were
    told, is kept in the store: stopped (Ctrl-C, SIGTERM) and started again, it goes on where it was.
    """
    try:
        from attribution.read.polite import Guest
        from attribution.watch.on_flag import Receiver
        from attribution.watch.watch import Watch
    except ModuleNotFoundError as error:
        stop(
            f"watch-missing: {error.name} is not installed.\n"
            "Install it: pip install 'quote-attribution[watch]'"
        )
    from attribution.archive.check import check_into
    from attribution.archive.file import StoreError
    from attribution.archive.store import Store
    from attribution.parse.model_pack import PackError
    from attribution.parse.pool import Workers
    from attribution.read.address import is_address

    feeds = [given for given in sources if is_address(given)]
    folders = [Path(given) for given in sources if not is_address(given)]
    must_exist([*folders, *rules], "nothing is watched")
    if files := [folder for folder in folders if not folder.is_dir()]:
        stop(
            f"{files[0]} is a file: nothing is watched.\nGive its folder, or hand it to `attribution check`."
        )
    asked_to_stop = Event()
    _hear(asked_to_stop)
    receiver, guest = Receiver(on_flag) if on_flag else None, Guest(asked_to_stop.wait)

    def told(line: str) -> None:
        if receiver:
            receiver(line)
        echo(line)
        sys.stdout.flush()

    try:
        with Store(store, waiting=say) as kept, closing(Workers(jobs)) as workers:
            Watch(
                kept,
                folders,
                feeds,
                check=lambda paths: check_into(
                    kept,
                    paths,
                    rules=rules,
                    models=models,
                    cache=cache,
                    workers=workers,
                    private_addresses=private_addresses,
                    pages=guest,
                ),
                tell=told,
                trouble=lambda problem: tell([problem]),
                every=60 * every,
                private=private_addresses,
                stop=asked_to_stop,
            ).run()
    except (PackError, StoreError) as error:
        stop(error)
    say(f"Stopped. {store} has what was checked.")


def _hear(asked_to_stop: Event) -> None:
    """The first SIGINT or SIGTERM lets the articles at hand be finished, the second ends the program."""

    def heard(number: int, frame: object) -> None:
        asked_to_stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, heard)
