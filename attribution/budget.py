"""What one article may cost, to be read and to be parsed: far more than any needs that a newsroom prints, so
that only one that would stop the others goes past it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from attribution.article import Article

SECONDS, SECONDS_A_CHARACTER = 60.0, 0.01
"""An article is parsed at several thousand characters a second."""
READING_SECONDS, SECONDS_A_BYTE = 20.0, 0.00005
"""A page is read at fifty thousand bytes a second and more."""
BYTES, BYTES_A_CHARACTER, BYTES_A_BYTE = 1 << 30, 4000, 200
"""Long articles are parsed in pieces, so that what they need beyond those is their parse."""
PATIENCE = 20
"""So many times its processor time may a process take on the clock before it is held to be stuck."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of processor time, and bytes beyond those that the process has already."""

    seconds: float
    memory: int

    @classmethod
    def of(cls, article: Article) -> Budget:
        """What the parse of an article may cost, by its length."""
        size = len(article.text)
        return cls(SECONDS + SECONDS_A_CHARACTER * size, BYTES + BYTES_A_CHARACTER * size)

    @classmethod
    def of_file(cls, size: int) -> Budget:
        """What each article in a file of so many bytes may cost to be read."""
        return cls(READING_SECONDS + SECONDS_A_BYTE * size, BYTES + BYTES_A_BYTE * size)


@contextmanager
def limited(budget: Budget) -> Iterator[None]:
    """Holds this process to a budget: the system ends it (SIGPROF) when the time is spent, and gives it no
    more memory than is in it (MemoryError, torch's RuntimeError); only Linux tells how much it has."""
    import resource  # not there on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + budget.memory
        resource.setrlimit(
            resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )
    signal.setitimer(signal.ITIMER_PROF, budget.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
