"""One target under atheris: ``python -m tests.fuzz.one TARGET SECONDS [arguments of libFuzzer…]``.

An input may take so many seconds of the processor: libFuzzer's own limit goes by the clock, which a busy
machine passes without any fault of the program.
"""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from time import process_time

import atheris

with atheris.instrument_imports(include=["attribution"]):
    from tests.fuzz import place, targets


def in_time(target: Callable[[bytes], None], seconds: float) -> Callable[[bytes], None]:
    """The target, which fails where it took longer."""

    def timed(data: bytes) -> None:
        began = process_time()
        target(data)
        took = process_time() - began
        assert took <= seconds, f"{took:.1f} s of the processor"

    return timed


if __name__ == "__main__":
    name, seconds, *more = sys.argv[1:]
    atexit.register(place.clean)
    atheris.Setup([sys.argv[0], *more], in_time(targets.TARGETS[name], float(seconds)))
    atheris.Fuzz()
