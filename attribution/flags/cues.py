"""The phrases around quotations that speak for or against a fault, as patterns over folded words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from attribution.rule import RuleBook
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords

WILD = {"*": r"(?:\S+ ){0,4}?\S+", "#": r"\d\S*"}
"""What stands for other words in a phrase."""


@dataclass(frozen=True)
class Cues:
    """The phrase lists of one language, folded like the text; ``*`` in a phrase stands for up to four words,
    ``#`` for a figure.

    Each pattern finds any phrase of its list in folded words with a space on both sides.
    """

    same: SameWords

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, book: RuleBook, language: str) -> Cues:
        """The cues of one language of the rule book; those of the same book are made once."""
        return cls(SameWords(book.lists.get(language, {})))

    @cached_property
    def weekdays(self) -> frozenset[str]:
        return self.same.words("weekdays")

    @cached_property
    def day_parts(self) -> frozenset[str]:
        return self.same.words("day-parts")

    @cached_property
    def week(self) -> tuple[str, ...]:
        """The days of the week in their order."""
        return tuple(self.same.lists.get("weekdays", ()))

    @cached_property
    def year(self) -> dict[str, int]:
        """The number of each month."""
        names = (line.split("=")[0].strip() for line in self.same.lists.get("dates", ()))
        return {name: i for i, name in enumerate((n for n in names if n in self.same.months), start=1)}

    @cached_property
    def days_ago(self) -> dict[str, int]:
        """Words for days near, with how many days before they lie."""
        return self.same.amounts("days-ago")

    @cached_property
    def earlier_words(self) -> frozenset[str]:
        return self.same.words("earlier-words")

    @cached_property
    def so_far_words(self) -> frozenset[str]:
        return self.same.words("so-far-words")

    @cached_property
    def around_times(self) -> frozenset[str]:
        return self.same.words("around-times")

    @cached_property
    def earlier_times(self) -> frozenset[str]:
        return self.same.words("earlier-times")

    @cached_property
    def everyday_words(self) -> frozenset[str]:
        return self.same.words("everyday-words")

    @cached_property
    def speech_verbs(self) -> frozenset[str]:
        return self.same.words("speech-verbs")

    @cached_property
    def relay_phrases(self) -> re.Pattern[str]:
        return self._any_of("relay-phrases")

    @cached_property
    def quoting_phrases(self) -> re.Pattern[str]:
        return self._any_of("quoting-phrases")

    @cached_property
    def reading_verbs(self) -> frozenset[str]:
        return self.same.words("reading-verbs")

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
    def false_phrases(self) -> re.Pattern[str]:
        return self._any_of("false-phrases")

    @cached_property
    def quotation_words(self) -> re.Pattern[str]:
        return self._any_of("quotation-words")

    @cached_property
    def those_words(self) -> frozenset[str]:
        return self.same.words("those-words")

    @cached_property
    def comparing_words(self) -> frozenset[str]:
        return self.same.words("comparing-words")

    @cached_property
    def correction_phrases(self) -> re.Pattern[str]:
        return self._any_of("correction-phrases")

    @cached_property
    def joint_phrases(self) -> re.Pattern[str]:
        return self._any_of("joint-phrases")

    @cached_property
    def too_words(self) -> re.Pattern[str]:
        return self._any_of("too-words")

    @cached_property
    def repeat_phrases(self) -> re.Pattern[str]:
        return self._any_of("repeat-phrases")

    @cached_property
    def disowning_phrases(self) -> re.Pattern[str]:
        return self._any_of("disowning-phrases")

    @cached_property
    def disowning_words(self) -> re.Pattern[str]:
        return self._any_of("disowning-words")

    @cached_property
    def genuine_words(self) -> re.Pattern[str]:
        return self._any_of("genuine-words")

    @cached_property
    def sense_phrases(self) -> re.Pattern[str]:
        return self._any_of("sense-phrases")

    @cached_property
    def translation_phrases(self) -> re.Pattern[str]:
        return self._any_of("translation-phrases")

    @cached_property
    def everyone_phrases(self) -> re.Pattern[str]:
        return self._any_of("everyone-phrases")

    @cached_property
    def excerpts(self) -> re.Pattern[str]:
        return self._any_of("record-excerpts")

    @cached_property
    def other_occasions(self) -> re.Pattern[str]:
        return self._any_of("other-occasions")

    @cached_property
    def common_phrases(self) -> re.Pattern[str]:
        return self._any_of("common-phrases")

    @cached_property
    def spokespeople(self) -> re.Pattern[str]:
        return self._any_of("spokespeople")

    def _any_of(self, name: str) -> re.Pattern[str]:
        phrases = [phrase.split() for phrase in sorted(self.same.words(name))]
        folded = {
            w: WILD.get(w) or re.escape(" ".join(fold(w, self.same).words)) for p in phrases for w in {*p}
        }
        patterns = [" ".join(folded[w] for w in phrase if folded[w]) for phrase in phrases]
        return re.compile(rf" (?:{'|'.join(patterns)}) ") if patterns else re.compile(r"(?!)")
