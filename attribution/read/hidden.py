"""What a page holds and does not show: templates, and what is marked as hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HIDDEN = re.compile(r"<template\b|<[a-z][^<>]{0,2000}\shidden[\s=/>]", re.I)
STREAMED = "S:"
"""What the ids of parts begin with that a script of React puts in their place and shows."""


def without_hidden(page: str) -> str:
    """The page without its templates and hidden parts; the page itself where it has none."""
    if not HIDDEN.search(page):
        return page
    from lxml.html import HTMLParser, document_fromstring, tostring  # only for such pages

    root = document_fromstring(page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    whole = _length(root)
    apart: list[HtmlElement] = [*root.iter("template"), *root.iterfind(".//*[@hidden]")]
    for element in apart:
        if element is not root and not _is_shown_later(element, whole):
            element.drop_tree()
    return str(tostring(root, encoding="unicode"))


def _is_shown_later(element: HtmlElement, whole: int) -> bool:
    """Whether a script will show the part: one of React, found by a search of the page, or most of the
    page."""
    return (
        element.get("id", "").startswith(STREAMED)
        or element.get("hidden") == "until-found"
        or 2 * _length(element) > whole
    )


def _length(element: HtmlElement) -> int:
    """Characters of the paragraphs within."""
    return sum(len(p.text_content()) for p in element.iter("p"))
