"""What is too much for one article, and the checks that every format of text shares."""

from __future__ import annotations

from attribution.article import Problem

LARGEST = 5_000_000
"""Bytes of one article. The longest news features have some 100,000; five million is a shelf of books."""


def too_large(id: str) -> Problem:
    """The problem of an article above LARGEST."""
    return Problem(
        id,
        "too-large",
        f"The article has more than {LARGEST:,} bytes.",
        "Split it, or give the articles in it one by one.",
    )


def binary(id: str) -> Problem:
    """The problem of a file that holds something else than text."""
    return Problem(
        id,
        "binary",
        "The file holds bytes that no text has.",
        "Save the article as text, HTML or JSON Lines, or leave the file out.",
    )


def not_utf8(id: str, error: UnicodeDecodeError, declares: str = "") -> Problem:
    """The problem of bytes that are not UTF-8; ``error`` says where, ``declares`` how the format could name
    another encoding."""
    what = "UTF-16" if error.object[:2] in (b"\xff\xfe", b"\xfe\xff") else "another encoding"
    return Problem(
        id,
        "not-utf-8",
        f"Byte {error.start} is not UTF-8; the file seems to be in {what}.",
        f"Save the file as UTF-8{declares}.",
    )
