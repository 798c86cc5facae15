"""Tables as spreadsheets write them: commas, semicolons or tabs, any encoding, and columns under the names
that people give."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from attribution.article import Problem
from attribution.read import dates
from attribution.read.encoding import Decoded, decoded
from attribution.read.members import Unusable

NAMES: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "file", "filename", "file name", "file path"),
    "id": ("id", "article id", "uid", "guid", "doc id", "document id"),
    "text": (
        "text",
        "full text",
        "fulltext",
        "body",
        "body text",
        "article text",
        "article body",
        "content",
        "article",
        "story",
    ),
    "title": ("title", "headline", "heading", "article title"),
    "publisher": (
        "publisher",
        "outlet",
        "source",
        "publication",
        "newspaper",
        "medium",
        "media",
        "site",
        "domain",
        "media name",
    ),
    "published": (
        "published",
        "date",
        "publication date",
        "publish date",
        "date published",
        "pub date",
        "published at",
    ),
    "url": ("url", "link", "address", "web address", "article url", "permalink"),
    "byline": ("byline", "author", "authors", "writer", "by"),
    "language": ("language", "lang"),
    "kind": ("kind",),
}
"""What is known of an article -> what its column may be called, best name first."""
SEPARATORS = (",", ";", "\t", "|")
LONGEST_CELL = 5_000_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of the lines from ``first`` to ``line``; none where a quotation mark that is opened in them
    and not closed makes one row of several."""

    first: int
    line: int
    cells: Sequence[str]
    unclosed: bool = False

    def fault(self) -> str:
        """What to tell of a row that is not closed."""
        return (
            f"Lines {self.first} to {self.line} were left out: a quotation mark is opened in the first "
            "and not closed, so that nothing tells where its row ends."
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the cells of its first line, and an iterator over the others."""

    header: tuple[str, ...]
    rows: Iterator[TableRow]
    decoded: Decoded

    def notice(self, id: str) -> Problem | None:
        """What to tell of its encoding."""
        return self.decoded.notice(id)


def sheet(data: bytes) -> Sheet:
    """The table in ``data``. Raises Unusable for an encoding that cannot be told; rows raise csv.Error."""
    found = decoded(data)
    if found is None:
        raise Unusable(
            "not-utf-8",
            "The table is not in UTF-8, and which other encoding it is in cannot be told for certain.",
            "Save it as “CSV UTF-8”.",
        )
    text = found.text
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own mark
        separator, text = first.strip()[4], rest
    else:
        separator = max(SEPARATORS, key=first.count)
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        lines = TakenLines(io.StringIO(text, newline=""))
        header = tuple(cell.strip() for cell in next(csv.reader(lines, delimiter=separator), []))
    except csv.Error as error:
        raise Unusable(
            "broken-file", f"The table cannot be read: {error}.", "Save it as CSV again."
        ) from None
    finally:
        csv.field_size_limit(limit)
    return Sheet(header, _rows(lines, separator), found)


class TakenLines:
    """The lines of a table, counted as they are taken; ``begun`` are those of the row that is being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken = 0
        self.begun: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken += 1
            self.begun.append(line)
            yield line


def _rows(lines: TakenLines, separator: str) -> Iterator[TableRow]:
    """A mark too many in a row of one line is taken as it stands, as spreadsheets do; in a row of several
    lines it tells that the row was closed by a mark that opens another."""
    while True:
        lines.begun.clear()
        first = lines.taken + 1
        limit = csv.field_size_limit(LONGEST_CELL)
        try:
            cells = next(csv.reader(lines, delimiter=separator, strict=True), None)
        except csv.Error:
            if sum(map(len, lines.begun)) > LONGEST_CELL:
                raise
            if len(lines.begun) > 1:
                yield TableRow(first, lines.taken, (), unclosed=True)
                continue
            cells = next(csv.reader(chain(lines.begun[:], lines), delimiter=separator), None)
        finally:
            csv.field_size_limit(limit)
        if cells is None:
            return
        yield TableRow(first, lines.taken, cells)


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """What is known of an article -> the column that has it."""
    plain = [" ".join(cell.replace("_", " ").replace("-", " ").lower().split()) for cell in header]
    found: dict[str, int] = {}
    for field, names in NAMES.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in found.values():
            found[field] = at
    return found


def ambiguous(id: str, place: str, written: str) -> Problem:
    """The problem of a date that is none, or that reads two ways."""
    ways = dates.readings(written)
    if len(ways) > 1:
        return Problem(
            id,
            "ambiguous-date",
            f"{place}: {written!r} is {' or '.join(ways)}; the date was left out.",
            f"Which one is it? Write {' or '.join(ways)}.",
        )
    return Problem(
        id,
        "bad-date",
        f"{place}: {written!r} is no date that there is; it was left out.",
        "Write it as 2025-05-28.",
    )
