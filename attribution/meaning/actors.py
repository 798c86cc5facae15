"""Who did what to whom, from the two trees: who changed places with whom, and other names in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from attribution.meaning.statement import Statement
from attribution.names.variants import Spellings
from attribution.result import Difference

SUBJECT, OBJECT = "subject", "object"
ROLES: Mapping[str, str] = {
    "nsubj": SUBJECT,
    "obl:agent": SUBJECT,
    "obj": OBJECT,
    "nsubj:pass": OBJECT,
    "iobj": OBJECT,
    "obl": "",
    "nmod": "",
}
"""Relations by which a word stands in a place of a verb or noun; a passive turned back. The others are told
apart by the preposition before the word."""

Place = tuple[str, str]
"""A verb or noun and the role of a word below it."""


def other_actors(
    a: Statement, b: Statement, common: frozenset[str], spellings: Spellings, mutual: frozenset[str]
) -> Iterator[Difference]:
    """Who changed places with whom in what both say; else another name in one place of it. ``mutual`` are
    words of which either side may come first: meet, with."""
    ours, theirs = _places(a, common), _places(b, common)
    if _have_changed_places(a, ours, b, theirs, mutual):
        yield Difference("who", a.whole(), b.whole())
        return
    for place in sorted(ours.keys() & theirs.keys()):
        i, j = ours[place][0], theirs[place][0]
        if _is_name(a, i) and _is_name(b, j) and _are_two(a, i, b, j, spellings):
            yield Difference("name", a.shown(i, i), b.shown(j, j))
            return


def is_of_another(own: Statement, other: Statement, first_person: frozenset[str]) -> bool:
    """Whether the one tells what its speaker does ("I"), and the other what somebody else does: its subject
    of the same verb is a noun or name."""
    subjects = [_subjects(statement) for statement in (own, other)]
    return any(
        own.texts[i] in first_person and other.words[j][1].upos in ("NOUN", "PROPN")
        for thing in subjects[0].keys() & subjects[1].keys()
        for i, j in [(subjects[0][thing], subjects[1][thing])]
    )


def _subjects(statement: Statement) -> dict[str, int]:
    """The place of the subject of each verb."""
    at = {word.index: i for i, (_, word) in statement.words.items()}
    return {
        statement.things[at[word.head]]: i
        for i, (_, word) in statement.words.items()
        if word.deprel == "nsubj" and at.get(word.head) in statement.things
    }


def _places(statement: Statement, common: frozenset[str]) -> dict[Place, list[int]]:
    """Which words stand in the places of words that both statements have."""
    at = {word.index: i for i, (_, word) in statement.words.items()}
    found: dict[Place, list[int]] = defaultdict(list)
    for i, (sentence, word) in statement.words.items():
        head = at.get(word.head)
        role = ROLES.get(word.deprel)
        if head is None or role is None or statement.things.get(head) not in common:
            continue
        below = (sentence.words[k] for k in sentence.children[word.index])
        case = next((w.lemma.lower() for w in below if w.deprel == "case"), "")
        found[statement.things[head], role or case].append(i)
    return found


def _have_changed_places(
    a: Statement,
    ours: Mapping[Place, list[int]],
    b: Statement,
    theirs: Mapping[Place, list[int]],
    mutual: frozenset[str],
) -> bool:
    """Whether of two things each stands in the one statement where the other does in the other."""
    shared = sorted(p for p in ours.keys() & theirs.keys() if p[1] not in mutual)
    here = {p: {a.things.get(i, "") for i in ours[p]} - {""} for p in shared}
    there = {p: {b.things.get(i, "") for i in theirs[p]} - {""} for p in shared}
    return any(
        one[0] not in mutual
        and (here[one] - there[one]) & (there[other] - here[other])
        and (here[other] - there[other]) & (there[one] - here[one])
        for one, other in combinations(shared, 2)
    )


def _is_name(statement: Statement, at: int) -> bool:
    text = statement.tokens[at].text
    return statement.words[at][1].upos == "PROPN" and text not in statement.reading.same.dates


def _are_two(a: Statement, i: int, b: Statement, j: int, spellings: Spellings) -> bool:
    """Whether the two names differ, and neither stands anywhere in the article of the other."""
    x, y = a.tokens[i].text, b.tokens[j].text
    if spellings.spelled(x) == spellings.spelled(y):
        return False
    return x not in b.reading.folded.words and y not in a.reading.folded.words
