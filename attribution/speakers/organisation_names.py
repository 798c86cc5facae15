"""Which names are those of organisations, whatever the tagger calls them in one place: "Vesten Shipping", and "Vesten" where
it is short for that.

A short form that fits a person too is the person's, unless its coreference chain knows only the organisation.
"""

from __future__ import annotations

from collections.abc import Iterable

from attribution.find.scene import Scene
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers.coreference import Chains

Place = tuple[int, int]
"""Where a name begins and ends."""


def is_firm(name: PersonName, tag: str, words: Lexicon) -> bool:
    """Whether the last word of a name is one of organisations; "Grace Church" is a person where the tagger
    says so."""
    if len(name.words) < 2 or name.titles or name.keys[-1] not in words.firm_words | words.organisation_nouns:
        return False
    return tag != "PERSON" or name.keys[0] not in words.given


class ShortForms:
    """The first words of the organisations of a scene, and whether one stands for its organisation in a
    place."""

    def __init__(
        self,
        scene: Scene,
        words: Lexicon,
        chains: Chains,
        firms: Iterable[tuple[str, Place]],
        people: Iterable[PersonName],
    ) -> None:
        self._scene, self._words, self._chains = scene, words, chains
        firms = list(firms)
        self._first = {first for first, _ in firms}
        self._in_chain = {chain for _, place in firms if (chain := chains.around(*place)) is not None}
        people = list(people)
        self._borne = {key for name in people for key in (name.keys[0], name.keys[-1]) if len(name.words) > 1}
        self._titled = {name.keys[-1] for name in people if set(name.titles) & words.all_titles}

    def takes(self, name: PersonName, place: Place) -> bool:
        """Whether the name, a single word, is that of an organisation here."""
        if len(name.words) > 1 or name.titles or name.keys[0] not in self._first:
            return False
        chain = self._chains.around(*place)
        if name.keys[0] in self._borne | self._titled:
            return chain in self._in_chain and not self._of_somebody(chain)
        return chain is None or not self._of_somebody(chain)

    def _of_somebody(self, chain: int | None) -> bool:
        """Whether a chain has a pronoun for a man or a woman."""
        members = self._chains.members[chain] if chain is not None else ()
        return any(self._words.pronoun_gender(self._scene.word(token).text) for _, token in members)
