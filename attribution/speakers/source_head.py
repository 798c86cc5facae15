"""Which word of a source, or beside the cue where there is no source, says who speaks."""

from __future__ import annotations

from attribution.document import Sentence
from attribution.find.found import Found
from attribution.find.quotation_form import MARKS
from attribution.find.scene import Scene, Token
from attribution.speakers.entities import Entities
from attribution.speakers.head_word import INSIDE_A_NAME, NOUNS, head_noun
from attribution.speakers.referent import Referent

BEHIND = 8
"""Words behind a cue among which somebody may be named."""


def speaking(entities: Entities, found: Found) -> Token | None:
    """The word that stands for the speaker; None where no word does."""
    token = found.source_token or head_noun(entities.scene, found.source) or _beside_cue(entities, found)
    return token and _last_subject(entities, token)


def _beside_cue(entities: Entities, found: Found) -> Token | None:
    """The subject of the cue, or whoever is named right behind it and what was said ("…," said his friend,
    Bruce Turry)."""
    cue = found.cue_token or head_noun(entities.scene, found.cue)
    if cue is None:
        return None
    sentence = entities.scene.sentence(cue)
    said = {w.index for w in sentence.words if any(s.start <= w.start < s.end for s in found.content)}
    for child in sentence.children[cue.word]:
        if sentence.words[child].deprel == "nsubj" and child not in said:
            return Token(cue.sentence, child)
    if sentence.words[cue.word].upos != "VERB" or not said or min(said) > cue.word:
        return None
    return _named_behind(entities, cue, said)


def _named_behind(entities: Entities, cue: Token, said: set[int]) -> Token | None:
    """The name or noun of somebody behind a cue, with only words that describe between."""
    for word in entities.scene.sentence(cue).words[cue.word + 1 : cue.word + 1 + BEHIND]:
        if word.index in said or word.upos in ("PUNCT", "VERB", "AUX", "ADP", "SCONJ", "PRON"):
            return None
        token = Token(cue.sentence, word.index)
        referent = entities.at(token)
        noun = word.upos in NOUNS and word.deprel not in ("compound", "amod")
        if referent is not None and (referent.kind == "person" or noun):
            return token
    return None


def _last_subject(entities: Entities, token: Token) -> Token:
    """The word of a source that says who speaks, where a parser splits it or hangs it on another."""
    sentence = entities.scene.sentence(token)
    word = sentence.words[token.word]
    if word.upos == "PRON":
        return token
    if word.text.lower() in entities.lexicon.time_adverbs:
        return _named_before(entities, token) or token
    if word.upos == "VERB" and (
        subjects := [c for c in sentence.children[token.word] if sentence.words[c].deprel == "nsubj"]
    ):
        return Token(token.sentence, subjects[0])  # the source is the verb: "said Sanders"
    for index in (
        _noun_behind(entities, sentence, token.word),
        _noun_before(entities, sentence, token.word),
        _second_subject(entities, sentence, token.word),
    ):
        if index is not None:
            return Token(token.sentence, index)
    return token


def _named_before(entities: Entities, token: Token) -> Token | None:
    """The last word of a name before one that tells a time, with no verb between: "Tarn Foods today
    announced"; else the noun right before it."""
    words = entities.scene.sentence(token).words
    for index in range(token.word - 1, -1, -1):
        if words[index].upos in ("VERB", "AUX", "SCONJ"):
            break
        before = Token(token.sentence, index)
        referent = None if entities.scene.in_brackets(before) else entities.at(before)
        if referent is not None and referent.kind in ("person", "organisation") and _is_named(referent):
            return before
    right_before = token.word > 0 and words[token.word - 1].upos in NOUNS
    return Token(token.sentence, token.word - 1) if right_before else None


def _is_named(referent: Referent) -> bool:
    return any(m.named for m in referent.mentions)


