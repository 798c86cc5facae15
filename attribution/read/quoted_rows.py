"""Tables and lists of who said what (a name in one cell, words in quotation marks in the next), written as
the paragraphs that a newspaper would print: "Ana Ruiz, mayor: “We are ready.”"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ROWS = re.compile(r"<(?:td|dd)[\s>]", re.I)
QUOTED = re.compile(r"[“\"«„].+[”\"»“]\W*", re.S)
MARKS = re.compile(r"[“”\"«»„?!:]|\.$")
LONGEST_NAME = 80
"""Code points of all cells that say whose words they are."""


def as_paragraphs(page: str) -> str:
    """The page with each table or list of names and quotations as paragraphs; the page itself where it has
    none."""
    if not ROWS.search(page):
        return page
    from lxml.html import HTMLParser, document_fromstring, tostring  # only for such pages

    root = document_fromstring(page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    changed = [_rewritten(element) for element in list(root.iter("table", "dl"))]
    return str(tostring(root, encoding="unicode")) if any(changed) else page


def _rewritten(rows: HtmlElement) -> bool:
    """Whether every row is a name and a quotation; then the element has become a part of the text."""
    said = [_paragraph(cells) for cells in _rows(rows)]
    if not said or not all(said):
        return False
    for child in list(rows):
        rows.remove(child)
    rows.tag, rows.text = "div", None
    rows.attrib.clear()
    for words in said:
        paragraph = rows.makeelement("p")
        paragraph.text = words
        rows.append(paragraph)
    return True


def _rows(rows: HtmlElement) -> Iterator[list[str]]:
    """The words of the cells of each row that is not a head; of a list, each term and what stands behind
    it."""
    if rows.tag == "dl":
        yield from ([_words(a), _words(b)] for a, b in pairwise(rows) if b.tag == "dd")
        return
    for row in rows.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if any(cell.tag == "td" for cell in cells):
            yield [words for cell in cells if (words := _words(cell))]


def _paragraph(cells: list[str]) -> str | None:
    """A row as it would be printed; None for one that is not a name with a quotation behind or before it."""
    if len(cells) < 2:
        return None
    before, behind = ", ".join(cells[:-1]), ", ".join(cells[1:])
    if QUOTED.fullmatch(cells[-1]) and _is_name(before):
        return f"{before}: {cells[-1]}"
    if QUOTED.fullmatch(cells[0]) and _is_name(behind):
        return f"{cells[0]} — {behind}"
    return None


def _is_name(words: str) -> bool:
    return len(words) <= LONGEST_NAME and words[:1].isupper() and not MARKS.search(words)


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
