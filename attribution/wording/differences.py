"""How two wordings differ, word by word: each difference has a type, never a percentage.

Types that change what was said: ``negation``, ``number``, ``date``, ``unit``, ``name``, ``word``, ``hedge``, ``left-out``
(a clause or more), ``turned`` (other order), ``cut`` and ``grown`` (a content word or two). Types that hardly do:
``function``, ``tense``, ``person``. Types that do not: ``spelling``, ``filler``, ``brackets``, ``ellipsis``, ``edge``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from attribution.names.variants import Spellings
from attribution.result import Difference
from attribution.wording.align import Overlap
from attribution.wording.normalise import SameWords, Token
from attribution.wording.passage import Passage, Reading

FREE = frozenset({"spelling", "filler", "brackets", "ellipsis", "edge"})
SMALL = frozenset({"function", "tense", "person"})
GRAVE = frozenset({"negation", "number", "date", "unit", "name", "word"})
WRITTEN_SHORT = re.compile(r"['’ʼ]")
PAUSE = re.compile(r"[,;:()–—]|--")
EDGE = 4
"""Both wordings may end in so many other words and still be the same sentence with other words at its edge.
"""
CLAUSE = 4
"""From so many words on, with two content words among them, words left out inside are a clause, not a word.
"""


@dataclass(frozen=True)
class Wording:
    """The words that tell types of differences apart, of one language."""

    same: SameWords
    spellings: Spellings

    @cached_property
    def negative_words(self) -> frozenset[str]:
        return self.same.words("negative-words")

    @cached_property
    def negative_starts(self) -> tuple[str, ...]:
        return tuple(self.same.words("negative-starts"))

    @cached_property
    def hedges(self) -> frozenset[str]:
        return self.same.words("hedges")

    @cached_property
    def small_words(self) -> frozenset[str]:
        return self.same.words("small-words")

    @cached_property
    def be_have_do(self) -> frozenset[str]:
        return self.same.words("be-have-do")

    @cached_property
    def person_words(self) -> frozenset[str]:
        return self.same.words("person-words")

    @cached_property
    def weighty_small_words(self) -> frozenset[str]:
        return self.same.words("weighty-small-words")

    @cached_property
    def fillers(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(f.split()) for f in self.same.words("fillers"))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The words of one difference on both sides, and where they stand among the tokens."""

    a: tuple[Token, ...]
    b: tuple[Token, ...]
    a_at: int
    b_at: int


def differences(
    a: Passage, b: Passage, common: Overlap, wording: Wording, here: Reading, there: Reading
) -> tuple[Difference, ...]:
    """The typed differences of two passages over the stretch they have in common, in order, those of type
    ``edge`` last.

    Where one ends (or begins) in a few other words beyond the stretch, those are compared with as many of the
    other; where one side stops, that is a cut at an edge, unless a hedge or a negation fell off the start of
    a sentence that goes on as if it were whole.
    """
    a_start, a_end, b_start, b_end = common.a_start, common.a_end, common.b_start, common.b_end
    left, right = (a_start, b_start), (len(a.tokens) - a_end, len(b.tokens) - b_end)
    if max(left) <= EDGE and min(left):
        a_start = b_start = 0
    elif min(left) <= EDGE:
        a_start, b_start = a_start - min(left), b_start - min(left)
    if max(right) <= EDGE and min(right):
        a_end, b_end = len(a.tokens), len(b.tokens)
    elif min(right) <= EDGE:
        a_end, b_end = a_end + min(right), b_end + min(right)
    found: list[Difference] = []
    for chunk in _chunks(a.tokens, b.tokens, (a_start, a_end), (b_start, b_end)):
        found += _typed(chunk, a, b, wording, here, there)
    found += _dropped_at_start(a, b, a_start, b_start, wording, here, there)
    return tuple(found)


