"""Whom an article means in one place: what the words ask for, and who is mentioned around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.find.quotations import Quotation
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Mention, Referent
from attribution.speakers.wanted import Wanted

REACH = 6
"""Paragraphs before the source within which somebody can be meant."""

Mentioned = tuple[Mention, Referent]


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody who spoke: where, and who it was."""

    at: int
    referent: Referent
    quoted: bool = False
    """Inside somebody else's quotation."""


@dataclass(frozen=True, slots=True)
class Search:
    """The search for whoever is meant: what is wanted, and what stands around the source words."""

    entities: Entities
    wanted: Wanted
    spoken: Sequence[Spoke]
    """Who spoke elsewhere, in text order."""
    paragraph: int
    inside: Quotation | None
    """The quotation in which the source words stand."""
    sentence: int | None
    """The sentence of the source words; None where there are none."""
    start: int
    """Where that sentence begins."""
    before: Sequence[Mentioned]
    """Mentions of those who agree before the source words and in reach, nearest first."""
    role_bearers: frozenset[Referent]
    """Those whom the article calls what is wanted."""

    @classmethod
    def of(cls, entities: Entities, wanted: Wanted, spoken: Sequence[Spoke]) -> Search:
        scene = entities.scene
        sentence = wanted.token.sentence if wanted.token is not None else None
        start = wanted.at if sentence is None else scene.document.sentences[sentence].start
        bearers, lower = _role_bearers(entities, wanted)
        return cls(
            entities,
            wanted,
            spoken,
            scene.paragraph(wanted.at),
            scene.quotation_at(wanted.at),
            sentence,
            start,
            [(m, r) for m, r in _before(entities, wanted) if r not in lower],
            bearers - lower,
        )

    def paragraphs_since(self, at: int) -> int:
        """How many paragraphs farther up an offset stands."""
        return self.paragraph - self.entities.scene.paragraph(at)


def mentioned_before(referent: Referent, wanted: Wanted) -> bool:
    """Whether somebody is mentioned before the source words, by other words than those."""
    return any(m.start < wanted.at and m.head != wanted.token for m in referent.mentions)


def _before(entities: Entities, wanted: Wanted) -> list[Mentioned]:
    """Those in other people's quotations count only where the source stands in the quotation too."""
    scene = entities.scene
    here, inside = scene.paragraph(wanted.at), scene.quotation_at(wanted.at)
    found = [
        (m, r)
        for r in entities.referents
        if wanted.agrees(r)
        for m in r.mentions
        if m.start < wanted.at
        and (not m.quoted or scene.quotation_at(m.start) is inside)
        and m.head != wanted.token
        and here - scene.paragraph(m.start) <= REACH
    ]
    return sorted(found, key=lambda pair: -pair[0].start)


def _role_bearers(entities: Entities, wanted: Wanted) -> tuple[frozenset[Referent], frozenset[Referent]]:
    """Those who are called what is wanted; and those of another rank, who are not meant: "the minister" is
    not the deputy minister where a minister is mentioned before."""
    if not wanted.heads:
        return frozenset(), frozenset()
    lexicon, referents = entities.lexicon, entities.referents
    bearers = frozenset(r for r in referents if r.heads & (wanted.rank or wanted.heads))
    ranks = lexicon.lower_ranks if wanted.past else lexicon.other_ranks
    lower = frozenset(r for r in referents if r.person is not None and r.heads & ranks)
    if wanted.rank or not any(mentioned_before(r, wanted) for r in bearers - lower):
        lower = frozenset()
    return bearers, lower
