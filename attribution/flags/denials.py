"""Whether the text says of a passage that it was never said, or is made up, or wrongly given.

A denial counts only where grammar ties it to these words: they are what it denies, or the sentence beside
them takes them up ("She never said that"). That a denial stands near says nothing.
"""

from __future__ import annotations

from attribution.article import Span
from attribution.flags.context import Context, span_after, span_before
from attribution.flags.scope import in_one_clause, noun_of, places, reaches, rules_over
from attribution.wording.passage import Passage, Reading, whole_of


def denied(passage: Passage, words: Span, context: Context) -> bool:
    """Whether the words of the passage are denied, corrected, or called made up."""
    return (
        passage.attribution.negated
        or _object_of_denial(passage, words, context)
        or _called_false(passage, words, context)
        or _taken_up_and_denied(passage, context)
    )


def _object_of_denial(passage: Passage, words: Span, context: Context) -> bool:
    """Whether the words are the object of a negated verb of saying: "I never said “…”"."""
    reading = context.reading(passage)
    if not reading.holds(context.cues.denial_phrases):
        return False
    whole = reading.sentence(whole_of(passage.attribution))
    for place in places(context.cues.denial_phrases, reading, whole):
        if place.overlaps(words):
            # part of the words themselves, unless they open in a denial of what stands in marks inside them
            marked = passage.inner if passage.quoted else reading.quoted
            if any(m.start < words.end and reaches(reading, place, m) for m in marked):
                return True
            continue
        if reaches(reading, place, words):
            return True
        if rules_over(reading, place, words):
            return True
    return False


def _called_false(passage: Passage, words: Span, context: Context) -> bool:
    """Whether the clause that reports the words calls them made up or wrongly given; or the sentence before
    or after does, in which a word for a quotation is what it speaks of."""
    reading, cues, attribution = context.reading(passage), context.cues, passage.attribution
    if not reading.holds(cues.false_phrases):
        return False
    whole = reading.sentence(whole_of(attribution))
    targets = (*attribution.cue, *attribution.source, words)
    for place in places(cues.false_phrases, reading, whole):
        if place.overlaps(words) or _of_another_thing(passage, place, context):
            continue
        if any(in_one_clause(reading, place, target, cues.comparing_words) for target in targets):
            return True
    beside = (span_before(passage, context), span_after(passage, context))
    return any(
        in_one_clause(reading, place, noun, cues.comparing_words)
        for span in beside
        if span is not None
        for place in places(cues.false_phrases, reading, span)
        if not _of_another_thing(passage, place, context)
        for noun in places(cues.quotation_words, reading, span)
        if not noun.overlaps(place) or noun == place
    )


def _of_another_thing(passage: Passage, place: Span, context: Context) -> bool:
    """Whether the phrase says of a noun that it is false ("a fake letter"), and that noun is neither a word
    for a quotation nor the source of this one."""
    reading = context.reading(passage)
    noun = noun_of(reading, place)
    if noun is None or any(noun.overlaps(source) for source in passage.attribution.source):
        return False
    return next(places(context.cues.quotation_words, reading, noun), None) is None


def _taken_up_and_denied(passage: Passage, context: Context) -> bool:
    """Whether the sentence after denies what it takes up: "He never said that", "She denies it"."""
    reading, cues = context.reading(passage), context.cues
    span = span_after(passage, context) if reading.holds(cues.denial_phrases) else None
    if span is None:
        return False
    for place in places(cues.denial_phrases, reading, span):
        following = reading.folded.between(place.end, span.end)
        if following[:1] and following[0] in cues.those_words and _ends_there(reading, place, following):
            return True
    return False


def _ends_there(reading: Reading, place: Span, following: tuple[str, ...]) -> bool:
    """Whether the clause ends behind the one or two words that take something up."""
    text = reading.article.text
    tokens = reading.folded.within(place.end, len(text))[: len(following)]
    for token in tokens[:2]:
        behind = text[token.end : token.end + 1]
        if behind in ("", ".", ",", ";", "!", "?", "\n", "”", "’"):
            return True
    return False
