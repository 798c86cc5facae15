"""Answers of the resolver: who a source stands for, and the way there in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attribution.result import NOBODY, Candidate, Speaker
from attribution.speakers.antecedents import Antecedent
from attribution.speakers.referent import Referent

SHOWN = 4
"""Candidates that are reported."""
REASONS_SHOWN = 3
"""Reasons that are given for a choice."""
REASONS = {
    "chain": "coreference joins the two",
    "chain-later": "coreference joins the two",
    "role": "that is the role given",
    "previous-speaker": "the one who spoke last in this paragraph",
    "speaker-above": "the one who spoke last before this paragraph",
    "speaker-further-above": "the one who spoke last before",
    "own-subject": "the subject of the same sentence",
    "previous-subject": "the subject of the sentence before",
    "nearest": "the nearest name that agrees",
    "named-after": "named later in the sentence",
}
"""What is said of kinds of evidence, the most telling first."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source stands for: a referent of the article, or a speaker made from the words alone. ``joint``
    are others who said it with them; ``candidates`` are best first."""

    speaker: Speaker
    referent: Referent | None = None
    joint: tuple[Referent, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()

    def after(self, step: str) -> Resolution:
        """The same answer, reached by one more step before the others."""
        return replace(self, steps=(step, *self.steps))


def nobody(step: str, ranked: Sequence[Antecedent] = ()) -> Resolution:
    """Nobody is known to have said it."""
    return Resolution(NOBODY, candidates=candidates_of(ranked), steps=(step,))


def best_of(ranked: Sequence[Antecedent], words: str) -> Resolution:
    """The first of the ranked candidates, for whom the words stand."""
    best = ranked[0]
    reasons = [reason for kind, reason in REASONS.items() if kind in best.evidence][:REASONS_SHOWN]
    step = f"{words} is {best.referent.name}" + (": " + ", ".join(reasons) if reasons else "") + "."
    return Resolution(speaker_of(best.referent), best.referent, (), candidates_of(ranked), (step,))


def speaker_of(referent: Referent) -> Speaker:
    """The referent as it is reported."""
    return Speaker(referent.name, referent.kind, referent.role)


def candidates_of(ranked: Sequence[Antecedent]) -> tuple[Candidate, ...]:
    """The first few as they are reported."""
    return tuple(Candidate(a.referent.name, a.support) for a in ranked[:SHOWN])
