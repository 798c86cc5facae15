"""``articles.csv`` beside the files: what articles cannot say themselves: publisher, date, address, title."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

from attribution.article import Article, Problem
from attribution.read import dates
from attribution.read.discover import unreadable

NAME = "articles.csv"
FIELDS = ("publisher", "published", "url", "title")
NEXT = "Correct the row; the columns are path,publisher,published,url,title."


@dataclass(frozen=True, slots=True)
class Metadata:
    """The rows of one ``articles.csv`` by path relative to its folder (``file.jsonl#id`` for a row of JSON
    Lines)."""

    rows: dict[str, dict[str, str]]
    problems: tuple[Problem, ...] = ()

    def applied(self, article: Article, path: str) -> Article:
        """``article`` with what the row of ``path`` says, which wins over what the file itself says."""
        row = self.rows.get(path, {})
        return replace(
            article,
            publisher=row.get("publisher", article.publisher),
            published=row.get("published", article.published),
            url=row.get("url", article.url),
            title=row.get("title", article.title),
        )


def metadata_in(folder: Path, id: str) -> Metadata:
    """The metadata of the files in ``folder``; empty without an ``articles.csv``.

    ``id`` names the file in problems. Byte order mark and any line ends are accepted. A row that is wrong is
    a problem (``bad-articles-csv``, with its line) and the other rows count.
    """
    path = folder / NAME
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
    except OSError as error:
        return Metadata({}, (unreadable(id, error),))
    except UnicodeDecodeError as error:
        return Metadata({}, (_problem(id, f"Byte {error.start} is not UTF-8.", "Save the file as UTF-8."),))
    rows: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        if text and "path" not in (reader.fieldnames or ()):
            return Metadata({}, (_problem(id, "The first line names no column “path”."),))
        for row in reader:
            said, faults = _row(folder, row, rows)
            problems += [_problem(id, f"Line {reader.line_num}: {fault}") for fault in faults]
            if said is not None:
                rows[Path(row["path"].strip()).as_posix()] = said
    except csv.Error as error:
        problems.append(_problem(id, f"Line {reader.line_num}: {error}."))
    return Metadata(rows, tuple(problems))


def _row(
    folder: Path, row: dict[str | None, str | None], known: dict[str, dict[str, str]]
) -> tuple[dict[str, str] | None, list[str]]:
    """What one row says, None if it cannot be used, and what is wrong with it."""
    path = (row.get("path") or "").strip()
    if not path:
        return None, ["the path is missing."]
    if None in row:
        return None, ["there are more cells than columns; a cell with a comma in it needs quotation marks."]
    if Path(path).as_posix() in known:
        return None, [f"{path} has a row already."]
    if "\0" in path or not (folder / path.partition("#")[0]).exists():
        return None, [f"there is no file {path!r} beside this one."]
    said = {field: value.strip() for field in FIELDS if (value := row.get(field)) and value.strip()}
    written = said.pop("published", None)
    if written is None:
        return said, []
    day = dates.iso(written)
    return (
        (said, [f"{written!r} is no date; write it as 2025-05-28."])
        if day is None
        else ({**said, "published": day}, [])
    )


def _problem(id: str, message: str, next: str = NEXT) -> Problem:
    return Problem(id, "bad-articles-csv", message, next)
