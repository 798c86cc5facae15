"""Tables (CSV, TSV) as spreadsheets write them: an article a row, its text in a column of its own."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.article import Problem
from attribution.read import dates
from attribution.read.discover import printable
from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST, same_id, too_large
from attribution.read.markup import text_and_blocks
from attribution.read.members import Unusable
from attribution.read.spreadsheet import TableRow, ambiguous, columns_of, sheet

suffixes = (".csv", ".tsv", ".tab")
largest: int | None = 200_000_000
by_content = True
"""Most tables are no articles: only one with a column of texts is."""


def looks_like(data: bytes) -> bool:
    """Whether the first line names a column of texts beside another."""
    head = data[:20_000]
    end = head.rfind(b"\n") + 1
    if b"\0" in head[:8]:  # UTF-16 or UTF-32, of which a line end is two or four bytes
        end += -end % 4
    try:
        found = sheet(head[:end] or head)
    except Unusable:
        return False
    columns = columns_of(found.header)
    return "text" in columns and len(found.header) > 1


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """A draft for each row with a text; its id is ``id#id of the row``, or ``id#line`` without one. Raises
    Unusable."""
    found = sheet(data)
    if notice := found.notice(id):
        yield notice
    columns = columns_of(found.header)
    if "text" not in columns:
        raise Unusable(
            "no-text-column",
            "The first line names no column of texts (text, body, content, article, full text).",
            "Name the column with the articles “text”.",
        )
    seen: set[str] = set()
    for line in found.rows:
        number, cells = line.line, line.cells
        if line.unclosed:
            yield _unclosed(id, line)
            continue
        row = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
        place = f"{id}#{printable(row.get('id') or str(number))}"
        text = row.get("text", "")
        if not any(cell.strip() for cell in cells):
            continue
        if problem := _fault(place, number, text, seen):
            yield problem
            continue
        seen.add(place)
        written = row.get("published", "")
        if written and dates.iso(written) is None:
            yield ambiguous(place, f"Line {number}", written)
        text, blocks = text_and_blocks(text, row.get("title"))
        yield ArticleDraft(
            id=place,
            text=text,
            blocks=blocks,
            title=row.get("title") or None,
            publisher=row.get("publisher") or None,
            published=dates.iso(written) if written else None,
            url=row.get("url") or None,
            byline=row.get("byline") or None,
            language=row.get("language") or None,
            record=row.get("kind") == "record",
        )


def _unclosed(id: str, row: TableRow) -> Problem:
    return Problem(
        f"{id}#{row.first}",
        "broken-row",
        row.fault(),
        "Close the quotation mark; one inside a cell is written twice, and the cell in marks.",
    )


def _fault(place: str, number: int, text: str, seen: set[str]) -> Problem | None:
    if not text:
        return Problem(place, "no-text", f"Line {number} has no text.", "Fill the cell, or take the row out.")
    if len(text) > LARGEST:
        return too_large(place)
    if place in seen:
        return same_id(place, number)
    return None
