"""Does every input on which a target failed once pass now, and what each target begins with? `make fuzz` goes
on from these."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from tests.fuzz.__main__ import INPUT_SECONDS
from tests.fuzz.targets import TARGETS, seeds

FOUND = sorted(path for path in (Path(__file__).parent / "found").glob("*/*") if path.is_file())
SEEDS = 3
"""So many of those that a target begins with."""


def given(name: str, data: bytes) -> None:
    start = process_time()
    TARGETS[name](data)
    assert process_time() - start < INPUT_SECONDS


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_mended(path: Path) -> None:
    given(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_as_it_should_be_passes(name: str) -> None:
    for data in seeds(name)[:SEEDS]:
        given(name, data)
    given(name, b"")
