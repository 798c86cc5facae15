"""Where targets write, and the shipped rules that they share."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from attribution.pipeline import reading_lists
from attribution.rulebook.book import load

MEMORY = Path("/dev/shm")
PLACE = Path(tempfile.mkdtemp(prefix="attribution-fuzz-", dir=MEMORY if MEMORY.is_dir() else None))
BOOK = load()
ENGLISH = {name: tuple(words) for name, words in reading_lists(BOOK)["en"].items()}


def clean() -> None:
    """Takes away what the targets wrote."""
    shutil.rmtree(PLACE, ignore_errors=True)
