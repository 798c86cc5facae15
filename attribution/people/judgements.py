"""What people decided about names: ``judgements.csv`` with the columns ``a,b,judgement``.

A judgement is ``same``, ``different`` or ``unsure``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from anyascii import anyascii

JUDGEMENTS = ("same", "different", "unsure")


class JudgementError(ValueError):
    """A line of the file cannot be used; the message gives file and line."""

    code = "judgement-invalid"


def _key(name: str) -> str:
    return " ".join(anyascii(name).lower().split())


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judgements on pairs of names, in either order; they win over all other evidence."""

    rows: dict[frozenset[str], str] = field(default_factory=dict)

    def of(self, a: Iterable[str], b: Iterable[str]) -> str | None:
        """The judgement on any two of the names; "different" before "unsure" before "same"."""
        if not self.rows:
            return None
        others = [_key(n) for n in b]
        found = {self.rows.get(frozenset((_key(n), m))) for n in a for m in others}
        return next((j for j in ("different", "unsure", "same") if j in found), None)

    def partners(self, names: Iterable[str]) -> set[str]:
        """The names, in plain letters, that were judged together with one of these."""
        keys = {_key(n) for n in names} if self.rows else set()
        return {other for pair in self.rows if pair & keys for other in pair}


def read(path: Path) -> Judgements:
    """The judgements of a file. Raises JudgementError with the line for anything but ``same``, ``different``,
    ``unsure``."""
    rows: dict[frozenset[str], str] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames is None or not {"a", "b", "judgement"} <= {f.strip() for f in reader.fieldnames}:
            raise JudgementError(f"{path}:1: the first line must name the columns a, b and judgement")
        for row in reader:
            a, b, judgement = (_key(row.get(c) or "") for c in ("a", "b", "judgement"))
            if not (a or b or judgement):
                continue
            if judgement not in JUDGEMENTS or not a or not b:
                raise JudgementError(
                    f"{path}:{reader.line_num}: two names and one of same, different, unsure are needed"
                )
            rows[frozenset((a, b))] = judgement
    return Judgements(rows)
