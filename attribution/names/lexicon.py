"""The word lists that names and speakers are told by, of one language, ready for look-up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Literal

from attribution.rule import RuleBook

Gender = Literal["male", "female"]

MARKS = "'’"
"""The possessive of a plural is written with the mark alone: "the Joneses'"."""
SHORTEST_PLURAL = 4
"""Letters of the shortest word that loses its plural ending: "gas" does not."""

SHORTEST_START, SHORTEST_END = 3, 5
"""Letters of the shortest parts of a compound for a trade: "net | maker", not "New | man"."""


def variants(book: RuleBook, language: str, name: str) -> dict[str, frozenset[str]]:
    """A list of ``word = variant, variant`` lines as a mapping."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in book.lists.get(language, {}).get(name, ()):
        word, _, rest = line.partition("=")
        found[word.strip().lower()] |= {v.strip().lower() for v in rest.split(",") if v.strip()}
    return {word: frozenset(of_word) for word, of_word in found.items()}


def _with_narrower(kinds: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Each noun with its own words and those of the nouns among them, and so on: a paper is a tabloid too."""
    found = {}
    for noun, words in kinds.items():
        known, more = frozenset[str](), words
        while more - known:
            known, more = known | more, more.union(*(kinds.get(word, frozenset()) for word in more))
        found[noun] = known
    return found


@dataclass(frozen=True, eq=False)
class Lists:
    """The lists of one language in lower case, each under its name in the rules with underscores for hyphens.
    A list that the language lacks is empty; what each is for stands in ``rulebook.list_catalogue``."""

    titles: frozenset[str]
    titles_male: frozenset[str]
    titles_female: frozenset[str]
    name_suffixes: frozenset[str]
    name_articles: frozenset[str]
    given_male: frozenset[str]
    given_female: frozenset[str]
    address: frozenset[str]

    firm_words: frozenset[str]
    firm_roles: frozenset[str]
    place_words: frozenset[str]
    age_words: frozenset[str]
    naming_verbs: frozenset[str]
    becoming_verbs: frozenset[str]
    appointing_verbs: frozenset[str]
    negations: frozenset[str]
    parties: frozenset[str]
    maiden_words: frozenset[str]
    birth_name_words: frozenset[str]
    alias_phrases: frozenset[str]
    alias_words: frozenset[str]
    nickname_words: frozenset[str]
    acronym_skips: frozenset[str]
    description_skips: frozenset[str]

    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    kin_nouns: frozenset[str]
    person_nouns: frozenset[str]
    group_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    any_body_nouns: frozenset[str]
    document_nouns: frozenset[str]
    personal_documents: frozenset[str]
    publishing_verbs: frozenset[str]
    author_prepositions: frozenset[str]
    told_in: frozenset[str]
    continuing_cues: frozenset[str]
    felt_states: frozenset[str]
    hearer_cues: frozenset[str]
    hearing_verbs: frozenset[str]
    time_adverbs: frozenset[str]
    unnamed_nouns: frozenset[str]
    never_named: frozenset[str]
    spokespeople: frozenset[str]
    role_words: frozenset[str]
    labels_of_answers: frozenset[str]
    labels_of_questions: frozenset[str]
    asking_verbs: frozenset[str]
    answering_verbs: frozenset[str]
    examined_by: frozenset[str]
    labels_of_the_unnamed: frozenset[str]
    lower_ranks: frozenset[str]
    past_ranks: frozenset[str]

    definite: frozenset[str]
    indefinite: frozenset[str]
    pronouns_male: frozenset[str]
    pronouns_female: frozenset[str]
    pronouns_neutral: frozenset[str]
    pronouns_plural: frozenset[str]
    pronouns_first: frozenset[str]
    pronouns_second: frozenset[str]
    pronouns_relative: frozenset[str]
    pronouns_personal: frozenset[str]
    pronouns_indefinite: frozenset[str]
    first_of_two: frozenset[str]
    second_of_two: frozenset[str]
    counterfeit_words: frozenset[str]
    counterfeit_nouns: frozenset[str]

    possessive_ends: frozenset[str]
    plural_ends: frozenset[str]
    role_complements: frozenset[str]


@dataclass(frozen=True, eq=False)
class Lexicon(Lists):
    """The lists of one language, what is made of several of them, and the questions they answer."""

    nicknames: frozenset[tuple[str, str]]
    """Given names, each with a short form of it."""
    role_kinds: dict[str, frozenset[str]]
    """Role nouns, each with the narrower roles that it may take up."""
    body_kinds: dict[str, frozenset[str]]
    """Nouns that say what an organisation is, each with the words by which one may be known as such."""

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, book: RuleBook, language: str) -> Lexicon:
        """The lexicon of one language of the rule book; that of the same book is made once."""
        lists = {f.name: book.words(language, f.name.replace("_", "-")) for f in fields(Lists)}
        nicknames = variants(book, language, "nicknames")
        return cls(
            **lists,
            nicknames=frozenset((full, short) for full, shorts in nicknames.items() for short in shorts),
            role_kinds=variants(book, language, "role-kinds"),
            body_kinds=_with_narrower(variants(book, language, "body-kinds")),
        )

    # ------------------------------------------------------------ names
    @cached_property
    def given(self) -> frozenset[str]:
        """Given names of men and women."""
        return self.given_male | self.given_female

    @cached_property
    def women_only(self) -> frozenset[str]:
        """Given names that men do not bear."""
        return self.given_female - self.given_male

    @cached_property
    def men_only(self) -> frozenset[str]:
        """Given names that women do not bear."""
        return self.given_male - self.given_female

    @cached_property
    def all_titles(self) -> frozenset[str]:
        """Titles of either sex, of men and of women."""
        return self.titles | self.titles_male | self.titles_female

    @cached_property
    def before_names(self) -> frozenset[str]:
        """Titles and roles that stand before a name and are no part of it."""
        return self.all_titles | self.role_words

    @cached_property
    def full_given(self) -> dict[str, frozenset[str]]:
        """The given names that a short form may stand for."""
        found: dict[str, set[str]] = defaultdict(set)
        for full, short in self.nicknames:
            found[short].add(full)
        return {short: frozenset(full) for short, full in found.items()}

    @cached_property
    def short_given(self) -> dict[str, frozenset[str]]:
        """The short forms that a given name may have."""
        found: dict[str, set[str]] = defaultdict(set)
        for full, short in self.nicknames:
            found[full].add(short)
        return {full: frozenset(short) for full, short in found.items()}

    def nickname(self, a: str, b: str) -> bool:
        """Whether one given name is a short form of the other."""
        return (a, b) in self.nicknames or (b, a) in self.nicknames

    # ------------------------------------------------------------ nouns and pronouns
    @cached_property
    def person_words(self) -> frozenset[str]:
        """Nouns that say what somebody is."""
        kinds = frozenset(self.role_kinds).union(*self.role_kinds.values())
        return self.person_nouns | self.unnamed_nouns | self.male_nouns | self.female_nouns | kinds

    @cached_property
    def body_words(self) -> frozenset[str]:
        """Words by which one knows what an organisation is, but no nouns for any: "nasa", "herald"."""
        return frozenset[str]().union(*self.body_kinds.values()) - self.organisation_nouns

    def narrower(self, noun: str) -> frozenset[str]:
        """The nouns, and words of names, of those whom a description with this noun may take up."""
        return self.role_kinds.get(noun, frozenset()) | self.body_kinds.get(noun, frozenset())

    def is_trade(self, word: str) -> bool:
        """Whether a word says what somebody is, if only by its end: "dikemaster"."""
        ends = (word[i:] for i in range(SHORTEST_START, len(word) - SHORTEST_END + 1))
        return word in self.person_words or any(end in self.person_words for end in ends)

    @cached_property
    def anybody(self) -> frozenset[str]:
        """Nouns that say of a person hardly more than the gender, or that nobody is named."""
        return self.unnamed_nouns | self.male_nouns | self.female_nouns

    @cached_property
    def other_ranks(self) -> frozenset[str]:
        """Words that say that somebody does not hold the office that follows."""
        return self.lower_ranks | self.past_ranks

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Personal pronouns of every person, number and gender."""
        third = self.pronouns_male | self.pronouns_female | self.pronouns_neutral | self.pronouns_plural
        return third | self.pronouns_first | self.pronouns_second

    def describes(self, word: str) -> bool:
        """Whether a capitalised word before a name tells what its bearer is rather than being part of it."""
        lists = (self.person_words, self.all_titles, self.organisation_nouns, self.group_nouns)
        return any(word in words for words in lists)

    def pronoun_gender(self, form: str) -> Gender | None:
        """The gender of a pronoun; None for other words and for pronouns that tell none."""
        form = form.lower()
        return "male" if form in self.pronouns_male else "female" if form in self.pronouns_female else None

    # ------------------------------------------------------------ endings
    def without_possessive(self, text: str) -> str:
        """The text without a possessive ending: "Ruiz's" and "the Joneses'" lose theirs."""
        for end in self.possessive_ends:
            if text.endswith(end):
                return text[: -len(end)]
        return text[:-1] if text.endswith(tuple(MARKS)) else text

    def stem(self, word: str) -> str:
        """The word without the longest plural ending that it has, for comparison; a short word as it is."""
        if len(word) < SHORTEST_PLURAL:
            return word
        ends = [end for end in self.plural_ends if word.endswith(end)]
        return word.removesuffix(max(ends, key=len, default=""))
