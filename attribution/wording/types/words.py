"""Hedges, pronouns, tenses and other words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attribution.wording.change import Change, Stretch, content
from attribution.wording.folded import FoldedToken
from attribution.wording.types.facts import is_name

NOUN_PHRASE = 4
"""Words of the longest noun phrase for which a pronoun may stand."""


def other_hedge(change: Change) -> bool:
    if change.hedges[0] == change.hedges[1]:
        return False
    return not all(change.firm) or _same_lemmas(change, change.firm)


def only_currencies(change: Change) -> bool:
    words = [*change.content[0], *change.content[1]]
    return bool(words) and all(w in change.wording.same.currencies for w in words)


def no_content(change: Change) -> bool:
    return not any(change.content)


def other_pronoun(change: Change) -> bool:
    persons = change.wording.person_words
    return no_content(change) and all(persons & set(side.words) for side in (change.a, change.b))


def other_subject(change: Change) -> bool:
    """Whether one side says "I" or "we" of what the other says of others, and both are whole sentences of
    somebody's own: "They made the mistake" for "I made the mistake"."""
    first_person, others = change.wording.first_person, change.wording.other_persons
    if not no_content(change) or any(s.passage.attribution.kind == "mixed" for s in (change.a, change.b)):
        return False
    ours, theirs = ({t.text for t in side} for side in change.own)
    return bool((ours & first_person and theirs & others) or (theirs & first_person and ours & others))


def another_named(change: Change) -> bool:
    """Whether one side says "I" or "me" where the other names somebody else than the speaker: "Tom took the
    wheel from me" for "I took the wheel from Tom"."""
    first_person = change.wording.first_person
    sides = list(zip(change.own, (change.a, change.b), strict=True))
    if any(side.passage.attribution.kind == "mixed" for side in (change.a, change.b)):
        return False
    return any(
        {t.text for t in ours} <= first_person and _names_another(theirs, stretch, change)
        for (ours, _), (theirs, stretch) in (sides, sides[::-1])
        if ours
    )


def _names_another(tokens: Sequence[FoldedToken], stretch: Stretch, change: Change) -> bool:
    """Whether all words are those of a name that is not the speaker's."""
    speaker = (stretch.passage.attribution.speaker.name or "").casefold().split()
    return bool(tokens) and all(
        is_name(t, stretch.reading, change) and t.text.casefold() not in speaker for t in tokens
    )


def other_weighty_word(change: Change) -> bool:
    """Whether both sides have small words that change what is said: before, after."""
    weighty = change.wording.weighty_small_words
    return no_content(change) and all(any(t.text in weighty for t in side) for side in change.own)


def other_auxiliary(change: Change) -> bool:
    words = (*change.a.words, *change.b.words)
    return no_content(change) and not change.one_sided and all(w in change.wording.be_have_do for w in words)


def other_tense(change: Change) -> bool:
    return _same_lemmas(change, change.content) or _only_plural(change)


def _only_plural(change: Change) -> bool:
    """Whether each content word of one side is the other's with the ending of the plural, or without."""
    ends = tuple(change.wording.same.words("plural-ends"))
    first, second = ({_without(w, ends) for w in side} for side in change.content)
    return bool(first) and first == second


def _without(word: str, ends: tuple[str, ...]) -> str:
    return next((word[: -len(e)] for e in ends if word.endswith(e)), word)


def other_word(change: Change) -> bool:
    return all(change.content)


def pronoun_for_noun(change: Change) -> bool:
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
