"""The source as the reader reads it, where the grammar gives none or one that does not read as a source.

A parser that takes "center Tom Lee" for a verb and its object leaves the cue another subject; the reader,
which sees no tree, still reads who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from attribution.document import Word
from attribution.find import spans
from attribution.find.found import Found
from attribution.find.reading import hardly_speaks
from attribution.find.scene import Scene, Token
from attribution.rule import SPEECH

SOURCE = SPEECH.index("source")
LIKELY, PART = 0.7, 0.5
"""From which likelihood a word is taken for a source, and from which one beside it belongs to it: on both
halves of PolNeAR's development part one source in a hundred more is right."""
HEARER = frozenset({"obj", "iobj"})
"""Relations to the cue of whoever is told something."""


def as_read(scene: Scene, found: Found) -> Found:
    """The find with the nearest words to its cue that read as a source, where its own do not or there are
    none; as it is where nothing reads so, or the parse does not tell."""
    if found.cue_token is None or not _is_unlikely(scene, found):
        return found
    nearest = min(_sources(scene, found, found.cue_token), default=None)
    if nearest is None:
        return found
    token = Token(found.cue_token.sentence, nearest[1])
    if any(s.covers(scene.span(token)) for s in found.source):
        return found  # "reads a review of Dr. Weiss"
    phrase = spans.source(scene, token, found.cue_token)
    if not phrase or any(c.overlaps(p) for c in found.content for p in phrase):
        return found
    return replace(found, source=phrase, source_token=token)


def _is_unlikely(scene: Scene, found: Found) -> bool:
    """Whether a find has no source, or one that hardly reads so."""
    if found.source_token is None:
        return not found.source
    word = scene.word(found.source_token)
    if word.upos == "PROPN" and _is_subject(scene, found.source_token, found.cue_token):
        return False  # "Ruiz said, according to the Herald"
    if found.quotations and _is_spoken_about(scene, found.source_token, found.cue_token):
        return False  # "Lee rejected Ruiz's claim that …", "Lee criticised Ruiz for saying …"
    return hardly_speaks(word)


def _is_subject(scene: Scene, source: Token, cue: Token | None) -> bool:
    """Whether a word is the subject of the cue, or of a passive on which the cue hangs ("was quoted by the
    radio as saying")."""
    word = scene.word(source)
    if cue is None or cue.sentence != source.sentence:
        return False
    if word.deprel == "nsubj":
        return word.head == cue.word
    return word.deprel == "nsubj:pass" and word.head == scene.word(cue).head


def _is_spoken_about(scene: Scene, source: Token, cue: Token | None) -> bool:
    """Whether a word is the owner of what the cue names, or the object of the verb on which the cue hangs
    with a "for": whom others speak about reads as no source, and has said what is quoted all the same."""
    word, sentence = scene.word(source), scene.sentence(source)
    if cue is None or cue.sentence != source.sentence or source.word > cue.word:
        return False
    if word.deprel == "nmod:poss":
        return word.head == cue.word
    marked = any(sentence.words[c].deprel == "mark" for c in sentence.children[cue.word])
    return marked and word.deprel == "obj" and word.head == scene.word(cue).head


def _sources(scene: Scene, found: Found, cue: Token) -> Iterator[tuple[int, int]]:
    """How far each stretch of words that reads as a source is from the cue, and its head word."""
    sentence = scene.sentence(cue)
    stretch: list[Word] = []
    for word in (*sentence.words, None):
        if word is not None and word.speech and word.speech[SOURCE] >= PART and not _is_taken(found, word):
            stretch.append(word)
            continue
        named = {w.index: w for w in stretch if _names(w) and not _hears(w, cue)}
        head = next((w for w in named.values() if w.head not in named), None)
        if head is not None:
            yield min(abs(w.index - cue.word) for w in stretch), head.index
        stretch = []


def _is_taken(found: Found, word: Word) -> bool:
    return any(s.start <= word.start < s.end for s in (*found.content, *found.cue))


def _names(word: Word) -> bool:
    return word.upos in ("PROPN", "NOUN", "PRON") and word.speech[SOURCE] >= LIKELY


def _hears(word: Word, cue: Token) -> bool:
    return word.head == cue.word and word.deprel in HEARER
