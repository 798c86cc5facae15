"""How two wordings differ, word by word: each difference has a type, never a percentage.

Types that change what was said: ``negation``, ``number``, ``date``, ``unit``, ``name``, ``who``, ``word``,
``hedge``, ``condition`` and ``contrast`` (a cut took away "… unless" or "… but not"), ``left-out`` (a clause
or more), ``turned`` (other order), ``cut`` and ``grown`` (a content word or two).
Types that hardly do: ``function``, ``tense``, ``person``. Types that do not: ``spelling``, ``filler``,
``brackets``, ``ellipsis``, ``edge``.
"""

from __future__ import annotations

from attribution.result import VERBATIM, Difference
from attribution.wording.align import Overlap
from attribution.wording.change import Stretch, changes, count_hedges, is_answer, is_filler, is_negated
from attribution.wording.difference_types import type_of
from attribution.wording.joined_clauses import is_of_next_clause, is_told_beside, stands_by_itself
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading, sentences

FREE = frozenset({"spelling", "filler", "brackets", "ellipsis", "edge"})
SMALL = frozenset({"function", "tense", "person"})
GRAVE = frozenset({"negation", "number", "date", "unit", "name", "who", "word"})
EDGE = 4
"""Both wordings may end in so many other words and still be one sentence with other words at its edge."""
ANSWER = 1
"""So many words before a sentence may be the answer with which it begins: "No. It was …"."""
LONG_EDGE, RUN = 8, 10
"""… and in so many where both are the rest of one sentence with so many equal words in a row."""
TAKEN_BACK = 4
"""A contrast takes back what was said where a negation stands within so many words behind "but"."""
TURN = 2
"""A condition begins within so many words of the cut ("… and only if")."""
DROPPED = 6
"""Words of the longest beginning that may have fallen off a sentence with its hedge or negation."""


def differences(
    a: Passage, b: Passage, common: Overlap, wording: Wording, here: Reading, there: Reading
) -> tuple[Difference, ...]:
    """The typed differences of two passages over the stretch they have in common, in order.

    Where one ends (or begins) in a few other words beyond the stretch, those are compared with as many of the
    other; where one side stops, that is a cut at an edge, unless a hedge or a negation fell off the start of
    a sentence that goes on as if it were whole.
    """
    x, y = _compared(a, b, common, here, there)
    found = [Difference(type_of(change), change.a.shown, change.b.shown) for change in changes(x, y, wording)]
    edges = (_dropped_at_start(x, y, wording), _dropped_at_end(x, y, wording))
    return (*found, *(edge for edge in edges if edge is not None))


def _compared(
    a: Passage, b: Passage, common: Overlap, here: Reading, there: Reading
) -> tuple[Stretch, Stretch]:
    """What is compared of both: what they have in common, and the few words that one or both have beyond."""
    left = common.a_start, common.b_start
    right = len(a.tokens) - common.a_end, len(b.tokens) - common.b_end
    opens = a.tokens[common.a_start].opens or b.tokens[common.b_start].opens
    if opens and max(left) > ANSWER:  # the end of another sentence is nothing to compare with
        left = 0, 0
    before, behind = _beyond(*left), _beyond(*right)
    if common.longest >= RUN:
        before = _rest_of_sentence(a, b, common) or before
    return (
        Stretch(a, here, common.a_start - before[0], common.a_end + behind[0]),
        Stretch(b, there, common.b_start - before[1], common.b_end + behind[1]),
    )


def _beyond(a: int, b: int) -> tuple[int, int]:
    """How many of the words beyond the common stretch are compared, of the numbers that both have."""
    if max(a, b) <= EDGE and min(a, b):
        return a, b
    return (min(a, b), min(a, b)) if min(a, b) <= EDGE else (0, 0)


def _rest_of_sentence(a: Passage, b: Passage, common: Overlap) -> tuple[int, int] | None:
    """How many words the sentence has on each side before the common stretch; None where one has none, or
    more than are compared."""
    firsts = sentences(a, common.a_start, common.a_end)[0], sentences(b, common.b_start, common.b_end)[0]
    lengths = common.a_start - firsts[0], common.b_start - firsts[1]
    return lengths if min(lengths) > 0 and max(lengths) <= LONG_EDGE else None