def _chunks(a: Sequence[Token], b: Sequence[Token], x: tuple[int, int], y: tuple[int, int]) -> list[_Chunk]:
    """The differing stretches, touching ones brought together."""
    words = [t.text for t in a[x[0] : x[1]]], [t.text for t in b[y[0] : y[1]]]
    found = []
    for op in Levenshtein.opcodes(*words, score_hint=8):
        if op.tag == "equal":
            continue
        if found and op.src_start == found[-1][1] and op.dest_start == found[-1][3]:
            found[-1] = (found[-1][0], op.src_end, found[-1][2], op.dest_end)
        else:
            found.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return [
        _Chunk(tuple(a[x[0] + i : x[0] + j]), tuple(b[y[0] + k : y[0] + m]), x[0] + i, y[0] + k)
        for i, j, k, m in found
    ]


def _typed(
    chunk: _Chunk, a: Passage, b: Passage, wording: Wording, here: Reading, there: Reading
) -> list[Difference]:
    made = lambda type: [Difference(type, _text(chunk.a, here), _text(chunk.b, there))]  # noqa: E731
    x, y = [t.text for t in chunk.a], [t.text for t in chunk.b]
    if any(t.aside for t in (*chunk.a, *chunk.b)):
        return made("brackets")
    if _gap(chunk, a, b):
        return made("ellipsis")
    if "".join(x) == "".join(y) or _spelled(chunk, wording):
        return made("spelling")
    if not x or not y:
        one, passage, at = (chunk.b, b, chunk.b_at) if not x else (chunk.a, a, chunk.a_at)
        if _filler(one, passage, at, wording):
            return made("filler")
    m, n = _without(chunk.a, chunk.b), _without(chunk.b, chunk.a)
    if _contracted(m, n, wording, here) or _contracted(n, m, wording, there):
        return made("spelling")
    long = _content(m, wording) + _content(n, wording)
    set_off = (
        _whole_sentences(chunk, a, b)
        or _clause_of_its_own(x or y, wording)
        or len(x or y) >= CLAUSE
        and _between_marks(chunk, a, b, here, there)
    )
    if (not x or not y) and set_off and len([w for w in long if w not in wording.hedges]) >= 2:
        return made("left-out")
    if _parity(x, wording) != _parity(y, wording):
        return made("negation")
    if _opposed(x, y, wording):
        return made("negation")
    if (
        (not x or not y)
        and max(len(m), len(n)) >= CLAUSE
        and len([w for w in long if w not in wording.hedges]) >= 2
    ):
        return made("left-out")
    figures = (
        {t.text for t in m if t.number and t.text != "1"},
        {t.text for t in n if t.number and t.text != "1"},
    )
    dates = (
        {t.text for t in m if t.text in wording.same.dates},
        {t.text for t in n if t.text in wording.same.dates},
    )
    if all(dates) and dates[0] != dates[1]:
        return made("date")
    if figures[0] != figures[1]:
        years = all(len(f) == 4 and f[:2] in ("19", "20") for side in figures for f in side)
        return made("date" if years and all(figures) else "number")
    units = {u for t in m if (u := _unit(t, wording))}, {u for t in n if (u := _unit(t, wording))}
    if all(units) and units[0] != units[1]:
        return made("unit")
    if x and y and _hedges(m, wording) == _hedges(n, wording):
        names = [t for t in m if _name(t, here)], [t for t in n if _name(t, there)]
        if all(names):
            return made("name")
    firm = [{w for w in _content(side, wording) if w not in wording.hedges} for side in (m, n)]
    if _hedges(m, wording) != _hedges(n, wording) and (
        not all(firm) or _same_lemmas(m, n, firm, here, there)
    ):
        return made("hedge")
    content = _content(m, wording), _content(n, wording)
    if any(content) and all(w in wording.same.currencies for side in content for w in side):
        return made("function")
    if not content[0] and not content[1]:
        if {w for w in x if w in wording.person_words} and {w for w in y if w in wording.person_words}:
            return made("person")
        weighty = [{t.text for t in side} & wording.weighty_small_words for side in (m, n)]
        if all(weighty):
            return made("word")
        if x and y and all(w in wording.be_have_do for w in (*x, *y)):
            return made("tense")
        return made("function")
    if _same_lemmas(m, n, content, here, there):
        return made("tense")
    if content[0] and content[1]:
        return made("word")
    if _pronoun_for_noun(chunk, wording):
        return made("person")
    return made("cut" if content[0] else "grown")


