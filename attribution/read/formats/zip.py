"""Zip archives: every file inside that a reader knows, under the archive's id and its path there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from attribution.article import Problem
from attribution.read.discover import ABOUT_ARTICLES, ABOUT_THE_FOLDER, printable, saved_with_page
from attribution.read.members import Member, Skipped, Unusable, content, opened_zip

suffixes = (".zip",)
largest: int | None = 500_000_000
LARGEST_MEMBER = 100_000_000


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as a zip archive does."""
    return data.startswith((b"PK\3\4", b"PK\5\6"))


def read(data: bytes, id: str) -> Iterator[Member | Problem | Skipped]:
    """The files inside in the order of their names; nothing is ever written, so that a path that climbs out
    of the archive is just a name. Raises Unusable."""
    archive = opened_zip(data)
    entries = sorted((entry for entry in archive.infolist() if not entry.is_dir()), key=lambda e: e.filename)
    paths = [PurePosixPath(entry.filename.replace("\\", "/")) for entry in entries]
    names: dict[PurePosixPath, set[str]] = defaultdict(set)
    for path in paths:
        names[path.parent].add(path.name)
    for entry, path in zip(entries, paths, strict=True):
        if _passed_over(path, names):
            continue
        place = f"{id}#{printable(entry.filename)}"
        if path.name == ABOUT_ARTICLES or path.stem.lower() == ABOUT_THE_FOLDER:
            yield Skipped(place)
            continue
        try:
            yield Member(place, path.name, content(archive, entry.filename, LARGEST_MEMBER))
        except Unusable as error:
            yield error.problem(place)


def _passed_over(path: PurePosixPath, names: Mapping[PurePosixPath, Collection[str]]) -> bool:
    """Whether it is hidden, added by macOS, or in a folder that a browser saved with a page; ``names`` are
    those of the files of each folder."""
    hidden = any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in path.parts)
    return hidden or any(
        saved_with_page(folder.name, names.get(folder.parent, ())) for folder in path.parents
    )