def _noun_behind(entities: Entities, sentence: Sentence, index: int) -> int | None:
    """The noun for a person right behind, which the parser parts from its phrase: "a former law enforcement |
    official"."""
    if index + 1 == len(sentence.words):
        return None
    word, behind = sentence.words[index], sentence.words[index + 1]
    if behind.lemma.lower() not in entities.lexicon.person_words or behind.deprel in ("compound", "amod"):
        return None
    noun = behind.upos == "NOUN" or (behind.upos == "ADJ" and behind.head == word.head)
    return behind.index if noun else None


def _noun_before(entities: Entities, sentence: Sentence, index: int) -> int | None:
    """The noun for a person right before, where the parser takes another word for the noun: "an official |
    close to the talks"."""
    if not index:
        return None
    left = sentence.words[index - 1]
    described = left.head == index and left.deprel == "amod"
    if not described or left.lemma.lower() not in entities.lexicon.person_words:
        return None
    return left.index if entities.nouns.kind(Token(sentence.index, index)) is None else None


def _second_subject(entities: Entities, sentence: Sentence, index: int) -> int | None:
    """The name of a person that is a second subject of the same verb: "Rear Admiral | Guan Youfei said"."""
    word = sentence.words[index]
    if word.deprel != "nsubj":
        return None
    for child in reversed(sentence.children[word.head]):
        between = sentence.words[index + 1 : child]
        if (
            child > index
            and sentence.words[child].deprel == "nsubj"
            and (referent := entities.at(Token(sentence.index, child))) is not None
            and referent.kind == "person"
            and all(w.upos not in ("PUNCT", "VERB", "PRON", "CCONJ") for w in between)
        ):
            return child
    return None


def antecedent_of_relative(entities: Entities, token: Token) -> Token | None:
    """The noun that "who" stands for: the one its clause hangs under, else the nearest before it. People are
    meant by "who", so that behind "Tom Udall of New Mexico, who" it is he."""
    found = _noun_before_clause(entities.scene, token)
    if found is None or entities.scene.word(token).text.lower() not in entities.lexicon.pronouns_personal:
        return found
    for index in (found.word, *entities.scene.sentence(found).ancestors(found.word)):
        referent = entities.at(Token(found.sentence, index))
        if referent is not None and referent.kind in ("person", "anonymous", "group"):
            return Token(found.sentence, index)
    return found


def _noun_before_clause(scene: Scene, token: Token) -> Token | None:
    sentence = scene.sentence(token)
    for ancestor in sentence.ancestors(token.word):
        if sentence.words[ancestor].deprel in ("acl:relcl", "acl"):
            return Token(token.sentence, sentence.words[ancestor].head)
    for index in range(token.word - 1, -1, -1):
        if sentence.words[index].upos in ("NOUN", "PROPN"):
            while sentence.words[index].deprel in INSIDE_A_NAME and sentence.words[index].head >= 0:
                index = sentence.words[index].head
            return Token(token.sentence, index)
    return None


def behind_open_mark(scene: Scene, token: Token) -> bool:
    """Whether the word's sentence begins with a quotation mark, as it does where nobody closes it."""
    start = scene.sentence(token).words[0].start
    return scene.article.text[max(0, start - 1) : start + 1].strip()[:1] in {*MARKS}


def joined_with(entities: Entities, token: Token, referent: Referent) -> tuple[Referent, ...]:
    """Others named together with somebody: "Castell and Hale said"."""
    sentence = entities.scene.sentence(token)
    joined = [c for c in sentence.children[token.word] if sentence.words[c].deprel == "conj"]
    others = [entities.at(Token(token.sentence, c)) for c in joined]
    return tuple(
        r for r in others if r is not None and r is not referent and r.kind in ("person", "organisation")
    )


def name_around(scene: Scene, token: Token) -> str:
    """The run of proper nouns that the word stands in."""
    words = scene.sentence(token).words
    first = last = token.word
    while first > 0 and words[first - 1].upos == "PROPN":
        first -= 1
    while last + 1 < len(words) and words[last + 1].upos == "PROPN":
        last += 1
    return scene.article.text[words[first].start : words[last].end]
