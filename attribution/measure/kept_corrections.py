"""How many of the corrections that people made in a store today's rules get right by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from attribution.archive.corrected import corrections_that_count, meant
from attribution.archive.decided import Correction, corrections
from attribution.archive.recheck import as_found
from attribution.archive.store import Store
from attribution.result import Attribution
from attribution.rule import RuleBook


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


@dataclass(frozen=True, slots=True)
class ComparedCorrections:
    """What another book of rules does to corrections: which it gets right for the first time, which no more,
    and how many both get right, or wrong."""

    mended: tuple[Correction, ...]
    broken: tuple[Correction, ...]
    right: int
    wrong: int


def compared(store: Store, old: RuleBook, new: RuleBook) -> ComparedCorrections:
    """The corrections of the store under two books of rules."""
    pairs = [*zip(outcomes(store, old), outcomes(store, new), strict=True)]
    return ComparedCorrections(
        mended=tuple(b.correction for a, b in pairs if b.right and not a.right),
        broken=tuple(b.correction for a, b in pairs if a.right and not b.right),
        right=sum(a.right and b.right for a, b in pairs),
        wrong=sum(not a.right and not b.right for a, b in pairs),
    )


def agrees(correction: Correction, found: Sequence[Attribution]) -> bool:
    """Whether what was found is as the person decided."""
    there = meant(correction, found)
    if correction.fault == "not-speech":
        return there is None
    if correction.fault == "other-span":
        return any(
            (a.content[0].start, a.content[-1].end) == (correction.start, correction.end) for a in found
        )
    return there is not None and _same_name(correction.speaker, there.speaker.name, found)


def _same_name(wanted: str | None, name: str | None, found: Sequence[Attribution]) -> bool:
    """Whether the name is the one that the person gave; a part of it will do where nobody in the article has
    just the name that was given."""
    if not wanted or not name or wanted in {a.speaker.name for a in found}:
        return wanted == name
    one, other = (set(each.casefold().split()) for each in (wanted, name))
    return one <= other or other <= one
