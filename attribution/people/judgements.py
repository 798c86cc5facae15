"""What people decided about names: ``judgements.csv`` with the columns ``a,b,judgement``.

A judgement is ``same``, ``different``, ``unsure``, or ``as-found``, which takes back what was judged before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from anyascii import anyascii

from attribution.article import Problem
from attribution.decisions import DecisionError, rows
from attribution.result import Person

COLUMNS = ("a", "b", "judgement")
JUDGEMENTS = ("same", "different", "unsure", "as-found")


class JudgementError(DecisionError):
    """A line of the file cannot be used; the message gives file and line."""

    code = "judgement-invalid"


def of_itself(a: str, b: str, judgement: str) -> bool:
    """Whether a name is judged to be another than itself, or perhaps another: names are judged, and two
    people of one name are not told apart by it."""
    return judgement != "same" and plain_name(a) == plain_name(b)


def plain_name(name: str) -> str:
    """A name as it is compared with names that were judged."""
    return " ".join(anyascii(name).lower().split())


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judgements on pairs of names, in either order; they win over all other evidence."""

    rows: dict[frozenset[str], str] = field(default_factory=dict)

    @classmethod
    def given(cls, given: Iterable[tuple[str, str, str]]) -> Judgements:
        """The judgements (name, name, judgement); the last on a pair counts, and those of a name on itself
        do not."""
        return cls(
            {frozenset((plain_name(a), plain_name(b))): j for a, b, j in given if not of_itself(a, b, j)}
        )

    def of(self, a: Iterable[str], b: Iterable[str]) -> str | None:
        """The judgement on any two of the names; "different" before "unsure" before "same"."""
        if not self.rows:
            return None
        others = [plain_name(n) for n in b]
        found = {self.rows.get(frozenset((plain_name(n), m))) for n in a for m in others}
        return next((j for j in ("different", "unsure", "same") if j in found), None)

    def partners(self, names: Iterable[str]) -> set[str]:
        """The names, in plain letters, that were judged together with one of these."""
        keys = {plain_name(n) for n in names} if self.rows else set()
        return {other for pair in self.rows if pair & keys for other in pair}


def read(path: Path) -> Judgements:
    """The judgements of a file. Raises JudgementError with the line for anything but JUDGEMENTS."""
    judged: dict[frozenset[str], str] = {}
    for row in rows(path, COLUMNS, JudgementError):
        a, b, judgement = (plain_name(row.cells.get(column, "")) for column in COLUMNS)
        if not (a or b or judgement):
            continue
        if any("\n" in cell for cell in row.cells.values()):
            raise JudgementError(
                f"{path}:{row.line}: a name goes on over several lines: a quotation mark is open"
            )
        if judgement not in JUDGEMENTS or not a or not b:
            raise JudgementError(
                f"{path}:{row.line}: two names and one of {', '.join(JUDGEMENTS)} are needed"
            )
        if of_itself(a, b, judgement):
            raise JudgementError(f"{path}:{row.line}: “{a}” is judged against itself: two names are needed")
        judged[frozenset((a, b))] = judgement
    return Judgements(judged)


def unused(people: Iterable[Person], judgements: Judgements, file: Path) -> list[Problem]:
    """A problem that names the first pair of which no name is anybody's here; none where all are used."""
    here = {plain_name(n) for person in people for n in (person.name, *person.spellings)}
    rest = [pair for pair in judgements.rows if not pair & here]
    if not rest:
        return []
    names = " and ".join(f"“{name}”" for name in sorted(rest[0]))
    what = f"{len(rest)} of {len(judgements.rows)} judgements are of names that nobody has here, as {names}"
    next = "Nothing to do where other articles were checked; else write the names as the report has them."
    return [Problem(file.name, "judgement-unused", f"{what}.", next)]
