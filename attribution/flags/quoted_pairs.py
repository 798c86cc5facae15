"""Pairs of quotations, both in quotation marks, that are of one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from attribution.article import Span
from attribution.flags import circumstances, occasions
from attribution.flags.context import Context, named_in_body
from attribution.flags.denials import denied
from attribution.flags.disowned import one_disowns
from attribution.flags.likeness import FACTS, MANY, Likeness, is_one_statement, words_of
from attribution.flags.pair import Pair, PairFacts, SideName, one_place, span_of
from attribution.flags.third_articles import with_third_articles
from attribution.meaning.contradictions import contradictions
from attribution.meaning.statement import Statement, statements
from attribution.people.same_speaker import SpeakerRelation, speaker_relation
from attribution.result import Difference
from attribution.wording.align import Overlap, overlap
from attribution.wording.differences import FREE, SMALL
from attribution.wording.passage import Passage

DAYS_OF_AN_EVENT = 3
"""So long the papers report one event; later, as many differences as MANY tell of another."""
ONE_OCCASION = 5
"""So many words in a row, printed beside both quotations, are of one occasion; set by hand."""
ONE_LENGTH = 0.7
"""Two quotations may be one sentence given in two ways where the shorter has so much of the longer's length.
"""


def quoted_pairs(alike: Iterable[tuple[Passage, Passage]], context: Context) -> list[Pair]:
    """The pairs that are of one statement, among quotations that share words."""
    pairs = [pair for a, b in alike if (pair := side_by_side(a, b, context)) is not None]
    return with_third_articles(_with_sayings(_without_better_matches(pairs)), context)


def side_by_side(a: Passage, b: Passage, context: Context) -> Pair | None:
    """The two quotations side by side; None where they are of two statements."""
    if one_place(a, b):
        return None
    common = overlap(a.folded.words, b.folded.words, context.wording.small_words)
    if common is None or common.equal < 2:
        return None
    speakers = _speakers(a, b, context)
    like = Likeness.of(a, b, common, speakers.startswith("different"), context)
    words = words_of(like)
    long = words is not None and is_one_statement(like, words, speakers == "same", context)
    if speakers == "same" and not (long and words != "similar"):
        places = _changed_places(a, b, context)
        if places is not None:
            words, long, like = "altered", True, replace(like, differences=(places,))
        elif long and _less_certain(a, b, context):
            words = "altered"
    if words is None:
        return None
    lemmas = _lemmas(a, common)
    if not long and words != "same":
        return None
    if words == "similar" and all(lemma in context.cues.everyday_words for lemma in lemmas):
        return None
    a_words, b_words = span_of(a, common.a_start, common.a_end), span_of(b, common.b_start, common.b_end)
    facts = PairFacts(
        speakers,
        words,
        "both",
        difference=frozenset(d.type for d in like.differences),
        length="long" if long else "short",
        common=circumstances.common_words(a, a_words, context)
        or circumstances.common_words(b, b_words, context),
        disowned=words == "same" and one_disowns(a, b, context),
    )
    pair = Pair(a, b, a_words, b_words, facts, like.differences)
    if words == "same" and speakers in ("same", "unknown"):
        return pair  # nothing to be explained
    return _explained(pair, like, lemmas, context)


def _changed_places(a: Passage, b: Passage, context: Context) -> Difference | None:
    """Who changed places with whom, where a sentence of each tells of the very same things."""
    found = (
        d
        for x, y in _statements(a, b, context)
        if x.kinds == y.kinds
        for d in contradictions(x, y, context.wording)
    )
    return next((d for d in found if d.type == "who"), None)


def _less_certain(a: Passage, b: Passage, context: Context) -> bool:
    """Whether a sentence of the one thinks only possible what one of the other has as certain."""
    return any(
        d.type == "hedge"
        for x, y in _statements(a, b, context)
        for d in contradictions(x, y, context.wording)
    )


def _statements(a: Passage, b: Passage, context: Context) -> Iterator[tuple[Statement, Statement]]:
    ours, theirs = (list(statements(p, context.reading(p), context.wording)) for p in (a, b))
    return product(ours, theirs)


def _speakers(a: Passage, b: Passage, context: Context) -> SpeakerRelation:
    """Whether the two have one speaker; headlines name people in short, so that less is certain there."""
    speakers = speaker_relation(a.attribution, b.attribution, context.speakers)
    headings = [passage for passage in (a, b) if passage.heading]
    if speakers not in ("different", "spoken-for") or not headings:
        return speakers
    one, other = a.attribution.speaker, b.attribution.speaker
    certain = (
        a.article != b.article
        and all(named_in_body(heading, context) for heading in headings)
        and not (circumstances.serves(one, other, context) or circumstances.serves(other, one, context))
    )
    return speakers if certain else "uncertain"


def _lemmas(a: Passage, common: Overlap) -> list[str]:
    """The lemmas of the content words in the stretch that both share."""
    return [lemma for i, lemma in zip(a.content, a.lemmas, strict=True) if common.a_start <= i < common.a_end]


def _explained(pair: Pair, like: Likeness, lemmas: Sequence[str], context: Context) -> Pair:
    """The pair with what may explain that the two do not agree, and the side that departs from the other."""
    a, b, a_words, b_words = pair.a, pair.b, pair.a_words, pair.b_words
    facts = replace(
        pair.facts,
        one_quotes_the_other=pair.facts.speakers != "same"
        and circumstances.one_quotes_the_other(
            a, b, a_words, b_words, context, by_office=pair.facts.speakers != "spoken-for"
        ),
        denied=denied(a, a_words, context) or denied(b, b_words, context),
        joint=circumstances.said_jointly(a, a_words, context)
        or circumstances.said_jointly(b, b_words, context),
        echoed=pair.facts.speakers != "same" and circumstances.echoes(a, b, a_words, b_words, context),
        everyday=pair.facts.speakers == "different" and circumstances.everyday_words(a, b, lemmas, context),
        repeated=occasions.repeated(a, b, context, counts=_only_counts(like))
        or occasions.tells_of_both(a, b, like.differences, context)
        or _other_occasion(pair, like, context),
        translated=circumstances.translated(a, b, context),
    )
    return replace(pair, facts=facts, departs=_lacking_side(like))


def _only_counts(like: Likeness) -> bool:
    """Whether only figures differ."""
    return bool(like.weighty) and all(d.type == "number" for d in like.weighty)


def _other_occasion(pair: Pair, like: Likeness, context: Context) -> bool:
    """Whether the articles are so many days apart, and the words differ in so many places, that the speaker
    said it twice."""
    days = context.days_between(pair.a, pair.b)
    if days is None or _go_on_alike(pair.a, pair.b, context):
        return False
    changes = len(like.weighty) - len(like.left_out)
    if pair.facts.speakers != "same" and days >= context.limit("days-apart") and changes:
        return True  # what a company says of its wares it says often
    return (days >= context.limit("days-apart") and changes >= 2) or (
        days >= DAYS_OF_AN_EVENT and changes >= MANY
    )


def _go_on_alike(a: Passage, b: Passage, context: Context) -> bool:
    """Whether both go on, or begin, with another quotation in the same words: they are of one occasion."""
    ours, theirs = (
        {context.reading(p).words(s) for s in p.attribution.content if s != p.span} for p in (a, b)
    )
    return any(len(words.split()) >= ONE_OCCASION for words in ours & theirs)


def _lacking_side(like: Likeness) -> SideName | None:
    """The side that lacks all clauses that one side lacks, if any are."""
    if like.left_out and not any(d.a for d in like.left_out):
        return "a"
    if like.left_out and not any(d.b for d in like.left_out):
        return "b"
    return None


# ---------------------------------------------------------------- what other pairs tell of a pair
def _without_better_matches(pairs: Sequence[Pair]) -> list[Pair]:
    """Without pairs that differ although one side has its exact match, of much the same length, in the
    other's article: somebody said it in two ways. Within an article, only slips are left."""
    exact: dict[tuple[Passage, str], list[Span]] = defaultdict(list)
    for pair in pairs:
        if pair.facts.words == "same" and pair.facts.length == "long":
            exact[pair.a, pair.b.article].append(pair.a_words)
            exact[pair.b, pair.a.article].append(pair.b_words)

    def is_best(pair: Pair) -> bool:
        if pair.facts.words == "same":
            return True
        if not pair.across:
            return _is_slip(pair)
        return not any(_matches(words, pair.a_words) for words in exact[pair.a, pair.b.article]) and not any(
            _matches(words, pair.b_words) for words in exact[pair.b, pair.a.article]
        )

    return [pair for pair in pairs if is_best(pair)]


def _matches(exact: Span, words: Span) -> bool:
    """Whether an exact match is one of these words, not of a phrase among them."""
    return exact.overlaps(words) and exact.end - exact.start >= ONE_LENGTH * (words.end - words.start)


def _is_slip(pair: Pair) -> bool:
    """Whether two quotations of one article are one sentence given in two ways, not two sentences: one fact
    differs, and nothing else that is grave."""
    grave = [d for d in pair.differences if d.type not in FREE | SMALL]
    lengths = len(pair.a.tokens), len(pair.b.tokens)
    return (
        len(grave) == 1
        and grave[0].type in FACTS
        and min(lengths) >= ONE_LENGTH * max(lengths)
        and pair.facts.words != "similar"
    )


def _with_sayings(pairs: Sequence[Pair]) -> list[Pair]:
    """With words that are a saying in one place a saying in every place."""
    sayings = {passage for pair in pairs if pair.facts.common for passage in (pair.a, pair.b)}
    return [
        replace(pair, facts=replace(pair.facts, common=True)) if sayings & {pair.a, pair.b} else pair
        for pair in pairs
    ]
