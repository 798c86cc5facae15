"""The word lists of one language that say which words are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


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

    def amounts(self, name: str) -> dict[str, int]:
        """A list of "number = word, word" as the number of each word."""
        return {k: int(v) for k, v in self._table(name).items()}

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
    def left_as_they_are(self) -> set[str]:
        """Those of them that are written as they stand, and begin no phrase that is written otherwise."""
        return set()

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
        return self.amounts("numbers")

    @cached_property
    def ordinals(self) -> dict[str, int]:
        return self.amounts("ordinals")

    @cached_property
    def scales(self) -> dict[str, int]:
        return self.amounts("scales")

    @cached_property
    def number_articles(self) -> frozenset[str]:
        return self.words("number-articles")

    @cached_property
    def number_joiners(self) -> frozenset[str]:
        return self.words("number-joiners")

    @cached_property
    def clock_words(self) -> dict[tuple[str, ...], int]:
        return {tuple(k.split()): n for k, n in self.amounts("clock-words").items()}

    @cached_property
    def clock_starts(self) -> frozenset[str]:
        """The words with which clock words begin."""
        return frozenset(words[0] for words in self.clock_words)

    @cached_property
    def number_starts(self) -> frozenset[str]:
        """The words with which a number in words may begin."""
        return self.half_words | self.number_articles | self.numbers.keys() | self.scales.keys()

    @cached_property
    def words_of_numbers(self) -> frozenset[str]:
        """Those, and the words that are written as a number with an ending, or as a currency or a unit."""
        return self.number_starts | self.ordinals.keys() | self.currencies.keys() | self.units.keys()

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
