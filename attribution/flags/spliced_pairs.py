"""Pairs of a quotation that is made of pieces and the quotation elsewhere in which a piece of it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from attribution.article import Span
from attribution.flags import occasions
from attribution.flags.circumstances import common_words
from attribution.flags.context import Context
from attribution.flags.denials import denied
from attribution.flags.pair import Pair, PairFacts, span_of
from attribution.people.same_speaker import speaker_relation
from attribution.result import Difference
from attribution.wording.passage import Passage, in_sentences
from attribution.wording.rearranged import rearranged
from attribution.wording.splice import PIECE, Piece, Splice, splices


def find_splices(
    passages: Sequence[Passage],
    quoted: Sequence[Pair],
    alike: Sequence[tuple[Passage, Passage]],
    context: Context,
) -> list[Splice]:
    """The splices among quotations of one statement, and among those that share words enough for two pieces,
    which may stand in another order, so that the rest is unlike."""
    words = {passage: frozenset(passage.folded.words) for pair in alike for passage in pair}
    turned = [
        (a, b)
        for a, b in alike
        if len(words[a] & words[b]) >= 2 * PIECE
        or _has_brief_sentence_of(a, b)
        or _has_brief_sentence_of(b, a)
    ]
    partners: dict[Passage, dict[Passage, None]] = defaultdict(dict)
    for a, b in (*((pair.a, pair.b) for pair in quoted), *turned):
        if b not in partners[a] and _may_be_partners(a, b, context):
            partners[a][b] = None
            partners[b][a] = None

    def two_days(a: Passage, b: Passage) -> bool:
        return occasions.other_days(a, b, context)

    found = [
        splice
        for whole in passages
        if partners.get(whole) and not context.is_record(whole)  # a record is whole as it stands
        for splice in splices(
            whole,
            list(partners[whole]),
            context.readings,
            context.wording.small_words,
            two_days,
            context.wording.conditions,
        )
    ]
    printed = Counter(passage.folded.words for passage in passages)
    turned_round = (_in_another_order(a, b, printed, context) for a, b in alike)
    return [*found, *(splice for splice in turned_round if splice is not None)]


def _has_a_saying(splice: Splice, context: Context) -> bool:
    """Whether one of the pieces is a slogan or another saying where it stands alone: that is shouted at any
    time."""
    return any(
        common_words(piece.passage, piece.passage.span, context) for piece in (splice.first, splice.second)
    )


def _in_another_order(
    a: Passage, b: Passage, printed: Mapping[tuple[str, ...], int], context: Context
) -> Splice | None:
    """Of two quotations of the same words in another order the one that fewer articles have; of those the
    younger, and the second."""
    if not _may_be_partners(a, b, context):
        return None

    def standing(passage: Passage) -> tuple[int, str]:
        return -printed[passage.folded.words], context.reading(passage).article.published or ""

    other, whole = sorted((a, b), key=standing)
    runs = rearranged(
        whole, other, context.reading(whole), context.reading(other), context.wording.small_words
    )
    if runs is None:
        return None
    first, second = (Piece(run, other) for run in runs)
    return Splice(whole, first, second, "turned")


def may_be_spliced(a: Passage, b: Passage, context: Context) -> bool:
    """Whether the two share words enough for two pieces of one that may stand in the other."""
    enough = len({*a.folded.words} & {*b.folded.words}) >= 2 * PIECE
    brief = _has_brief_sentence_of(a, b) or _has_brief_sentence_of(b, a)
    return (enough or brief) and _may_be_partners(a, b, context)


def _has_brief_sentence_of(a: Passage, b: Passage) -> bool:
    """Whether all words of a brief sentence of one stand in the other."""
    words = frozenset(a.folded.words)
    return any(
        len(row) < PIECE and words.issuperset(token.text for token in row)
        for _, row in in_sentences(b.tokens)
    )


def _may_be_partners(a: Passage, b: Passage, context: Context) -> bool:
    return a.article != b.article and (_may_be_one_speaker(a, b, context) or _is_in_turns(a, b))


def _is_in_turns(a: Passage, b: Passage) -> bool:
    """Whether one of the two is a turn of a record: a quotation may join it to the next speaker's."""
    return "turn" in (a.attribution.kind, b.attribution.kind)


def _may_be_one_speaker(a: Passage, b: Passage, context: Context) -> bool:
    relation = speaker_relation(a.attribution, b.attribution, context.speakers)
    return relation in ("same", "unknown", "uncertain")


def without_pieces(quoted: Sequence[Pair], spliced: Sequence[Splice]) -> list[Pair]:
    """Without the pairs that differ only since one side is made of pieces: what a piece has in common is all
    of it, and what stands beside it is another piece."""
    pieces: dict[Passage, list[Span]] = defaultdict(list)
    for splice in spliced:
        for piece in (splice.first, splice.second):
            pieces[splice.whole].append(
                span_of(splice.whole, piece.block.a, piece.block.a + piece.block.size)
            )

    def is_piece(passage: Passage, words: Span) -> bool:
        return any(piece.covers(words) for piece in pieces.get(passage, ()))

    return [
        pair
        for pair in quoted
        if pair.facts.words == "same"
        or not (is_piece(pair.a, pair.a_words) or is_piece(pair.b, pair.b_words))
    ]


def spliced_pair(splice: Splice, context: Context) -> Pair:
    """The spliced quotation beside the one that has its second piece; the difference shows both pieces."""
    whole, first, second = splice.whole, splice.first, splice.second
    words = span_of(whole, first.block.a, second.block.a + second.block.size)
    left, right = _words_elsewhere(first), _words_elsewhere(second)
    pieces = f"{_text(first.passage, left, context)} … {_text(second.passage, right, context)}"
    relations = [
        speaker_relation(whole.attribution, piece.passage.attribution, context.speakers)
        for piece in (second, first)
    ]
    facts = PairFacts(
        "same" if "same" in relations else relations[0],
        pieces="turned" if splice.how == "turned" else "joined",
        difference=frozenset({splice.how}),
        denied=denied(whole, words, context),
        common=_has_a_saying(splice, context),
    )
    difference = Difference(splice.how, _text(whole, words, context), pieces)
    return Pair(whole, second.passage, words, right, facts, (difference,), departs="a")


def _words_elsewhere(piece: Piece) -> Span:
    """The words of a piece in the passage in which it was found."""
    return span_of(piece.passage, piece.block.b, piece.block.b + piece.block.size)


def _text(passage: Passage, words: Span, context: Context) -> str:
    return " ".join(words.of(context.reading(passage).article.text).split())
