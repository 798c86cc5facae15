"""Second names that an article gives somebody beside the first: "Robert “Sonny” Hale", "Ana Ruiz, known to
all as Dolly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.find.scene import Scene, Token
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers.named_person import NamedPerson

FAR = 12
"""Words behind a full name among which a second one may be given."""
MARKS = "\"“”‘’'"


def second_names(
    scene: Scene, lexicon: Lexicon, places: Sequence[NamedPerson]
) -> dict[tuple[str, ...], PersonName]:
    """The second names as words for comparison, each with the first."""
    found: dict[tuple[str, ...], PersonName] = {}
    for place in places:
        if len(place.name.words) > 1:
            text = scene.article.text[place.core : place.end]
            for nickname in person_name.NICKNAME.findall(text):
                if keys := tuple(map(person_name.plain, nickname.strip(MARKS).split())):
                    found.setdefault(keys, place.name)
            for other in _known_as(scene, lexicon, place, places):
                found.setdefault(other.name.keys, place.name)
    return found


def _known_as(
    scene: Scene, lexicon: Lexicon, place: NamedPerson, places: Sequence[NamedPerson]
) -> Iterator[NamedPerson]:
    """Names under a verb for naming right behind a full name: "Ana Ruiz, called Dolly"."""
    tokens = scene.tokens_between(place.start, place.end)
    if not tokens:
        return
    sentence, last = scene.sentence(tokens[-1]), tokens[-1].word
    behind = sentence.words[last + 1 : last + 3]
    verb = next((w for w in behind if w.lemma.lower() in lexicon.naming_verbs and w.upos == "VERB"), None)
    if verb is None or verb.deprel.split(":")[0] not in ("acl", "advcl"):
        return
    below = set(sentence.subtree(verb.index))
    for other in places:
        named = scene.tokens_between(other.start, other.end)
        if named and named[0].sentence == tokens[0].sentence and 0 < named[0].word - verb.index < FAR:
            before = scene.word(Token(named[0].sentence, named[0].word - 1))
            by = any(scene.word(token).deprel == "obl:agent" for token in named)
            given = before is verb or before.upos == "ADP" or before.text in MARKS
            if named[0].word in below and given and not by:
                yield other
                return
