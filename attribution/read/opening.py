"""From bytes to drafts: which reader takes a file, what stands inside it, and what is told where a reader
fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from attribution.article import Problem
from attribution.read.draft import ArticleDraft
from attribution.read.foreign import kind_of
from attribution.read.limits import too_large
from attribution.read.members import (
    DEEPEST,
    MOST_MEMBERS,
    MOST_UNPACKED,
    Member,
    Skipped,
    Unusable,
    broken,
    unpacks_too_large,
)
from attribution.read.visible import read_anew, without_invisible

EXTRA = "formats"
"""The extra of the program that installs the libraries of the rarer formats."""
LIBRARIES = frozenset({"docx", "pdfminer", "striprtf", "warcio"})


class Reader(Protocol):
    """What a module that reads a format has."""

    suffixes: tuple[str, ...]
    """How names of its files end, in lower case."""
    largest: int | None
    """Bytes of a file; None for any number."""

    def looks_like(self, data: bytes) -> bool:
        """Whether ``data`` is of this format, as far as its beginning tells."""

    def read(self, data: bytes, id: str) -> Iterator[ArticleDraft | Problem | Member | Skipped]:
        """Everything in a file: articles, what is wrong, files inside it. May raise Unusable."""


@dataclass(slots=True)
class Allowance:
    """How much may still be unpacked from one file: bytes, and files."""

    left: int = MOST_UNPACKED
    members: int = MOST_MEMBERS


def reader_of(name: str, data: bytes, readers: Sequence[Reader], by_content: bool = False) -> Reader | None:
    """The reader of a file; None where no reader knows its kind.

    The longest ending of ``name`` that a reader has decides; where several have it (``.xml``), or the ending
    is one that files of other kinds have as well (``.csv``), the content does. A name without an ending, and
    with ``by_content`` one that nobody knows, leaves it all to the content; but that any text may be an
    article holds only for a name without an ending.
    """
    lower = name.lower()
    known = {suffix for reader in readers for suffix in reader.suffixes if lower.endswith(suffix)}
    if known:
        ending = max(known, key=len)
        takers = [reader for reader in readers if ending in reader.suffixes]
        if len(takers) == 1 and not getattr(takers[0], "by_content", False):
            return _misnamed(takers[0], data, readers) or takers[0]
        likely = next((reader for reader in takers if reader.looks_like(data)), None)
        return takers[0] if likely is None and by_content and len(takers) == 1 else likely
    if not by_content:
        return None
    bare = "." not in name.strip(".")
    foreign = kind_of(name) is not None  # a spreadsheet is a zip archive, and no archive of articles
    return next(
        (
            reader
            for reader in readers
            if reader.looks_like(data)
            and (bare or not _takes_any_text(reader))
            and not (foreign and ".zip" in reader.suffixes)
        ),
        None,
    )


def _misnamed(reader: Reader, data: bytes, readers: Sequence[Reader]) -> Reader | None:
    """The reader of a page, a PDF or rows of JSON under a name of text or of a page; None for a file that is
    what its name says. Programs save whatever they fetched under these names."""
    if not any(ending in reader.suffixes for ending in (".txt", ".html")):
        return None
    if not _takes_any_text(reader) and reader.looks_like(data):
        return None
    return next(
        (other for other in readers if getattr(other, "tells", False) and other.looks_like(data)), None
    )


def _takes_any_text(reader: Reader) -> bool:
    return ".txt" in reader.suffixes


def drafts(
    reader: Reader,
    data: bytes,
    id: str,
    readers: Sequence[Reader],
    allowance: Allowance | None = None,
    depth: int = 0,
) -> Iterator[ArticleDraft | Problem | Skipped]:
    """The articles of a file and of the files inside it, each with what has to be told of it.

    Whatever a reader stumbles over is a problem of this file alone.
    """
    allowance = allowance or Allowance()
    if reader.largest is not None and len(data) > reader.largest:
        yield too_large(id)
        return
    try:
        for made in reader.read(data, id):
            if isinstance(made, Member):
                yield from _member(made, readers, allowance, depth + 1)
            elif isinstance(made, ArticleDraft):
                draft, told = read_anew(without_invisible(made))
                if told:
                    yield told
                yield draft
            else:
                yield made
    except Unusable as error:
        yield error.problem(id)
    except ModuleNotFoundError as error:
        yield _extra_missing(id, error)
    except RecursionError:
        yield broken("it is nested too deep").problem(id)
    except MemoryError:
        yield Problem(
            id,
            "needs-too-much-memory",
            "Reading it takes more memory than a file of its size may have.",
            "Cut it into parts, or save the article as text.",
        )
    except Exception as error:  # files are hostile input, and no file may stop the others
        yield broken(f"{type(error).__name__} while reading it").problem(id)


def _member(
    member: Member, readers: Sequence[Reader], allowance: Allowance, depth: int
) -> Iterator[ArticleDraft | Problem | Skipped]:
    allowance.left -= len(member.data)
    allowance.members -= 1
    if min(allowance.left, allowance.members) < 0:
        raise unpacks_too_large()
    if depth > DEEPEST:
        yield Problem(
            member.id,
            "nested-too-deep",
            f"It stands more than {DEEPEST} files deep within others.",
            "Unpack it and give the articles in it.",
        )
        return
    reader = reader_of(member.name, member.data, readers)
    if reader is None:
        yield Skipped(member.id)
        return
    for made in drafts(reader, member.data, member.id, readers, allowance, depth):
        # The text of a file inside another cannot be sliced from any file.
        yield replace(made, plain=False) if isinstance(made, ArticleDraft) else made
    if min(allowance.left, allowance.members) < 0:
        raise unpacks_too_large()


def _extra_missing(id: str, error: ModuleNotFoundError) -> Problem:
    library = (error.name or "").partition(".")[0]
    if library not in LIBRARIES:
        raise error
    return Problem(
        id,
        "extra-missing",
        f"Reading this format needs the library {library}, which is not installed.",
        f"pip install quote-attribution[{EXTRA}]",
    )


def unknown_format(id: str, suffixes: Sequence[str]) -> Problem:
    """The problem of a file that was named and that no reader knows."""
    if kind := kind_of(id):
        what, next_step = kind
        return Problem(
            id, "unknown-format", f"By its name this is {what}, which is not read here.", next_step
        )
    return Problem(
        id,
        "unknown-format",
        "No reader knows files of this kind, and the content does not tell.",
        f"Save it in a format that can be read: {' '.join(dict.fromkeys(suffixes))}.",
    )


def nothing_to_read(id: str) -> Problem:
    """The problem of a path that led to no article at all."""
    return Problem(
        id,
        "nothing-to-read",
        "There is no article in it: no file of a kind that can be read, or none with anything in it.",
        "Check the path; docs/getting-started.md lists the kinds of files.",
    )
