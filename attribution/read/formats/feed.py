"""RSS and Atom: an article for each entry, with the whole text where the feed has it, else its summary."""

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
from attribution.read.members import Skipped, broken
from attribution.read.xml import children, first, inside, local, parsed, words

if TYPE_CHECKING:
    from lxml.etree import _Element

suffixes = (".rss", ".atom", ".rdf", ".xml")
largest: int | None = 50_000_000
ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"http://purl.org/rss/1.0/")

NO_ARTICLES = frozenset(
    {"attachment", "nav_menu_item", "revision", "custom_css", "wp_navigation", "wp_global_styles"}
)
"""What else stands among the entries of a whole site that WordPress exports."""


def looks_like(data: bytes) -> bool:
    """Whether a feed's root stands at the beginning."""
    head = data[:4_000].lower()
    return (
        head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        and any(root in head for root in ROOTS)
        and b"<html" not in head
    )


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem | Skipped]:
    """A draft for each entry, headline first; its id is ``id#id of the entry``, or ``id#number``. Raises
    Unusable."""
    root = parsed(data)
    channel = root if local(root) == "feed" else first(root, "channel")
    if channel is None:
        raise broken("it is no feed")
    publisher = words(first(channel, "title")) or None
    seen: set[str] = set()
    for number, entry in enumerate(inside(root, "item", "entry"), 1):
        own = printable(words(first(entry, "guid", "id")))
        place = f"{id}#{own if own and own not in seen else number}"
        seen.add(own)
        if words(first(entry, "post_type")) in NO_ARTICLES:
            yield Skipped(place)
            continue
        yield _draft(entry, place, publisher)


def _draft(entry: _Element, place: str, publisher: str | None) -> ArticleDraft | Problem:
    title = " ".join(line.text for line in lines_of(words(first(entry, "title"))))
    body = next((lines for lines in map(_lines, _bodies(entry)) if lines), None)
    if body is None:
        return Problem(
            place, "no-text", "The entry has no text, only a headline.", "Save the page that it leads to."
        )
    text, blocks = joined([TextLine(title, heading=True), *body] if title else body)
    if len(text) > LARGEST:
        return too_large(place)
    return ArticleDraft(
        id=place,
        text=text,
        blocks=blocks,
        title=title or None,
        publisher=words(first(entry, "source")) or publisher,
        published=dates.iso(words(first(entry, "pubDate", "published", "date", "issued", "updated"))),
        url=_address(entry),
        byline=_author(entry),
    )


def _bodies(entry: _Element) -> list[_Element]:
    """Where the text may be, the longest form first."""
    return [e for name in ("encoded", "content", "description", "summary") for e in children(entry, name)]


def _lines(body: _Element) -> list[TextLine]:
    from lxml import etree

    if any(local(child) for child in body):  # XHTML as it is
        return lines_of("".join(etree.tostring(child, encoding="unicode") for child in body))
    text = "".join(map(str, body.itertext()))
    return (
        lines_of(text)
        if body.get("type") != "text"
        else [TextLine(line) for line in text.split("\n\n") if line.strip()]
    )


def _address(entry: _Element) -> str | None:
    links = list(children(entry, "link"))
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return link.get("href")
    return next((words(link) for link in links if words(link)), None)


def _author(entry: _Element) -> str | None:
    author = first(entry, "creator", "author")
    if author is None:
        return None
    return words(first(author, "name")) or words(author) or None
