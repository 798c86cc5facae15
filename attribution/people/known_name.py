"""What is known of one name, and the rules and word lists by which names are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii

from attribution.names.variants import Spellings
from attribution.people.judgements import Judgements
from attribution.people.stems import Stems
from attribution.result import SpeakerKind
from attribution.rule import RuleBook
from attribution.rulebook.explanations import Explanations
from attribution.wording.same_words import SameWords

NAMED = ("person", "organisation")
DESCRIBED = ("anonymous", "unknown")
"""Kinds of speakers who may be one person that another article names; a group ("the authors") is none."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """What is known of one name: in one article, or in all where it was found to be the same person's."""

    name: str
    kind: SpeakerKind
    places: frozenset[tuple[str, str]]
    """Pairs of article id and the name as it stands there."""
    roles: frozenset[str] = frozenset()
    said: frozenset[int] = frozenset()
    """The words said, as hashes of short runs of them."""
    context: frozenset[str] = frozenset()
    """Capitalised words of the articles, other than the name."""
    dates: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    """Other names that the articles give with it: family names beside a word such as *née*, initials in
    brackets."""
    born: frozenset[str] = frozenset()
    """Words of articles that tell of a name at birth, of which one may be the family name."""
    aliases: frozenset[str] = frozenset()
    """Nicknames, stage names and pen names that the articles give its bearer, in plain letters."""
    because: tuple[str, ...] = ()

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(article for article, _ in self.places)

    @property
    def spellings(self) -> frozenset[str]:
        return frozenset(name for _, name in self.places)

    @property
    def slug(self) -> str:
        """The name in plain letters, as ids of people have it."""
        return re.sub(r"[^a-z0-9]+", "-", anyascii(self.name).lower()).strip("-") or "nameless"


@dataclass(frozen=True, slots=True)
class NameRules:
    """The word lists of one language, and what people judged."""

    same: SameWords
    spelled: Spellings
    stems: Stems
    explanations: Explanations
    judgements: Judgements

    @classmethod
    def of(cls, book: RuleBook, language: str, judgements: Judgements | None = None) -> NameRules:
        """The rules for names in articles of one language."""
        same, spelled = SameWords(book.lists.get(language, {})), Spellings(book, language)
        stems, explanations = Stems(same, spelled.words), Explanations.of(book, language)
        return cls(same, spelled, stems, explanations, judgements or Judgements())


def parts(name: str, rules: NameRules) -> tuple[str, ...]:
    """The words of a person's name, without titles."""
    parsed = rules.spelled.name(name)
    return rules.spelled.parts(parsed) if parsed else ()


def is_single(name: KnownName, rules: NameRules) -> bool:
    """Whether the name is a single word of a person's name, which may be that of several."""
    return name.kind == "person" and len(parts(name.name, rules)) < 2


def together(names: Sequence[KnownName], because: str = "") -> KnownName:
    """What is known of all as of one, under the fullest name, the first of several."""
    if len(names) == 1 and not because:
        return names[0]
    fullest = max(names, key=lambda n: len(n.name.split()))
    first, *rest = names
    return KnownName(
        fullest.name,
        first.kind,
        first.places.union(*(n.places for n in rest)),
        first.roles.union(*(n.roles for n in rest)),
        first.said.union(*(n.said for n in rest)),
        first.context.union(*(n.context for n in rest)),
        first.dates.union(*(n.dates for n in rest)),
        first.also.union(*(n.also for n in rest)),
        first.born.union(*(n.born for n in rest)),
        first.aliases.union(*(n.aliases for n in rest)),
        (*first.because, *filter(None, [because]), *(b for n in rest for b in n.because)),
    )
