"""Whether the text says that somebody says a thing more than once: at each stop, much the same again."""

from __future__ import annotations

from attribution.article import Span
from attribution.flags.context import Context
from attribution.flags.scope import in_one_clause, places, sentence_of, top
from attribution.names.person_name import plain
from attribution.wording.passage import Passage, Reading, whole_of


def is_repeated(passage: Passage, context: Context) -> bool:
    """Whether a phrase for saying a thing again stands in the sentences of the passage, or around them, in a
    clause that tells of speech: that a cream "is used regularly" repeats no words."""
    reading, cues = context.reading(passage), context.cues
    if not reading.holds(cues.repeat_phrases):
        return False
    whole = whole_of(passage.attribution)
    own = reading.sentence(whole)
    return any(
        place.overlaps(own) or _is_of_speech(passage, place, reading, context)
        for place in places(cues.repeat_phrases, reading, reading.around(whole, 1))
    )


def _is_of_speech(passage: Passage, place: Span, reading: Reading, context: Context) -> bool:
    """Whether the clause of the phrase has a word for a quotation, or a verb, in the phrase or of speech, of
    which the speaker, a pronoun or nobody is the subject."""
    sentence, cues = sentence_of(reading, place), context.cues
    word = top(sentence, place) if sentence else None
    if sentence is None or word is None:
        return True
    whole = Span(sentence.start, sentence.end)
    nouns = places(cues.quotation_words, reading, whole)
    if any(in_one_clause(reading, place, noun, cues.comparing_words) for noun in nouns):
        return True
    above = [sentence.words[i] for i in (word.index, *sentence.ancestors(word.index))]
    verb = next((w for w in above if w.upos == "VERB"), None)
    if verb is None:
        return all(w.head < 0 for w in sentence.words)  # no grammar is known: the sentence is all there is
    if verb.lemma.lower() not in cues.speech_verbs and not place.start <= verb.start < place.end:
        return False
    speaker = passage.attribution.speaker
    called = {plain(w) for w in f"{speaker.name or ''} {speaker.role or ''}".split()}
    below = map(sentence.words.__getitem__, sentence.children[verb.index])
    subjects = [w for w in below if w.deprel in ("nsubj", "nsubj:pass")]
    return all(s.upos == "PRON" or plain(s.text) in called for s in subjects)
