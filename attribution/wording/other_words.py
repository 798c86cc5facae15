"""The word lists of one language that tell how words that differ differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from attribution.names.variants import Spellings
from attribution.wording.same_words import SameWords, pairs


@dataclass(frozen=True)
class Wording:
    """The word lists that tell types of differences apart, of one language."""

    same: SameWords
    spellings: Spellings

    @cached_property
    def negative_words(self) -> frozenset[str]:
        return self.same.words("negative-words")

    @cached_property
    def affirming(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(p.split()) for p in self.same.words("affirming-phrases"))

    @cached_property
    def negative_starts(self) -> tuple[str, ...]:
        return tuple(self.same.words("negative-starts"))

    @cached_property
    def hedges(self) -> frozenset[str]:
        return self.same.words("hedges")

    @cached_property
    def small_words(self) -> frozenset[str]:
        return self.same.words("small-words")

    @cached_property
    def be_have_do(self) -> frozenset[str]:
        return self.same.words("be-have-do")

    @cached_property
    def past_auxiliaries(self) -> frozenset[str]:
        return self.same.words("past-auxiliaries")

    @cached_property
    def person_words(self) -> frozenset[str]:
        return self.same.words("person-words")

    @cached_property
    def left_out_in_reports(self) -> frozenset[str]:
        return self.person_words | self.be_have_do

    @cached_property
    def present(self) -> dict[str, str]:
        """Past forms of auxiliaries and the present ones in whose place they stand in a report."""
        return pairs(self.same.lists.get("reported-forms", ()))

    @cached_property
    def first_person(self) -> frozenset[str]:
        return self.same.words("subjects-first")

    @cached_property
    def other_persons(self) -> frozenset[str]:
        return self.same.words("subjects-other")

    @cached_property
    def answers(self) -> frozenset[str]:
        return self.same.words("answers")

    @cached_property
    def conditions(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(c.split()) for c in self.same.words("condition-words"))

    @cached_property
    def rounding_words(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(words.split()) for words in self.same.words("rounding-words"))

    @cached_property
    def opposites(self) -> dict[str, str]:
        """Words, as lemmas, each with the one that says the opposite and stands in its place."""
        return {
            word: line.split("=")[0].split(",")[0].strip().lower()
            for line in self.same.lists.get("opposites", ())
            for word in (w.strip().lower() for w in line.partition("=")[2].split(","))
        }

    @cached_property
    def ruling_out(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(p.split()) for p in self.same.words("ruling-out-phrases"))

    @cached_property
    def withholding(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(p.split()) for p in self.same.words("withholding-phrases"))

    @cached_property
    def mutual(self) -> frozenset[str]:
        return self.same.words("mutual-words")

    @cached_property
    def question_words(self) -> frozenset[str]:
        return self.same.words("question-words")

    @cached_property
    def possible(self) -> frozenset[str]:
        return self.same.words("possible-words")

    @cached_property
    def certain(self) -> frozenset[str]:
        return self.same.words("certain-words")

    @cached_property
    def negative_forms(self) -> dict[str, str]:
        """Words that negate, each with the one that stands for it behind another negation."""
        return {k: v for k, v in pairs(self.same.lists.get("negative-forms", ())).items() if k != v}

    @cached_property
    def limits(self) -> frozenset[str]:
        return self.same.words("limit-words")

    @cached_property
    def contrasts(self) -> frozenset[str]:
        return self.same.words("contrast-words")

    @cached_property
    def degrees(self) -> frozenset[str]:
        return self.same.words("degree-words")

    @cached_property
    def clipped_ends(self) -> tuple[tuple[str, str], ...]:
        """Endings as they are spoken, each with the written one."""
        table = pairs(self.same.lists.get("clipped-ends", ()))
        return tuple((spoken, written) for spoken, written in table.items() if spoken != written)

    @cached_property
    def same_subjects(self) -> frozenset[str]:
        return self.same.words("same-subjects")

    @cached_property
    def weighty_small_words(self) -> frozenset[str]:
        return self.same.words("weighty-small-words")

    @cached_property
    def always_capital(self) -> frozenset[str]:
        return self.same.words("always-capital")

    @cached_property
    def fillers(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(f.split()) for f in self.same.words("fillers"))
