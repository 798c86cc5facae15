"""Who "he", "the senator" or nobody at all stands for: candidates, each with the evidence that speaks for it.

Evidence is a set of words ("chain", "previous-speaker", …); how much each is worth was counted on gold data
(``ranking``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.speakers.entities import Entities
from attribution.speakers.evidence import gather
from attribution.speakers.ranking import Ranking
from attribution.speakers.referent import Referent
from attribution.speakers.search import Search, Spoke
from attribution.speakers.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A candidate with its evidence and how often such evidence was right."""

    referent: Referent
    evidence: frozenset[str]
    support: float


def antecedents(
    entities: Entities, ranking: Ranking, wanted: Wanted, spoken: Sequence[Spoke]
) -> list[Antecedent]:
    """Everybody who agrees with what is wanted, best first; of equal ones the first in the article's
    registry."""
    evidence = gather(Search.of(entities, wanted, spoken))
    order = {id(r): i for i, r in enumerate(entities.referents)}
    found = [Antecedent(r, frozenset(e), ranking.of(wanted.form, e)) for r, e in evidence.items()]
    return sorted(found, key=lambda a: (-a.support, order.get(id(a.referent), len(order))))
