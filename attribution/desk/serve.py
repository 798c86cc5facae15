"""The desk on an address, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from attribution.desk.app import application
from attribution.desk.guard import HOME, AllowedHosts
from attribution.desk.visit import Desk
from attribution.rule import RuleBook

AT_ONCE = 64
"""So many requests at once; further ones are told to wait."""


def serve(
    store: Path,
    book: RuleBook,
    *,
    host: str,
    port: int,
    names: Sequence[str],
    who: str | None,
    cache: Path | None,
) -> None:
    """Serves the desk and prints its address. ``who`` sits there alone; None where everybody brings a token.
    Ends the program where the port is taken."""
    known = (*HOME, host, *names, *([] if who else [socket.gethostname(), socket.getfqdn()]))
    hosts = AllowedHosts(frozenset(n.lower() for n in known), addresses=who is None)
    app = application(Desk(store, who, book, cache), hosts)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=32_768,
        ws="none",
        proxy_headers=False,
    )
    listening = config.bind_socket()
    listening.listen(128)  # whoever opens the address at once waits, and is not refused
    at = listening.getsockname()
    print(
        f"The desk is open: http://{f'[{at[0]}]' if ':' in at[0] else at[0]}:{at[1]}/  (Ctrl-C ends it)",
        flush=True,
    )
    uvicorn.Server(config).run(sockets=[listening])