def _contracted(short: Sequence[Token], full: Sequence[Token], wording: Wording, reading: Reading) -> bool:
    """Whether the one word is contracted and could as well be the other: "I'd", "I had"."""
    if (
        len(short) != 1
        or len(full) != 1
        or not WRITTEN_SHORT.search(reading.article.text[short[0].start : short[0].end])
    ):
        return False
    return (full[0].text, short[0].text) in wording.same.contraction_readings


def _whole_sentences(chunk: _Chunk, a: Passage, b: Passage) -> bool:
    """Whether what one side lacks begins with a sentence of the other and ends before one."""
    lacking, passage, at = (chunk.b, b, chunk.b_at) if not chunk.a else (chunk.a, a, chunk.a_at)
    end = at + len(lacking)
    return lacking[0].opens and end < len(passage.tokens) and passage.tokens[end].opens


def _between_marks(chunk: _Chunk, a: Passage, b: Passage, here: Reading, there: Reading) -> bool:
    """Whether what one side lacks stands between commas, dashes or brackets in the other."""
    lacking, passage, at, reading = (
        (chunk.b, b, chunk.b_at, there) if not chunk.a else (chunk.a, a, chunk.a_at, here)
    )
    if not 0 < at < len(passage.tokens) - len(lacking):
        return False
    text, tokens = reading.article.text, passage.tokens
    around = (
        text[tokens[at - 1].end : lacking[0].start],
        text[lacking[-1].end : tokens[at + len(lacking)].start],
    )
    return all(PAUSE.search(between) for between in around)


def _clause_of_its_own(words: Sequence[str], wording: Wording) -> bool:
    """Whether words that one side lacks are long, and a negation stands inside them, so that it negates
    nothing of what is left."""
    edges = {words[0], words[-1]}
    return len(words) >= 2 * CLAUSE and not edges & set(wording.negative_words)


def _pronoun_for_noun(chunk: _Chunk, wording: Wording) -> bool:
    """Whether one side is a pronoun where the other has the noun."""
    short, long = sorted((chunk.a, chunk.b), key=lambda side: len(_content(side, wording)))
    return len(short) == 1 and short[0].text in wording.person_words and 0 < len(long) <= 4


def _without(side: Sequence[Token], other: Sequence[Token]) -> list[Token]:
    """The tokens of one side that the other has not."""
    rest = [t.text for t in other]
    kept = []
    for token in side:
        if token.text in rest:
            rest.remove(token.text)
        else:
            kept.append(token)
    return kept


def _content(tokens: Sequence[Token], wording: Wording) -> list[str]:
    return [t.text for t in tokens if t.text not in wording.small_words and t.text != "1"]


def _hedges(tokens: Sequence[Token], wording: Wording) -> int:
    return sum(t.text in wording.hedges for t in tokens)


def _parity(words: Sequence[str], wording: Wording) -> int:
    return sum(w in wording.negative_words for w in words) % 2


def _opposed(x: Sequence[str], y: Sequence[str], wording: Wording) -> bool:
    """Whether one word is another with a negative beginning: legal and illegal."""
    return any(
        long == start + short
        for a in x
        for b in y
        for short, long in ((a, b), (b, a))
        for start in wording.negative_starts
        if len(short) > 3
    )


def _unit(token: Token, wording: Wording) -> str | None:
    return wording.same.units.get(token.text) or wording.same.currencies.get(token.text)


def _name(token: Token, reading: Reading) -> bool:
    return (
        token.capital and (token.start in reading.names if token.opens else True) and token.text not in ("i",)
    )


def _same_lemmas(
    m: Sequence[Token], n: Sequence[Token], words: Sequence[Collection[str]], here: Reading, there: Reading
) -> bool:
    """Whether the given words of both sides are forms of the same: "began" and "begun"."""
    return {_lemma(t, here) for t in m if t.text in words[0]} == {
        _lemma(t, there) for t in n if t.text in words[1]
    }


