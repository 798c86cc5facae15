"""Plain text and Markdown-like text: the article's text is the file's own, so that offsets slice the file."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.article import Problem
from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST, binary, not_utf8, too_large

suffixes = (".txt", ".text", ".md", ".markdown")
largest: int | None = LARGEST


def looks_like(data: bytes) -> bool:
    """Whether ``data`` could be this format; every text could."""
    return True


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """One draft whose text is ``data`` decoded as UTF-8: line ends are kept, a leading byte order mark is not
    part of it."""
    if len(data) > LARGEST:
        yield too_large(id)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield (
            binary(id)
            if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
            else not_utf8(id, error)
        )
        return
    if "\0" in text:
        yield binary(id)
        return
    yield ArticleDraft(id=id, text=text, plain=True)
