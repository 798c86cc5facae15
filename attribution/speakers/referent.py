"""Somebody (or something) in an article that could speak, and the places where it is mentioned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from attribution.find.scene import Token
from attribution.names.lexicon import Gender
from attribution.names.person_name import PersonName
from attribution.result import SpeakerKind

TOLD_BY_GIVEN_NAME = 3
"""What a given name counts for a gender; whatever else tells it counts more."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody is named, described or meant by a pronoun: its span, its head word, and how it
    stands."""

    start: int
    end: int
    head: Token
    named: bool
    subject: bool
    quoted: bool


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody under the fullest name or description that the article gives. ``roles`` are phrases that say
    what they are, ``heads`` the lemmas of the nouns in them."""

    name: str
    kind: SpeakerKind
    person: PersonName | None = None
    plural: bool = False
    place: bool = False
    owner: Referent | None = None
    """The person in "her campaign"."""
    introduced: bool = True
    """False for a description that takes up somebody ("the senator") whom the article does not describe so
    before."""
    mentions: list[Mention] = field(default_factory=list)
    genders: Counter[Gender] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)

    @property
    def is_somebody(self) -> bool:
        """Whether it is one person, named or not."""
        return self.kind in ("person", "anonymous")

    @property
    def gender(self) -> Gender | None:
        """What most of the evidence says, or None when there is none or it is even."""
        male, female = self.genders["male"], self.genders["female"]
        return None if male == female else "male" if male > female else "female"

    @property
    def gender_by_name_alone(self) -> bool:
        """Whether nothing but the given name tells the gender."""
        return 0 < self.genders.total() <= TOLD_BY_GIVEN_NAME

    @property
    def family(self) -> str | None:
        """The family name, for comparison; None where only one name is known."""
        return self.person.keys[-1] if self.person is not None and len(self.person.words) > 1 else None

    @property
    def role(self) -> str | None:
        """The first role given beside the name, preferring one of several words."""
        return next((role for role in self.roles if " " in role), self.roles[0] if self.roles else None)
