"""A statement: one sentence of what is said, with its words for things and acts, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from attribution.article import Span
from attribution.document import Sentence, Word
from attribution.wording.find_passages import OPENING
from attribution.wording.folded import FoldedToken
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading, in_sentences


@dataclass(frozen=True)
class Statement:
    """One sentence: its tokens, the lemmas of its words for things and acts by place, and whether the verb
    that reports it says that it is not so ("denied that", "ruled out"). Of opposites ("rise", "fall") the one
    stands in the place of the other; ``turned`` are the places of those that do."""

    tokens: tuple[FoldedToken, ...]
    things: dict[int, str]
    turned: frozenset[int]
    denied: bool
    reading: Reading
    withheld: bool = False
    """Whether it is what somebody would not say ("refused to say whether")."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The different things and acts."""
        return frozenset(self.things.values())

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(token.text for token in self.tokens)

    @cached_property
    def words(self) -> dict[int, tuple[Sentence, Word]]:
        """The parsed words by place, with their sentence; empty where there is no parse."""
        found = ((i, self.reading.parsed.get(t.start)) for i, t in enumerate(self.tokens))
        return {i: word for i, word in found if word is not None}

    def shown(self, first: int, last: int) -> str:
        """The tokens ``first`` to ``last``, both included, as the article has them."""
        last = min(last, len(self.tokens) - 1)
        span = self.reading.article.text[self.tokens[first].start : self.tokens[last].end]
        return " ".join(span.split())

    def whole(self) -> str:
        """All of it as the article has it."""
        return self.shown(0, len(self.tokens) - 1)


def statements(passage: Passage, reading: Reading, wording: Wording) -> Iterator[Statement]:
    """Each sentence of the passage, within its content."""
    tokens = [t for t in passage.tokens if passage.span.start <= t.start < passage.span.end]
    if not tokens:
        return
    denied = passage.attribution.negated or _is_ruled_out(passage, reading, wording)
    if passage.quoted and _is_negated_before(passage, reading, wording):
        denied = not denied
    withheld = not passage.quoted and _is_withheld(passage, reading, wording)
    if not passage.quoted and not withheld and tokens[0].text in wording.question_words:
        return  # who asks whether it is so says nothing
    for _, sentence in in_sentences(tokens):
        yield statement(sentence, reading, wording, denied=denied, withheld=withheld)


def statement(
    tokens: Sequence[FoldedToken],
    reading: Reading,
    wording: Wording,
    *,
    denied: bool = False,
    withheld: bool = False,
) -> Statement:
    """The tokens of one sentence as a statement."""
    things = _things(tokens, reading, wording)
    turned = frozenset(i for i, thing in things.items() if thing in wording.opposites)
    named = {i: wording.opposites.get(thing, thing) for i, thing in things.items()}
    return Statement(tuple(tokens), named, turned, denied, reading, withheld)


def _things(tokens: Sequence[FoldedToken], reading: Reading, wording: Wording) -> dict[int, str]:
    same = wording.same
    return {
        i: reading.lemmas.get(t.start, t.text)
        for i, t in enumerate(tokens)
        if not t.number
        and not t.aside
        and t.start not in reading.prepositions
        and t.text not in wording.small_words
        and t.text not in wording.negative_words
        and t.text not in wording.hedges
        and t.text not in same.dates
        and not (i and tokens[i - 1].number and t.text in same.units)
    }


def _is_negated_before(passage: Passage, reading: Reading, wording: Wording) -> bool:
    """Whether the word right before the marks negates what stands in them: would not “be driven away”."""
    sentence = reading.sentence(passage.span)
    before = reading.folded.between(sentence.start, passage.span.start)
    return before[-1:] != () and before[-1] in wording.negative_words


def _is_withheld(passage: Passage, reading: Reading, wording: Wording) -> bool:
    """Whether the sentence says before the content, or as it begins, that somebody would not say it."""
    first = min(s.start for s in passage.attribution.content)
    opening = reading.folded.within(first, passage.span.end)[:OPENING]
    row = reading.words(Span(reading.sentence(passage.span).start, opening[-1].end if opening else first))
    return any(f" {' '.join(phrase)} " in row for phrase in wording.withholding)


def _is_ruled_out(passage: Passage, reading: Reading, wording: Wording) -> bool:
    """Whether the words from the cue to the content say that the content is not so: "ruled out raising"."""
    attribution = passage.attribution
    if passage.quoted or not attribution.cue:
        return False
    start, first = attribution.cue[0].start, min(s.start for s in attribution.content)
    row = reading.words(Span(start, max(first, attribution.cue[-1].end)))
    return any(f" {' '.join(phrase)} " in row for phrase in wording.ruling_out)
