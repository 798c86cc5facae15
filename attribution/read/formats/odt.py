"""OpenDocument text (LibreOffice, Collabora): the paragraphs, without deleted text and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST
from attribution.read.lines import TextLine, joined
from attribution.read.members import (
    broken,
    content,
    encrypted,
    opened_package,
    unpacks_too_large,
    without_text,
)
from attribution.read.xml import inside, local, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

suffixes = (".odt", ".ott", ".fodt")
largest: int | None = 50_000_000
NOT_SAID = frozenset({"tracked-changes", "annotation", "annotation-end", "note", "ruby-text", "bookmark"})
MIMETYPE = b"application/vnd.oasis.opendocument.text"


def looks_like(data: bytes) -> bool:
    """Whether ``data`` is a package or a flat file of OpenDocument text."""
    return MIMETYPE in data[:2_000]


def read(data: bytes, id: str) -> Iterator[ArticleDraft]:
    """One draft, a block a paragraph. Raises Unusable."""
    root = parsed(data if data.lstrip()[:1] == b"<" else _content(data))
    body = next(inside(root, "body"), None)
    if body is None:
        raise broken("it has no body")
    text, blocks = joined(_lines(body))
    if not text:
        raise without_text()
    if len(text) > LARGEST:
        raise unpacks_too_large()
    yield ArticleDraft(id=id, text=text, blocks=blocks)


def _content(data: bytes) -> bytes:
    archive = opened_package(data)
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in content(
        archive, "META-INF/manifest.xml"
    ):
        raise encrypted()
    return content(archive, "content.xml")


def _lines(body: _Element) -> Iterator[TextLine]:
    for paragraph in inside(body, "p", "h"):
        if any(local(above) in NOT_SAID for above in paragraph.iterancestors()):
            continue
        heading = local(paragraph) == "h" or "title" in "".join(map(str, paragraph.attrib.values())).lower()
        for piece in _words(paragraph).split("\n"):
            yield TextLine(piece, heading=True if heading else None)


def _words(paragraph: _Element) -> str:
    """The words of the paragraph itself, without those of a frame that is anchored in it."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    silent = 0
    for event, element in iterwalk(paragraph, events=("start", "end")):
        name = local(element)
        apart = element is not paragraph and (name in NOT_SAID or name in ("p", "h"))
        if event == "start":
            silent += apart
            if not silent:
                pieces.append({"s": " ", "tab": " ", "line-break": "\n"}.get(name, "") + (element.text or ""))
            continue
        silent -= apart
        if not silent and element is not paragraph:
            pieces.append(element.tail or "")
    return "".join(pieces)
