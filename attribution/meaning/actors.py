"""Who did what to whom, from the two trees: names in one place of the same verb, and who changed places with
whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attribution.meaning.statement import Statement
from attribution.names.variants import Spellings
from attribution.result import Difference

SUBJECT, OBJECT, OTHER = "subject", "object", "other"
ROLES: Mapping[str, str] = {
    "nsubj": SUBJECT,
    "obl:agent": SUBJECT,
    "obj": OBJECT,
    "nsubj:pass": OBJECT,
    "iobj": OBJECT,
    "obl": OTHER,
    "nmod": OTHER,
}
"""Relations by which a word stands in a place of a verb or noun; a passive turned back."""

Arc = tuple[str, str]
"""A verb or noun and the role of a word below it."""


def other_actors(
    a: Statement, b: Statement, common: frozenset[str], spellings: Spellings
) -> Iterator[Difference]:
    """Who changed places with whom in what both say; else another name in one place of it."""
    ours, theirs = _arcs(a, common), _arcs(b, common)
    for head in sorted({head for head, role in ours if role == SUBJECT}):
        if _have_changed_places(a, ours, b, theirs, head):
            yield Difference("who", a.whole(), b.whole())
            return
    for arc in sorted(ours.keys() & theirs.keys()):
        i, j = ours[arc][0], theirs[arc][0]
        if _is_name(a, i) and _is_name(b, j) and _are_two(a, i, b, j, spellings):
            yield Difference("name", a.shown(i, i), b.shown(j, j))
            return


def _arcs(statement: Statement, common: frozenset[str]) -> dict[Arc, list[int]]:
    """The places of words by the word above them, which both statements have, and their role."""
    place = {word.index: i for i, (_, word) in statement.words.items()}
    found: dict[Arc, list[int]] = defaultdict(list)
    for i, (_, word) in statement.words.items():
        head = place.get(word.head)
        role = ROLES.get(word.deprel)
        if head is not None and role is not None and statement.things.get(head) in common:
            found[statement.things[head], role].append(i)
    return found


def _have_changed_places(
    a: Statement, ours: Mapping[Arc, list[int]], b: Statement, theirs: Mapping[Arc, list[int]], head: str
) -> bool:
    """Whether who acts in the one is acted on in the other, and the other way round."""
    if len(a.words) == 0 or len(b.words) == 0:
        return False
    acting, acted_on = (
        {a.things.get(i, "") for i in ours.get((head, role), ())} for role in (SUBJECT, OBJECT)
    )
    doing, done_to = (
        {b.things.get(i, "") for i in theirs.get((head, role), ())} for role in (SUBJECT, OBJECT)
    )
    return bool((acting - {""}) & done_to and (acted_on - {""}) & doing)


def _is_name(statement: Statement, at: int) -> bool:
    text = statement.tokens[at].text
    return statement.words[at][1].upos == "PROPN" and text not in statement.reading.same.dates


def _are_two(a: Statement, i: int, b: Statement, j: int, spellings: Spellings) -> bool:
    """Whether the two names differ, and neither stands anywhere in the article of the other."""
    x, y = a.tokens[i].text, b.tokens[j].text
    if spellings.spelled(x) == spellings.spelled(y):
        return False
    return x not in b.reading.folded.words and y not in a.reading.folded.words
