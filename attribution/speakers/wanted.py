"""What the words of a source ask for in whoever they mean."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.article import Span
from attribution.find.scene import Token
from attribution.names.lexicon import Gender
from attribution.speakers.referent import Referent


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the source words ask for. ``form`` is pronoun, plural, neutral, role (with the kind behind a
    hyphen where it is not a person's) or none; ``at`` is where they stand."""

    form: str
    at: int
    token: Token | None = None
    kinds: frozenset[str] = frozenset({"person"})
    gender: Gender | None = None
    plural: bool | None = None
    noun: str = ""
    """The noun of a description."""
    heads: frozenset[str] = frozenset()
    """The role nouns that match."""
    rank: frozenset[str] = frozenset()
    """Words of a description that make another office of one ("the deputy minister"): whoever is meant is so
    called."""
    past: bool = False
    """Whether it is an office that somebody has no more ("the former minister")."""
    office: bool = False
    """Whether the noun is an office that stands before names ("the minister")."""
    said: tuple[Span, ...] = ()
    """The words that were said: people speak of others by name, of themselves as "I"."""
    goes_on: bool = False
    """Whether the cue says that somebody goes on speaking ("he added")."""
    told_apart: bool = False
    """Whether a name tells it from others of its kind ("the Dutch government")."""
    owned: bool = False
    """A description with a possessive: "his physician"."""
    owner_named: bool = False
    """The same with a name: "Ruiz’s physician" is nobody who is not called so, whatever else they are."""
    unintroduced: bool = False
    """Whether somebody may be meant of whom the article tells as if known ("the manager came out"), where
    nobody else can be."""
    by_name_alone: bool = False
    """Whether somebody may be meant whose given name alone tells another gender ("Jan"), where nobody else
    can be."""
    other_than: Referent | None = None
    """Whoever cannot be meant: the "he" of "his physician"."""

    def _fits_gender(self, referent: Referent) -> bool:
        if self.gender is None or referent.gender in (self.gender, None):
            return True
        return self.by_name_alone and referent.gender_by_name_alone

    def agrees(self, referent: Referent) -> bool:
        """Whether the referent can be meant as far as kind, gender, number and role tell."""
        if referent is self.other_than or not (referent.introduced or self.unintroduced):
            return False
        if referent.kind not in self.kinds or not self._fits_gender(referent):
            return False
        if self.plural is not None and referent.plural is not self.plural:
            return False
        if self.rank and referent.heads and not self.rank <= referent.heads:
            return False
        called_so = bool(referent.heads & self.heads)
        if self.form == "role-organisation" and not called_so:
            return not referent.place and any(m.named for m in referent.mentions)
        if self.form in ("role-document", "role-group"):
            return called_so
        if self.form == "plural":
            return not referent.place and not (referent.kind == "anonymous" and referent.person)
        return True
