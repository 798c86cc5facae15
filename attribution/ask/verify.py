"""Did somebody say these words? Every place where they are found, and how they stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from attribution.archive.find_words import holding
from attribution.archive.store import Store
from attribution.article import Article, Span
from attribution.ask.in_passage import in_passage
from attribution.ask.in_pieces import in_pieces
from attribution.ask.occurrence import STATUSES, Occurrence, Status, occurrence_in_text
from attribution.ask.question import Question
from attribution.document import Document
from attribution.result import Attribution, Person
from attribution.rule import RuleBook
from attribution.rulebook.explanations import Explanations
from attribution.wording.find_passages import passages
from attribution.wording.passage import Passage, Reading

Agreement = Literal["agreed", "not-agreed", "other-name", "not-found", "nothing-read"]
EXIT: Mapping[Agreement, int] = {
    "agreed": 0,
    "not-agreed": 1,
    "nothing-read": 3,
    "not-found": 4,
    "other-name": 5,
}
"""Exit status by answer; 2 is for wrong arguments, as everywhere."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer: the status of the best place, and all places, the worst first: what contradicts the words
    must not be overlooked beneath what agrees with them. ``articles`` is how many were read."""

    words: str
    speaker: str | None
    status: Status
    places: tuple[Occurrence, ...]
    articles: int
    names: int = 1
    """Under how many people's names the words stand as they are."""

    @property
    def agreement(self) -> Agreement:
        """Whether all places agree with the words and, where one was asked for, with the speaker."""
        if not self.articles:
            return "nothing-read"
        if not self.places:
            return "not-found"
        if any(p.is_contrary for p in self.places):
            return "not-agreed"
        if self.names > 1 or any(p.under_another_name for p in self.places):
            return "other-name"
        return "agreed" if self.status == "as-said" else "not-agreed"

    @property
    def exit(self) -> int:
        return EXIT[self.agreement]

    def as_json(self) -> dict[str, Any]:
        """As ``verify --json`` answers."""
        return {**asdict(self), "agreement": self.agreement}


def verify(
    words: str,
    speaker: str | None,
    articles: Sequence[Article],
    documents: Mapping[str, Document],
    attributions: Sequence[Attribution],
    people: Sequence[Person],
    book: RuleBook,
) -> Finding:
    """Who said the words, if anybody. With ``speaker``, words that somebody else says are ``other-speaker``.

    ``as-said``: in quotation marks, the same words. ``altered``: with typed differences. ``reported``: only
    in reported speech. ``unattributed``: in marks, but nobody is named. ``in-text``: the words stand in an
    article in nobody's mouth.
    """
    places = [
        place
        for language in dict.fromkeys(article.language for article in articles)
        for place in _places(
            Question.of(words, speaker, documents, people, book, language),
            [article for article in articles if article.language == language],
            documents,
            attributions,
            Explanations.of(book, language).say("in-text"),
        )
    ]
    places.sort(key=_rank)
    statuses = {place.status for place in places}
    best: Status = next((status for status in STATUSES if status in statuses), "not-found")
    person_of = {a.id: a.speaker.person for a in attributions}
    names = {person_of.get(p.attribution or "") for p in places if p.status == "as-said"} - {None}
    return Finding(words, speaker, best, tuple(places), len(articles), max(1, len(names)))


def _places(
    question: Question,
    articles: Sequence[Article],
    documents: Mapping[str, Document],
    attributions: Sequence[Attribution],
    because_in_text: str,
) -> list[Occurrence]:
    """The places in articles of one language where the words stand, each with what is known of it."""
    said: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        said[attribution.article].append(attribution)
    readings: dict[str, Reading] = {}
    quotations: list[Passage] = []
    places: list[Occurrence] = []
    for article in articles:
        reading = readings[article.id] = Reading.of(article, documents, question.wording.same)
        wanted = partial(question.may_be, article=article)
        spoken = passages(reading, said[article.id], question.wording.small_words, wanted)
        here = [place for passage in spoken if (place := in_passage(question, passage, reading)) is not None]
        places += here or _in_text(question, reading, because_in_text)
        quotations += [passage for passage in spoken if passage.quoted]
    if not any(place.status in ("as-said", "other-speaker") for place in places):
        places = _with_pieces(places, in_pieces(question, quotations, readings))
    return places


def verify_stored(words: str, speaker: str | None, file: Path, book: RuleBook) -> Finding:
    """The same over a store. Only articles are looked at in which its indexes find enough of the words.
    Raises StoreError."""
    with Store(file) as store:
        ids = holding(store, words, book)
        articles = [article for id in ids if (article := store.article(id)) is not None]
        documents = {id: document for id in ids if (document := store.document(id)) is not None}
        attributions = [said for id in ids for said in store.attributions(id)]
        ids_of_people = {s.person for a in attributions for s in (a.speaker, *a.joint) if s.person}
        people = [person for id in sorted(ids_of_people) if (person := store.person(id)) is not None]
        found = verify(words, speaker, articles, documents, attributions, people, book)
        return replace(found, articles=store.size())


def _rank(place: Occurrence) -> tuple[bool, bool, int, str, str, Span]:
    """What contradicts the words first, then other names, then the best place, then the oldest."""
    return (
        not place.is_contrary,
        not place.under_another_name,
        STATUSES.index(place.status),
        place.published or "",
        place.article,
        place.span,
    )


def _in_text(question: Question, reading: Reading, because: str) -> list[Occurrence]:
    """Where the words stand in the text of the article, though nobody is said to speak them."""
    wanted = question.passage.folded.words
    if not question.passage.content or not question.sought.stand_in(reading.article.text):
        return []
    tokens, row = reading.folded.tokens, reading.folded.words
    return [
        occurrence_in_text(Span(tokens[i].start, tokens[i + len(wanted) - 1].end), reading, because)
        for i in range(len(row) - len(wanted) + 1)
        if row[i] == wanted[0] and row[i : i + len(wanted)] == wanted
    ]


def _with_pieces(places: Sequence[Occurrence], in_pieces: Sequence[Occurrence]) -> list[Occurrence]:
    """The places with those of pieces, which win where they say more than that a quotation is altered."""

    def says_more(place: Occurrence) -> bool:
        return place.status != "altered" or any(d.type in ("joined", "turned") for d in place.differences)

    better = {(p.article, p.span) for p in in_pieces if says_more(p)}
    kept = [p for p in places if (p.article, p.span) not in better]
    known = {(p.article, p.span) for p in kept}
    return kept + [p for p in in_pieces if (p.article, p.span) not in known]
