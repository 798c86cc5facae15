"""Organisations, and places as they speak ("Norway said"), each under the name in full where initials or its
first word stand for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attribution.article import Span
from attribution.find.scene import Token
from attribution.names import person_name
from attribution.speakers.dateline import datelines
from attribution.speakers.entities import Entities
from attribution.speakers.head_word import head_word
from attribution.speakers.headings import is_heading
from attribution.speakers.referent import Referent

PART_OF_PHRASE = ("compound", "amod", "flat", "nmod:desc")
"""Relations of a name that is only part of another phrase: "Senate hearings"."""


def add(entities: Entities, untagged: Iterable[Span]) -> None:
    """Put every organisation and place into the registry. ``untagged`` are names of organisations that the
    tagger may not know as such."""
    scene = entities.scene
    tagged = [(Span(n.start, n.end), n.type) for n in scene.document.names if n.type in ("ORG", "PLACE")]
    written_at = datelines(scene)
    places = [
        (span, kind)
        for span, kind in (*tagged, *((span, "ORG") for span in untagged))
        if not any(line.covers(span) for line in written_at)
    ]
    in_phrases = {_shown(entities, span) for span, kind in places if kind == "ORG"}
    known: dict[str, Referent] = {}
    # Of the same words, "ORG" comes before "PLACE": a firm that the tagger takes for a place is none.
    for span, kind in sorted(places, key=lambda p: (p[0].start, -p[0].end, p[1])):
        if not _is_organisation(entities, span, kind):
            continue
        span = _with_holder(entities, span)
        shown = _shown(entities, span)
        if not (key := person_name.plain(shown)):
            continue
        if key not in known:
            known[key] = Referent(shown, "organisation", place=kind == "PLACE")
            known[key].heads |= (nouns := _nouns_of(entities, shown)) or {key} & entities.lexicon.body_words
            entities.nouns.bodies |= nouns
            entities.nouns.known_bodies |= known[key].heads
            entities.referents.append(known[key])
        entities.name(known[key], span)
    for key, referent in known.items():
        if (full := _in_full(entities, key, known)) is not None:
            entities.join(referent, full)
        elif (name := _only_longer(entities, referent, in_phrases)) is not None:
            referent.name = name
            referent.heads |= _nouns_of(entities, name)


def _nouns_of(entities: Entities, name: str) -> set[str]:
    """The nouns in a name of several words that can stand for the whole: "zoo" of "Norvane Zoo", "bank" of
    "Bank of Norvane"."""
    words = [person_name.plain(word) for word in name.split()]
    if len(words) < 2:
        return set()
    known = entities.lexicon.organisation_nouns | entities.lexicon.body_words
    return {word for word in words if word in known} | {words[-1]}


def _with_holder(entities: Entities, span: Span) -> Span:
    """The span of a body with whoever holds it in front of it where that is an office, not somebody: "the
    Prime Minister’s | Bureau", "the Lorne County | Sheriff’s Office"."""
    scene, lexicon = entities.scene, entities.lexicon
    tokens = scene.tokens_between(span.start, span.end)
    words, at = scene.sentence(tokens[0]).words, tokens[0].word
    if len(tokens) == 1:
        at -= 2
    if (
        at < 0
        or tokens[0].sentence != tokens[-1].sentence
        or words[tokens[-1].word].lemma.lower() not in lexicon.organisation_nouns
        or words[at + 1].text.lower() not in lexicon.possessive_ends
        or person_name.plain(words[at].text) not in lexicon.before_names | lexicon.person_words
    ):
        return span
    while at > 0 and words[at - 1].text[:1].isupper() and words[at - 1].upos in ("PROPN", "NOUN", "ADJ"):
        at -= 1
    return Span(words[at].start, span.end) if words[at].text[:1].isupper() else span


