"""Reported speech that says what a quotation says: content words compared by lemma, tense and person left free."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.align import overlap
from attribution.passage import Passage

WORDS = 4
"""Content words that a quotation and a report must share."""
REPORT = 0.75
"""The share of the report's content words that stand in the quotation, in order, over the common stretch and of all."""
MANY = 8
"""So many shared content words are enough where the report goes on with something else."""
QUOTE = 0.75
"""The share of the quotation's content words, over the stretch that is reported."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A quotation and a report of the same words. ``a_start:a_end`` are the tokens of the quotation that are reported."""

    quote: Passage
    report: Passage
    start: int
    end: int
    share: float


def echo(quote: Passage, report: Passage) -> Echo | None:
    """The echo between the two, or None when too few content words are the same or they stand in another order."""
    common = overlap(quote.lemmas, report.lemmas, frozenset())
    if common is None or common.equal < WORDS:
        return None
    share = common.equal / (common.a_end - common.a_start)
    if share < QUOTE or common.equal < REPORT * (common.b_end - common.b_start):
        return None
    if common.equal < REPORT * report.own and common.equal < MANY:
        return None
    return Echo(quote, report, quote.content[common.a_start], quote.content[common.a_end - 1] + 1, share)
