"""What is watched: the files of folders and the entries of feeds, each with a mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import feedparser

from attribution.article import Problem
from attribution.read import READERS
from attribution.read.address import AddressError, fetch, is_address, without_password
from attribution.read.discover import discover

ENTRIES = 200
"""So many entries of a feed are looked at, the first."""
SUFFIXES = {suffix for reader in READERS for suffix in reader.suffixes}


@dataclass(frozen=True, slots=True)
class Watched:
    """A file or an entry: ``what`` is the same whenever it is seen, ``mark`` as long as it does not change,
    and the article is read from ``path``, a file's or an address."""

    what: str
    mark: str
    path: str


def files_of(folder: Path) -> Iterator[Watched | Problem]:
    """The articles in the folder, by path."""
    found = discover([folder], SUFFIXES)
    yield from found.problems
    for path in (file.path for file in found.files):
        if path is not None:
            try:
                state = path.stat()
            except OSError:  # it went while we looked
                continue
            yield Watched(str(path.resolve()), f"{state.st_size} {state.st_mtime_ns}", str(path))


def entries_of(feed: str, *, private: bool = False) -> Iterator[Watched | Problem]:
    """The entries of the feed at an address, in its order; those alone that lead to a page of the web."""
    try:
        page = fetch(feed, private=private)
    except AddressError as error:
        yield error.problem(without_password(feed))
        return
    read = feedparser.parse(BytesIO(page.data), response_headers={"content-location": page.address})
    if not read.version:
        yield Problem(feed, "no-feed", "What stands there is neither RSS nor Atom.", "Give a feed's address.")
        return
    for entry in read.entries[:ENTRIES]:
        link = entry.get("link", "")
        if is_address(link):
            changed = entry.get("updated") or entry.get("published") or ""
            yield Watched(f"{feed} {entry.get('id') or link}", f"{link} {changed}", link)