def _is_organisation(entities: Entities, span: Span, kind: str) -> bool:
    """Whether the name is that of something that could speak here."""
    scene = entities.scene
    tokens, head = scene.tokens_between(span.start, span.end), head_word(scene, span)
    if head is None or any(entities.known(t) is not None for t in tokens):
        return False
    if len(tokens) == 1 and entities.nouns.lemma(head) in entities.lexicon.parties:
        return False  # "Republicans": people, not an organisation
    noun = len(tokens) == 1 and person_name.plain(scene.word(head).text)
    if noun in entities.lexicon.organisation_nouns and is_heading(scene, scene.sentence(head)):
        return False  # "Bank Loses a Ring"
    if _in_brackets_after_person(entities, tokens[0]):
        return False
    word = scene.word(head)
    return word.deprel not in PART_OF_PHRASE or (
        kind == "ORG" and word.head > head.word and entities.nouns.explains(Token(head.sentence, word.head))
    )


def _in_brackets_after_person(entities: Entities, token: Token) -> bool:
    """Whether the word stands in brackets behind a person's name: "Ana Ruiz (D-Ohio)"."""
    words = entities.scene.sentence(token).words
    opened = next((i for i in range(token.word - 1, 0, -1) if words[i].text == "("), None)
    if opened is None or not entities.scene.in_brackets(token):
        return False
    return entities.person(Token(token.sentence, opened - 1)) is not None


def _shown(entities: Entities, span: Span) -> str:
    """The name as it is shown: without a possessive ending, the article before it, and a noun behind it that
    only tells what it is ("Le Monde newspaper")."""
    text = span.of(entities.scene.article.text)
    for end in sorted(entities.lexicon.possessive_ends):
        text = text.removesuffix(end)
    name, _, last = text.rstrip().rpartition(" ")
    if last in entities.lexicon.body_kinds and name[:1].isupper():
        text = name
    first, _, rest = text.strip().partition(" ")
    return rest if rest and first.lower() in entities.lexicon.definite else text.strip()


def _in_full(entities: Entities, key: str, known: Mapping[str, Referent]) -> Referent | None:
    """The one organisation for whose longer name this one is short, by its initials or its first word."""
    short = known[key]
    if short.name.isupper() and len(key) > 2:
        named = _by_initials(key, known)
        if named is not None and named is not short:
            return named
    return _by_first_word(entities, key, known) or _by_last_word(entities, key, known)


def _only_longer(entities: Entities, short: Referent, names: Iterable[str]) -> str | None:
    """The one longer name that the article has anywhere, if only in a phrase ("a Norvane Times report"), for
    its last word, "the Times"."""
    key = person_name.plain(short.name)
    if " " in short.name or short.place or key in entities.lexicon.organisation_nouns:
        return None
    longer = {name for name in names if " " in name and person_name.plain(name.split()[-1]) == key}
    return longer.pop() if len(longer) == 1 else None


def _by_initials(key: str, known: Mapping[str, Referent]) -> Referent | None:
    """The organisation with these initials, the last where several have them."""
    long = (r for r in reversed(list(known.values())) if " " in r.name)
    return next((r for r in long if _initials(r.name) == key), None)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower()


def _by_first_word(entities: Entities, key: str, known: Mapping[str, Referent]) -> Referent | None:
    """The one other organisation whose name begins with this single word, unless that is a common noun."""
    short = known[key]
    if " " in short.name or short.place or key in entities.lexicon.organisation_nouns:
        return None
    others = [r for r in known.values() if not r.place and r is not short]
    longer = [r for r in others if person_name.plain(r.name.split()[0]) == key and not _is_post(entities, r)]
    return longer[0] if len(longer) == 1 else None


def _is_post(entities: Entities, referent: Referent) -> bool:
    """Whether a name ends in what somebody is: "Norvane Editor", cut off before "in chief"."""
    return person_name.plain(referent.name.split()[-1]) in entities.lexicon.person_words


def _by_last_word(entities: Entities, key: str, known: Mapping[str, Referent]) -> Referent | None:
    """The one other organisation whose name ends with this word: "the Gazette" of "Norvane Gazette"."""
    short = known[key]
    if " " in short.name or short.place or key in entities.lexicon.organisation_nouns:
        return None
    longer = [r for r in known.values() if r is not short and person_name.plain(r.name.split()[-1]) == key]
    return longer[0] if len(longer) == 1 else None
