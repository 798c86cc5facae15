"""Which word of a source, or beside the cue where there is no source, says who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.article import Span
from attribution.find.found import Found
from attribution.find.scene import Scene, Token
from attribution.speakers.entities import Cast

NOUNS = ("PROPN", "NOUN", "PRON")
INSIDE_A_NAME = ("compound", "nmod:poss", "flat", "amod")


def head_of(scene: Scene, spans: Sequence[Span]) -> Token | None:
    """The word that the others of a source hang on: a noun, name or pronoun, and the first where there are
    several."""
    tokens = [t for s in spans for t in scene.tokens_between(s.start, s.end)]
    inside = set(tokens)
    tops = [
        t
        for t in tokens
        if scene.word(t).upos != "PUNCT" and Token(t.sentence, scene.word(t).head) not in inside
    ]
    nouns = [t for t in tokens if scene.word(t).upos in NOUNS]
    for choice in (
        [t for t in tops if t in nouns],
        [t for t in tops if scene.word(t).upos in ("NUM", "ADJ")],
        [t for t in nouns if scene.word(t).deprel == "nsubj"],
        [t for t in nouns if scene.word(t).deprel not in INSIDE_A_NAME],
        [t for t in tops if scene.word(t).upos not in ("DET", "ADP")],
        tops,
        tokens,
    ):
        if choice:
            return choice[0]
    return None


def speaking(cast: Cast, found: Found) -> Token | None:
    """The word that stands for the speaker; None where no word does."""
    token = found.source_token or head_of(cast.scene, found.source) or _beside_cue(cast, found)
    return token and _last_subject(cast, token)


def _beside_cue(cast: Cast, found: Found) -> Token | None:
    """The subject of the cue, or whoever is named right behind it and what was said ("…," said his friend,
    Bruce Turry)."""
    cue = found.cue_token or head_of(cast.scene, found.cue)
    if cue is None:
        return None
    sentence = cast.scene.sentence(cue)
    said = {w.index for w in sentence.words if any(s.start <= w.start < s.end for s in found.content)}
    for child in sentence.children[cue.word]:
        if sentence.words[child].deprel == "nsubj" and child not in said:
            return Token(cue.sentence, child)
    if sentence.words[cue.word].upos != "VERB" or not said or min(said) > cue.word:
        return None
    for word in sentence.words[cue.word + 1 : cue.word + 9]:
        if word.index in said or word.upos in ("PUNCT", "VERB", "AUX", "ADP", "SCONJ", "PRON"):
            return None
        token = Token(cue.sentence, word.index)
        referent = cast.at(token)
        if referent is not None and (
            referent.kind == "person" or word.upos in NOUNS and word.deprel not in ("compound", "amod")
        ):
            return token
    return None


def _last_subject(cast: Cast, token: Token) -> Token:
    """A parser may split "Rear Admiral Guan Youfei said" into two subjects of one verb: the name is the last."""
    sentence = cast.scene.sentence(token)
    word = sentence.words[token.word]
    if word.upos == "PRON":
        return token
    if word.upos == "VERB" and (
        subjects := [c for c in sentence.children[token.word] if sentence.words[c].deprel == "nsubj"]
    ):
        return Token(token.sentence, subjects[0])  # the source is the verb: "said Sanders"
    behind = sentence.words[token.word + 1] if token.word + 1 < len(sentence.words) else None
    if (
        behind is not None
        and behind.lemma.lower() in cast.words.person_words
        and behind.deprel not in ("compound", "amod")
        and (behind.upos == "NOUN" or behind.upos == "ADJ" and behind.head == word.head)
    ):
        return Token(token.sentence, behind.index)  # "a former law enforcement | official"
    left = sentence.words[token.word - 1] if token.word else None
    if (
        left is not None
        and left.head == word.index
        and left.deprel == "amod"
        and left.lemma.lower() in cast.words.person_words
        and cast.nouns.kind(token) is None
    ):
        return Token(
            token.sentence, left.index
        )  # "an official | close to the talks", the parser taking "close" for the noun
    if word.deprel != "nsubj":
        return token
    for child in reversed(sentence.children[word.head]):
        other = Token(token.sentence, child)
        if (
            child > token.word
            and sentence.words[child].deprel == "nsubj"
            and (referent := cast.at(other))
            and referent.kind == "person"
        ):
            if all(
                w.upos not in ("PUNCT", "VERB", "PRON", "CCONJ")
                for w in sentence.words[token.word + 1 : child]
            ):
                return other
    return token


def antecedent_of_relative(cast: Cast, token: Token) -> Token | None:
    """The noun that "who" stands for: the one its clause hangs under, else the nearest before it. People are
    meant by "who", so that behind "Tom Udall of New Mexico, who" it is he."""
    found = _noun_before_clause(cast.scene, token)
    if found is None or cast.scene.word(token).text.lower() not in cast.words.pronouns_personal:
        return found
    for index in (found.word, *cast.scene.sentence(found).ancestors(found.word)):
        referent = cast.at(Token(found.sentence, index))
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


def name_around(scene: Scene, token: Token) -> str:
    """The run of proper nouns that the word stands in."""
    words = scene.sentence(token).words
    first = last = token.word
    while first > 0 and words[first - 1].upos == "PROPN":
        first -= 1
    while last + 1 < len(words) and words[last + 1].upos == "PROPN":
        last += 1
    return scene.article.text[words[first].start : words[last].end]
