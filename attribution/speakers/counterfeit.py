"""Names that somebody else speaks under: "the fake Ana Ruiz", "in a deepfake, Ana Ruiz says"."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.document import Sentence, Word
from attribution.find.scene import Token
from attribution.names.person_name import plain
from attribution.result import Speaker
from attribution.speakers.entities import Entities
from attribution.speakers.noun_phrase import description


def counterfeit(entities: Entities, token: Token, cue: Token | None) -> Speaker | None:
    """Who speaks under a name that is not theirs, or in what; None where nothing says so of the name."""
    sentence = entities.scene.sentence(token)
    before = list(_before_name(entities, sentence, token.word))
    if any(_is_false(entities, w) for w in before):
        start, end = before[-1].start, _end_of_name(sentence, token.word)
        return Speaker(entities.scene.article.text[start:end], "anonymous")
    if cue is None or cue.sentence != token.sentence:
        return None
    frames = (sentence.words[c] for c in sentence.children[cue.word] if c < token.word)
    frame = next((w for w in frames if w.deprel == "obl" and _is_false_document(entities, sentence, w)), None)
    if frame is None:
        return None
    return Speaker(description(entities.scene, Token(token.sentence, frame.index)), "document")


def _before_name(entities: Entities, sentence: Sentence, index: int) -> Iterator[Word]:
    """The words before a name, with its titles, what describes it and the article, the nearest first."""
    for word in reversed(sentence.words[:index]):
        titled = plain(word.text) in entities.lexicon.before_names
        if not titled and word.upos not in ("PROPN", "ADJ", "VERB", "NOUN", "DET"):
            return
        yield word
        if word.upos == "DET":
            return


def _end_of_name(sentence: Sentence, index: int) -> int:
    while index + 1 < len(sentence.words) and sentence.words[index + 1].upos == "PROPN":
        index += 1
    return sentence.words[index].end


def _is_false(entities: Entities, word: Word) -> bool:
    return word.text.lower() in entities.lexicon.counterfeit_words


def _is_false_document(entities: Entities, sentence: Sentence, word: Word) -> bool:
    """Whether a word is a recording or a play, or a document that is said to be false."""
    lexicon = entities.lexicon
    if word.lemma.lower() in lexicon.counterfeit_nouns:
        return True
    described = (sentence.words[c] for c in sentence.children[word.index])
    return word.lemma.lower() in lexicon.document_nouns and any(_is_false(entities, w) for w in described)
