"""Live blogs, whose posts are articles within a page: made parts of one article, so that none is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SEVERAL = re.compile(r"<article\b.*?<article\b", re.I | re.S)
DECLARED = "LiveBlogPosting"
"""What schema.org calls the page."""


def as_one(page: str) -> str:
    """The page with the posts of a live blog as parts of it; the page itself where it is no live blog.

    A page is one where it says so, or where two of its articles side by side have a time each and a heading
    that leads nowhere; a list of other stories has headings that are links.
    """
    if not SEVERAL.search(page):
        return page
    from lxml.html import HTMLParser, document_fromstring, tostring  # only for such pages

    root = document_fromstring(page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    articles = list(root.iter("article"))
    posts = [a for a in articles if _is_post(a)]
    beside = {id(a.getparent()) for a in posts}
    declared = DECLARED in page
    if not declared and (len(posts) < 2 or len(beside) > 1):
        return page
    for article in articles if declared else posts:
        article.tag = "div"
        article.attrib.clear()
    return str(tostring(root, encoding="unicode"))


def _is_post(article: HtmlElement) -> bool:
    """Whether an article has a time and words of its own, and its headings are no links."""
    if next(article.iter("time"), None) is None or not any(_words(p) for p in article.iter("p")):
        return False
    headings = [h for h in article.iter("h1", "h2", "h3", "h4", "h5", "h6") if _words(h)]
    return not any(
        next(h.iter("a"), None) is not None or any(a.tag == "a" for a in h.iterancestors()) for h in headings
    )


def _words(element: HtmlElement) -> bool:
    return bool(str(element.text_content()).strip())
