"""Which passages share words: an exact join on shingles of folded words, and the stretch that two passages have in common.

The join is complete (every pair that shares a shingle is found) and repeatable; shingles that stand in very many
articles are boilerplate: they are left out and reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from attribution.wording.passage import Passage

# How the join works: shorter shingles find more pairs, at a cost that grows with the square of their places.
SHINGLE = 4
"""Words of a shingle between any two passages."""
SHINGLE_OF_ONE = 3
"""Words of a shingle between passages of one speaker, whose short sentences are compared too."""
BRIEF = 8
"""Brief sentences of one speaker, up to so many words, are compared when two words in a row are the same."""
CONTENT_SHINGLE = 3
"""Content words, by lemma, of a shingle between quoted and reported speech."""
BRIDGE = 5
"""The cost of a stretch that only one side has, at most, in words: a clause cut out does not part what stands
around it."""


@dataclass(frozen=True, slots=True)
class Block:
    """``size`` equal tokens from ``a`` in one row and ``b`` in the other."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """The stretch two rows of words have in common: ``a_start:a_end`` in one, ``b_start:b_end`` in the other,
    the ``blocks`` in it, and how many words (and content words) are equal."""

    blocks: tuple[Block, ...]
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


def join(passages: Sequence[Passage], boilerplate: float) -> Joined:
    """All pairs of quoted passages that share a shingle, in one article or two; shingles in more articles
    than ``boilerplate`` are left out."""
    shingles: dict[tuple, list[int]] = defaultdict(list)
    short: dict[tuple, list[int]] = defaultdict(list)
    of_one: dict[tuple, list[int]] = defaultdict(list)
    for n, passage in enumerate(passages):
        if not passage.quoted:
            continue
        words = passage.folded.words
        for key in {words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)}:
            shingles[key].append(n)
        for key in {words[i : i + SHINGLE_OF_ONE] for i in range(len(words) - SHINGLE_OF_ONE + 1)}:
            short[key].append(n)
        if len(words) <= BRIEF:
            for key in {words[i : i + 2] for i in range(len(words) - 1)}:
                short[key].append(n)
    found = _pairs(shingles, passages, boilerplate)
    for key, places in short.items():
        if len({passages[n].article for n in places}) <= boilerplate:
            for n in places:
                of_one[passages[n].attribution.speaker.person, *key].append(n)
    return Joined(
        tuple(sorted({*found.pairs, *_pairs(of_one, passages, boilerplate).pairs})), found.boilerplate
    )


def join_reported(passages: Sequence[Passage], boilerplate: float) -> Joined:
    """All pairs of a quoted and a reported passage that share a shingle of content words."""
    shingles: dict[tuple, list[int]] = defaultdict(list)
    for n, passage in enumerate(passages):
        for key in {
            passage.lemmas[i : i + CONTENT_SHINGLE] for i in range(len(passage.lemmas) - CONTENT_SHINGLE + 1)
        }:
            shingles[key].append(n)
    found = _pairs(shingles, passages, boilerplate)
    return Joined(
        tuple((a, b) for a, b in found.pairs if passages[a].quoted != passages[b].quoted), found.boilerplate
    )


def _pairs(shingles: dict[tuple, list[int]], passages: Sequence[Passage], boilerplate: float) -> Joined:
    pairs: set[tuple[int, int]] = set()
    common: list[tuple[int, str]] = []
    for key, places in shingles.items():
        if len(places) < 2:
            continue
        articles = len({passages[n].article for n in places})
        if articles > boilerplate:
            common.append((articles, " ".join(map(str, key))))
            continue
        pairs.update((a, b) for i, a in enumerate(places) for b in places[i + 1 :])
    ordered = [words for _, words in sorted(common, key=lambda c: (-c[0], c[1]))]
    return Joined(tuple(sorted(pairs)), tuple(dict.fromkeys(ordered)))


def blocks(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """Equal runs of two rows of words, the longest first found, none crossing another (Ratcliff and
    Obershelp)."""
    return [Block(*m) for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size]


def overlap(a: Sequence[str], b: Sequence[str], functions: frozenset[str]) -> Overlap | None:
    """The best common stretch: the run of blocks that has most equal words left after the words between them
    are paid for.

    A stray "the" far from the rest costs more than it brings, so the stretch ends before it.
    """
    found = blocks(a, b)
    best: tuple[float, int, int] = (0.0, 0, 0)
    total, start = 0.0, 0
    for i, block in enumerate(found):
        gain = sum(0.5 if w in functions else 1.0 for w in a[block.a : block.a + block.size])
        if i:
            before = found[i - 1]
            gaps = block.a - before.a - before.size, block.b - before.b - before.size
            cost = min(max(gaps), BRIDGE) * 0.6 + min(min(gaps), BRIDGE) * 0.2
            if total - cost <= 0:
                total, start = 0.0, i
            else:
                total -= cost
        total += gain
        if total > best[0]:
            best = (total, start, i + 1)
    if sum(block.size for block in found) == min(len(a), len(b)) and all(block.size > 1 for block in found):
        best = (0.0, 0, len(found))  # the whole of the shorter row is there
    kept = tuple(found[best[1] : best[2]])
    if not kept:
        return None
    return Overlap(
        kept,
        sum(k.size for k in kept),
        sum(1 for k in kept for w in a[k.a : k.a + k.size] if w not in functions),
    )
