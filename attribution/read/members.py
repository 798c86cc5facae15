"""What stands inside a file that holds other files, and how much of it is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from attribution.refusal import Refusal

MOST_MEMBERS = 10_000
MOST_UNPACKED = 500_000_000
"""Bytes of everything that one file unpacks to, files within files included."""
LARGEST_PACKAGE = 100_000_000
"""Bytes of one document that is a package itself (Word, OpenDocument, EPUB), unpacked; pictures count."""
LARGEST_PART = 20_000_000
"""Bytes of one part of such a document."""
DEEPEST = 3
"""How often a file may stand within a file."""


class Unusable(Refusal):
    """A file, or what is left of it, that cannot be read."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another: its id among the articles, the name that tells its format, and its bytes."""

    id: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a file that is no article, such as a picture among the pages of an archive."""

    id: str


def broken(what: str) -> Unusable:
    """For a file that is not whole, or not what its name says."""
    return Unusable(
        "broken-file",
        f"The file is damaged, or not what its name says: {what.rstrip('.')}.",
        "Open it in the program that made it and save it again, or save the article as text.",
    )


def encrypted() -> Unusable:
    """For a file that opens with a password only."""
    return Unusable(
        "encrypted",
        "The file is protected with a password.",
        "Save a copy without a password.",
    )


def unpacks_too_large() -> Unusable:
    """For a file that is small as it lies there and enormous when it is unpacked."""
    return Unusable(
        "unpacks-too-large",
        f"Unpacked, the file has more than {MOST_MEMBERS:,} parts, or they are too large.",
        "Unpack it yourself and give the articles in it.",
    )


def without_text() -> Unusable:
    """For a file of a known format that has no words in it."""
    return Unusable(
        "no-text",
        "There is no text in it.",
        "If it shows pictures of pages, run them through text recognition (OCR) first, or save the text.",
    )


def opened_zip(data: bytes) -> zipfile.ZipFile:
    """The zip archive, once it is clear that what it unpacks to is bounded.

    Python never unpacks more of a member than its entry announces, so the announced sizes are what counts.
    Raises Unusable.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise broken(str(error)) from None
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise unpacks_too_large()
    return archive


def opened_package(data: bytes) -> zipfile.ZipFile:
    """The zip archive of one document; the bounds are those of a document. Raises Unusable."""
    archive = opened_zip(data)
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST_PACKAGE:
        raise unpacks_too_large()
    return archive


def content(archive: zipfile.ZipFile, name: str, largest: int = LARGEST_PART) -> bytes:
    """The bytes of one member. Raises Unusable where it is missing, too large, damaged or encrypted."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        raise broken(f"{name} is missing") from None
    if entry.flag_bits & 0x1:
        raise encrypted()
    if entry.file_size > largest:
        raise unpacks_too_large()
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The other methods unpack in pieces of any size.
        raise broken("it is packed in a way that is not read here")
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise broken(str(error)) from None
