"""Which passages share words: an exact join on shingles of folded words, and the stretch that two passages
have in common.

The join is complete (every pair that shares a shingle is found) and repeatable; shingles that stand in very
many articles are boilerplate: they are left out and reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from attribution.wording.passage import Passage

# How the join works: shorter shingles find more pairs, at a cost that grows with the square of their places.
SHINGLE = 4
"""Words of a shingle between any two passages."""
SHINGLE_OF_ONE = 3
"""Words of a shingle between passages of one speaker, whose short sentences are compared too."""
BRIEF = 8
"""Brief sentences of one speaker, up to so many words, are compared when two words in a row are the same."""
NEAR = 4
"""Three of so many content words that follow each other, by lemma and in any order, bring quoted and reported
speech together; chosen by hand."""
BRIDGE = 5
"""The cost of a stretch that only one side has, at most, in words: a clause cut out does not part what stands
around it."""
LONGER_GAP, SHORTER_GAP = 0.6, 0.2
"""What a word between two blocks costs on the side that has more of them, and on the other."""
FUNCTION_WORD = 0.5
"""What an equal word without content is worth."""

Shingle = tuple[str | None, ...]
"""Words in a row; the first may be the id of a speaker, or None where nobody knows who spoke."""
_Places = defaultdict[Shingle, list[int]]
"""Shingles, and the numbers of the passages that have them."""


@dataclass(frozen=True, slots=True, order=True)
class EqualRun:
    """``size`` equal tokens from ``a`` in one row and ``b`` in the other."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """The stretch two rows of words have in common: ``a_start:a_end`` in one, ``b_start:b_end`` in the other,
    the ``blocks`` in it, and how many words (and content words) are equal."""

    blocks: tuple[EqualRun, ...]
    equal: int
    content: int

    @property
    def a_start(self) -> int:
        return self.blocks[0].a

    @property
    def a_end(self) -> int:
        return self.blocks[-1].a + self.blocks[-1].size

    @property
    def b_start(self) -> int:
        return self.blocks[0].b

    @property
    def b_end(self) -> int:
        return self.blocks[-1].b + self.blocks[-1].size

    @property
    def longest(self) -> int:
        return max(block.size for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Joined:
    """Pairs of places in the list of passages, in order, and the boilerplate that was left out, most
    widespread first."""

    pairs: tuple[tuple[int, int], ...]
    boilerplate: tuple[str, ...]


Widespread = Callable[[str, Shingle], bool]
"""Whether a shingle of some kind ("words", "lemmas", "retold") is known to stand in too many articles, of
which not all are at hand."""


def nowhere_else(kind: str, shingle: Shingle) -> bool:
    """All articles are at hand."""
    return False


def join(passages: Sequence[Passage], boilerplate: float, widespread: Widespread = nowhere_else) -> Joined:
    """All pairs of quoted passages that share a shingle, in one article or two; shingles in more articles
    than ``boilerplate`` are left out."""
    between_any, between_one = _Places(list), _Places(list)
    for n, passage in enumerate(passages):
        if passage.quoted:
            words = passage.folded.words
            _put(between_any, n, _shingles(words, SHINGLE))
            _put(between_one, n, _shingles(words, SHINGLE_OF_ONE))
            if len(words) <= BRIEF:
                _put(between_one, n, _shingles(words, 2))
    shared = {shingle: numbers for shingle, numbers in between_one.items() if len(numbers) > 1}
    rare = {
        shingle: numbers
        for shingle, numbers in shared.items()
        if not _in_too_many(shingle, numbers, passages, boilerplate, "words", widespread)
    }
    found = _pairs(between_any, passages, boilerplate, "words", widespread)
    of_one = _pairs(_by_speaker(rare, passages), passages, boilerplate)
    return Joined(tuple(sorted({*found.pairs, *of_one.pairs})), found.boilerplate)


def join_reported(
    passages: Sequence[Passage], boilerplate: float, widespread: Widespread = nowhere_else
) -> Joined:
    """All pairs of a quoted and a reported passage that share three content words near each other."""
    if len({passage.quoted for passage in passages}) < 2:
        return Joined((), ())
    places = _Places(list)
    for n, passage in enumerate(passages):
        _put(places, n, threes(passage.lemmas))
    found = _pairs(places, passages, boilerplate, "lemmas", widespread)
    pairs = tuple((a, b) for a, b in found.pairs if passages[a].quoted != passages[b].quoted)
    return Joined(pairs, found.boilerplate)


def _shingles(words: Sequence[str], size: int) -> set[Shingle]:
    return set(zip(*(words[i:] for i in range(size)), strict=False))


def threes(lemmas: Sequence[str]) -> set[Shingle]:
    """Each three of NEAR words that follow each other, in the order of the alphabet."""
    return {
        tuple(sorted((lemmas[i], lemmas[j], lemmas[k])))
        for i in range(len(lemmas) - 2)
        for j, k in combinations(range(i + 1, min(i + NEAR, len(lemmas))), 2)
    }


def _put(places: _Places, passage: int, shingles: Iterable[Shingle]) -> None:
    for shingle in shingles:
        places[shingle].append(passage)


def _by_speaker(places: Mapping[Shingle, list[int]], passages: Sequence[Passage]) -> _Places:
    """The shingles, each with its speaker as the first word."""
    found = _Places(list)
    for shingle, numbers in places.items():
        for n in numbers:
            found[passages[n].attribution.speaker.person, *shingle].append(n)
    return found


def _in_too_many(
    shingle: Shingle,
    numbers: Sequence[int],
    passages: Sequence[Passage],
    boilerplate: float,
    kind: str,
    widespread: Widespread,
) -> int:
    """In how many articles the shingle stands, where those are more than ``boilerplate``; else 0."""
    if len(numbers) <= boilerplate and not widespread(kind, shingle):
        return 0
    articles = len({passages[n].article for n in numbers})
    return articles if articles > boilerplate or widespread(kind, shingle) else 0


def _pairs(
    places: _Places,
    passages: Sequence[Passage],
    boilerplate: float,
    kind: str = "",
    widespread: Widespread = nowhere_else,
) -> Joined:
    pairs: set[tuple[int, int]] = set()
    common: list[tuple[int, str]] = []
    for shingle, numbers in places.items():
        if len(numbers) < 2:
            continue
        if articles := _in_too_many(shingle, numbers, passages, boilerplate, kind, widespread):
            common.append((articles, " ".join(map(str, shingle))))
            continue
        pairs.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    ordered = [words for _, words in sorted(common, key=lambda c: (-c[0], c[1]))]
    return Joined(tuple(sorted(pairs)), tuple(dict.fromkeys(ordered)))


def blocks(a: Sequence[str], b: Sequence[str]) -> list[EqualRun]:
    """Equal runs of two rows of words, the longest first found, none crossing another (Ratcliff and
    Obershelp)."""
    if a == b:  # copies of one text, which is what most words in common are
        return [EqualRun(0, 0, len(a))] if a else []
    return [EqualRun(*m) for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size]


def runs_in_any_order(a: Sequence[str], b: Sequence[str], least: int) -> list[EqualRun]:
    """Equal runs of at least so many words in order, and in the stretches of ``a`` between them those that
    stand elsewhere in ``b``, and so on."""
    found = [block for block in blocks(a, b) if block.size >= least]
    ends = [0, *(x for block in found for x in (block.a, block.a + block.size)), len(a)]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        if least <= end - start < len(a):
            found += [
                EqualRun(start + block.a, block.b, block.size)
                for block in runs_in_any_order(a[start:end], b, least)
            ]
    return found


def overlap(a: Sequence[str], b: Sequence[str], functions: frozenset[str]) -> Overlap | None:
    """The best common stretch: the run of blocks that has most equal words left after the words between them
    are paid for; the whole of the shorter row where all of it is there.

    A stray "the" far from the rest costs more than it brings, so the stretch ends before it.
    """
    found = blocks(a, b)
    whole = sum(block.size for block in found) == min(len(a), len(b))
    kept = found if whole and all(block.size > 1 for block in found) else _best_run(found, a, functions)
    if not kept:
        return None
    equal = [word for block in kept for word in a[block.a : block.a + block.size]]
    return Overlap(tuple(kept), len(equal), sum(word not in functions for word in equal))


def _best_run(found: Sequence[EqualRun], a: Sequence[str], functions: frozenset[str]) -> Sequence[EqualRun]:
    best, run = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, block in enumerate(found):
        cost = _bridge(found[i - 1], block) if i else 0.0
        if i and total - cost <= 0:
            total, start = 0.0, i
        else:
            total -= cost
        words = a[block.a : block.a + block.size]
        total += sum(FUNCTION_WORD if word in functions else 1.0 for word in words)
        if total > best:
            best, run = total, (start, i + 1)
    return found[slice(*run)]


def _bridge(left: EqualRun, right: EqualRun) -> float:
    """What the words between two blocks cost: the longer side most, and neither more than BRIDGE."""
    gaps = right.a - left.a - left.size, right.b - left.b - left.size
    return min(max(gaps), BRIDGE) * LONGER_GAP + min(min(gaps), BRIDGE) * SHORTER_GAP
