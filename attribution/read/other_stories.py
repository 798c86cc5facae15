"""Stories that a page holds in full beside the one that is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attribution.read.furniture import is_prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SEVERAL = re.compile(r"<article\b.*?<article\b", re.I | re.S)
APART = frozenset({"article", "aside", "nav", "footer", "li"})
COMMENT = re.compile(r"comment|reply|respond", re.I)
HEADINGS = ("h1", "h2", "h3", "h4")
FEWEST = 2
"""Paragraphs of a story that stands there in full; one alone tells of a story on another page."""
LONGEST = 120


def other_stories(page: str, read: str) -> list[str]:
    """The headlines of the page's articles of which nothing stands in what was ``read``: with a heading that
    is no link, and several paragraphs."""
    if not SEVERAL.search(page):
        return []
    from lxml.html import HTMLParser, document_fromstring  # only for such pages

    try:
        root = document_fromstring(page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except Exception:  # pages are hostile input; what was read stands
        return []
    known = _key(read)
    return [headline for article in root.iter("article") if (headline := _unread(article, known))]


def _unread(article: HtmlElement, known: str) -> str | None:
    """The headline of an article that is none of a comment, a list or a box, and was not read."""
    around = [article, *article.iterancestors()]
    if any(above.tag in APART for above in around[1:]) or any(
        COMMENT.search(f"{above.get('class', '')} {above.get('id', '')}") for above in around
    ):
        return None
    heading = next((h for h in article.iter(*HEADINGS) if h.text_content().strip()), None)
    if heading is None or any(e.tag == "a" for e in (*heading.iter(), *heading.iterancestors())):
        return None
    paragraphs = [text for p in article.iter("p") if is_prose(text := " ".join(p.text_content().split()))]
    if len(paragraphs) < FEWEST or any(_key(text) in known for text in paragraphs):
        return None
    return " ".join(heading.text_content().split())[:LONGEST]


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
