"""A place where a person is named, and the words of the name that only its neighbours give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attribution.article import Span
from attribution.find.scene import Scene
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A stretch of text that names a person; titles before the name begin at ``start``, the name itself at
    ``core``."""

    start: int
    core: int
    end: int
    name: PersonName

    @property
    def titled(self) -> Span:
        """The name with the titles before it."""
        return Span(self.start, self.end)

    @property
    def bare(self) -> Span:
        """The name without titles."""
        return Span(self.core, self.end)


def with_shared_family_names(
    scene: Scene, places: Sequence[NamedPerson], lexicon: Lexicon
) -> list[NamedPerson]:
    """The places, in text order, each with the family name that two given names share: "Bill and Lottie
    Hale"."""
    families = {place.name.keys[-1] for place in places if len(place.name.words) > 1}
    result = list(places)
    for i, (one, other) in enumerate(pairwise(places)):
        between = scene.tokens_between(one.end, other.start)
        if (
            len(one.name.words) == 1
            and one.name.keys[0] in lexicon.given
            and one.name.keys[0] not in families
            and len(other.name.words) == 2
            and other.name.keys[0] in lexicon.given
            and len(between) == 1
            and scene.word(between[0]).upos == "CCONJ"
        ):
            name = PersonName((*one.name.words, other.name.words[-1]), one.name.titles)
            result[i] = replace(one, name=name)
    return result


def in_full(scene: Scene, place: NamedPerson, lexicon: Lexicon) -> NamedPerson:
    """The place with the given name behind it that tells two of one family apart: "the elder Hale, Lottie,
    said"."""
    token = next(iter(scene.tokens_between(place.start, place.end)), None)
    if token is None or len(place.name.words) > 1:
        return place
    words, at = scene.sentence(token).words, token.word
    before, behind = words[at - 1].text.lower() if at else "", words[at + 1 : at + 3]
    if (
        before in lexicon.age_words
        and len(behind) == 2
        and behind[0].text == ","
        and person_name.plain(behind[1].text) in lexicon.given
    ):
        return replace(place, name=PersonName((behind[1].text, *place.name.words), place.name.titles))
    return place
