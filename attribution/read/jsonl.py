"""JSON Lines, one article a line, and JSON files that hold a list of articles."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from attribution.article import Problem
from attribution.read import dates
from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST, too_large

suffixes = (".jsonl", ".ndjson", ".json")
largest: int | None = None
"""An archive may be of any size; each of its articles has the limit of an article."""

NEXT = "Correct the line: one JSON object with at least “text”; the other lines were read."


class ArticleRow(BaseModel):
    """One article as JSON. Other keys are left alone."""

    model_config = ConfigDict(extra="ignore")

    text: str
    id: str | None = Field(default=None, coerce_numbers_to_str=True)
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None


def looks_like(data: bytes) -> bool:
    """Whether the first line with anything on it is a JSON object, or opens a list of them."""
    start = data[:LARGEST].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"[":
        return start[1:].lstrip()[:1] == b"{"
    if start[:1] != b"{":
        return False
    try:
        return isinstance(json.loads(start.split(b"\n", 1)[0]), dict)
    except (ValueError, RecursionError):
        return False


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """A draft or a problem for each row; its id is ``id#row-id``, or ``id#line`` (list: place, from 1)
    without one.

    Two rows of one id are a problem (``duplicate-id``): the first stands.
    """
    seen: set[str] = set()
    for number, row in _rows(data.removeprefix(b"\xef\xbb\xbf")):
        made = _draft(row, id, number)
        if isinstance(made, ArticleDraft) and made.id in seen:
            made = Problem(
                made.id,
                "duplicate-id",
                f"Line {number} has the id of an earlier line.",
                "Give every article an id of its own.",
            )
        elif isinstance(made, ArticleDraft):
            seen.add(made.id)
        yield made


def _rows(data: bytes) -> Iterator[tuple[int, bytes | object]]:
    """Lines that are not blank with their numbers from 1; the members of a list, if the whole is one."""
    if data.lstrip()[:1] == b"[":
        try:
            yield from enumerate(json.loads(data), 1)
            return
        except (ValueError, RecursionError):
            pass  # not a list after all: line by line, so that the fault has its place
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield number, line


def _draft(row: bytes | object, id: str, number: int) -> ArticleDraft | Problem:
    place = f"{id}#{number}"
    if isinstance(row, bytes) and len(row) > 2 * LARGEST:
        return too_large(place)
    try:
        said = (
            ArticleRow.model_validate_json(row) if isinstance(row, bytes) else ArticleRow.model_validate(row)
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        message = f"Line {number}: {f'“{key}”: ' if key else ''}{first['msg']}."
        return Problem(place, "bad-json-line", message, NEXT)
    if len(said.text.encode()) > LARGEST:
        return too_large(place)
    return ArticleDraft(
        id=f"{id}#{said.id}" if said.id else place,
        text=said.text,
        title=said.title,
        publisher=said.publisher,
        published=dates.iso(said.published) if said.published else None,
        url=said.url,
        byline=said.byline,
        language=said.language,
    )
