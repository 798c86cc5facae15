"""What the words around two passages say of them: that they are a denial, a saying, somebody else's words.

Such circumstances may explain why two articles do not agree; most rules raise no flag then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.article import Span
from attribution.document import Sentence, Word
from attribution.flags.context import (
    Context,
    names_speaker,
    paragraph,
    passage_outside,
    sentence_after,
    sentence_before,
    sentence_outside,
    whole_article,
)
from attribution.flags.sayings import is_saying
from attribution.flags.scope import beside_outside_marks, places, reaches, sentence_of
from attribution.names.person_name import plain
from attribution.result import Speaker
from attribution.wording.normalise import fold
from attribution.wording.passage import Passage, Reading, whole_of

MARKS = 3
"""Marks that may stand between the last word of a question and the end of its quotation."""


# ---------------------------------------------------------------- whose words
def one_quotes_the_other(
    a: Passage, b: Passage, a_words: Span, b_words: Span, context: Context, *, by_office: bool = True
) -> bool:
    """Whether one side passes on the other's words: they stand in inner marks, or the text says so; also,
    where that is to count, that one speaks for the other ``by_office``."""
    one, other = a.attribution.speaker, b.attribution.speaker
    if _quotes(a, a_words, other, context) or _quotes(b, b_words, one, context):
        return True
    return by_office and (_speaks_for(a, other, context) or _speaks_for(b, one, context))


def _quotes(passage: Passage, words: Span, other: Speaker, context: Context) -> bool:
    """Whether these words of the passage are those of another speaker than its own."""
    if any(_share(words, inner) > 0.5 for inner in passage.inner):
        return True
    cues, speaker, reading = context.cues, passage.attribution.speaker, context.reading(passage)
    if any(reading.lemmas.get(cue.start) in cues.reading_verbs for cue in passage.attribution.cue):
        return True
    if _tells_who_said(passage, words, context):
        return True
    outside = sentence_outside(passage, context)
    if cues.quoting_phrases.search(outside):
        return True
    if cues.reading_phrases.search(f"{sentence_before(passage, context)}{outside}"):
        return True
    if _reads_on(passage, context) and names_speaker(paragraph(passage, context, 1), other, speaker, context):
        return True
    relayed = cues.relay_phrases.search(outside) or cues.relay_phrases.search(
        passage_outside(passage, words, context)
    )
    return bool(relayed) and names_speaker(paragraph(passage, context), other, speaker, context)


def _tells_who_said(passage: Passage, words: Span, context: Context) -> bool:
    """Whether what is said tells right before the words who said them: "She told the paper, I will stay"."""
    reading = context.reading(passage)
    sentence = sentence_of(reading, words)
    for verb in sentence.words if sentence else ():
        if verb.start < passage.span.start or verb.lemma.lower() not in context.cues.speech_verbs:
            continue
        below = (sentence.words[i] for i in sentence.children[verb.index]) if sentence else ()
        subjects = [w.text.lower() for w in below if w.deprel == "nsubj"]
        told = subjects and not context.wording.first_person.intersection(subjects)
        if told and reaches(reading, Span(verb.start, verb.end), words):
            return True
    return False


def echoes(a: Passage, b: Passage, a_words: Span, b_words: Span, context: Context) -> bool:
    """Whether the words are a question that one asks, and with which the other begins the answer: “Is it the
    better team? Yes.”"""
    asked = [
        (_is_question(p, words, context), any(s.end > words.end + MARKS for s in p.attribution.content))
        for p, words in ((a, a_words), (b, b_words))
    ]
    return all(question for question, _ in asked) and {goes_on for _, goes_on in asked} == {True, False}


def _is_question(passage: Passage, words: Span, context: Context) -> bool:
    """Whether the sentence in which the words end is a question."""
    text = context.reading(passage).article.text
    end = next(
        (i for i in range(words.end, min(len(text), passage.span.end + MARKS)) if text[i] in ".!?"), None
    )
    return end is not None and text[end] == "?"


def _reads_on(passage: Passage, context: Context) -> bool:
    """Whether a sentence behind, in this paragraph or the next, has the speaker read: "She was reading,
    slowly, from a sheet"."""
    reading, cues = context.reading(passage), context.cues
    if cues.reading_verbs.isdisjoint(reading.lemmas.values()) or reading.document is None:
        return False
    end, around = reading.sentence(whole_of(passage.attribution)).end, reading.around(passage.span, 1)
    return any(
        word.upos == "VERB"
        and word.lemma.lower() in cues.reading_verbs
        and _is_read_by(word, sentence, passage, context)
        for sentence in reading.document.sentences
        if end <= sentence.start and sentence.end <= around.end
        for word in sentence.words
    )


def _is_read_by(verb: Word, sentence: Sentence, passage: Passage, context: Context) -> bool:
    """Whether the subject of the verb is the speaker, or a pronoun, and its object, if any, holds words."""
    speaker = passage.attribution.speaker
    called = {plain(w) for w in f"{speaker.name or ''} {speaker.role or ''}".split()}
    below = [sentence.words[i] for i in sentence.children[verb.index]]
    subjects = [w for w in below if w.deprel == "nsubj"]
    objects = [w for w in below if w.deprel == "obj"]
    return (
        bool(subjects)
        and all(w.upos == "PRON" or plain(w.text) in called for w in subjects)
        and all(w.lemma.lower() in context.speakers.lists.personal_documents for w in objects)
    )


