"""What an article that has the words of both sides of a pair tells of them: a correction, two occasions, a
joint statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from attribution.flags import circumstances, occasions
from attribution.flags.context import Context
from attribution.flags.denials import denied
from attribution.flags.pair import Pair
from attribution.wording.differences import FREE
from attribution.wording.passage import Passage

Elsewhere = Mapping[Passage, Sequence[Passage]]
"""Each quotation with those of the same words in other articles."""


def with_third_articles(pairs: Sequence[Pair], context: Context) -> list[Pair]:
    """The pairs with what articles that have the words of both sides tell of them."""
    elsewhere: dict[Passage, list[Passage]] = defaultdict(list)
    for pair in pairs:
        if pair.facts.words == "same" and pair.across:
            elsewhere[pair.a].append(pair.b)
            elsewhere[pair.b].append(pair.a)
    taken_back = _denied_in_their_article(pairs, context)
    return [_explained(pair, elsewhere, taken_back, context) for pair in pairs]


def _denied_in_their_article(pairs: Sequence[Pair], context: Context) -> set[Passage]:
    """The passages whose article has the speaker deny the same words elsewhere: who tells what somebody "is
    quoted as saying", and that it was never said, gives it to nobody."""
    found = set()
    for pair in pairs:
        if pair.facts.speakers == "same" and not pair.across:
            sides = ((pair.a, pair.b, pair.b_words), (pair.b, pair.a, pair.a_words))
            found |= {passage for passage, other, words in sides if denied(other, words, context)}
    return found


def _explained(pair: Pair, elsewhere: Elsewhere, taken_back: set[Passage], context: Context) -> Pair:
    facts = pair.facts
    if facts.denied is None:
        return pair  # nothing was to be explained
    if (
        not facts.joint
        and facts.speakers == "different"
        and (_said_jointly(pair, elsewhere) or _said_by_each(pair, elsewhere, context))
    ):
        facts = replace(facts, joint=True)
    if not facts.denied and (taken_back & {pair.a, pair.b} or _is_corrected(pair, elsewhere, context)):
        facts = replace(facts, denied=True)
    if not facts.repeated and facts.words != "same" and _told_as_two(pair, elsewhere, context):
        facts = replace(facts, repeated=True)
    if not facts.repeated and _is_count_that_goes_on(pair, elsewhere, context):
        facts = replace(facts, repeated=True)
    return pair if facts is pair.facts else replace(pair, facts=facts)


def _in_one_article(pair: Pair, elsewhere: Elsewhere) -> Iterator[tuple[Passage, Passage]]:
    """The words of both sides, as one article has them."""
    theirs: dict[str, list[Passage]] = defaultdict(list)
    for q in (pair.b, *elsewhere.get(pair.b, ())):
        theirs[q.article].append(q)
    for p in (pair.a, *elsewhere.get(pair.a, ())):
        yield from ((p, q) for q in theirs.get(p.article, ()))


def _is_corrected(pair: Pair, elsewhere: Elsewhere, context: Context) -> bool:
    """Whether an article gives both wordings, or these words and both speakers, and says that one was
    wrong."""
    one, other = pair.a.attribution.speaker, pair.b.attribution.speaker
    return any(
        circumstances.corrected(p, q, one, other, context) for p, q in _in_one_article(pair, elsewhere)
    )


def _told_as_two(pair: Pair, elsewhere: Elsewhere, context: Context) -> bool:
    """Whether an article has both wordings from the same speaker, and tells of two occasions."""
    person = pair.a.attribution.speaker.person
    return person is not None and any(
        p is not q
        and p.attribution.speaker.person == q.attribution.speaker.person == person
        and occasions.repeated(p, q, context, counts=True)
        for p, q in _in_one_article(pair, elsewhere)
    )


def _said_jointly(pair: Pair, elsewhere: Elsewhere) -> bool:
    """Whether an article has the two speakers say the words together."""
    both = {pair.a.attribution.speaker.person, pair.b.attribution.speaker.person} - {None}
    passages = (*elsewhere.get(pair.a, ()), *elsewhere.get(pair.b, ()))
    spoken = ({s.person for s in (p.attribution.speaker, *p.attribution.joint)} for p in passages)
    return len(both) == 2 and any(both <= people for people in spoken)


def _said_by_each(pair: Pair, elsewhere: Elsewhere, context: Context) -> bool:
    """Whether a record has these words from both speakers, or an article that has says that one said them
    too."""
    people = {pair.a.attribution.speaker.person, pair.b.attribution.speaker.person}
    return any(
        {p.attribution.speaker.person, q.attribution.speaker.person} == people
        and (context.is_record(p) or circumstances.said_too(p, context) or circumstances.said_too(q, context))
        for p, q in _in_one_article(pair, elsewhere)
    )


def _is_count_that_goes_on(pair: Pair, elsewhere: Elsewhere, context: Context) -> bool:
    """Whether only figures differ, of a count that goes on, and all who have the one figure are older than
    all who have the other: who prints a figure that was another before and after is wrong, not late."""
    weighty = [d for d in pair.differences if d.type not in FREE]
    if not weighty or any(d.type != "number" for d in weighty):
        return False
    if not occasions.counts_of_two_days(pair.a, pair.b, context):
        return False
    sides = [(passage, *elsewhere.get(passage, ())) for passage in (pair.a, pair.b)]
    ours, theirs = ([day for p in side if (day := context.published(p))] for side in sides)
    return max(ours) < min(theirs) or max(theirs) < min(ours)
