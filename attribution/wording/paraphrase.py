"""Reported speech that says what a quotation says: content words compared by lemma, tense and person left free."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.wording.align import overlap
from attribution.wording.passage import Passage, sentences

WORDS = 4
"""Content words that a quotation and a report must share; so few only where they are all that the sentence
quoted has."""
REPORT = 0.75
"""The share of the report's content words that stand in the quotation, in order, over the common stretch and
of all."""
SENTENCE = 0.6
"""The share of the content words of the sentence that is quoted."""
WHOLE, LONG = 0.9, 6
"""So much of a sentence quoted, and so many content words: then it counts as reported, whatever else is
reported beside it."""
QUOTE = 0.75
"""The share of the quotation's content words, over the stretch that is reported."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A quotation and a report of the same words. ``a_start:a_end`` are the tokens of the quotation that are
    reported."""

    quote: Passage
    report: Passage
    start: int
    end: int
    share: float
    more: bool = False
    """Whether the report goes on to say more, which may be somebody else's: such an echo tells of one speaker
    only."""


def echo(quote: Passage, report: Passage, pronouns: frozenset[str] = frozenset()) -> Echo | None:
    """The echo between the two, or None when too few content words are the same or they stand in another
    order.

    What is common must be most of the sentence quoted, and most of what is reported: of the content that was
    found, or, as a parse often ends that too early, of the whole sentence of the report. A report may name
    what a pronoun of the quotation means ("you could drink it", "people could drink the water"): a word of
    its own for each counts for nothing.
    """
    common = overlap(quote.lemmas, report.lemmas, frozenset())
    if common is None or common.equal < WORDS:
        return None
    share = common.equal / (common.a_end - common.a_start)
    if share < QUOTE or common.equal < REPORT * (common.b_end - common.b_start):
        return None
    start, end = quote.content[common.a_start], quote.content[common.a_end - 1] + 1
    sentence = _words_of_sentences(quote, start, end)
    if common.equal < (SENTENCE if common.equal > WORDS else 1) * sentence:
        return None
    own = [
        n
        for n, i in enumerate(report.content)
        if report.span.start <= report.tokens[i].start < report.span.end
    ]
    matched = {n for block in common.blocks for n in range(block.b, block.b + block.size)}
    found = len(matched.intersection(own))
    first, last = sentences(quote, start, end)
    meant = sum(t.text in pronouns for t in quote.tokens[first:last])
    more = not (
        len(own) >= WORDS
        and found >= REPORT * (len(own) - min(meant, len(own) - found))
        or common.equal >= REPORT * len(report.lemmas)
    )
    if more and (common.equal < WHOLE * sentence or common.equal < LONG):
        return None
    return Echo(quote, report, start, end, share, more)


def _words_of_sentences(passage: Passage, start: int, end: int) -> int:
    """How many content words the sentences have that the tokens stand in, within the marks."""
    first, last = sentences(passage, start, end)
    return sum(first <= i < last for i in passage.content)
