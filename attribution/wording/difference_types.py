"""The type of a difference: an ordered table of questions, of which the first answered with yes decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from attribution.wording.change import ONE, Change, Stretch, content, is_answer, is_filler, is_negated
from attribution.wording.folded import FoldedToken
from attribution.wording.passage import Reading

WRITTEN_SHORT = re.compile(r"['’ʼ]")
CENSORED = re.compile(r"\b[^\W\d_]{1,3}(?:[*•]+|[-–—_]{2,})")
"""The first letters of a word that a paper will not print, and what stands for the others."""
PAUSE = re.compile(r"[,;:()–—]|--")
CLAUSE = 4
"""From so many words on, with two content words among them, words left out are a clause, not a word."""
LONG_CLAUSE = 8
"""From so many words on, a negation that stands inside words left out negates nothing of what is left."""
NOUN_PHRASE = 4
"""Words of the longest noun phrase for which a pronoun may stand."""
STEM = 3
"""Letters of words that are too short to begin with a negation."""


def type_of(change: Change) -> str:
    """The type of a change."""
    return next(kind for kind, holds in QUESTIONS if holds(change))


# ---------------------------------------------------------------- nothing that was said
def _in_brackets(change: Change) -> bool:
    return any(t.aside for t in (*change.a.tokens, *change.b.tokens))


def _at_ellipsis(change: Change) -> bool:
    """Whether an ellipsis stands where the words are missing, or where they as well could be missing."""
    if _has_ellipsis(change.a) or _has_ellipsis(change.b):
        return True
    if not change.one_sided:
        return False
    long, other = (change.b, change.a) if not change.a.tokens else (change.a, change.b)
    return _ellipsis_before(long, other) or _ellipsis_behind(long, other)


def _hides_a_negation(change: Change) -> bool:
    """Whether an ellipsis stands for a few words that turn the sentence round: "will … support" for "will not
    support"."""
    if not change.one_sided or not _at_ellipsis(change):
        return False
    words = change.left_out.words
    return len(words) < CLAUSE and is_negated(words, change.wording)


def _has_ellipsis(side: Stretch) -> bool:
    tokens = side.passage.tokens
    if side.end >= len(tokens) and side.passage.folded.open_end:
        return True
    return any(t.gap for t in tokens[side.start : side.end + 1])


def _ellipsis_before(long: Stretch, other: Stretch) -> bool:
    """Whether an ellipsis stands farther before, while the words that are missing repeat there: "to … them"
    of "to us and to them"."""
    tokens, rest, i, j = long.passage.tokens, other.passage.tokens, long.start, other.start
    size = long.end - long.start
    while i > 0 and j > 0 and tokens[i - 1].text == tokens[i + size - 1].text:
        i, j = i - 1, j - 1
        if rest[j].gap:
            return True
    return False


def _ellipsis_behind(long: Stretch, other: Stretch) -> bool:
    """The same farther behind."""
    tokens, rest, i, j = long.passage.tokens, other.passage.tokens, long.start, other.start
    size = long.end - long.start
    while i + size < len(tokens) and j + 1 < len(rest) and tokens[i].text == tokens[i + size].text:
        i, j = i + 1, j + 1
        if rest[j].gap:
            return True
    return False


def _spelled_otherwise(change: Change) -> bool:
    """Whether the two sides are the same letters, or capitalised words in two transliterations."""
    a, b = change.a.tokens, change.b.tokens
    if "".join(change.a.words) == "".join(change.b.words):
        return True
    spelled = change.wording.spellings.spelled
    return len(a) == len(b) and all(
        s.text == t.text
        or _clipped(s.text, t.text, change)
        or (s.capital and t.capital and len(s.text) > STEM and spelled(s.text) == spelled(t.text))
        for s, t in zip(a, b, strict=True)
    )


def _clipped(a: str, b: str, change: Change) -> bool:
    """Whether one is the other with its ending as it is spoken: askin, asking."""
    return any(
        one.endswith(written) and one[: -len(written)] + spoken == other
        for spoken, written in change.wording.clipped_ends
        for one, other in ((a, b), (b, a))
    )


def _handle(change: Change) -> bool:
    """Whether one side has the name of an account (@anaruiz) where the other has a name, or nothing."""
    sides = (change.a, change.b)
    here = [all(_is_handle(t, side) for t in side.tokens) and bool(side.tokens) for side in sides]
    if here == [False, False]:
        return False
    other = change.b if here[0] else change.a
    return here == [True, True] or all(
        t.capital or t.text in change.wording.small_words for t in other.tokens
    )