def serves(one: Speaker, other: Speaker, context: Context) -> bool:
    """Whether a role of one names the other: "an adviser to Ms. Ruiz"."""
    roles = " ".join(context.speakers.roles_of(one))
    words = f" {' '.join(fold(roles, context.wording.same).words)} "
    return names_speaker(words, other, other, context)


def _speaks_for(passage: Passage, other: Speaker, context: Context) -> bool:
    """Whether the speaker is a spokesperson, and role or sentence name the other."""
    role = f" {' '.join(fold(passage.attribution.speaker.role or '', context.wording.same).words)} "
    outside = sentence_outside(passage, context)
    return bool(context.cues.spokespeople.search(role)) and names_speaker(
        f"{role}{outside}", other, other, context
    )


def _share(words: Span, inner: Span) -> float:
    """The share of the words that stands in the inner span."""
    common = min(words.end, inner.end) - max(words.start, inner.start)
    return common / max(1, words.end - words.start)


def said_jointly(passage: Passage, words: Span, context: Context) -> bool:
    """Whether the text says that several spoke together."""
    return _stands_around(context.cues.joint_phrases, passage, words, context)


def said_too(passage: Passage, context: Context) -> bool:
    """Whether the clause that reports the words says that the speaker says them as another did: "said Ruiz
    too"."""
    reading, attribution = context.reading(passage), passage.attribution
    whole = reading.sentence(whole_of(attribution))
    cues = context.cues
    return beside_outside_marks(cues.too_words, reading, whole, attribution.cue, cues.comparing_words)


def _stands_around(cues: re.Pattern[str], passage: Passage, words: Span, context: Context) -> bool:
    """Whether a cue stands around the words: in the sentence outside them, or in the sentence before."""
    return bool(
        cues.search(sentence_outside(passage, context))
        or cues.search(passage_outside(passage, words, context))
        or cues.search(sentence_before(passage, context))
    )


# ---------------------------------------------------------------- corrections
def corrected(a: Passage, b: Passage, one: Speaker, other: Speaker, context: Context) -> bool:
    """Whether the article that has both passages says that a report of them was wrong: in what words, where
    they are two passages, or who said them, where they are one; then it names both speakers."""
    corrections = context.cues.correction_phrases
    if not any(
        _stands_around(corrections, passage, passage.span, context)
        or corrections.search(sentence_after(passage, context))  # a correction comes after what it corrects
        for passage in (a, b)
    ):
        return False
    if a is not b:
        return True
    text = whole_article(a, context)
    return names_speaker(text, one, other, context) and names_speaker(text, other, one, context)


# ---------------------------------------------------------------- words that many say
def common_words(passage: Passage, words: Span, context: Context) -> bool:
    """Whether the words belong to everybody: a saying, an oath, a statute, a stock phrase."""
    reading, phrases = context.reading(passage), context.cues.common_phrases
    if reading.holds(phrases) and phrases.search(reading.words(words)):
        return True
    return is_saying(passage, words, context)


def everyday_words(a: Passage, b: Passage, lemmas: Sequence[str], context: Context) -> bool:
    """Whether anybody might have said the words of both: all are everyday words, and neither article names
    the other's speaker."""
    if not all(lemma in context.cues.everyday_words for lemma in lemmas):
        return False
    one, other = a.attribution.speaker, b.attribution.speaker
    return not (
        names_speaker(whole_article(a, context), other, one, context)
        or names_speaker(whole_article(b, context), one, other, context)
    )


# ---------------------------------------------------------------- another occasion, another language
def on_another_occasion(passage: Passage, context: Context) -> bool:
    """Whether the sentence or the one before tells of another occasion than the one that is recorded: "told
    reporters afterwards", "in an interview"."""
    told = f"{sentence_before(passage, context)}{sentence_outside(passage, context)}"
    return context.cues.other_occasions.search(told) is not None


def in_sense_only(passage: Passage, context: Context) -> bool:
    """Whether the paper says near the passage that it, or whoever told it, has the sense of the words and not
    the words."""
    phrases = context.cues.sense_phrases
    if not context.reading(passage).holds(phrases):
        return False
    return phrases.search(paragraph(passage, context, neighbours=1)) is not None


def translated(a: Passage, b: Passage, context: Context) -> bool:
    """Whether a text tells of a translation: beside the words, or once for all that it quotes."""
    phrases = context.cues.translation_phrases
    return any(
        _in_paragraph(phrases, passage, context) or _translates_all(context.reading(passage), context)
        for passage in (a, b)
    )


def _translates_all(reading: Reading, context: Context) -> bool:
    """Whether a sentence of the text says of all whom it quotes that their words are translated."""
    if not reading.holds(context.cues.everyone_phrases):
        return False
    told = places(context.cues.translation_phrases, reading, Span(0, len(reading.article.text)))
    sentences = {reading.sentence(phrase) for phrase in told}
    return any(context.cues.everyone_phrases.search(reading.words(sentence)) for sentence in sentences)


def _in_paragraph(phrases: re.Pattern[str], passage: Passage, context: Context) -> bool:
    """Whether one of the phrases stands in the passage's paragraph."""
    if not context.reading(passage).holds(phrases):
        return False
    return phrases.search(paragraph(passage, context)) is not None
