"""The desk served from a thread, as uvicorn serves it to people."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from attribution.desk.app import application
from attribution.desk.guard import AllowedHosts
from attribution.desk.visit import Desk
from attribution.rule import RuleBook


@dataclass(frozen=True)
class Served:
    """A desk that answers at ``address``."""

    address: str
    store: Path


@contextmanager
def served(
    store: Path,
    book: RuleBook,
    *,
    name: str | None = "Ana",
    cache: Path | None = None,
    hosts: AllowedHosts | None = None,
    seconds: float = 30,
) -> Iterator[Served]:
    """The desk on a free port, until the block ends."""
    app = application(Desk(store, name, book, cache), hosts, seconds)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, lifespan="off")
    )
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", store)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
