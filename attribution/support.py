"""How much each kind of evidence for a speaker is worth: a table counted on gold data, stored beside the code.

For each form of source ("pronoun", "role", "none", "name") the table has a bias and, for each kind of evidence, a weight and
how often a candidate with it was the speaker (``right`` of ``seen``). Weights are those of a logistic regression over
candidates, so that the sum gives how often such a candidate was right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Row = Mapping[str, float]
Sample = tuple[str, frozenset[str], bool]
"""Form of the source, evidence for one candidate, whether it was the speaker."""


@dataclass(frozen=True)
class Support:
    """The table. ``forms`` maps a form of source to its evidence; "bias" is a row of its own."""

    forms: Mapping[str, Mapping[str, Row]]

    def of(self, form: str, evidence: Collection[str]) -> float:
        """How often a candidate with this evidence was the speaker, from 0 to 1; evidence not in the table counts nothing."""
        rows = self.forms.get(form, {})
        total = sum(rows[e]["weight"] for e in ("bias", *sorted(evidence)) if e in rows)
        return round(1 / (1 + math.exp(-total)), 3)


@lru_cache(maxsize=1)
def shipped() -> Support:
    """The table that comes with the program (``support.json``)."""
    return Support(json.loads((files("attribution") / "support.json").read_text(encoding="utf-8"))["forms"])


def fit(samples: Iterable[Sample], rounds: int = 400, rate: float = 1.0, ridge: float = 0.02) -> Support:
    """A table from counted candidates. The same samples give the same table."""
    forms: dict[str, list[tuple[frozenset[str], bool]]] = {}
    for form, evidence, right in samples:
        forms.setdefault(form, []).append((evidence, right))
    return Support({form: _fit(rows, rounds, rate, ridge) for form, rows in sorted(forms.items())})


def _fit(rows: list[tuple[frozenset[str], bool]], rounds: int, rate: float, ridge: float) -> dict[str, Row]:
    kinds = ["bias", *sorted({kind for evidence, _ in rows for kind in evidence})]
    weights = dict.fromkeys(kinds, 0.0)
    inputs = [(("bias", *sorted(evidence)), float(right)) for evidence, right in rows]
    for _ in range(rounds):
        slope = {kind: (0.0 if kind == "bias" else -ridge * weight * 10) for kind, weight in weights.items()}
        for evidence, right in inputs:
            error = right - 1 / (1 + math.exp(-sum(weights[kind] for kind in evidence)))
            for kind in evidence:
                slope[kind] += error
        for kind in kinds:
            weights[kind] += rate * slope[kind] / len(inputs) * 4
    return {kind: {"weight": round(weights[kind], 3),
                   "right": sum(1 for e, r in rows if r and (kind == "bias" or kind in e)),
                   "seen": sum(1 for e, _ in rows if kind == "bias" or kind in e)} for kind in kinds}
