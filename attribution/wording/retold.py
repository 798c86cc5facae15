"""A report with its tense and person turned back: the words in the form in which a quotation would have them.

"She would not sign off a wall that had not been tested" and "I will not sign off a wall that has not been
tested" have one such form. Pronouns and auxiliaries fall away, verbs stand as lemmas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from attribution.wording.align import Overlap, overlap
from attribution.wording.folded import FoldedToken
from attribution.wording.other_words import Wording
from attribution.wording.passage import Reading

EXACT = 0.8
"""The least share of the words of the quotation, and of the stretch of the report, that must be the same.

This and the numbers below were chosen by hand and checked together on tests/cases; none was measured alone.
"""
WORDS = 5
"""Words that must be the same."""
CONTENT = 3
"""Content words among them."""
PHRASE = 5
"""Words of one phrase that the report may put in beside ("the calls | to the ranger station | were enough");
chosen by hand, and held against the looked-at events of real news."""


@dataclass(frozen=True, slots=True)
class Retold:
    """Words without tense and person; ``at`` are their places among the tokens that they were made from."""

    words: tuple[str, ...]
    at: tuple[int, ...]


def retold(tokens: Sequence[FoldedToken], reading: Reading, wording: Wording) -> Retold:
    """The tokens without tense and person."""
    left_out, present = wording.left_out_in_reports, wording.present
    at = tuple([i for i, token in enumerate(tokens) if token.text not in left_out and not token.aside])
    if not reading.lemmas:
        return Retold(tuple([present.get(tokens[i].text, tokens[i].text) for i in at]), at)
    return Retold(tuple([present.get(tokens[i].text) or _lemma(tokens[i], reading) for i in at]), at)


def _lemma(token: FoldedToken, reading: Reading) -> str:
    lemma = reading.lemmas.get(token.start, "")
    return lemma if not token.number and lemma.isalpha() and lemma.isascii() else token.text


def in_so_many_words(quote: Retold, report: Retold, wording: Wording) -> Overlap | None:
    """The stretch of the report that is the whole quotation in so many words, or None where it is not."""
    common = overlap(quote.words, report.words, wording.small_words)
    if common is None or common.equal < max(WORDS, EXACT * len(quote.words)) or common.content < CONTENT:
        return None
    inserted = max(y.b - x.b - x.size for x, y in pairwise(common.blocks)) if len(common.blocks) > 1 else 0
    more = inserted if inserted <= PHRASE else 0
    return common if common.equal >= EXACT * (common.b_end - common.b_start - more) else None