def _is_handle(token: FoldedToken, side: Stretch) -> bool:
    return side.reading.article.text[max(0, token.start - 1) : token.start] == "@"


def _censored(change: Change) -> bool:
    """Whether one side leaves out letters of a word that the other prints: f---, f***."""
    sides = (change.a, change.b)
    marked = [bool(side.tokens) and _is_censored(side) for side in sides]
    if not any(marked):
        return False
    return all(marked) or (
        all(side.tokens for side in sides) and change.a.words[0][0] == change.b.words[0][0]
    )


def _is_censored(side: Stretch) -> bool:
    tokens, text = side.tokens, side.reading.article.text
    return CENSORED.search(text[tokens[0].start : tokens[-1].end + 4]) is not None


def _filler(change: Change) -> bool:
    return change.one_sided and is_filler(change.left_out, change.wording)


def _answer(change: Change) -> bool:
    return change.one_sided and is_answer(change.left_out, change.wording)


def _contracted(change: Change) -> bool:
    """Whether the one word is contracted and could as well be the other: "I'd", "I had"."""
    first, second = change.own
    if len(first) != 1 or len(second) != 1:
        return False
    readings = change.wording.same.contraction_readings
    return any(
        (full.text, short.text) in readings
        and WRITTEN_SHORT.search(reading.article.text[short.start : short.end]) is not None
        for short, full, reading in (
            (first[0], second[0], change.a.reading),
            (second[0], first[0], change.b.reading),
        )
    )


# ---------------------------------------------------------------- clauses and negations
def _clause_set_off(change: Change) -> bool:
    """Whether what one side lacks is set off from the rest: whole sentences, a long clause, or one between
    marks."""
    if not change.one_sided or not _says_something(change):
        return False
    left_out = change.left_out
    if _is_whole_sentences(left_out):
        return True
    edges = {left_out.words[0], left_out.words[-1]}
    if len(left_out.words) >= LONG_CLAUSE and not edges & change.wording.negative_words:
        return True
    return len(left_out.words) >= CLAUSE and _is_between_marks(left_out)


def _says_something(change: Change) -> bool:
    """Whether two content words or more differ, hedges not counted."""
    return sum(map(len, change.firm)) >= 2


def _is_whole_sentences(side: Stretch) -> bool:
    """Whether the words begin with a sentence and end before one."""
    tokens = side.passage.tokens
    return tokens[side.start].opens and side.end < len(tokens) and tokens[side.end].opens


def _is_between_marks(side: Stretch) -> bool:
    """Whether the words stand between commas, dashes or brackets."""
    text, tokens = side.reading.article.text, side.passage.tokens
    if not 0 < side.start < side.end < len(tokens):
        return False
    before = text[tokens[side.start - 1].end : tokens[side.start].start]
    behind = text[tokens[side.end - 1].end : tokens[side.end].start]
    return PAUSE.search(before) is not None and PAUSE.search(behind) is not None


def _negated(change: Change) -> bool:
    """Whether one side negates and the other does not, by a word of its own or in a word: legal, illegal."""
    a, b, wording = change.a.words, change.b.words, change.wording
    if is_negated(a, wording) != is_negated(b, wording):
        return True
    return any(
        long == start + short
        for x in a
        for y in b
        for short, long in ((x, y), (y, x))
        for start in wording.negative_starts
        if len(short) > STEM
    )


def _clause_left_out(change: Change) -> bool:
    return change.one_sided and max(map(len, change.own)) >= CLAUSE and _says_something(change)


def _other_answer(change: Change) -> bool:
    """Whether one side says yes where the other says no."""
    answers = change.wording.answers
    first, second = ({w for w in side.words if w in answers} for side in (change.a, change.b))
    return bool(first and second) and not first & second


# ---------------------------------------------------------------- figures and names
def _other_date(change: Change) -> bool:
    dates = change.wording.same.dates
    first, second = ({t.text for t in side if t.text in dates} for side in change.own)
    return bool(first and second) and first != second


def _figures(change: Change) -> tuple[set[str], set[str]]:
    first, second = ({t.text for t in side if t.number and t.text != ONE} for side in change.own)
    return first, second


def _other_year(change: Change) -> bool:
    first, second = _figures(change)
    years = all(len(figure) == 4 and figure[:2] in ("19", "20") for figure in first | second)
    return bool(first and second) and first != second and years


def _other_number(change: Change) -> bool:
    first, second = _figures(change)
    return first != second


