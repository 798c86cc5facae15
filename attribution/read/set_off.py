"""Quotations that a page sets off by markup, written with the marks that a newspaper would print.

``<q>`` gets marks, as every browser shows it. So do the paragraphs of a ``<blockquote>`` where the page says
whose words they are: by a colon before it, by ``<cite>``, a footer or a caption, by a dash and a name below
it, or as an embedded post; the name then stands behind them after a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SET_OFF = re.compile(r"<(?:q|blockquote)[\s>]", re.I)
OPENING, DASHES = "“\"‘'«„", "—–- \u2014\u2015\n\t\u00a0"
NAMES = (".//footer", ".//cite", ".//figcaption")
LONGEST_NAME = 120
"""Code points of a line that says whose words they are."""
SHARED = re.compile(r"((?:[^\W\d_a-z][\w.'’-]*\s)+)\(@[\w.]+\)\W*$")
PICTURE = re.compile(r"pic\.(?:twitter|x)\.com/|https?://t\.co/")
"""What stands in a post in the place of a picture, or of the page that it points to."""


def with_marks(page: str) -> str:
    """The page with marks around what it sets off; the page itself where that is nothing."""
    if not SET_OFF.search(page):
        return page
    from lxml.etree import strip_tags
    from lxml.html import (  # a tenth of a second: only for such pages
        HTMLParser,
        document_fromstring,
        tostring,
    )

    root = document_fromstring(page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    for element in reversed(list(root.iter("q"))):
        _mark_inline(element)
    strip_tags(root, "q")  # all at once: what follows each of them moves only once
    for element in list(root.iter("blockquote")):
        _mark_block(element)
    return str(tostring(root, encoding="unicode"))


def _mark_inline(q: HtmlElement) -> None:
    inner = any(above.tag == "q" for above in q.iterancestors())
    if not _words(q).startswith(tuple(OPENING)):
        _put_around([q], *("‘’" if inner else "“”"))


def _mark_block(block: HtmlElement) -> None:
    """Whoever is named as the speaker goes behind the words, after a dash; the block becomes a part of the
    text like others."""
    introduced = _before(block).endswith(":") or _is_signed_below(block)
    by = _taken_out(block)
    paragraphs = [p for p in block.iter("p") if _words(p)] or [block]
    if (not by and not introduced) or not _words(block):
        return
    if not _words(paragraphs[0]).startswith(tuple(OPENING)):
        _put_around(paragraphs, "“", "”")
    if by:
        _append(paragraphs[-1], f" — {by}")
    figure = block.getparent()
    if figure is not None and figure.tag == "figure":
        figure.tag = "div"  # a figure is a picture to those that look for the main text
    block.tag = "div" if paragraphs != [block] else "p"
    block.attrib.clear()


def _taken_out(block: HtmlElement) -> str:
    """Who is said to speak, by what stands in the block or as its caption, which goes; "" where nobody is."""
    figure = block.getparent()
    for place in (block, figure) if figure is not None and figure.tag == "figure" else (block,):
        for named in (found for path in NAMES for found in place.findall(path)):
            by = _words(named).strip(DASHES)
            if by and len(by) <= LONGEST_NAME:
                named.drop_tree()
                return by
    return _poster(block)


def _is_signed_below(block: HtmlElement) -> bool:
    """Whether a short paragraph that begins with a dash follows the block: "— Ana Ruiz, mayor"."""
    below = block.getnext()
    words = "" if below is None or not isinstance(below.tag, str) else _words(below)
    return words.startswith(("—", "–", "―")) and len(words) <= LONGEST_NAME and not (block.tail or "").strip()


def _poster(block: HtmlElement) -> str:
    """Who posted what a page embeds: behind the paragraph a dash, a name, and the account in brackets, or
    these at the end of a last paragraph of its own ("A post shared by Ana Ruiz (@ana)")."""
    last = block.findall(".//p")[-1:]
    if last and (shared := SHARED.search(_words(last[0]))) and last[0] is not block.find(".//p"):
        last[0].drop_tree()
        return shared[1].strip()
    for paragraph in block.findall("p"):
        tail = " ".join((paragraph.tail or "").split())
        if tail.startswith(("—", "–", "-")) and "(@" in tail:
            for following in list(paragraph.itersiblings()):
                following.drop_tree()
            for link in paragraph.findall(".//a"):
                if PICTURE.match(_words(link)):
                    link.drop_tree()
            paragraph.tail = None
            return tail.partition("(@")[0].strip(DASHES)
    return ""


def _put_around(paragraphs: list[HtmlElement], opening: str, closing: str) -> None:
    """An opening mark before each paragraph, and one closing mark at the end."""
    for paragraph in paragraphs:
        paragraph.text = opening + (paragraph.text or "").lstrip()
    _append(paragraphs[-1], closing)


def _append(element: HtmlElement, words: str) -> None:
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "").rstrip() + words
    else:
        element.text = (element.text or "").rstrip() + words


def _before(block: HtmlElement) -> str:
    """The words of what stands before the block."""
    return next(_preceding(block), "")


def _preceding(block: HtmlElement) -> Iterator[str]:
    element: HtmlElement | None = block
    while element is not None:
        for before in element.itersiblings(preceding=True):
            tail = " ".join((before.tail or "").split())
            if words := tail or (_words(before) if isinstance(before.tag, str) else ""):
                yield words
        parent = element.getparent()
        if parent is not None and parent.text and parent.text.strip():
            yield " ".join(parent.text.split())
        element = parent


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
