"""Who speaks through a document: the one who wrote, issued or published it, where the article says so."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.document import Sentence
from attribution.find.scene import Token
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent


def author(entities: Entities, token: Token) -> Referent | None:
    """The person or organisation whose words a document has, told beside the noun or where the article speaks
    of the same document before. Whoever a document is only about is not its author."""
    found = (_writer(entities, mention) for mention in _places(entities, token))
    return next((writer for writer in found if writer is not None), None)


def of_document(entities: Entities, document: Referent, token: Token) -> Referent | None:
    """The author of a document that a noun takes up, told where the article speaks of it before the noun."""
    at = entities.scene.word(token).start
    if document.kind != "document":
        return None
    before = (m.head for m in reversed(document.mentions) if m.start < at)
    return next((writer for head in before if (writer := _writer(entities, head)) is not None), None)


def _writer(entities: Entities, noun: Token) -> Referent | None:
    """Whom the words around a noun give as the author of its document."""
    writers = _writers(entities, entities.scene.sentence(noun), noun.word)
    return next((w for w in writers if w.kind in ("person", "organisation")), None)


def _places(entities: Entities, token: Token) -> Iterator[Token]:
    """The noun itself, then the mentions of the same document before it, the nearest first."""
    yield token
    document = entities.known(token)
    at = entities.scene.word(token).start
    if document is not None and entities.nouns.definite(token):
        yield from (m.head for m in reversed(document.mentions) if m.start < at and m.head != token)


def _writers(entities: Entities, sentence: Sentence, noun: int) -> Iterator[Referent]:
    """Whoever the words around a noun for a document give as its author."""
    lexicon, words = entities.lexicon, sentence.words
    personal = entities.nouns.lemma(Token(sentence.index, noun)) in lexicon.personal_documents
    above = words[noun].head
    told_in = (
        above >= 0
        and personal
        and words[noun].deprel.startswith("obl")
        and words[above].upos == "VERB"
        and any(words[c].text.lower() in lexicon.told_in for c in sentence.children[noun])
    )
    for child in sentence.children[noun]:
        relation = words[child].deprel
        if (
            relation == "nmod:poss"
            and personal
            and (owner := entities.possessor(Token(sentence.index, noun)))
        ):
            yield owner
        elif relation in ("nmod:poss", "compound") and (body := _at(entities, sentence, child)) is not None:
            if body.kind == "organisation" and relation == "nmod:poss":
                yield body
        elif relation.startswith("nmod") and _has_case(entities, sentence, child):
            yield from _named(entities, sentence, child)
        elif relation == "acl" and not told_in and words[child].lemma.lower() in lexicon.publishing_verbs:
            for below in sentence.children[child]:
                if words[below].deprel.startswith("obl") and _has_case(entities, sentence, below):
                    yield from _named(entities, sentence, below)
    if above < 0:
        return
    issued = words[noun].deprel == "obj" and words[above].lemma.lower() in lexicon.publishing_verbs
    if issued or told_in:
        subjects = [child for child in sentence.children[above] if words[child].deprel == "nsubj"]
        for child in sorted(subjects, key=lambda at: abs(at - above)):  # "…, said Ruiz in a statement"
            yield from _named(entities, sentence, child)


def _has_case(entities: Entities, sentence: Sentence, index: int) -> bool:
    """Whether a preposition for authors stands before the word or its title: "by", "from"."""
    titles = [c for c in sentence.children[index] if sentence.words[c].deprel == "nmod:desc"]
    return any(
        sentence.words[c].deprel == "case"
        and sentence.words[c].text.lower() in entities.lexicon.author_prepositions
        for word in (index, *titles)
        for c in sentence.children[word]
    )


def _named(entities: Entities, sentence: Sentence, index: int) -> Iterator[Referent]:
    if (referent := _at(entities, sentence, index)) is not None:
        yield referent


def _at(entities: Entities, sentence: Sentence, index: int) -> Referent | None:
    return entities.at(Token(sentence.index, index))
