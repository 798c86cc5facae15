"""``attribution desk``: the web page on a store."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import typer

from attribution.cli.common import CACHE, RULES, must_exist, say, stop, user
from attribution.cli.terminal import echo

HOME = "127.0.0.1"


def desk(
    store: Path = typer.Argument(..., metavar="STORE", help="A store, as `check --store` writes it."),
    host: str = typer.Option(
        HOME, "--host", metavar="ADDRESS", help="Where to listen; others than this machine need a token."
    ),
    port: int = typer.Option(8417, "--port", metavar="N", help="The port; 0 for any that is free."),
    name: list[str] = typer.Option(
        [], "--name", metavar="HOST", help="A name by which others call this machine; again for each."
    ),
    by: str = typer.Option(None, "--by", metavar="NAME", help="Who decides; the user's name if not given."),
    give_token: str = typer.Option(
        None, "--give-token", metavar="NAME", help="Make a token for a person, print it once, and end."
    ),
    take_token: str = typer.Option(
        None, "--take-token", metavar="NAME", help="Take the person's token away, and end."
    ),
    rules: list[Path] = RULES,
    cache: Path = CACHE,
) -> None:
    """Open the desk: settle flags, correct attributions, look up words, in a browser.

    It listens on this machine alone unless --host says otherwise, and then everybody needs a token.
    """
    try:
        from attribution.desk import serve, visitor
    except ModuleNotFoundError as error:
        stop(
            f"desk-missing: {error.name} is not installed.\nInstall it: pip install 'quote-attribution[desk]'"
        )
    from attribution.archive.file import StoreError
    from attribution.archive.store import Store
    from attribution.rulebook.book import load

    must_exist([store, *rules], "the desk was not opened")
    try:
        with Store(store) as kept:
            if give_token:
                say(f"The token of {give_token}, shown this once:")
                echo(visitor.new_token(kept.db, give_token))
                return
            if take_token:
                if not visitor.take_token(kept.db, take_token):
                    stop(f"{take_token} has no token.")
                say(f"{take_token} has no token any more.")
                return
            tokens = visitor.names(kept.db)
    except StoreError as error:
        stop(error)
    alone = _is_this_machine(host)
    if not alone and not tokens:
        stop(
            f"desk-without-tokens: on {host} others can reach the desk, and nobody has a token.\n"
            f"Make one for each: attribution desk {store} --give-token NAME"
        )
    who = (user() if by is None else by) if alone else None
    serve.serve(store, load(rules), host=host, port=port, names=name, who=who, cache=cache)


def _is_this_machine(host: str) -> bool:
    try:
        return all(ipaddress.ip_address(info[4][0]).is_loopback for info in socket.getaddrinfo(host, None))
    except (OSError, ValueError):
        stop(f"{host} is no address of this machine.")
