"""Who asks and who answers in an interview, by the sentence above it that names both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attribution.document import Sentence
from attribution.speakers.entities import Entities
from attribution.speakers.referent import Referent


def asked_above(entities: Entities, before: int) -> tuple[Referent, Referent] | None:
    """Who asks and who answers; None unless a sentence before the offset names two people, and a verb between
    them says which is which: “Jo Ferris interviewed Ana Ruiz”, “Ana Ruiz spoke to Jo Ferris”."""
    people = [r for r in entities.referents if r.kind == "person"]
    mentioned: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, person in enumerate(people):
        for mention in person.mentions:
            if mention.start < before:
                mentioned[mention.head.sentence].append((mention.start, i))
    for sentence in entities.scene.document.sentences_at(0, before):
        named = sorted(mentioned[sentence.index])
        both = list(dict.fromkeys(i for _, i in named))
        if len(both) != 2:
            continue
        first, second = (next(start for start, i in named if i == one) for one in both)
        if (asks := _first_asks(sentence, range(first, second), entities)) is not None:
            one, other = (people[i] for i in both)
            return (one, other) if asks else (other, one)
    return None


def _first_asks(sentence: Sentence, between: Sequence[int], entities: Entities) -> bool | None:
    """Whether the one before these offsets asks the one behind them; None where no verb there tells."""
    lexicon = entities.lexicon
    for word in sentence.words:
        if word.upos == "VERB" and word.start in between:
            asks = word.lemma in lexicon.asking_verbs
            if asks or word.lemma in lexicon.answering_verbs:
                return asks != ("Voice=Pass" in word.feats)
    return None
