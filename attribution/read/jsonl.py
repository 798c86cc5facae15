"""JSON Lines, one article a line, and JSON files that hold a list of articles or the answer of a news
service."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from attribution.article import Problem
from attribution.read import dates
from attribution.read.draft import ArticleDraft
from attribution.read.encoding import decoded
from attribution.read.json_articles import CUT_SHORT, articles_in, as_row, cut_short, known, without_text
from attribution.read.json_turns import record_in
from attribution.read.limits import LARGEST, same_id, too_large
from attribution.read.markup import text_and_blocks

suffixes = (".jsonl", ".ndjson", ".json")
largest: int | None = None
"""An archive may be of any size; each of its articles has the limit of an article."""

ESCAPES = re.compile(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
"""An escaped backslash, a character in two halves, and half a character (six bytes)."""
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
    kind: str | None = Field(default=None, coerce_numbers_to_str=True)
    """“record” for a record of what was said; anything else is an article."""


tells = True
"""What begins as this format does is of it, whatever its name."""


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
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and (found := decoded(data)):  # PowerShell's
        data = found.text.encode()
        if notice := found.notice(id):
            yield notice
    for number, row in _rows(_without_halves(data.removeprefix(b"\xef\xbb\xbf"))):
        made = _draft(row, id, number)
        if isinstance(made, ArticleDraft) and made.id in seen:
            made = same_id(made.id, number)
        elif isinstance(made, ArticleDraft):
            seen.add(made.id)
            if CUT_SHORT.search(made.text):
                yield cut_short(made.id)
        yield made


def _without_halves(data: bytes) -> bytes:
    """The JSON with U+FFFD for each half of a character that stands alone, as where a text was cut."""
    return ESCAPES.sub(lambda found: b"\\ufffd" if len(found[0]) == 6 else found[0], data)


def _rows(data: bytes) -> Iterator[tuple[int, bytes | object]]:
    """Lines that are not blank with their numbers from 1; the articles in it, if the whole is one list or
    object."""
    if data.lstrip()[:1] in (b"[", b"{"):
        found = _whole(data)
        if found is not None:
            yield from enumerate(found, 1)
            return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield number, line


def _whole(data: bytes) -> list[object] | None:
    """The articles of a file that is one JSON value; None for a file of lines, so that a fault has its
    place."""
    if data.lstrip()[:1] == b"{":
        first, _, rest = data.strip().partition(b"\n")
        if rest and _object(first) is not None:
            return None
    value = _object(data)
    if (record := record_in(value)) is not None:
        return [record]
    if isinstance(value, list):
        return value
    found = articles_in(value)
    return found if found else [value] if isinstance(value, dict) and b"\n" in data.strip() else None


def _object(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _draft(row: bytes | object, id: str, number: int) -> ArticleDraft | Problem:
    place = f"{id}#{number}"
    if isinstance(row, bytes) and len(row) > 2 * LARGEST:
        return too_large(place)
    try:
        said = (
            ArticleRow.model_validate_json(row)
            if isinstance(row, bytes)
            else ArticleRow.model_validate(as_row(row))
        )
    except ValidationError as error:
        value = _object(row) if isinstance(row, bytes) else row
        if isinstance(row, bytes) and as_row(value) is not value:
            return _draft(value, id, number)
        if listed := without_text(value, place):
            return listed
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        message = f"Line {number}: {f'“{key}”: ' if key else ''}{first['msg']}."
        return Problem(place, "bad-json-line", message, NEXT)
    if len(said.text.encode()) > LARGEST:
        return too_large(place)
    value = _object(row) if isinstance(row, bytes) else row
    headline = said.title
    if isinstance(value, dict) and "text" in value:  # as its owner wrote it
        said, headline = _filled(said, value), None
    text, blocks = text_and_blocks(said.text, headline)
    return ArticleDraft(
        id=f"{id}#{said.id}" if said.id else place,
        text=text,
        blocks=blocks,
        title=said.title,
        publisher=said.publisher,
        published=dates.iso(said.published) if said.published else None,
        url=said.url,
        byline=said.byline,
        language=said.language,
        record=said.kind == "record",
    )


def _filled(said: ArticleRow, value: dict[str, object]) -> ArticleRow:
    """The row, with what other programs that write ``text`` call by other names; its own words win."""
    more = {key: of for key, of in known(value).items() if key != "id" and getattr(said, key) is None}
    try:
        return ArticleRow.model_validate({**said.model_dump(), **more})
    except ValidationError:
        return said
