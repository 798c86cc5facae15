"""How much each kind of evidence for a speaker is worth: a table counted on gold data, beside the code.

For each form of source ("pronoun", "role", "none", "name") the table has a bias and, for each kind of
evidence, a weight and how often a candidate with it was the speaker (``right`` of ``seen``). Weights are
those of a logistic regression over candidates, so that the sum gives how often such a candidate was right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

Row = Mapping[str, float]
Sample = tuple[str, frozenset[str], bool]
"""Form of the source, evidence for one candidate, whether it was the speaker."""


Key = tuple[str, str]
"""Form of the source and kind of evidence: a row of the table."""

ANY = "any"
"""The form whose rows all forms but names share."""
NAME = "name"
"""The form of a source that is a name, which shares nothing with the others."""
BIAS_RIDGE = 0.05
"""The ridge penalty of the bias that forms share, and of that of names."""


@dataclass(frozen=True)
class Ranking:
    """The table. ``forms`` maps a form of source to its evidence; "bias" is a row of its own. What all forms
    have in common stands under "any", and a form's own weights are added to it (Daumé 2007, Frustratingly
    Easy Domain Adaptation), so that a rare form does not hang on few cases."""

    forms: Mapping[str, Mapping[str, Row]]

    def of(self, form: str, evidence: Collection[str]) -> float:
        """How often a candidate with this evidence was the speaker, from 0 to 1; evidence not in the table
        counts nothing."""
        total = 0.0
        for rows in (self.forms.get(ANY, {}) if form != NAME else {}, self.forms.get(form, {})):
            total += sum(rows[e]["weight"] for e in ("bias", *sorted(evidence)) if e in rows)
        return round(1 / (1 + math.exp(-total)), 3)


FILE = "support.json"


@lru_cache(maxsize=1)
def shipped() -> Ranking:
    """The table that comes with the program."""
    return Ranking(json.loads((files("attribution.speakers") / FILE).read_text(encoding="utf-8"))["forms"])


def keep(ranking: Ranking, counted_on: Iterable[str]) -> None:
    """Put a table in the place of the one that comes with the program, with the names of the gold files
    behind it."""
    text = json.dumps({"counted_on": sorted(counted_on), "forms": ranking.forms}, indent=1) + "\n"
    (Path(__file__).parent / FILE).write_text(text, encoding="utf-8")
    shipped.cache_clear()


def fit(
    samples: Iterable[Sample],
    rounds: int = 300,
    rate: float = 0.5,
    shared_ridge: float = 1.0,
    own_ridge: float = 3.0,
) -> Ranking:
    """A table from counted candidates: a logistic regression with ridge penalties. The same samples give the
    same table."""
    rows = list(samples)
    inputs = [(_keys(form, evidence), float(right)) for form, evidence, right in rows]
    weights = {key: 0.0 for keys, _ in inputs for key in keys}
    ridge = {key: _ridge(key, shared_ridge, own_ridge) for key in weights}
    scale = {key: rate / (0.25 * sum(key in keys for keys, _ in inputs) + ridge[key]) for key in weights}
    for _ in range(rounds):
        slope = {key: -ridge[key] * weight for key, weight in weights.items()}
        for keys, right in inputs:
            error = right - 1 / (1 + math.exp(-sum(weights[key] for key in keys)))
            for key in keys:
                slope[key] += error
        for key in weights:
            weights[key] += scale[key] * slope[key] / 2
    table: dict[str, dict[str, Row]] = {}
    for form, kind in sorted(weights):
        counted = [right for f, evidence, right in rows if _counts(f, evidence, form, kind)]
        table.setdefault(form, {})[kind] = {
            "weight": round(weights[form, kind], 3),
            "right": sum(counted),
            "seen": len(counted),
        }
    return Ranking(table)


def _keys(form: str, evidence: Collection[str]) -> list[Key]:
    """The rows of the table that a candidate counts in."""
    kinds = ("bias", *sorted(evidence))
    own = [(form, kind) for kind in kinds]
    return own if form == NAME else own + [(ANY, kind) for kind in kinds]


def _ridge(key: Key, shared: float, own: float) -> float:
    """How strongly a weight is drawn to nothing: a bias hardly, a form's own weights most."""
    form, kind = key
    if form not in (ANY, NAME):
        return own
    return BIAS_RIDGE if kind == "bias" else shared


def _counts(form: str, evidence: Collection[str], row: str, kind: str) -> bool:
    """Whether a candidate counts in the row of a form and a kind of evidence."""
    return (form == row or (row == ANY and form != NAME)) and (kind == "bias" or kind in evidence)
