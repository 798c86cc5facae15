"""Files read in a process of its own, which is given up where one takes more time or memory than its budget.

The libraries that read pages, mails and packages come to an end, but nobody can say when: some of their
expressions go over the same text again and again. The process is a plain program, starts with the first file
that is worth it, and stays for the next ones.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Lock

from attribution.article import Problem
from attribution.budget import PATIENCE, Budget, limited
from attribution.read.draft import ArticleDraft
from attribution.read.members import Skipped, broken
from attribution.read.opening import Reader, drafts

SMALL = 16_000
"""Bytes of a file that is read in this process: too few for work with their square to take long."""
PACKED = (b"PK", b"\x1f\x8b", b"WARC/")
"""How files begin that hold others, of any size."""
START = (
    "import sys; sys.path[:] = {path!r}; from attribution.read import READERS; "
    "from attribution.read.apart import serve; serve({handle}, READERS)"
)
Made = ArticleDraft | Problem | Skipped


class ReadingProcess:
    """Reads files elsewhere; one at a time, whoever asks. Ends with this process."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers, self._lock = readers, Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._owner = 0

    def drafts(self, reader: Reader, data: bytes, id: str) -> Iterator[Made]:
        """The same as ``opening.drafts``; where that comes to no end, a problem."""
        if os.name != "posix" or ".txt" in reader.suffixes or _is_small(data):
            yield from drafts(reader, data, id, self._readers)
            return
        with self._lock:
            whole = False
            try:
                line, budget = self._opened(), Budget.of_file(len(data))
                line.send((self._readers.index(reader), data, id, budget))
                while made := self._next(line, budget):
                    yield made
                whole = True
            except (EOFError, OSError):
                yield _given_up(self._ended(), id)
            finally:
                if not whole:  # what it would say next is of this file
                    self._ended()

    def _next(self, line: Connection, budget: Budget) -> Made | None:
        if not line.poll(PATIENCE * budget.seconds):
            raise EOFError
        made: Made | None = line.recv()
        return made

    def _opened(self) -> Connection:
        if self._line is not None and self._owner == os.getpid():
            return self._line
        self._line, theirs = Pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", START.format(path=sys.path, handle=theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # libraries tell there what pages hold
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C on the terminal is for the one who tidies up
        )
        theirs.close()
        self._owner = os.getpid()
        return self._line

    def _ended(self) -> int:
        """The exit status of the process, which is gone or goes now."""
        if self._line is None or self._process is None:
            return 0
        self._line.close()
        self._line = None
        try:
            return self._process.wait(timeout=1)  # its end of the line may close before it has a status
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return -signal.SIGPROF


def serve(handle: int, readers: Sequence[Reader]) -> None:
    """Reads what comes through a socket until that is closed: each thing that a file holds, then None."""
    line: Connection = Connection(handle)
    try:
        while True:
            number, data, id, budget = line.recv()
            made = drafts(readers[number], data, id, readers)
            while True:
                with limited(budget):
                    one = next(made, None)
                line.send(one)
                if one is None:
                    break
    except (EOFError, ConnectionError):
        pass  # whoever asked is gone


def _is_small(data: bytes) -> bool:
    return len(data) <= SMALL and not data.startswith(PACKED)


def _given_up(status: int, id: str) -> Problem:
    if status != -signal.SIGPROF:
        return broken(f"what read it has ended with the status {status}").problem(id)
    return Problem(
        id,
        "took-too-long",
        "Reading it was given up: no file of its size needs so much time.",
        "Save the article as text, or leave the file out.",
    )
