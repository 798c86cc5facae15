"""NewsML-G2 and NITF, in which agencies deliver (IPTC): an article for each news item with a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attribution.article import Problem
from attribution.read import dates
from attribution.read.discover import printable
from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST, too_large
from attribution.read.lines import TextLine, joined
from attribution.read.markup import lines_of
from attribution.read.members import broken
from attribution.read.xml import first, inside, local, parsed, words

if TYPE_CHECKING:
    from lxml.etree import _Element

suffixes = (".xml", ".newsml", ".nitf")
largest: int | None = 50_000_000
ROOTS = (b"<newsitem", b"<newsmessage", b"<packageitem", b"<nitf", b"iptc.org/std/nar")
HEADLINES = ("hl1", "hl2", "h1", "h2", "h3", "h4")


def looks_like(data: bytes) -> bool:
    """Whether the root of a news item stands at the beginning."""
    head = data[:4_000].lower()
    return any(root in head for root in ROOTS)


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """A draft for each item, headline first; a file of one item has the file's id, else ``id#guid``. Raises
    Unusable."""
    root = parsed(data)
    items = [root] if local(root) in ("newsItem", "nitf") else list(inside(root, "newsItem"))
    if not items:
        raise broken("there is no news item in it")
    for number, item in enumerate(items, 1):
        place = id if len(items) == 1 else f"{id}#{printable(item.get('guid') or str(number))}"
        yield _draft(item, place)


def _draft(item: _Element, id: str) -> ArticleDraft | Problem:
    body = list(_body(item))
    if not body:
        return Problem(
            id, "no-text", "The item has no text (a picture, a package).", "Give the item with the story."
        )
    meta = next(inside(item, "contentMeta"), item)
    headline = words(next(inside(meta, "headline", "hl1"), None))
    opening = any(line.text == headline for line in body[:3])
    text, blocks = joined([TextLine(headline, heading=True), *body] if headline and not opening else body)
    if len(text) > LARGEST:
        return too_large(id)
    return ArticleDraft(
        id=id,
        text=text,
        blocks=blocks,
        title=headline or None,
        publisher=_provider(item),
        published=_day(item),
        byline=words(next(inside(item, "by", "byline"), None)) or None,
        language=_language(item),
    )


def _body(item: _Element) -> Iterator[TextLine]:
    """The paragraphs of the item: of NITF or XHTML inside, or of plain text."""
    from lxml import etree

    content = next(inside(item, "contentSet"), item)
    inner = next(inside(content, "body.content"), None)
    if inner is None:
        inner = next(inside(content, "body"), None)
    if inner is not None:
        for paragraph in inside(inner, "p", "li", "blockquote", *HEADLINES):
            if next(inside(paragraph, "p"), None) is None:
                yield TextLine(words(paragraph), heading=local(paragraph) in HEADLINES)
        return
    for data in inside(content, "inlineData"):
        if len(data):
            yield from lines_of("".join(etree.tostring(child, encoding="unicode") for child in data))
        else:
            yield from (TextLine(piece) for piece in (data.text or "").split("\n\n"))


def _provider(item: _Element) -> str | None:
    provider = next(inside(item, "provider"), None)
    if provider is None:
        return None
    named = words(first(provider, "name"))
    return named or provider.get("literal") or (provider.get("qcode") or "").partition(":")[2] or None


def _day(item: _Element) -> str | None:
    written = [words(found) for found in inside(item, "contentCreated", "firstCreated", "versionCreated")]
    written += [found.get("norm") or "" for found in inside(item, "date.issue", "story.date")]
    return next((day for one in written if (day := dates.iso(one) or dates.iso(_dashed(one)))), None)


def _dashed(written: str) -> str:
    """NITF writes 20260303T101500Z."""
    return f"{written[:4]}-{written[4:6]}-{written[6:8]}" if written[:8].isdigit() else ""


def _language(item: _Element) -> str | None:
    language = next(inside(item, "language"), None)
    return language.get("tag") if language is not None else None
