"""From scores of antecedents to clusters of mentions, name by name.

The scores that links need are what fits OntoGUM's dev part. A name that is written unlike all names of a
cluster needs a better one: without that, one wrong link between two people makes every pronoun of both wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LINK, PRONOUN_LINK, PERSON_LINK, SAME_NAME_LINK, NEW_NAME_LINK = -1.0, -1.5, -3.0, -4.0, 1.5
TRIED = 3
"""Antecedents that are tried, the best first."""
PERSONAL = ("PRP", "PRP$")
OF_ONE_PERSON = {"he", "him", "his", "himself", "she", "her", "hers", "herself"}
"""Pronouns that hardly ever refer to nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that may refer back: how it is written, in lower case, its tags, and the words of the name that
    it heads."""

    form: str
    upos: str
    xpos: str
    name: frozenset[str]


def clusters(
    asked: Sequence[Asked], antecedents: Sequence[Sequence[int]], scores: Sequence[Sequence[float]]
) -> list[list[int]]:
    """The numbers of the words asked that mean the same, two or more of them, in the order of the text.

    `antecedents` and `scores` have a row for each word, which goes through those before it by their number.
    """
    cluster: list[int] = []
    names: dict[int, set[str]] = {}
    for number, word in enumerate(asked):
        tried = sorted(zip(scores[number], antecedents[number], strict=True), reverse=True)[:TRIED]
        found = (
            cluster[before]
            for score, before in tried
            if before < number and score > needed(word, names.get(cluster[before], set()))
        )
        cluster.append(next(found, number))
        if word.upos == "PROPN":
            names.setdefault(cluster[-1], set()).update(word.name)
    members: dict[int, list[int]] = {}
    for number, first in enumerate(cluster):
        members.setdefault(first, []).append(number)
    return [chain for chain in members.values() if len(chain) > 1]


def needed(word: Asked, names: set[str]) -> float:
    """The score above which a word is of a cluster that has such names."""
    if word.upos == "PROPN" and names:
        return SAME_NAME_LINK if word.name & names else NEW_NAME_LINK
    if word.form in OF_ONE_PERSON:
        return PERSON_LINK
    return PRONOUN_LINK if word.xpos in PERSONAL else LINK