def _dropped_at_start(x: Stretch, y: Stretch, wording: Wording) -> Difference | None:
    """A condition, hedge or negation lost before the first common word, where the shorter side begins like a
    whole sentence."""
    if bool(x.start) == bool(y.start):
        return None
    long, short = (x, y) if x.start else (y, x)
    first, behind = short.passage.tokens[short.start], long.passage.tokens[long.start]
    if not first.capital or first.gap or first.aside or behind.opens:
        return None
    if behind.capital and first.start in short.reading.names:
        return None
    begin = long.start
    while begin and not long.passage.tokens[begin].opens:
        begin -= 1
    lost = Stretch(long.passage, long.reading, begin, long.start)
    if not lost.tokens or stands_by_itself(lost, long.start):
        return None
    on_condition = any(lost.words[: len(c)] == c for c in wording.conditions)
    if (
        (not on_condition and len(lost.tokens) > DROPPED)
        or is_filler(lost, wording)
        or is_answer(lost, wording)
    ):
        return None
    if on_condition:
        kind = "condition"
    elif is_negated(lost.words, wording):
        kind = "negation"
    elif count_hedges(lost.tokens, wording):
        kind = "hedge"
    else:
        return None
    if kind != "negation" and is_told_beside(lost, short, wording):
        return None
    return Difference(kind, lost.shown, "") if long is x else Difference(kind, "", lost.shown)


def _dropped_at_end(x: Stretch, y: Stretch, wording: Wording) -> Difference | None:
    """A condition, or a contrast with a negation, that the longer side has right behind the last common word
    in the same sentence, where the shorter ends as if that were all."""
    lengths = len(x.passage.tokens) - x.end, len(y.passage.tokens) - y.end
    if bool(lengths[0]) == bool(lengths[1]):
        return None
    long, short = (x, y) if lengths[0] else (y, x)
    if short.passage.folded.open_end or not short.passage.quoted or not _closes(short):
        return None
    tokens = long.passage.tokens
    end = next((i for i in range(long.end, len(tokens)) if tokens[i].opens), len(tokens))
    lost = Stretch(long.passage, long.reading, long.end, end)
    if not lost.tokens or lost.tokens[0].aside:
        return None
    kind = _turn(lost, short, wording)
    if kind is not None and is_told_beside(lost, short, wording):
        return None
    if (
        kind is None
        or _goes_on_below(short, lost)
        or (kind == "condition" and is_of_next_clause(lost, wording))
    ):
        return None
    return Difference(kind, lost.shown, "") if long is x else Difference(kind, "", lost.shown)


def _closes(side: Stretch) -> bool:
    """Whether the quotation ends like a sentence, or the words behind it report it: not where the paper goes
    on in its own words (he would do it "in May" only if …)."""
    text, end = side.reading.article.text, side.passage.tokens[-1].end
    return text[end : end + 1] in (".", ",", "!", "?", "") or side.passage.attribution.kind in VERBATIM


def _goes_on_below(short: Stretch, lost: Stretch) -> bool:
    """Whether the article of the shorter side has what was cut off in marks farther down: "“… the best deal,”
    she said. “And if we don't get it …”"."""
    reading, end = short.reading, short.passage.span.end
    words = f" {' '.join(lost.words)} "
    return any(words in reading.words(span) for span in reading.quoted if span.start >= end)


def _turn(lost: Stretch, kept: Stretch, wording: Wording) -> str | None:
    """What the words that were cut off do to those before them. A limit ("before October") is a condition
    where what is left negates: "Nobody will be dismissed"."""
    words = lost.words
    if words[0] in wording.limits and is_negated(kept.words, wording):
        return "condition"
    if any(words[at : at + len(c)] == c for c in wording.conditions for at in range(TURN)):
        return "condition"
    taken_back = words[0] in wording.contrasts and words[1:2] and words[1] in wording.same_subjects
    by_degree = any(w in wording.degrees for w in words)  # "but not far enough" only says how far
    if taken_back and not by_degree and any(w in wording.negative_words for w in words[1 : 1 + TAKEN_BACK]):
        return "contrast"
    return None
