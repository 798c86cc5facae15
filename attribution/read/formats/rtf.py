"""Rich Text Format, as word processors and newspaper archives export it, by striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attribution.read.draft import ArticleDraft
from attribution.read.limits import LARGEST
from attribution.read.lines import TextLine, joined
from attribution.read.members import broken, without_text

suffixes = (".rtf",)
largest: int | None = 20_000_000
DIGITS = re.compile(rb"(?<![^\s{}])[0-9a-fA-F\s]++|\\bin\d+ ?[^\\{}]*")
SHORTEST_PICTURE = 2000
"""Pictures stand in the file as long runs of hexadecimal digits."""
LINK = re.compile(rb"\bHYPERLINK\b")
"""striprtf puts the address of what it knows by this word into the sentence."""
DELETED = re.compile(rb"\\deleted(?![a-z0-9-])")
"""Deleted with tracked changes: made a group of which nothing is read."""


tells = True
"""What begins as this format does is of it, whatever its name."""


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as RTF does."""
    return data[:64].lstrip().startswith(b"{\\rtf")


def read(data: bytes, id: str) -> Iterator[ArticleDraft]:
    """One draft, a block a paragraph. Raises Unusable, and ModuleNotFoundError without striprtf."""
    if not looks_like(data):
        raise broken("it is no RTF")
    from striprtf.striprtf import rtf_to_text  # an extra

    source = DELETED.sub(rb"\\*", LINK.sub(b"", DIGITS.sub(_without_picture, data)))
    if len(source) > LARGEST:
        raise broken("it has more text than an article")
    said = rtf_to_text(source.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]  # striprtf has no types
    text, blocks = joined(TextLine(line, heading=None) for line in said.split("\n"))
    if not text:
        raise without_text()
    yield ArticleDraft(id=id, text=text, blocks=blocks)


def _without_picture(digits: re.Match[bytes]) -> bytes:
    is_picture = digits[0].startswith(b"\\") or len(digits[0]) >= SHORTEST_PICTURE
    return b" " if is_picture else digits[0]
