"""Which of two "the former" and "the latter" are."""

from __future__ import annotations

from attribution.find.scene import Token
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent
from attribution.speakers.search import REACH


def one_of_two(entities: Entities, token: Token) -> Referent | None:
    """Whom a word for the first or the second of two means: of the nearest sentence before it, near enough,
    that names just two people. None of any other word, and where nobody is so named."""
    word, lexicon = entities.scene.word(token), entities.lexicon
    form = word.text.lower()
    place = 0 if form in lexicon.first_of_two else 1 if form in lexicon.second_of_two else None
    if place is None or word.deprel == "amod":
        return None
    here = entities.scene.paragraph(word.start)
    for sentence in reversed(entities.scene.document.sentences[: token.sentence + 1]):
        end = min(sentence.end, word.start)
        if here - entities.scene.paragraph(sentence.start) > REACH:
            return None
        named = named_between(entities, sentence.start, end)
        if len(named) == 2:
            return named[place]
    return None


def named_between(entities: Entities, start: int, end: int) -> list[Referent]:
    """The people named between two offsets, outside quotations, in the order of their first names there."""
    first = {
        id(r): (min(places), r)
        for r in entities.referents
        if r.kind == "person"
        and (places := [m.start for m in r.mentions if m.named and not m.quoted and start <= m.start < end])
    }
    return [r for _, r in sorted(first.values(), key=lambda pair: pair[0])]
