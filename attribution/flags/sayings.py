"""Whether the text says that words are a saying, an oath, a slogan, a statute: words of everybody."""

from __future__ import annotations

import re

from attribution.article import Span
from attribution.flags.context import Context, span_before
from attribution.flags.scope import in_main_clause, in_one_clause, places
from attribution.wording.passage import Passage, Reading, whole_of

NAMED = re.compile(r"(?: \w+){0,3}[,:]? [“\"'‘«„]?")
"""What may stand between the word for a saying and what it is."""


def is_saying(passage: Passage, words: Span, context: Context) -> bool:
    """Whether a word for a saying belongs to these words by grammar: it stands in the clause that reports
    them ("as the proverb has it"), names them right before ("the slogan of the day, “…”"), or is what the
    sentence before tells of ("He took the oath. “…”")."""
    reading, cues = context.reading(passage), context.cues
    if not reading.holds(cues.saying_phrases):
        return False
    whole = reading.sentence(whole_of(passage.attribution))
    targets = (*passage.attribution.cue, *passage.attribution.source, words)
    for place in places(cues.saying_phrases, reading, whole):
        if place.overlaps(words) or _is_of_name(passage, place, reading):
            continue
        if any(in_one_clause(reading, place, target, cues.comparing_words) for target in targets):
            return True
        if NAMED.fullmatch(reading.article.text, place.end, words.start):
            return True
    before = span_before(passage, context)
    return before is not None and any(
        in_main_clause(reading, place) and not _is_of_name(passage, place, reading)
        for place in places(cues.saying_phrases, reading, before)
    )


def _is_of_name(passage: Passage, place: Span, reading: Reading) -> bool:
    """Whether it is a part of the speaker's name: "Vang A Sung said"."""
    word = place.of(reading.article.text)
    return word[:1].isupper() and word in (passage.attribution.speaker.name or "").split()
