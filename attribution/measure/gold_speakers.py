"""Whose words a stretch of text is, as somebody read it out: JSON Lines, one quotation or attribution a line.

What each key means stands in ``tests/gold/README.md``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution.article import Span
from attribution.measure.gold import ScoreError, read_text

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    """One line of the gold speakers: whose words a gold attribution is, and names that are right as well."""

    article: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    form: str
    name: str | None
    kind: str
    accept: tuple[str, ...]

    def takes(self, name: str | None) -> bool:
        """Whether the name is right; case, kind of apostrophe and spaces do not matter."""
        return _folded(name) in {_folded(n) for n in (self.name, *self.accept)}


def read_lines(files: Iterable[Path]) -> list[GoldSpeaker]:
    """The gold speakers of the files, by article and place; marks around words that are no speech are left
    out. Raises ScoreError for a line of another form."""
    return gold_speakers(read_rows(files))[0]


def read_rows(files: Iterable[Path]) -> Iterator[tuple[str, Row]]:
    """Each line with its place (``file:line``). Raises ScoreError for one that is no JSON object."""
    for file in files:
        for number, line in enumerate(read_text(file).split("\n"), 1):
            if line.strip():
                place = f"{file}:{number}"
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise ScoreError(f"{place}: not JSON: {error}") from None
                if not isinstance(row, dict):
                    raise ScoreError(f"{place}: not an object")
                yield place, row


def gold_speakers(rows: Iterable[tuple[str, Row]]) -> tuple[list[GoldSpeaker], list[tuple[str, Span]]]:
    """What is said, by article and place, and the marks around no speech (``speech: false``), each with its
    article. Raises ScoreError for a line of another form."""
    said: list[GoldSpeaker] = []
    unsaid: list[tuple[str, Span]] = []
    for place, row in rows:
        try:
            if row.get("speech", True):
                said.append(_gold_speaker(row))
            else:
                unsaid.append((row["article"], Span(*row["content"][0])))
        except KeyError as error:
            raise ScoreError(f"{place}: {error} is missing") from None
        except (TypeError, ValueError, IndexError) as error:
            raise ScoreError(f"{place}: {error}") from None
    return sorted(said, key=lambda g: (g.article, g.content, g.source)), unsaid


def _gold_speaker(row: Row) -> GoldSpeaker:
    return GoldSpeaker(
        row["article"],
        spans_of(row["content"]),
        spans_of(row["source"]),
        row["source_form"],
        row["speaker"]["name"],
        row["speaker"]["kind"],
        tuple(row["accept"]),
    )


def digest(files: Iterable[Path]) -> str:
    """A hash of the files."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def spans_of(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Starts and ends as spans, in text order."""
    return tuple(sorted(Span(a, b) for a, b in pairs))


def _folded(name: str | None) -> str:
    return " ".join((name or "").replace("’", "'").replace("‘", "'").lower().split())
