"""A report in which every string can be written as UTF-8.

A file name that is no text reaches the program with surrogate escapes, and JSON can hold half a character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any

from attribution.document import Document
from attribution.report import Report

SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with each byte that is none of UTF-8 as ``\\xe9``, each half character as ``\\ud83d``."""
    if not SURROGATE.search(text):
        return text
    return SURROGATE.sub(
        lambda m: f"\\x{ord(m[0]) - 0xDC00:02x}" if 0xDC80 <= ord(m[0]) <= 0xDCFF else f"\\u{ord(m[0]):04x}",
        text,
    )


def printable_report(report: Report) -> Report:
    """The same report, printable. In the text of an article each such character becomes U+FFFD, so that
    offsets still hold."""
    texts = {a.id: SURROGATE.sub("\ufffd", a.text) for a in report.articles}
    return replace(
        report,
        documents=_renamed(report.documents),
        quotations={printable(key): found for key, found in report.quotations.items()},
        sentences={printable(key): found for key, found in report.sentences.items()},
        **{
            f.name: _shown(getattr(report, f.name))
            for f in fields(report)
            if f.name not in ("articles", "documents", "quotations", "rules", "sentences")
        },
        articles=tuple(replace(_shown(replace(a, text="")), text=texts[a.id]) for a in report.articles),
    )


def _renamed(documents: Mapping[str, Document]) -> Mapping[str, Document]:
    """The same parses, read at once only where an article's name must change."""
    if not any(map(SURROGATE.search, documents)):
        return documents
    return {printable(id): document for id, document in documents.items()}


def _shown(value: Any) -> Any:
    """The value printable; itself where it is, as nearly all are."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Sequence):
        shown = tuple(map(_shown, value))
        return value if isinstance(value, tuple) and all(map(is_, shown, value)) else shown
    kind: type = type(value)
    changed = {name: new for name in _parts(kind) if (new := _shown(old := getattr(value, name))) is not old}
    return replace(value, **changed) if changed else value


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The names of what a record of that kind is made of; none where it is no record."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
