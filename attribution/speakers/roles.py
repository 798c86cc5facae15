"""What the article says somebody is: nouns before the name, set beside it, or after "is"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.document import Sentence, Word
from attribution.find.scene import Scene, Token
from attribution.names.lexicon import Lexicon
from attribution.speakers.noun_phrase import HYPHENS, description, extent, marked_off, shown, twins
from attribution.speakers.referent import Mention

NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")


def beside(scene: Scene, mention: Mention, lexicon: Lexicon) -> Iterator[tuple[Token, str]]:
    """Nouns that say what the bearer of a name is, each with its phrase ("" where there is only the noun to
    know). A phrase set beside the name is one only where its noun names people: a wrong one libels."""
    sentence, head = scene.sentence(mention.head), mention.head
    inside = {t.word for t in scene.tokens_between(mention.start, mention.end)}
    name, first, last = sentence.words[head.word], min(inside), max(inside)
    person_words = lexicon.person_words

    def told(noun: int) -> tuple[Token, str]:
        token = Token(head.sentence, noun)
        phrase = _without_clause(sentence, noun, description(scene, token, short=True))
        names_people = sentence.words[noun].lemma.lower() in person_words
        return token, phrase if names_people and _may_be_role(scene, sentence, noun, phrase) else ""

    if phrase := _before(sentence, _one_phrase(sentence, name, first), first):
        words = [sentence.words[i] for i in _with_office(sentence, phrase, lexicon)]
        text = shown(scene, words)
        fits = _may_be_role(scene, sentence, phrase[-1], text) and _names_office(
            words, person_words | lexicon.before_names
        )
        yield Token(head.sentence, phrase[-1]), text if fits else ""
    for child in sentence.children[name.index]:
        other = sentence.words[child]
        if other.deprel == "appos" and other.upos in NOMINAL and child > name.index:
            yield told(child)
    if (set_off := set_behind(sentence, last)) is not None:
        other = sentence.words[set_off]
        if (other.head, other.deprel) != (name.index, "appos"):
            yield told(set_off)
    above = sentence.words[name.head]
    if (
        name.deprel == "appos"
        and name.head < first
        and above.upos == "NOUN"
        and marked_off(sentence, name.head, first)
    ):
        yield told(_of_whom(sentence, name.head, person_words))
    if (noun := predicate(scene, mention.head, lexicon)) is not None:
        yield noun, ""
    if (office := _office_taken(sentence, name, lexicon)) is not None:
        yield Token(head.sentence, office), ""


def _office_taken(sentence: Sentence, name: Word, lexicon: Lexicon) -> int | None:
    """The noun for what somebody becomes: "Ruiz became *abbot*", "was elected *mayor*"."""
    verb = sentence.words[name.head]
    becomes = name.deprel == "nsubj" and verb.lemma.lower() in lexicon.becoming_verbs
    is_put = name.deprel in ("nsubj:pass", "obj") and verb.lemma.lower() in lexicon.appointing_verbs
    if not (becomes or is_put) or _is_negated(sentence, verb, lexicon):
        return None
    below = (sentence.words[i] for i in sentence.children[verb.index] if i > verb.index)
    offices = (w for w in below if w.deprel in ("xcomp", "obj") and w.index != name.index)
    return next((w.index for w in offices if _is_office(w, lexicon.person_words)), None)


def predicate(scene: Scene, subject: Token, lexicon: Lexicon) -> Token | None:
    """The noun that a subject is said to be: "she was the *coach*"."""
    sentence = scene.sentence(subject)
    word = sentence.words[subject.word]
    above = sentence.words[word.head]
    if not word.deprel.startswith("nsubj") or above.upos != "NOUN" or _is_negated(sentence, above, lexicon):
        return None
    copula = any(sentence.words[c].deprel == "cop" for c in sentence.children[word.head])
    return Token(subject.sentence, word.head) if copula else None


def _is_negated(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """Whether a negation hangs on the word."""
    return any(sentence.words[c].text.lower() in lexicon.negations for c in sentence.children[word.index])


def _may_be_role(scene: Scene, sentence: Sentence, noun: int, phrase: str) -> bool:
    """Whether a phrase may be shown as what somebody is: one of the article's own words, without a
    clause. What somebody says of another ("the thief, Ruiz") is no role of theirs."""
    word = sentence.words[noun]
    if scene.quotation_at(word.start) is not None:
        return False
    if "Number=Plur" in word.feats:  # "the state's two senators" are not what one of them is
        return False
    below = [sentence.words[i] for i in sentence.subtree(noun) if sentence.words[i].text in phrase.split()]
    spoken = ("VerbForm=Fin", "Person=2")  # "your favorite President" is what somebody says
    return not any(mark in w.feats for w in below for mark in spoken)


def _without_clause(sentence: Sentence, noun: int, phrase: str) -> str:
    """The phrase up to a participle behind its noun: "lawyer | wearing a vintage jersey"."""
    below = (sentence.words[i] for i in sentence.subtree(noun) if i > noun)
    clause = next((w for w in below if w.deprel.startswith("acl") and w.upos == "VERB"), None)
    if clause is None:
        return phrase
    first = sentence.words[min(sentence.subtree(clause.index))]  # "to" of "to operate"
    return f"{phrase} ".partition(f" {first.text} ")[0].rstrip(" ,")


def _with_office(sentence: Sentence, phrase: list[int], lexicon: Lexicon) -> list[int]:
    """The phrase with the office before it: "Secretary of | State", "Attorney | General". None joins an
    office with one of its own: "daughter of | former Vice President"."""
    first = phrase[0]
    before = sentence.words[first - 1] if first else None
    own = any(_is_office(sentence.words[i], lexicon.person_words) for i in phrase)
    if before is None or (own and before.upos == "ADP"):
        return phrase
    joins = before.upos == "ADP" and before.text.lower() in lexicon.role_complements
    if joins and first > 1 and _is_office(sentence.words[first - 2], lexicon.person_words):
        return [first - 2, first - 1, *phrase]
    capitals = before.text[:1].isupper() and sentence.words[first].text[:1].isupper()
    if capitals and before.upos in ("NOUN", "PROPN") and _is_office(before, lexicon.person_words):
        return [first - 1, *phrase]
    return phrase


def _is_office(word: Word, words: frozenset[str]) -> bool:
    return word.lemma.lower().rstrip(".") in words or word.text.lower().rstrip(".") in words


def _names_office(phrase: Sequence[Word], words: frozenset[str]) -> bool:
    """Whether the phrase ends in a common noun, or has a word for an office or trade among its names: not
    "London" alone, nor "39-year-old"."""
    return phrase[-1].upos == "NOUN" or any(_is_office(word, words) for word in phrase)


def _one_phrase(sentence: Sentence, name: Word, first: int) -> set[int]:
    """The words of one phrase with a name: "Russian Foreign Ministry spokeswoman Maria Zakharova", whichever
    word the parser made its head, and both of two subjects of one verb ("Foreign Minister" | "Sergei Lavrov
    said")."""
    top = name
    while (
        0 <= top.head < min(first, top.index)
        and top.deprel.split(":")[0] in ("appos", "flat", "compound", "nmod")
        and not marked_off(sentence, top.head, first)
    ):
        top = sentence.words[top.head]
    words = set(sentence.subtree(top.index))
    if first > 0 and twins(sentence.words[first - 1], name):
        words.update(sentence.subtree(first - 1))
    return words


def _of_whom(sentence: Sentence, noun: int, person_words: frozenset[str]) -> int:
    """The noun for a person that a phrase turns on, where a name was hung on its last word: "The head of the
    port, Ana Ruiz"."""
    at = noun
    while sentence.words[at].lemma.lower() not in person_words:
        word = sentence.words[at]
        if word.deprel != "nmod" or word.head > at:
            return noun
        at = word.head
    return at


def set_behind(sentence: Sentence, last: int) -> int | None:
    """The head of a noun phrase between marks right behind a name, its place and an age: "Jane Fox of Bern,
    39, a baker, said"."""
    words = sentence.words
    at = last + 1
    if at + 1 < len(words) and words[at].upos == "ADP" and words[at + 1].upos == "PROPN":
        at += 2
        while at < len(words) and words[at].upos == "PROPN":
            at += 1
    while at + 2 < len(words) and words[at].text == "," and words[at + 1].upos == "NUM":
        at += 2
    if at + 1 >= len(words) or words[at].text not in (",", "—", "–", "--"):
        return None
    for word in words[at + 1 : at + 12]:
        if word.upos in ("PUNCT", "VERB", "AUX", "PRON", "SCONJ") and word.text not in HYPHENS:
            return None
        if word.upos == "NOUN" and word.deprel not in ("compound", "nmod:poss", "nmod"):
            first, end = extent(sentence, word.index)
            fits = first == at + 1 and (end + 1 == len(words) or words[end + 1].upos in ("PUNCT", "PRON"))
            return word.index if fits else None
    return None


def _before(sentence: Sentence, allowed: set[int], first: int) -> list[int]:
    """Words of the same phrase that stand right before a name, with a noun among them."""
    phrase: list[int] = []
    for i in range(first - 1, -1, -1):
        word = sentence.words[i]
        possessive = word.upos == "PART" and phrase
        if (
            i not in allowed
            or not (word.upos in ("NOUN", "PROPN", "ADJ") or possessive or word.text in HYPHENS)
            or word.ner == "DATE"
        ):
            break
        phrase.insert(0, i)
    while phrase and sentence.words[phrase[0]].upos in ("PUNCT", "PART", "SYM"):
        phrase.pop(0)
    if not any(sentence.words[i].upos in ("NOUN", "PROPN") for i in phrase):
        return []
    return phrase
