"""Mailboxes (mbox), as Thunderbird, Gmail and Apple Mail export folders: every message in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attribution.read.formats import mail
from attribution.read.members import Member, broken

suffixes = (".mbox",)
largest: int | None = 500_000_000
FROM = re.compile(rb"^From (?>[^\n]*?\d\d:\d\d)[^\n]*\n", re.M)
"""The line before each message; in a message such a line begins with “>”."""


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins with such a line and has another one."""
    first = FROM.match(data)
    return first is not None and FROM.search(data, first.end()) is not None and mail.looks_like(data)


def read(data: bytes, id: str) -> Iterator[Member]:
    """The messages, with ids ``id#number``. Raises Unusable."""
    starts = list(FROM.finditer(data))
    if not starts or data[: starts[0].start()].strip():
        raise broken("it has no line “From …” before its first message")
    ends = [*(match.start() for match in starts[1:]), len(data)]
    for number, (match, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield Member(
            f"{id}#{number}", "message.eml", data[match.end() : end].replace(b"\n>From ", b"\nFrom ")
        )
