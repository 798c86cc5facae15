"""How many of the corrections that people made in a store today's rules get right by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from attribution.archive.corrected import corrections_that_count
from attribution.archive.decided import Correction, corrections
from attribution.archive.recheck import as_found
from attribution.archive.store import Store
from attribution.article import Span
from attribution.result import Attribution
from attribution.rule import RuleBook

ENOUGH = 0.5
"""So much of a missed quotation must be found."""


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """A correction, and whether the rules agree with it now."""

    correction: Correction
    right: bool


def outcomes(store: Store, book: RuleBook) -> Iterator[CorrectionOutcome]:
    """Every correction that counts, by article. Corrections of articles that are no longer kept, or of which
    no parse is kept, are left out."""
    counting = sorted(corrections_that_count(corrections(store)), key=lambda c: c.article)
    for article, group in groupby(counting, key=lambda c: c.article):
        if store.article(article) is not None and store.document(article) is not None:
            found = as_found(store, article, book)
            yield from (CorrectionOutcome(c, agrees(c, found)) for c in group)


def agrees(correction: Correction, found: Sequence[Attribution]) -> bool:
    """Whether what was found is as the person decided."""
    same = next((a for a in found if a.id == correction.attribution), None)
    if correction.fault == "not-speech":
        return same is None
    if correction.fault == "other-speaker":
        return same is not None and same.speaker.name == correction.speaker
    span = Span(correction.start or 0, correction.end or 0)
    if correction.fault == "other-span":
        return any((a.content[0].start, a.content[-1].end) == (span.start, span.end) for a in found)
    return any(a.speaker.name == correction.speaker and _shared(a, span) >= ENOUGH for a in found)


def _shared(a: Attribution, span: Span) -> float:
    """The share of the span that the attribution's content has."""
    common = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in a.content)
    return common / max(1, span.end - span.start)
