"""What is too much for one article, and the checks that every format of text shares."""

from __future__ import annotations

from attribution.article import Problem

LARGEST = 5_000_000
"""Bytes of one article. The longest news features have some 100,000; five million is a shelf of books."""


def too_large(id: str, what: str = f"more than {LARGEST:,} bytes") -> Problem:
    """The problem of an article that has too much of something, above all bytes (LARGEST)."""
    return Problem(
        id,
        "too-large",
        f"The article has {what}.",
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


def same_id(id: str, line: int) -> Problem:
    """The problem of an article whose id one of an earlier line has."""
    return Problem(
        id,
        "duplicate-id",
        f"Line {line} has the id of an earlier line.",
        "Give every article an id of its own.",
    )


def not_utf8(id: str, data: bytes, declares: str = "") -> Problem:
    """The problem of bytes in an encoding that cannot be told; ``declares`` is how the format could name
    it."""
    try:
        data.decode()
        place = 0
    except UnicodeDecodeError as error:
        place = error.start
    return Problem(
        id,
        "not-utf-8",
        f"Byte {place} is not UTF-8, and which other encoding the file is in cannot be told for certain.",
        f"Save the file as UTF-8{declares}.",
    )
