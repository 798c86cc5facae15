"""What the store has about places of flags: who speaks there, and what a guess of the speaker rests on."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.archive.store import Store
from attribution.result import Attribution, Side
from attribution.write.guess import Guess, guess, rests_on_a_guess


def said_at(store: Store, sides: Iterable[Side]) -> dict[str, Attribution]:
    """The attributions at these places, by id."""
    found = {id: store.attribution(id) for id in dict.fromkeys(s.attribution for s in sides)}
    return {id: each for id, each in found.items() if each}


def guesses_among(store: Store, said: Iterable[Attribution]) -> dict[str, Guess]:
    """What the speaker rests on where it is a guess, by the id of the attribution."""
    found = {}
    for each in said:
        there = store.article(each.article) if each.candidates else None
        if there and rests_on_a_guess(each, " ".join(s.of(there.text) for s in each.source)):
            found[each.id] = guess(each, there, store.sentences(each.article))
    return {id: each for id, each in found.items() if each}


def outlets(store: Store) -> list[str]:
    """Every outlet, in the order of the alphabet."""
    return [
        o
        for (o,) in store.rows(
            "SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL ORDER BY 1"
        )
    ]
