"""Whether a text says of quoted words that they are not those of the one whose name they bear: a hoax, a
parody, an account or a voice that somebody else made.

This raises a question and lets none fall, so nearness is enough where a denial needs grammar.
"""

from __future__ import annotations

from attribution.flags.context import (
    Context,
    names_speaker,
    sentence_after,
    sentence_before,
    sentence_outside,
    whole_article,
)
from attribution.flags.denials import denied
from attribution.flags.scope import beside_outside_marks
from attribution.names.person_name import plain
from attribution.wording.passage import Passage, whole_of


def one_disowns(a: Passage, b: Passage, context: Context) -> bool:
    """Whether one of two articles says that the words are not the speaker's own, and the other does not."""
    return a.article != b.article and disowned(a, b, context) != disowned(b, a, context)


def disowned(passage: Passage, other: Passage, context: Context) -> bool:
    """Whether the article of the passage says that its words are made up, or are somebody else's than the
    speaker's; ``other`` has them in another article, perhaps with the name."""
    if denied(passage, passage.span, context) or _has_real_one(passage, other, context):
        return True
    phrases, reading = context.cues.disowning_phrases, context.reading(passage)
    if _by_a_maker(passage, context):
        return True
    if not reading.holds(phrases):
        return False
    speakers = (passage.attribution.speaker, other.attribution.speaker)
    return bool(phrases.search(sentence_outside(passage, context))) or any(
        phrases.search(beside) and any(s.name and names_speaker(beside, s, s, context) for s in speakers)
        for beside in (sentence_before(passage, context), sentence_after(passage, context))
    )


def _by_a_maker(passage: Passage, context: Context) -> bool:
    """Whether the clause that reports the words, outside all marks, has a word for who makes such words, or
    for what is made."""
    reading, attribution = context.reading(passage), passage.attribution
    whole = reading.sentence(whole_of(attribution))
    cues, targets = context.cues, (*attribution.cue, *attribution.source)
    return beside_outside_marks(cues.disowning_words, reading, whole, targets, cues.comparing_words)


def _has_real_one(passage: Passage, other: Passage, context: Context) -> bool:
    """Whether the article tells the bearer of the name from another: "the real Ana Ruiz"."""
    names = (passage.attribution.speaker.name, other.attribution.speaker.name)
    words = {plain(name.split()[i]) for name in names if name for i in (0, -1)}
    reading = context.reading(passage)
    if not reading.holds(context.cues.genuine_words):
        return False
    article = whole_article(passage, context)
    return any(
        plain(article[found.end() :].split(" ", 1)[0]) in words
        for found in context.cues.genuine_words.finditer(article)
    )
