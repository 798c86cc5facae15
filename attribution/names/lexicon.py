"""The word lists that the speaker rules read, of one language, ready for look-up."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Literal

from attribution.rule import RuleBook

Gender = Literal["male", "female"]


class Words:
    """Word lists of one language. A list is an attribute (``words.titles``): a frozen set of lower-case
    words."""

    def __init__(self, book: RuleBook, language: str) -> None:
        self._book, self._language = book, language

    def __getattr__(self, name: str) -> frozenset[str]:
        if name.startswith("_"):
            raise AttributeError(name)
        found = self._book.words(self._language, name.replace("_", "-"))
        setattr(self, name, found)
        return found

    @cached_property
    def all_titles(self) -> frozenset[str]:
        return self.titles | self.titles_male | self.titles_female

    @cached_property
    def before_names(self) -> frozenset[str]:
        """Titles and roles that stand before a name and are no part of it."""
        return self.all_titles | self.role_words

    @cached_property
    def women_only(self) -> frozenset[str]:
        """Given names that men do not bear."""
        return self.given_female - self.given_male

    @cached_property
    def men_only(self) -> frozenset[str]:
        return self.given_male - self.given_female

    @cached_property
    def other_ranks(self) -> frozenset[str]:
        """Words that say that somebody has not the office that follows."""
        return self.lower_ranks | self.past_ranks

    @cached_property
    def given(self) -> frozenset[str]:
        return self.given_male | self.given_female

    @cached_property
    def anybody(self) -> frozenset[str]:
        """Nouns that say of a person hardly more than the gender, or that nobody is named."""
        return self.unnamed_nouns | self.male_nouns | self.female_nouns

    @cached_property
    def person_words(self) -> frozenset[str]:
        """Nouns that say what somebody is."""
        kinds = frozenset(self.role_kinds) | frozenset(
            v for variants in self.role_kinds.values() for v in variants
        )
        return self.person_nouns | self.unnamed_nouns | self.male_nouns | self.female_nouns | kinds

    def describes(self, word: str) -> bool:
        """Whether a capitalised word before a name tells what its bearer is rather than being part of it."""
        return (
            word in self.person_words
            or word in self.all_titles
            or word in self.organisation_nouns
            or word in self.group_nouns
        )

    def pronoun_gender(self, form: str) -> Gender | None:
        """The gender of a pronoun; None for other words and for pronouns that tell none."""
        form = form.lower()
        return "male" if form in self.pronouns_male else "female" if form in self.pronouns_female else None

    @cached_property
    def pronouns(self) -> frozenset[str]:
        return (
            self.pronouns_male
            | self.pronouns_female
            | self.pronouns_neutral
            | self.pronouns_plural
            | self.pronouns_first
            | self.pronouns_second
        )

    @cached_property
    def _nicknames(self) -> frozenset[tuple[str, str]]:
        return frozenset((a, b) for a, variants in self.variants("nicknames").items() for b in variants)

    def nickname(self, a: str, b: str) -> bool:
        """Whether one given name is a short form of the other."""
        return (a, b) in self._nicknames or (b, a) in self._nicknames

    @cached_property
    def full_given(self) -> dict[str, frozenset[str]]:
        """The given names that a short form may stand for."""
        found: dict[str, set[str]] = defaultdict(set)
        for full, short in self._nicknames:
            found[short].add(full)
        return {short: frozenset(full) for short, full in found.items()}

    def variants(self, name: str) -> dict[str, frozenset[str]]:
        """A list of ``word = variant, variant`` lines as a mapping."""
        found: dict[str, set[str]] = defaultdict(set)
        for line in self._book.lists.get(self._language, {}).get(name, ()):
            word, _, rest = line.partition("=")
            found[word.strip().lower()] |= {
                variant.strip().lower() for variant in rest.split(",") if variant.strip()
            }
        return {word: frozenset(variants) for word, variants in found.items()}

    @cached_property
    def role_kinds(self) -> dict[str, frozenset[str]]:
        """A role noun and the narrower roles that it may take up."""
        return self.variants("role-kinds")
