"""Which article is which: ids that are made of the article itself, whatever path it lies under."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from anyascii import anyascii

from attribution.article import Article
from attribution.write.printable import SURROGATE, printable

LONGEST = 60
"""Letters of the readable part of an id."""


def as_kept(article: Article) -> Article:
    """The article as a store keeps it: text that can be written, and an id of publisher, date, title and
    text, the same under every path. ``plain`` is False: the text does not stand in a file of that name."""
    clean = replace(
        article,
        text=SURROGATE.sub("\ufffd", article.text),
        title=_printable(article.title),
        publisher=_printable(article.publisher),
        byline=_printable(article.byline),
        url=_printable(article.url),
        plain=False,
    )
    return replace(clean, id=_id(clean))


def _id(article: Article) -> str:
    told = (article.kind, article.language, article.publisher, article.published, article.title, article.text)
    digest = hashlib.sha256("\0".join(part or "" for part in told).encode()).hexdigest()[:12]
    name = " ".join(filter(None, (article.publisher, (article.published or "")[:10], article.title)))
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")
    return f"{slug[:LONGEST].rstrip('-') or article.kind}-{digest}"


def _printable(text: str | None) -> str | None:
    return printable(text) if text else text
