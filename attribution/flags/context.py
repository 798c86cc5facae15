"""What stands around two passages that speaks for or against a fault: whose words they are said to be, denials, sayings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from anyascii import anyascii

from attribution.article import Span
from attribution.names.person_name import plain
from attribution.people.same_speaker import Identity
from attribution.result import Speaker
from attribution.wording.normalise import fold
from attribution.wording.passage import Passage, Reading, whole_of, without
from attribution.wording.same_words import SameWords


@dataclass(frozen=True)
class Cues:
    """The phrases to look for, folded like the text; ``*`` in one stands for up to four words."""

    same: SameWords

    @cached_property
    def weekdays(self) -> frozenset[str]:
        return self.same.words("weekdays")

    @cached_property
    def day_parts(self) -> frozenset[str]:
        return self.same.words("day-parts")

    @cached_property
    def everyday_words(self) -> frozenset[str]:
        return self.same.words("everyday-words")

    @cached_property
    def relay_phrases(self) -> re.Pattern[str]:
        return self._any_of("relay-phrases")

    @cached_property
    def quoting_phrases(self) -> re.Pattern[str]:
        return self._any_of("quoting-phrases")

    @cached_property
    def reading_phrases(self) -> re.Pattern[str]:
        return self._any_of("reading-phrases")

    @cached_property
    def saying_phrases(self) -> re.Pattern[str]:
        return self._any_of("saying-phrases")

    @cached_property
    def denial_phrases(self) -> re.Pattern[str]:
        return self._any_of("denial-phrases")

    @cached_property
    def correction_phrases(self) -> re.Pattern[str]:
        return self._any_of("correction-phrases")

    @cached_property
    def joint_phrases(self) -> re.Pattern[str]:
        return self._any_of("joint-phrases")

    @cached_property
    def repeat_phrases(self) -> re.Pattern[str]:
        return self._any_of("repeat-phrases")

    @cached_property
    def translation_phrases(self) -> re.Pattern[str]:
        return self._any_of("translation-phrases")

    @cached_property
    def common_phrases(self) -> re.Pattern[str]:
        return self._any_of("common-phrases")

    @cached_property
    def spokespeople(self) -> re.Pattern[str]:
        return self._any_of("spokespeople")

    def _any_of(self, name: str) -> re.Pattern[str]:
        """Finds any phrase of the list in folded words with a space on both sides."""
        patterns = []
        for phrase in sorted(self.same.words(name)):
            words = [
                r"(?:\S+ ){0,4}?\S+" if w == "*" else re.escape(" ".join(fold(w, self.same).words))
                for w in phrase.split()
            ]
            patterns.append(" ".join(w for w in words if w))
        return re.compile(rf" (?:{'|'.join(patterns)}) ") if patterns else re.compile(r"(?!)")


@dataclass(frozen=True)
class Evidence:
    """Answers about passages from what stands around them in their articles."""

    readings: Mapping[str, Reading]
    cues: Cues
    identity: Identity

    def near(self, passage: Passage, paragraphs: int = 0) -> str:
        """The folded words of the passage's paragraph (and its neighbours)."""
        reading = self.readings[passage.article]
        return reading.words(reading.around(whole_of(passage.attribution), paragraphs))

    def outside(self, passage: Passage) -> str:
        """The folded words of the sentences of the passage without the words that were said; what is reported
        around quoted words stays."""
        reading = self.readings[passage.article]
        whole = reading.sentence(whole_of(passage.attribution))
        content = (
            (passage.span,)
            if passage.quoted and passage.attribution.kind == "mixed"
            else passage.attribution.content
        )
        return " ".join(reading.words(s) for s in without(whole, content)).replace("  ", " ")

    # ------------------------------------------------------------ whose words
    def one_quotes_the_other(self, a: Passage, b: Passage, a_words: Span, b_words: Span) -> bool:
        """Whether one side passes on words of the other speaker: they stand in inner marks, or the text says
        so."""
        for passage, words, other in ((a, a_words, b), (b, b_words, a)):
            if any(_share(words, inner) > 0.5 for inner in passage.inner):
                return True
            if self.cues.quoting_phrases.search(self.outside(passage)) or self.cues.reading_phrases.search(
                f"{self._said_around(passage)}{self.outside(passage)}"
            ):
                return True
            near = self.near(passage)
            if (
                self.cues.relay_phrases.search(self.outside(passage))
                or self.cues.relay_phrases.search(self._within(passage, words))
            ) and self._names(near, other.attribution.speaker, passage.attribution.speaker):
                return True
            role = f" {' '.join(fold(passage.attribution.speaker.role or '', self.cues.same).words)} "
            if self.cues.spokespeople.search(role) and self._names(
                f"{role}{self.outside(passage)}", other.attribution.speaker, other.attribution.speaker
            ):
                return True
        return False

    def _within(self, passage: Passage, words: Span) -> str:
        """The folded words of the passage outside the stretch that the two sides share."""
        reading = self.readings[passage.article]
        parts = [Span(passage.span.start, words.start), Span(words.end, passage.span.end)]
        return " ".join(reading.words(p) for p in parts if p.start < p.end)

    def _names(self, near: str, speaker: Speaker, besides: Speaker) -> bool:
        """Whether the words name the speaker, by the end of the name or by a word of the role that the one
        besides has not."""
        words = {anyascii(w) for w in near.split()}
        name = [plain(w) for w in re.split(r"[\s\-]+", speaker.name or "") if len(plain(w)) > 2]
        role = self.identity.stems(speaker.role or "") - self.identity.stems(besides.role or "")
        return any(n in words for n in name[-2:]) or bool(role & {w.rstrip("s") for w in words})

    # ------------------------------------------------------------ other readings of the same words
    def denied(self, passage: Passage, words: Span) -> bool:
        """Whether the passage is a denial or a correction."""
        if (
            passage.attribution.kind == "mixed"
            and not passage.quoted
            and self.cues.denial_phrases.search(self.readings[passage.article].words(passage.span))
        ):
            return True
        return (
            passage.attribution.negated
            or self._around(passage, words, self.cues.denial_phrases)
            or bool(self.cues.denial_phrases.search(self._said_after(passage)))
        )

    def corrects(self, a: Passage, b: Passage, one: Speaker, other: Speaker) -> bool:
        """Whether an article that has both passages says of them that a report was wrong: in what words (the
        passages are two), or who said them (it names both speakers)."""
        if not any(
            self._around(p, p.span, self.cues.correction_phrases)
            or self.cues.correction_phrases.search(self._said_after(p))
            for p in (a, b)
        ):
            return False
        if a is not b:
            return True
        text = self.readings[a.article].words(Span(0, 1 << 60))
        return self._names(text, one, other) and self._names(text, other, one)

    def joint(self, passage: Passage, words: Span) -> bool:
        """Whether the text says that several spoke together."""
        return self._around(passage, words, self.cues.joint_phrases)

    def _around(self, passage: Passage, words: Span, cues: re.Pattern[str]) -> bool:
        """Whether a cue stands around the words: in the sentence outside them, or in the sentence before."""
        return any(
            cues.search(text)
            for text in (self.outside(passage), self._within(passage, words), self._said_around(passage))
        )

    def common(self, passage: Passage, words: Span) -> bool:
        """Whether the words belong to everybody: a saying, an oath, a statute, a stock phrase."""
        if self.cues.common_phrases.search(self.readings[passage.article].words(words)):
            return True
        return self._around(passage, words, self.cues.saying_phrases)

    def everyday(self, a: Passage, b: Passage, lemmas: Sequence[str]) -> bool:
        """Whether anybody might have said the words of both: all are everyday words, and neither article
        names the other's speaker."""
        if not all(lemma in self.cues.everyday_words for lemma in lemmas):
            return False
        return not any(
            self._names(
                self.readings[p.article].words(Span(0, 1 << 60)), q.attribution.speaker, p.attribution.speaker
            )
            for p, q in ((a, b), (b, a))
        )

    def in_body(self, passage: Passage) -> bool:
        """Whether the speaker's name stands in the article below its headlines, which name people in short,
        and are parsed badly."""
        reading = self.readings[passage.article]
        name = f" {' '.join(fold(passage.attribution.speaker.name or '', self.cues.same).words)} "
        return any(
            name in reading.words(Span(r.start, r.end))
            for r in reading.article.regions
            if r.kind == "body" and not r.heading
        )

    def _said_around(self, passage: Passage) -> str:
        """What is said in the passage before and after, in the same marks, and the sentence before it."""
        reading = self.readings[passage.article]
        whole = reading.sentence(whole_of(passage.attribution))
        before = reading.sentence(Span(max(0, whole.start - 3), max(1, whole.start - 2)))
        return (
            reading.words(before)
            if before.end <= whole.start and reading.around(before).overlaps(whole)
            else " "
        )

    def _said_after(self, passage: Passage) -> str:
        """The sentence after the passage in its paragraph: a correction comes after what it corrects."""
        reading = self.readings[passage.article]
        whole = reading.sentence(whole_of(passage.attribution))
        after = reading.sentence(Span(whole.end + 1, whole.end + 2))
        return (
            reading.words(after)
            if after.start >= whole.end and reading.around(whole).overlaps(after)
            else " "
        )

    def repeated(self, a: Passage, b: Passage) -> bool:
        """Whether a text says that the speaker says this more than once, or the two are said on different
        days or at different times of the day."""
        for times in (self.cues.weekdays, self.cues.day_parts):
            told = [
                set(self.outside(p).split()) & times
                or (set(self._said_around(p).split()) & times if a.article == b.article else set())
                for p in (a, b)
            ]
            if all(told) and not told[0] & told[1]:
                return True
        return any(self.cues.repeat_phrases.search(self.near(p, 1)) for p in (a, b))

    def translated(self, a: Passage, b: Passage) -> bool:
        return any(self.cues.translation_phrases.search(self.near(p)) for p in (a, b))


def _share(words: Span, inner: Span) -> float:
    common = min(words.end, inner.end) - max(words.start, inner.start)
    return common / max(1, words.end - words.start)
