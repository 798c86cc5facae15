"""Zip archives: every file inside that a reader knows, under the archive's id and its path there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from attribution.article import Problem
from attribution.read.discover import ABOUT_ARTICLES, ABOUT_THE_FOLDER, SAVED_WITH, printable
from attribution.read.members import Member, Skipped, Unusable, content, opened_zip

suffixes = (".zip",)
largest: int | None = 500_000_000
LARGEST_MEMBER = 100_000_000


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as a zip archive does."""
    return data.startswith((b"PK\3\4", b"PK\5\6"))


def read(data: bytes, id: str) -> Iterator[Member | Problem | Skipped]:
    """The files inside in the order of their names; nothing is ever written, so that a path that climbs out of the
    archive is just a name. Raises Unusable."""
    archive = opened_zip(data)
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or _passed_over(path):
            continue
        place = f"{id}#{printable(entry.filename)}"
        if path.name == ABOUT_ARTICLES or path.stem.lower() == ABOUT_THE_FOLDER:
            yield Skipped(place)
            continue
        try:
            yield Member(place, path.name, content(archive, entry.filename, LARGEST_MEMBER))
        except Unusable as error:
            yield error.problem(place)


def _passed_over(path: PurePosixPath) -> bool:
    """Hidden files, what macOS adds, and folders that a browser saved with a page."""
    return any(part.startswith(".") and part.strip(".") or part == "__MACOSX" for part in path.parts) or any(
        SAVED_WITH.search(part) and not part.lower().startswith("_") and _ends(part)
        for part in path.parts[:-1]
    )


def _ends(part: str) -> bool:
    match = SAVED_WITH.search(part)
    return match is not None and match.end() == len(part)