def _other_unit(change: Change) -> bool:
    same = change.wording.same
    first, second = (
        {unit for t in side if (unit := same.units.get(t.text) or same.currencies.get(t.text))}
        for side in change.own
    )
    return bool(first and second) and first != second


def _other_name(change: Change) -> bool:
    if change.one_sided or change.hedges[0] != change.hedges[1]:
        return False
    sides = zip(change.own, (change.a.reading, change.b.reading), strict=True)
    return all(any(_is_name(t, reading, change) for t in side) for side, reading in sides)


def _is_name(token: FoldedToken, reading: Reading, change: Change) -> bool:
    """Whether a word is part of a name; the first of a sentence has its capital for another reason."""
    if not token.capital or token.text in change.wording.always_capital:
        return False
    return not token.opens or token.start in reading.names


# ---------------------------------------------------------------- words
def _other_hedge(change: Change) -> bool:
    if change.hedges[0] == change.hedges[1]:
        return False
    return not all(change.firm) or _same_lemmas(change, change.firm)


def _only_currencies(change: Change) -> bool:
    words = [*change.content[0], *change.content[1]]
    return bool(words) and all(w in change.wording.same.currencies for w in words)


def _no_content(change: Change) -> bool:
    return not any(change.content)


def _other_pronoun(change: Change) -> bool:
    persons = change.wording.person_words
    return _no_content(change) and all(persons & set(side.words) for side in (change.a, change.b))


def _other_subject(change: Change) -> bool:
    """Whether one side says "I" or "we" of what the other says of others, and both are whole sentences of
    somebody's own: "They made the mistake" for "I made the mistake"."""
    first_person, others = change.wording.first_person, change.wording.other_persons
    if not _no_content(change) or any(s.passage.attribution.kind == "mixed" for s in (change.a, change.b)):
        return False
    ours, theirs = ({t.text for t in side} for side in change.own)
    return bool((ours & first_person and theirs & others) or (theirs & first_person and ours & others))


def _other_weighty_word(change: Change) -> bool:
    """Whether both sides have small words that change what is said: before, after."""
    weighty = change.wording.weighty_small_words
    return _no_content(change) and all(any(t.text in weighty for t in side) for side in change.own)


def _other_auxiliary(change: Change) -> bool:
    words = (*change.a.words, *change.b.words)
    return _no_content(change) and not change.one_sided and all(w in change.wording.be_have_do for w in words)


def _other_tense(change: Change) -> bool:
    return _same_lemmas(change, change.content)


def _other_word(change: Change) -> bool:
    return all(change.content)


def _pronoun_for_noun(change: Change) -> bool:
    """Whether one side is a pronoun where the other has the noun."""
    sides = (change.a, change.b)
    short, long = (s.words for s in sorted(sides, key=lambda s: len(content(s.tokens, change.wording))))
    return len(short) == 1 and short[0] in change.wording.person_words and 0 < len(long) <= NOUN_PHRASE


def _same_lemmas(change: Change, words: Sequence[Collection[str]]) -> bool:
    """Whether the given words of both sides are forms of the same: "began" and "begun"."""
    first, second = (
        {side.reading.lemmas.get(t.start, t.text) for t in own if t.text in asked}
        for side, own, asked in zip((change.a, change.b), change.own, words, strict=True)
    )
    return first == second


QUESTIONS: tuple[tuple[str, Callable[[Change], bool]], ...] = (
    ("brackets", _in_brackets),
    ("negation", _hides_a_negation),
    ("ellipsis", _at_ellipsis),
    ("spelling", _spelled_otherwise),
    ("spelling", _handle),
    ("spelling", _censored),
    ("filler", _filler),
    ("filler", _answer),
    ("spelling", _contracted),
    ("left-out", _clause_set_off),
    ("negation", _other_answer),
    ("negation", _negated),
    ("left-out", _clause_left_out),
    ("date", _other_date),
    ("date", _other_year),
    ("number", _other_number),
    ("unit", _other_unit),
    ("name", _other_name),
    ("hedge", _other_hedge),
    ("function", _only_currencies),
    ("who", _other_subject),
    ("person", _other_pronoun),
    ("word", _other_weighty_word),
    ("tense", _other_auxiliary),
    ("function", _no_content),
    ("tense", _other_tense),
    ("word", _other_word),
    ("person", _pronoun_for_noun),
    ("cut", lambda change: bool(change.content[0])),
    ("grown", lambda change: True),
)
"""Types of differences, each with the question that tells it, in the order in which they are asked."""
