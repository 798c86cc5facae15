"""Plain text and Markdown-like text: the article's text is the file's own, so that offsets slice the file."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.article import Problem
from attribution.read.draft import ArticleDraft
from attribution.read.encoding import decoded
from attribution.read.limits import LARGEST, binary, not_utf8, too_large
from attribution.read.markdown_quotes import with_marks
from attribution.read.passed_on import without_signs

MARKDOWN = (".md", ".markdown")
suffixes = (".txt", ".text", *MARKDOWN)
largest: int | None = LARGEST


def looks_like(data: bytes) -> bool:
    """Whether ``data`` could be this format; every text could."""
    return True


def read(data: bytes, id: str) -> Iterator[ArticleDraft | Problem]:
    """One draft whose text is ``data`` decoded: line ends are kept, a leading byte order mark is not part of
    it. Where the encoding is not UTF-8 a problem says which it is."""
    if len(data) > LARGEST:
        yield too_large(id)
        return
    found = decoded(data)
    if found is None:
        yield binary(id) if b"\0" in data else not_utf8(id, data)
        return
    if "\0" in found.text:
        yield binary(id)
        return
    notice = found.notice(id)
    if notice:
        yield notice
    text = (with_marks if id.lower().endswith(MARKDOWN) else without_signs)(found.text)
    yield ArticleDraft(id=id, text=text, plain=notice is None and text == found.text)
