"""Fills the registry of an article with people, organisations, roles, descriptions, genders and pronouns, in
that order.

Each step looks at what the steps before it have put in. Names of one person are brought together by rules; a
coreference chain only decides where the rules leave a choice, since it can put two people into one.
"""

from __future__ import annotations

from attribution.find.scene import Scene, Token
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.speakers import by_chain, descriptions, name_spans, organisations, roles
from attribution.speakers.entities import Entities
from attribution.speakers.headings import is_heading
from attribution.speakers.name_clusters import NameClusters
from attribution.speakers.named_person import NamedPerson
from attribution.speakers.referent import Referent


def build_entities(scene: Scene, lexicon: Lexicon) -> Entities:
    """Everybody and everything in the article that could speak; mentions in text order."""
    entities = Entities(scene, lexicon)
    names = name_spans.find(scene, lexicon, entities.chains)
    _add_people(entities, names.people)
    organisations.add(entities, names.organisations)
    _add_roles(entities)
    descriptions.add(entities)
    by_chain.add_genders(entities)
    by_chain.add_pronouns(entities)
    _add_what_pronouns_are(entities)
    for referent in entities.referents:
        referent.mentions.sort(key=lambda m: m.start)
    return entities


def _add_people(entities: Entities, places: list[NamedPerson]) -> None:
    scene = entities.scene
    clusters = NameClusters(scene, entities.lexicon, entities.chains, places)
    entities.referents += clusters.people
    for number, (place, referent) in enumerate(zip(places, clusters.of, strict=True)):
        entities.name(referent, place.bare, place.titled)
        _add_titles(entities, referent, place)
        if number in clusters.rivals:
            tokens = scene.tokens_between(place.start, place.end)
            entities.rivals |= dict.fromkeys(tokens, clusters.rivals[number])


def _add_titles(entities: Entities, referent: Referent, place: NamedPerson) -> None:
    """Titles right before a name belong to it: the tagger may leave them out, and a sentence be cut behind
    their dot."""
    scene, lexicon = entities.scene, entities.lexicon
    first = next(iter(scene.tokens_between(place.start, place.start + 1)), None)
    while first is not None and (before := _word_before(scene, first)) is not None:
        text = scene.word(before).text
        title = person_name.plain(text)
        if not text[:1].isupper() or title not in lexicon.before_names or entities.known(before):
            return
        cut = before.sentence != first.sentence
        if cut and text.find(".") != len(text) - 1:
            return  # "in the U.S. | Ruiz said"
        entities.title(referent, before)
        if cut:
            entities.mention(referent, before)
            entities.add_role(referent, before, "" if title in lexicon.address else text)
        first = before


def _word_before(scene: Scene, token: Token) -> Token | None:
    """The word before, in the same paragraph."""
    if token.word:
        return Token(token.sentence, token.word - 1)
    if not token.sentence:
        return None
    last = Token(token.sentence - 1, len(scene.document.sentences[token.sentence - 1].words) - 1)
    here, there = (scene.paragraph(scene.word(t).start) for t in (token, last))
    return last if here == there else None


def _add_roles(entities: Entities) -> None:
    """What stands beside each mention of a person and says what they are."""
    scene = entities.scene
    for referent in [r for r in entities.referents if r.kind == "person"]:
        for mention in list(referent.mentions):
            heading = is_heading(scene, scene.sentence(mention.head))
            label = mention.head in scene.label_tokens
            for token, phrase in roles.beside(scene, mention, entities.lexicon):
                behind = scene.word(token).start > mention.start
                if heading and behind and not _in_brackets(scene, mention.end, token):
                    continue  # "Drawn as Lee, Cruz Wage Delegate Warfare": a heading has no grammar to trust
                if label and scene.is_said_in_turn(scene.word(token).start):
                    continue  # "Ana Ruiz: Mr President, …" calls somebody else so
                if not label and token in scene.label_tokens:
                    continue  # "The President: Ms Ana Ruiz." calls upon her
                if not _is_part_of_name(entities, token):
                    entities.add_role(referent, token, phrase)


def _add_what_pronouns_are(entities: Entities) -> None:
    """What the article says a person is by a pronoun: "He is the last bell tuner in the valley"."""
    scene = entities.scene
    for referent in (r for r in entities.referents if r.kind == "person"):
        for mention in [m for m in referent.mentions if not m.named and m.subject and not m.quoted]:
            if (noun := roles.predicate(scene, mention.head, entities.lexicon)) is not None:
                entities.add_role(referent, noun, "")


def _in_brackets(scene: Scene, end: int, token: Token) -> bool:
    """Whether the word ends what stands in brackets right behind a name: "Ana Ruiz (chair)"."""
    word, text = scene.word(token), scene.article.text
    before = text[end : word.start].lstrip()
    return before[:1] == "(" and ")" not in before and text[word.end : word.end + 1] == ")"


def _is_part_of_name(entities: Entities, token: Token) -> bool:
    """Whether the word is somebody's name or form of address, and so tells nothing of what they are."""
    word = person_name.plain(entities.scene.word(token).text)
    proper = entities.person(token) is not None and entities.scene.word(token).upos == "PROPN"
    return word in entities.lexicon.address or (proper and word not in entities.lexicon.before_names)
