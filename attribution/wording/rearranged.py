"""Sentences of the same words in another order, put together otherwise: "First I saw it, then I signed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from attribution.wording.align import EqualRun, runs_in_any_order
from attribution.wording.folded import FoldedToken
from attribution.wording.passage import Passage, Reading, in_sentences

LEAST = 8
"""Different words of the shortest sentence; of fewer the order tells little."""
ADVERBIAL = "advmod"
"""The relation of adverbs and negations, which say another thing beside another word; the others change with
the order alone ("peace and freedom")."""

Link = tuple[str, str]
"""An adverb and the word that it hangs on, folded."""


def rearranged(
    a: Passage, b: Passage, a_reading: Reading, b_reading: Reading, functions: frozenset[str]
) -> tuple[EqualRun, EqualRun] | None:
    """Two runs that follow each other in a sentence of ``a`` and stand the other way round in ``b``, where
    that has a sentence of the very same words in another order; None where it has not, where only what
    stands at one end stands at the other ("Stone by stone we built it"), or where each adverb and negation
    belongs to the same word still.
    """
    for i, ours in _sentences(a):
        for j, theirs in _sentences(b):
            row, other = ([t.text for t in side] for side in (ours, theirs))
            if sorted(row) != sorted(other) or _is_moved_round(row, other):
                continue
            if _links(ours, a_reading) == _links(theirs, b_reading):
                continue
            if (runs := _crossing(row, other, functions)) is not None:
                first, second = (EqualRun(i + r.a, j + r.b, r.size) for r in runs)
                return first, second
    return None


def _sentences(passage: Passage) -> Iterator[tuple[int, Sequence[FoldedToken]]]:
    """Each sentence that is long enough, with the place of its first token."""
    return (each for each in in_sentences(passage.tokens) if len({t.text for t in each[1]}) >= LEAST)


def _is_moved_round(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the one is the other, or begins with its end and ends with its beginning."""
    return any([*a[k:], *a[:k]] == [*b] for k in range(len(a)))


def _links(tokens: Sequence[FoldedToken], reading: Reading) -> frozenset[Link]:
    """Which adverb hangs on which word among the tokens; empty without a parse."""
    parsed = [(token, reading.parsed.get(token.start)) for token in tokens]
    text = {found[1].start: token.text for token, found in parsed if found is not None}
    links = set()
    for token, found in parsed:
        if found is None or found[1].deprel != ADVERBIAL or found[1].head < 0:
            continue
        sentence, word = found
        if (head := text.get(sentence.words[word.head].start)) is not None:
            links.add((token.text, head))
    return frozenset(links)


def _crossing(
    a: Sequence[str], b: Sequence[str], functions: frozenset[str]
) -> tuple[EqualRun, EqualRun] | None:
    """The longest two runs, each with a content word, that have changed places; None where none have."""
    runs = sorted(r for r in runs_in_any_order(a, b, 1) if not functions.issuperset(a[r.a : r.a + r.size]))
    crossing = [(x, y) for x, y in combinations(runs, 2) if x.b > y.b]
    return max(crossing, key=lambda pair: sum(run.size for run in pair), default=None)
