"""EPUB: an article for each chapter, in the order of the book."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from attribution.article import Problem
from attribution.read import dates
from attribution.read.discover import printable
from attribution.read.draft import ArticleDraft, TextBlock
from attribution.read.limits import LARGEST
from attribution.read.lines import joined
from attribution.read.markup import lines_of
from attribution.read.members import (
    Unusable,
    broken,
    content,
    encrypted,
    opened_package,
    unpacks_too_large,
    without_text,
)
from attribution.read.xml import children, first, inside, parsed, words

if TYPE_CHECKING:
    from lxml.etree import _Element

suffixes = (".epub",)
largest: int | None = 100_000_000


def looks_like(data: bytes) -> bool:
    """Whether ``data`` is a package whose first part says that it is an EPUB."""
    return b"application/epub+zip" in data[:200]


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """A draft for each chapter with words, its id ``id#path of the chapter``. Raises Unusable."""
    archive = opened_package(data)
    if "META-INF/encryption.xml" in archive.namelist() and b"EncryptedKey" in content(
        archive, "META-INF/encryption.xml"
    ):
        raise encrypted()
    rootfile = next(inside(parsed(content(archive, "META-INF/container.xml")), "rootfile"), None)
    package = rootfile.get("full-path") if rootfile is not None else None
    if not package:
        raise broken("it names no package document")
    book = parsed(content(archive, package))
    metadata = first(book, "metadata")
    said = {
        name: words(first(metadata, name)) if metadata is not None else ""
        for name in ("publisher", "date", "creator")
    }
    found = False
    for path in _chapters(book, posixpath.dirname(package)):
        place = f"{id}#{printable(path)}"
        try:
            chapter = _chapter(archive, path)
        except Unusable as error:
            found = True
            yield error.problem(place)
            continue
        text, blocks = chapter
        if not text:
            continue
        found = True
        yield ArticleDraft(
            id=place,
            text=text,
            blocks=blocks,
            publisher=said["publisher"] or None,
            published=dates.iso(said["date"]),
            byline=said["creator"] or None,
        )
    if not found:
        raise without_text()


def _chapters(book: _Element, folder: str) -> Iterator[str]:
    """Paths of the chapters in reading order; tables of contents are none."""
    manifest, spine = first(book, "manifest"), first(book, "spine")
    if manifest is None or spine is None:
        raise broken("it has no list of its chapters")
    items = {item.get("id"): item for item in children(manifest, "item")}
    seen: set[str] = set()
    for reference in children(spine, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if path not in seen and not path.startswith(("../", "/")):
            seen.add(path)
            yield path


def _chapter(archive: zipfile.ZipFile, path: str) -> tuple[str, tuple[TextBlock, ...]]:
    text, blocks = joined(lines_of(content(archive, path).decode("utf-8-sig", "replace")))
    if len(text) > LARGEST:
        raise unpacks_too_large()
    return text, blocks
