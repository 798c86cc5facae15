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
ANY = "any"
"""The form whose rows all forms but names share."""
NAME = "name"
"""The form of a source that is a name, which shares nothing with the others."""


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
