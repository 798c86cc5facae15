"""The word lists of one language that say which words are the same, and how others differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from attribution.names.variants import Spellings


def pairs(lines: Iterable[str]) -> dict[str, str]:
    """``variant -> canonical`` from lines "canonical = variant, variant"; a line of one word stands for
    itself."""
    table: dict[str, str] = {}
    for line in lines:
        canonical, _, variants = (part.strip() for part in line.lower().partition("="))
        table.setdefault(canonical, canonical)
        for variant in filter(None, (v.strip().strip('"') for v in variants.split(","))):
            table[variant] = canonical
    return table


@dataclass(frozen=True)
class SameWords:
    """The word lists that folding goes by, of one language."""

    lists: Mapping[str, tuple[str, ...]] = field(repr=False)

    def words(self, name: str) -> frozenset[str]:
        """A list in lower case; empty where the language has none of that name."""
        return frozenset(w.lower() for w in self.lists.get(name, ()))

    @cached_property
    def phrases(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Words and contractions that are written as others."""
        return {
            tuple(k.split()): tuple(v.split())
            for k, v in (self._table("spelling-words") | self._table("contraction-words")).items()
        }

    @cached_property
    def phrase_lengths(self) -> dict[str, list[int]]:
        """By first word how many words the phrases have that begin with it, the longest first."""
        lengths: dict[str, set[int]] = {}
        for phrase in self.phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @cached_property
    def starts(self) -> dict[str, str]:
        return self._table("spelling-starts")

    @cached_property
    def shortest_start(self) -> int:
        return min(map(len, self.starts), default=1)

    @cached_property
    def start_heads(self) -> frozenset[str]:
        """How the starts begin: a word that begins otherwise has none of them."""
        return frozenset(start[: self.shortest_start] for start in self.starts)

    @cached_property
    def any_end(self) -> tuple[str, ...]:
        return tuple(ending for ending, _ in self.ends)

    @cached_property
    def ends(self) -> list[tuple[str, str]]:
        """The longest ending first."""
        return sorted(self._table("spelling-ends").items(), key=lambda p: -len(p[0]))

    @cached_property
    def spelled(self) -> dict[str, tuple[str, ...]]:
        """The words that were spelled evenly so far, each with how it is written: most come again."""
        return {}

    @cached_property
    def contraction_ends(self) -> dict[str, str]:
        return self._table("contraction-ends")

    @cached_property
    def contraction_readings(self) -> frozenset[tuple[str, str]]:
        return frozenset(self._table("contraction-readings").items())

    @cached_property
    def hesitations(self) -> frozenset[str]:
        return self.words("hesitations")

    @cached_property
    def is_after(self) -> frozenset[str]:
        return self.words("is-contracted-after")

    @cached_property
    def possessive_ends(self) -> frozenset[str]:
        return self.words("possessive-ends")

    @cached_property
    def contracted_is(self) -> tuple[str, ...]:
        return tuple(self.lists.get("contracted-is", ()))

    @cached_property
    def half_words(self) -> frozenset[str]:
        return self.words("half-words")

    @cached_property
    def counted_with_article(self) -> frozenset[str]:
        return self.words("counted-with-article")

    @cached_property
    def numbers(self) -> dict[str, int]:
        return self._amounts("numbers")

    @cached_property
    def ordinals(self) -> dict[str, int]:
        return self._amounts("ordinals")

    @cached_property
    def scales(self) -> dict[str, int]:
        return self._amounts("scales")

    @cached_property
    def number_articles(self) -> frozenset[str]:
        return self.words("number-articles")

    @cached_property
    def number_joiners(self) -> frozenset[str]:
        return self.words("number-joiners")

    @cached_property
    def clock_words(self) -> dict[tuple[str, ...], int]:
        return {tuple(k.split()): n for k, n in self._amounts("clock-words").items()}

    @cached_property
    def clock_starts(self) -> frozenset[str]:
        """The words with which clock words begin."""
        return frozenset(words[0] for words in self.clock_words)

    @cached_property
    def number_starts(self) -> frozenset[str]:
        """The words with which a number in words may begin."""
        return self.half_words | self.number_articles | self.numbers.keys() | self.scales.keys()

    @cached_property
    def ordinals_and_units(self) -> frozenset[str]:
        """The words that are written as a number with an ending, or as a currency or a unit."""
        return frozenset(self.ordinals.keys() | self.currencies.keys() | self.units.keys())

    @cached_property
    def day_halves(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(w.split()) for w in self.words("day-halves"))

    @cached_property
    def months(self) -> frozenset[str]:
        return self.words("months")

    @cached_property
    def month_joiners(self) -> frozenset[str]:
        return self.words("month-joiners")

    @cached_property
    def ordinal_ends(self) -> frozenset[str]:
        return self.words("ordinal-ends")

    @cached_property
    def currencies(self) -> dict[str, str]:
        return pairs(self.lists.get("currencies", ()))

    @cached_property
    def units(self) -> dict[str, str]:
        return pairs(self.lists.get("units", ()))

    @cached_property
    def dates(self) -> dict[str, str]:
        return pairs(self.lists.get("dates", ()))

    @cached_property
    def bound_words(self) -> frozenset[str]:
        """The words that may be folded together with words beside them, as they stand in rules or folded."""
        of_phrases = {word for phrase in self.phrases if len(phrase) > 1 for word in phrase}
        rows = (*self.phrases.values(), *self.clock_words, *self.day_halves)
        tables = (self.numbers, self.ordinals, self.scales, self.currencies, self.units, self.dates)
        words = (
            self.hesitations,
            self.half_words,
            self.counted_with_article,
            self.number_articles,
            self.number_joiners,
            self.months,
            self.month_joiners,
            self.ordinal_ends,
        )
        canonical = {str(value) for table in tables for value in table.values()}
        return frozenset(of_phrases.union(*rows, *tables, *words, canonical))

    def _table(self, name: str) -> dict[str, str]:
        return {k: v for k, v in pairs(self.lists.get(name, ())).items() if k != v}

    def _amounts(self, name: str) -> dict[str, int]:
        return {k: int(v) for k, v in self._table(name).items()}


@dataclass(frozen=True)
class Wording:
    """The word lists that tell types of differences apart, of one language."""

    same: SameWords
    spellings: Spellings

    @cached_property
    def negative_words(self) -> frozenset[str]:
        return self.same.words("negative-words")

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
    def rounding_words(self) -> frozenset[str]:
        return self.same.words("rounding-words")

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
