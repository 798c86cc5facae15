"""What rules ask of one quotation: whether it is said who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attribution.flags.context import Context
from attribution.result import Attribution, Candidate
from attribution.wording.passage import Passage


@dataclass(frozen=True, slots=True)
class SingleFacts:
    """The conditions of rules over attributions, under the names that rules use."""

    speaker: Literal["nobody", "several", "one"]
    length: Literal["short", "long"]
    place: Literal["heading", "body"]
    marks: Literal["quoted"] = "quoted"


def single_facts(quotation: Passage, context: Context) -> SingleFacts:
    """The facts of one quotation."""
    return SingleFacts(
        _speaker(quotation.attribution, context),
        "long" if len(quotation.tokens) >= context.limit("words-without-a-speaker") else "short",
        "heading" if quotation.heading else "body",
    )


def _speaker(attribution: Attribution, context: Context) -> Literal["nobody", "several", "one"]:
    if not attribution.speaker.name:
        return "nobody"
    return "several" if len(rivals(attribution, context)) > 1 else "one"


def rivals(attribution: Attribution, context: Context) -> list[Candidate]:
    """The best candidate, and those whose support comes so near that they could as well have spoken."""
    share = context.limit("rival-support")
    best = attribution.candidates[0].support if attribution.candidates else 0
    return [c for c in attribution.candidates if c.support >= share * best > 0]
