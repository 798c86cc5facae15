"""Which names are those of organisations, whatever the tagger calls them in one place: "Vesten Shipping", and
"Vesten" where it is short for that.

A short form that fits a person too is the person's, unless its coreference chain knows only the organisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attribution.article import Span
from attribution.find.scene import Scene
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers.coreference import Chains
from attribution.speakers.name_stretches import NameStretch


def is_organisation_name(name: PersonName, tag: str, lexicon: Lexicon) -> bool:
    """Whether the last word of a name is one of organisations; "Grace Church" is a person where the tagger
    says so."""
    if len(name.words) < 2 or name.titles:
        return False
    if name.keys[-1] not in lexicon.firm_words and name.keys[-1] not in lexicon.organisation_nouns:
        return False
    return tag != "PERSON" or name.keys[0] not in lexicon.given


class ShortForms:
    """The first words of the organisations of a scene, and whether one stands for its organisation in a
    place."""

    def __init__(
        self,
        scene: Scene,
        lexicon: Lexicon,
        chains: Chains,
        organisations: Sequence[NameStretch],
        people: Iterable[PersonName],
    ) -> None:
        self._scene, self._lexicon, self._chains = scene, lexicon, chains
        self._first = {s.keys[0] for s in organisations}
        self._in_chain = {chain for s in organisations if (chain := chains.around(s.span)) is not None}
        people = list(people)
        borne = {key for name in people for key in (name.keys[0], name.keys[-1]) if len(name.words) > 1}
        titled = {name.keys[-1] for name in people if set(name.titles) & lexicon.all_titles}
        self._of_people = borne | titled

    def takes(self, name: PersonName, span: Span) -> bool:
        """Whether the name, a single word, is that of an organisation here."""
        if len(name.words) > 1 or name.titles or name.keys[0] not in self._first:
            return False
        chain = self._chains.around(span)
        if name.keys[0] in self._of_people:
            return chain in self._in_chain and not self._of_somebody(chain)
        return chain is None or not self._of_somebody(chain)

    def _of_somebody(self, chain: int | None) -> bool:
        """Whether a chain has a pronoun for a man or a woman."""
        members = self._chains.members[chain] if chain is not None else ()
        return any(self._lexicon.pronoun_gender(self._scene.word(token).text) for _, token in members)
