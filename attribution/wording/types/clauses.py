"""Clauses that one side lacks, and negations."""

from __future__ import annotations

import re
from itertools import pairwise

from attribution.wording.change import Change, Stretch, is_negated

PAUSE = re.compile(r"[,;:()–—]|--")
CLAUSE = 4
"""From so many words on, with two content words among them, words left out are a clause, not a word."""
LONG_CLAUSE = 8
"""From so many words on, a negation that stands inside words left out negates nothing of what is left."""
STEM = 3
"""Letters of words that are too short to begin with a negation."""


def clause_set_off(change: Change) -> bool:
    """Whether what one side lacks is set off from the rest: whole sentences, a long clause, or one between
    marks."""
    if not change.one_sided or not _says_something(change):
        return False
    left_out = change.left_out
    if _is_whole_sentences(left_out):
        return True
    if len(left_out.words) >= CLAUSE and _joins_two_clauses(left_out, change):
        return True
    edges = {left_out.words[0], left_out.words[-1]}
    if len(left_out.words) >= LONG_CLAUSE and not edges & change.wording.negative_words:
        return True
    return len(left_out.words) >= CLAUSE and _is_between_marks(left_out)


def _says_something(change: Change) -> bool:
    """Whether two content words or more differ, hedges not counted."""
    return sum(map(len, change.firm)) >= 2


def _joins_two_clauses(side: Stretch, change: Change) -> bool:
    """Whether a new clause begins inside the words ("… the club, but I am not leaving …"): without them the
    end of one clause is joined to the beginning of another."""
    wording = change.wording
    subjects = wording.first_person | wording.other_persons
    return any(left in wording.contrasts and right in subjects for left, right in pairwise(side.words[1:]))


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


def doubly_negated(change: Change) -> bool:
    """Whether one side only negates once more what both negate, as dialects do: "don't want nobody"."""
    words = change.wording.negative_forms
    first, second = ([t.text for t in side] for side in change.own)
    swapped = {words.get(w, w) for w in first} & {words.get(w, w) for w in second} & set(words.values())
    return bool(swapped) and all(_negates_before(side, change) for side in (change.a, change.b))


def _negates_before(side: Stretch, change: Change) -> bool:
    """Whether a word before the stretch, in its sentence, negates."""
    at = side.start
    while at and not side.passage.tokens[at].opens:
        at -= 1
        if side.passage.tokens[at].text in change.wording.negative_words:
            return True
    return False


def negated(change: Change) -> bool:
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


def clause_left_out(change: Change) -> bool:
    return change.one_sided and max(map(len, change.own)) >= CLAUSE and _says_something(change)


def other_answer(change: Change) -> bool:
    """Whether one side says yes where the other says no."""
    answers = change.wording.answers
    first, second = ({w for w in side.words if w in answers} for side in (change.a, change.b))
    return bool(first and second) and not first & second
