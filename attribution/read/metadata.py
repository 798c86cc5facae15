"""``articles.csv`` beside the files: what articles cannot say themselves: publisher, date, address, title."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass, replace
from pathlib import Path

from attribution.article import Article, ArticleKind, Problem
from attribution.read import dates
from attribution.read.discover import ABOUT_ARTICLES, leads_out, unreadable
from attribution.read.members import Unusable
from attribution.read.spreadsheet import ambiguous, columns_of, sheet

FIELDS = ("publisher", "published", "url", "title", "kind")
KINDS: dict[str, ArticleKind] = {"article": "article", "record": "record"}
NEXT = "Correct the row; the columns are path,publisher,published,url,title,kind."


@dataclass(frozen=True, slots=True)
class Metadata:
    """The rows of one ``articles.csv`` by path relative to its folder (``file.jsonl#id`` for a row of JSON
    Lines)."""

    rows: dict[str, dict[str, str]]
    problems: tuple[Problem, ...] = ()

    def applied(self, article: Article, path: str) -> Article:
        """``article`` with what the row of ``path`` says, which wins over what the file itself says."""
        row = self.rows.get(path, {})
        kind = KINDS[row["kind"]] if "kind" in row else article.kind
        return replace(
            article,
            publisher=row.get("publisher", article.publisher),
            published=row.get("published", article.published),
            url=row.get("url", article.url),
            title=row.get("title", article.title),
            kind=kind,
            voice=article.voice if kind == "record" else None,
        )


def metadata_in(folder: Path, id: str, follow_links: bool = False) -> Metadata:
    """The metadata of the files in ``folder``; empty without an ``articles.csv``, and where that is a link
    that leads out of the folder, unless ``follow_links``.

    ``id`` names the file in problems. The table is read as spreadsheets write it (``spreadsheet``). A row
    that is wrong is a problem (``bad-articles-csv``, with its line) and the other rows count.
    """
    path = folder / ABOUT_ARTICLES
    if not follow_links and leads_out(path, folder):
        return Metadata({})
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        return Metadata({}, (unreadable(id, error),))
    if not data.strip():
        return Metadata({})
    try:
        table = sheet(data)
    except Unusable as error:
        return Metadata({}, (_problem(id, str(error), error.next),))
    columns = columns_of(table.header)
    if "path" not in columns:
        return Metadata({}, (_problem(id, "The first line names no column “path”."),))
    notice = table.notice(id)
    rows: dict[str, dict[str, str]] = {}
    problems = [notice] if notice else []
    line = 1
    try:
        for read in table.rows:
            line, cells = read.line, read.cells
            if read.unclosed:
                problems.append(_problem(id, read.fault()))
                continue
            if not any(cell.strip() for cell in cells):
                continue
            row = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
            fault = _fault(folder, row, rows)
            if any(cell.strip() for cell in cells[len(table.header) :]):
                fault = "there are more cells than columns; a cell with a comma in it needs quotation marks."
            if fault:
                problems.append(_problem(id, f"Line {line}: {fault}"))
                continue
            said = {field: row[field] for field in FIELDS if row.get(field)}
            if written := said.pop("published", ""):
                if day := dates.iso(written):
                    said["published"] = day
                else:
                    problems.append(_undated(id, line, written))
            if (kind := said.pop("kind", "").lower()) in KINDS:
                said["kind"] = kind
            elif kind:
                told = f"Line {line}: the kind {kind[:40]!r} is neither “article” nor “record”."
                problems.append(_problem(id, told))
            rows[_key(row["path"])] = said
    except csv.Error as error:
        problems.append(_problem(id, f"Line {line + 1}: {error}."))
    return Metadata(rows, tuple(problems))


def _key(path: str) -> str:
    """The path as ids have it; spreadsheets on Windows write it with backslashes."""
    return Path(path.replace("\\", "/")).as_posix()


def _fault(folder: Path, row: dict[str, str], known: dict[str, dict[str, str]]) -> str | None:
    """Why a row cannot be used."""
    path = row.get("path", "")
    if not path:
        return "the path is missing."
    if _key(path) in known:
        return f"{path} has a row already."
    if "\0" in path or not os.path.exists(folder / _key(path).partition("#")[0]):  # noqa: PTH110  # Path.exists raises for a name that is too long
        return f"there is no file {path[:200]!r} beside this one."
    return None


def _undated(id: str, line: int, written: str) -> Problem:
    told = ambiguous(id, f"Line {line}", written)
    return told if told.code == "ambiguous-date" else _problem(id, told.message, told.next)


def _problem(id: str, message: str, next: str = NEXT) -> Problem:
    return Problem(id, "bad-articles-csv", message, next)