def _lemma(token: Token, reading: Reading) -> str:
    return reading.lemmas.get(token.start, token.text)


def _spelled(chunk: _Chunk, wording: Wording) -> bool:
    """Whether the two sides are capitalised words in two transliterations."""
    return len(chunk.a) == len(chunk.b) and all(
        s.text == t.text
        or (
            s.capital
            and t.capital
            and len(s.text) > 3
            and wording.spellings.spelled(s.text) == wording.spellings.spelled(t.text)
        )
        for s, t in zip(chunk.a, chunk.b, strict=True)
    )


def _gap(chunk: _Chunk, a: Passage, b: Passage) -> bool:
    """Whether an ellipsis stands where the words are missing, or as well could be missing: "to … them" of "to
    us and to them"."""
    if not chunk.a or not chunk.b:
        long, at, other, there = (
            (b, chunk.b_at, a, chunk.a_at) if not chunk.a else (a, chunk.a_at, b, chunk.b_at)
        )
        size = len(chunk.a) + len(chunk.b)
        steps = 0
        while (
            at - steps > 0
            and there - steps > 0
            and long.tokens[at - steps - 1].text == long.tokens[at + size - steps - 1].text
        ):
            steps += 1
            if other.tokens[there - steps].gap:
                return True
        steps = 0
        while (
            at + size + steps < len(long.tokens)
            and there + steps + 1 < len(other.tokens)
            and long.tokens[at + steps].text == long.tokens[at + size + steps].text
        ):
            steps += 1
            if other.tokens[there + steps].gap:
                return True

    def marked(passage: Passage, at: int, size: int) -> bool:
        tokens = passage.tokens
        return any(tokens[i].gap for i in range(at, min(at + size + 1, len(tokens)))) or (
            at + size >= len(tokens) and passage.folded.open_end
        )

    return marked(a, chunk.a_at, len(chunk.a)) or marked(b, chunk.b_at, len(chunk.b))


def _filler(tokens: Sequence[Token], passage: Passage, at: int, wording: Wording) -> bool:
    """Whether the words are fillers only, or a stutter: the words right before or after them again."""
    words = tuple(t.text for t in tokens)
    row, n = passage.folded.words, len(words)
    if any(
        row[i : i + n] == row[i + n : i + 2 * n]
        for i in range(max(0, at - n), at + 1)
        if i + 2 * n <= len(row)
    ):
        return True
    while words:
        filler = next(
            (f for f in sorted(wording.fillers, key=len, reverse=True) if words[: len(f)] == f), None
        )
        if filler is None:
            return False
        words = words[len(filler) :]
    return True


def _dropped_at_start(
    a: Passage, b: Passage, a_start: int, b_start: int, wording: Wording, here: Reading, there: Reading
) -> list[Difference]:
    """A hedge or negation lost before the first common word, where the shorter side begins like a whole
    sentence."""
    if bool(a_start) == bool(b_start):
        return []
    long, at, reading, short, first = (
        (a, a_start, here, b, b.tokens[b_start]) if a_start else (b, b_start, there, a, a.tokens[a_start])
    )
    if (
        not first.capital
        or first.gap
        or first.aside
        or long.tokens[at].opens
        or (long.tokens[at].capital and first.start in (here if short is a else there).names)
    ):
        return []
    begin = at
    while begin and not long.tokens[begin].opens:
        begin -= 1
    lost = long.tokens[begin:at]
    if len(lost) > 6 or not lost or _filler(lost, long, begin, wording):
        return []
    words = [t.text for t in lost]
    kind = "negation" if _parity(words, wording) else "hedge" if _hedges(lost, wording) else ""
    if not kind:
        return []
    text = _text(lost, reading)
    return [Difference(kind, text, "") if long is a else Difference(kind, "", text)]


def _text(tokens: Sequence[Token], reading: Reading) -> str:
    return " ".join(reading.article.text[tokens[0].start : tokens[-1].end].split()) if tokens else ""
