"""Pairs of a report and a quotation, or of two reports, of one speaker that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from attribution.flags import circumstances, occasions
from attribution.flags.context import Context
from attribution.flags.denials import denied
from attribution.flags.pair import Pair, PairFacts
from attribution.meaning.contradictions import contradicted
from attribution.meaning.statement import Statement, statements
from attribution.result import Difference
from attribution.wording.passage import Passage

REACH = 2
"""Two content words that two statements of one speaker share, at most so far apart in each, bring them
together."""
TURNED = ""
"""Stands before two words that meet in either order."""
MANY = 60
"""Passages of one speaker with the same two words: in more it is a phrase of theirs, and not compared."""


def contradicted_pairs(said: Sequence[Passage], context: Context) -> list[Pair]:
    """The pairs, at least one of them a report, in which one speaker is said to say a thing and its contrary,
    in articles that report one event."""

    @cache
    def told(passage: Passage) -> list[Statement]:
        return list(statements(passage, context.reading(passage), context.wording))

    found = []
    for a, b in _of_one_speaker(said):
        if not _is_one_event(a, b, context):
            continue
        ours, theirs = told(a), told(b)
        if not _in_one_order(a, b):  # "We sold half a million tickets", "five million tickets were sold"
            ours, theirs = _of_the_same_things(ours, theirs), _of_the_same_things(theirs, ours)
        differences = contradicted(ours, theirs, context.wording)
        if differences:
            found.append(_pair(a, b, differences, context))
    return _without_agreeing(found, said)


def _in_one_order(a: Passage, b: Passage) -> bool:
    """Whether the two share two words in one order."""
    return any(words[0] != TURNED for words in _meeting_words(a) & _meeting_words(b))


def _of_the_same_things(ours: Sequence[Statement], theirs: Sequence[Statement]) -> list[Statement]:
    """Ours that tell of the very things and acts of which one of theirs does."""
    return [x for x in ours if any(x.kinds == y.kinds for y in theirs)]


def may_contradict(passage: Passage) -> bool:
    """Whether it is a statement, and no report that has no words for its source ("he is described as …")."""
    attribution = passage.attribution
    told = attribution.act == "statement" or (attribution.kind == "indirect" and attribution.act != "belief")
    return told and bool(attribution.source or passage.quoted)


def _meeting_words(passage: Passage) -> set[tuple[str, ...]]:
    """The pairs of content words under which statements of one speaker meet, each as it stands, and behind
    TURNED in the order of the alphabet: there all are that are met in either order."""
    row = passage.lemmas if may_contradict(passage) else ()
    pairs = [pair for step in range(1, REACH + 1) for pair in zip(row, row[step:], strict=False)]
    return {*pairs, *((TURNED, min(pair), max(pair)) for pair in pairs)}


def _of_one_speaker(said: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Passages of one person in two articles, at least one of them reported, that share two words."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    saying = {p.attribution.id: p.attribution.speaker.person for p in said}
    reported = {p.attribution.speaker.person for p in said if not p.quoted} - {None}
    for n, passage in enumerate(said):
        person, within = passage.attribution.speaker.person, passage.attribution.within
        if person and person in reported and (not within or saying.get(within) == person):
            for words in _meeting_words(passage):
                places[person, *words].append(n)
    pairs = {
        (a, b)
        for numbers in places.values()
        if len(numbers) <= MANY
        for a, b in combinations(numbers, 2)
        if said[a].article != said[b].article and not (said[a].quoted and said[b].quoted)
    }
    return ((said[a], said[b]) for a, b in sorted(pairs))


def _is_one_event(a: Passage, b: Passage, context: Context) -> bool:
    days = context.days_between(a, b)
    return days is None or days < context.limit("days-apart")


def _pair(a: Passage, b: Passage, differences: tuple[Difference, ...], context: Context) -> Pair:
    counts = all(d.type == "number" for d in differences)
    goes_on = counts and occasions.counts_of_two_days(a, b, context)
    facts = PairFacts(
        "same",
        "contradicted",
        "one" if a.quoted or b.quoted else "none",
        difference=frozenset(d.type for d in differences),
        length="long",
        denied=any(denied(p, p.span, context) and p.quoted for p in (a, b)),
        repeated=goes_on or occasions.repeated(a, b, context, counts=counts),
        translated=circumstances.translated(a, b, context),
    )
    return Pair(a, b, a.span, b.span, facts, differences, departs="b" if a.quoted else "a")


def _without_agreeing(pairs: Sequence[Pair], said: Sequence[Passage]) -> list[Pair]:
    """Without the pairs of which each article has the other's version too: both tell of a change."""
    words: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for passage in said:
        words[passage.article, passage.attribution.speaker.person].update(t.text for t in passage.tokens)

    def has_both(pair: Pair) -> bool:
        person = pair.a.attribution.speaker.person
        numbers = [d for d in pair.differences if d.type == "number"]
        return bool(numbers) and any(
            {*d.a.lower().split()[:1], *d.b.lower().split()[:1]} <= words[passage.article, person]
            for d in numbers
            for passage in (pair.a, pair.b)
        )

    return [pair for pair in pairs if not has_both(pair)]
