"""One target under atheris: ``python -m tests.fuzz.one TARGET [arguments of libFuzzer…]``."""

from __future__ import annotations

import atexit
import sys

import atheris

with atheris.instrument_imports(include=["attribution"]):
    from tests.fuzz import place, targets

if __name__ == "__main__":
    name, *more = sys.argv[1:]
    atexit.register(place.clean)
    atheris.Setup([sys.argv[0], *more], targets.TARGETS[name])
    atheris.Fuzz()
