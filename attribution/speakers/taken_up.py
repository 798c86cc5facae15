"""Nouns that take somebody up where nobody speaks: "The banker came up pale. “…,” he declared."."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from attribution.find.scene import Token
from attribution.speakers.antecedents import antecedents
from attribution.speakers.described_source import is_trusted, names_one, takes_up, wanted_by
from attribution.speakers.entities import Entities
from attribution.speakers.ranking import Ranking
from attribution.speakers.search import Spoke, mentioned_before

SURE = 0.5
"""A noun that nobody needs to understand is settled only where it means somebody sooner than not; set by
hand."""


class TakenUp:
    """The subjects of an article that are definite nouns of one person and stand for nobody yet, settled from
    the first on: each is a mention of whomever it means, where that is sure enough."""

    def __init__(self, entities: Entities, ranking: Ranking, sources: frozenset[Token]) -> None:
        self._entities, self._ranking = entities, ranking
        open_ = (t for t in entities.scene.tokens if t not in sources and _is_open(entities, t))
        self._open = deque(open_)

    def settle(self, until: int, spoken: Sequence[Spoke]) -> None:
        """Settle those that begin before an offset; ``spoken`` are those who spoke."""
        scene = self._entities.scene
        while self._open and scene.word(self._open[0]).start < until:
            token = self._open.popleft()
            wanted = wanted_by(self._entities, token, "anonymous")
            every = antecedents(self._entities, self._ranking, wanted, spoken)
            ranked = [a for a in every if mentioned_before(a.referent, wanted)]
            sure = ranked and ("role" in ranked[0].evidence or ranked[0].support >= SURE)
            if sure and is_trusted(self._entities, token, "anonymous", ranked[0]):
                self._entities.settle(token, ranked[0].referent)
                self._entities.title(ranked[0].referent, token)


def _is_open(entities: Entities, token: Token) -> bool:
    """Whether the word is such a subject, outside all quotations."""
    scene = entities.scene
    word = scene.word(token)
    if word.upos != "NOUN" or not word.deprel.startswith("nsubj") or entities.nouns.plural(token):
        return False
    known = entities.at(token)
    return (
        known is not None
        and not known.introduced
        and names_one(entities, token, known.kind)
        and entities.nouns.definite(token)
        and takes_up(entities, token)
        and scene.quotation_at(word.start) is None
    )
