"""All articles of a check, and the words that stand around a passage in its article.

Words are folded, with a space on both sides, so that phrases can be looked up in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from attribution.article import Span
from attribution.flags.cues import Cues
from attribution.names.person_name import plain
from attribution.people.known_name import NameRules
from attribution.people.known_speakers import KnownSpeakers
from attribution.result import Attribution, Speaker
from attribution.rule import RuleBook
from attribution.rulebook.explanations import Explanations
from attribution.rulebook.thresholds import threshold
from attribution.wording.normalise import fold
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading, whole_of, without


@dataclass(frozen=True, slots=True)
class Context:
    """The articles of a check, what they say of speakers, and the rules of their language."""

    readings: Mapping[str, Reading]
    speakers: KnownSpeakers
    wording: Wording
    cues: Cues
    explanations: Explanations
    book: RuleBook
    language: str

    @classmethod
    def of(
        cls,
        attributions: Sequence[Attribution],
        readings: Mapping[str, Reading],
        book: RuleBook,
        rules: NameRules,
        language: str,
    ) -> Context:
        """The context of articles in one language, with attributions whose people are linked."""
        return cls(
            readings,
            KnownSpeakers.of(attributions, readings, rules.same, rules.spelled),
            Wording(rules.same, rules.spelled),
            Cues.of(book, language),
            Explanations.of(book, language),
            book,
            language,
        )

    def limit(self, name: str) -> float:
        """A threshold that a newsroom may set."""
        return threshold(self.book, self.language, name)

    def reading(self, passage: Passage) -> Reading:
        return self.readings[passage.article]

    def is_record(self, passage: Passage) -> bool:
        """Whether the passage stands in a record of what was said."""
        return self.reading(passage).article.kind == "record"

    def published(self, passage: Passage) -> str | None:
        """The date of the passage's article."""
        return self.reading(passage).article.published

    def days_between(self, a: Passage, b: Passage) -> int | None:
        """The days between the two articles, or None where one has no date."""
        here, there = self.published(a), self.published(b)
        if not here or not there:
            return None
        return abs((date.fromisoformat(here[:10]) - date.fromisoformat(there[:10])).days)


# ---------------------------------------------------------------- words around a passage
def paragraph(passage: Passage, context: Context, neighbours: int = 0) -> str:
    """The words of the passage's paragraph, and of so many before and after it."""
    reading = context.reading(passage)
    return reading.words(reading.around(whole_of(passage.attribution), neighbours))


def sentence_outside(passage: Passage, context: Context) -> str:
    """The words of the passage's sentences without those that were said; what is reported around quoted words
    stays."""
    reading, attribution = context.reading(passage), passage.attribution
    partly = passage.quoted and attribution.kind == "mixed"
    said = (passage.span,) if partly else attribution.content
    outside = without(reading.sentence(whole_of(attribution)), said)
    return " ".join(reading.words(span) for span in outside).replace("  ", " ")


def span_before(passage: Passage, context: Context) -> Span | None:
    """The sentence before those of the passage, in the same paragraph."""
    reading = context.reading(passage)
    whole = reading.sentence(whole_of(passage.attribution))
    before = next((s for s in reversed(reading.sentences) if s.end <= whole.start), None)
    return before if before and reading.around(before).overlaps(whole) else None


def span_after(passage: Passage, context: Context) -> Span | None:
    """The sentence after those of the passage, in the same paragraph."""
    reading = context.reading(passage)
    whole = reading.sentence(whole_of(passage.attribution))
    after = next((s for s in reading.sentences if s.start >= whole.end), None)
    return after if after and reading.around(whole).overlaps(after) else None


def sentence_before(passage: Passage, context: Context) -> str:
    """The words of the sentence before those of the passage, in the same paragraph."""
    span = span_before(passage, context)
    return context.reading(passage).words(span) if span else " "


def sentence_after(passage: Passage, context: Context) -> str:
    """The words of the sentence after those of the passage, in the same paragraph."""
    span = span_after(passage, context)
    return context.reading(passage).words(span) if span else " "


def passage_outside(passage: Passage, words: Span, context: Context) -> str:
    """The words of the passage outside one stretch of it."""
    reading = context.reading(passage)
    parts = (Span(passage.span.start, words.start), Span(words.end, passage.span.end))
    return " ".join(reading.words(part) for part in parts if part.start < part.end)


def whole_article(passage: Passage, context: Context) -> str:
    """The words of the passage's article."""
    reading = context.reading(passage)
    return reading.words(Span(0, len(reading.article.text)))


# ---------------------------------------------------------------- speakers in these words
def names_speaker(words: str, speaker: Speaker, besides: Speaker, context: Context) -> bool:
    """Whether the words name the speaker, by the end of the name or by a word of the role; words of the role
    of ``besides`` do not count."""
    stems = context.speakers.stems
    found = {anyascii(w) for w in words.split()}
    name = [plain(w) for w in re.split(r"[\s\-]+", speaker.name or "") if len(plain(w)) > 2]
    role = stems.stems(speaker.role or "") - stems.stems(besides.role or "")
    return any(n in found for n in name[-2:]) or bool(role & {stems.lists.stem(w) for w in found})


def named_in_body(passage: Passage, context: Context) -> bool:
    """Whether the speaker's name stands in the article below its headlines, which name people in short, and
    are parsed badly."""
    reading = context.reading(passage)
    name = f" {' '.join(fold(passage.attribution.speaker.name or '', reading.same).words)} "
    return any(
        name in reading.words(Span(region.start, region.end))
        for region in reading.article.regions
        if region.kind == "body" and not region.heading
    )
