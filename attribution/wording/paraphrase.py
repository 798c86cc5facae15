"""Reported speech that says what a quotation says: content words compared by lemma, in any tense."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.wording.align import Overlap, overlap
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
MOVED = 6
"""Content words that both must have where the order differs."""
QUOTE = 0.75
"""The share of the quotation's content words, over the stretch that is reported."""


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A quotation and a report of the same words. ``start:end`` are the tokens of the quotation that are
    reported, ``share`` the share of content words among them that are the same."""

    quote: Passage
    report: Passage
    start: int
    end: int
    share: float
    more: bool = False
    """Whether the report goes on to say more, which may be somebody else's: such a paraphrase tells of one
    speaker only."""


def paraphrase(quote: Passage, report: Passage, pronouns: frozenset[str] = frozenset()) -> Paraphrase | None:
    """The report as a paraphrase of the quotation, or None when too few content words are the same or they
    stand in another order.

    What is common must be most of the sentence quoted, and most of what is reported: of the content that was
    found, or, as a parse often ends that too early, of the whole sentence of the report. A report may name
    what a pronoun of the quotation means ("you could drink it", "people could drink the water"): a word of
    its own for each counts for nothing.
    """
    common = overlap(quote.lemmas, report.lemmas, frozenset())
    if moved := _moved(quote, report):
        return moved
    if common is None or common.equal < WORDS:
        return None
    share = common.equal / (common.a_end - common.a_start)
    if share < QUOTE or common.equal < REPORT * (common.b_end - common.b_start):
        return None
    start, end = quote.content[common.a_start], quote.content[common.a_end - 1] + 1
    sentence = _content_of_sentences(quote, start, end)
    if common.equal < (SENTENCE if common.equal > WORDS else 1) * sentence:
        return None
    first, last = sentences(quote, start, end)
    meant = sum(token.text in pronouns for token in quote.tokens[first:last])
    more = common.equal < REPORT * len(report.lemmas) and not _is_most_of(report, common, meant)
    if more and (common.equal < WHOLE * sentence or common.equal < LONG):
        return None
    return Paraphrase(quote, report, start, end, share, more)


def _moved(quote: Passage, report: Passage) -> Paraphrase | None:
    """The report as a paraphrase that has all content words of the quotation in another order: "In my first
    week I will open every drawer", "she would open every drawer in her first week"."""
    ours, theirs = set(quote.lemmas), set(report.lemmas)
    common = len(ours & theirs)
    if common < MOVED or common < WHOLE * len(ours) or common < WHOLE * len(theirs):
        return None
    return Paraphrase(quote, report, 0, len(quote.tokens), common / len(ours))


def _is_most_of(report: Passage, common: Overlap, meant: int) -> bool:
    """Whether what is common is most of the content that was found of the report. ``meant`` words of its own
    may name what pronouns of the quotation mean."""
    own = [
        n
        for n, i in enumerate(report.content)
        if report.span.start <= report.tokens[i].start < report.span.end
    ]
    matched = {n for block in common.blocks for n in range(block.b, block.b + block.size)}
    found = len(matched.intersection(own))
    return len(own) >= WORDS and found >= REPORT * (len(own) - min(meant, len(own) - found))


def _content_of_sentences(passage: Passage, start: int, end: int) -> int:
    """How many content words the sentences have that the tokens stand in, within the marks."""
    first, last = sentences(passage, start, end)
    return sum(first <= i < last for i in passage.content)
