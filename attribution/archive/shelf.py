"""Articles of a store in one language, opened for comparing: each is read once and kept at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from attribution.archive.at_hand import AtHand, read_back
from attribution.archive.opened import Opened
from attribution.archive.store import Store, with_people
from attribution.article import Article
from attribution.document import Document
from attribution.flags.context import Context
from attribution.flags.cross_check import Said
from attribution.flags.cues import Cues
from attribution.names.variants import Spellings
from attribution.parse.parse_cache import unpacked
from attribution.people.judgements import Judgements
from attribution.people.known_name import NameRules
from attribution.people.known_speakers import KnownSpeakers
from attribution.people.stems import Stems
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.rulebook.explanations import Explanations
from attribution.rulebook.thresholds import threshold
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading
from attribution.wording.same_words import SameWords
from attribution.write.schema.across import PersonLine
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine


class Tools:
    """The word lists and rules of one language in the forms in which passages and names are compared."""

    _known: ClassVar[dict[tuple[str, str], Tools]] = {}

    def __init__(self, book: RuleBook, language: str) -> None:
        self.same, self.spelled = SameWords(book.lists.get(language, {})), Spellings(book, language)
        self.wording = Wording(self.same, self.spelled)
        self.stems = Stems(self.same, self.spelled.words)
        self.cues, self.explanations = Cues.of(book, language), Explanations.of(book, language)
        self.most = int(threshold(book, language, "boilerplate-articles"))

    @classmethod
    def of(cls, book: RuleBook, language: str) -> Tools:
        """Those of a book, made once."""
        key = (book.digest, language)
        if key not in cls._known:
            cls._known[key] = cls(book, language)
        return cls._known[key]

    def for_names(self, judgements: Judgements) -> NameRules:
        """The rules by which names are compared."""
        return NameRules(self.same, self.spelled, self.stems, self.explanations, judgements)


class Shelf:
    """The articles of a store that are at hand, by row; others are fetched when they are asked for, from what
    was ``kept`` of them opened where that is handed in."""

    def __init__(self, store: Store, book: RuleBook, language: str, kept: AtHand | None = None) -> None:
        self.store, self.book, self.language, self.kept = store, book, language, kept
        self.tools = Tools.of(book, language)
        self.wording = self.tools.wording
        self._opened: dict[int, Opened] = {}

    def put(
        self, row: int, article: Article, document: Document | None, attributions: Sequence[Attribution]
    ) -> Opened:
        """An article that is new, opened."""
        reading = Reading.of(article, {article.id: document} if document else {}, self.tools.same)
        said = Said.of(reading, attributions, self.wording.small_words)
        self._opened[row] = opened = Opened(row, reading, tuple(attributions), said)
        return opened

    def get(self, row: int) -> Opened:
        """The article of that row."""
        found = self._opened.get(row)
        if found is None and self.kept:
            self._opened[row] = read_back(self.kept.get(row), self.tools.same, self.store)
            self.linked_anew([row])
            found = self._opened[row]
        elif found is None:
            given = self.store.one("SELECT line, text FROM articles WHERE row = ?", row)
            assert given is not None
            article = ArticleLine.model_validate_json(given[0]).back(given[1])
            parse = self.store.one("SELECT data FROM parses WHERE article = ?", row)
            document = unpacked(parse[0]) if parse else None
            found = self.put(row, article, document, self._attributions(row))
        return found

    def linked_anew(self, rows: Iterable[int]) -> None:
        """The people behind the speakers of these articles are those that the store has now."""
        for row in set(rows) & self._opened.keys():
            old = self._opened[row]
            people = self._people(row)
            now = {a.id: with_people(a, people.get(a.id, {}), a.trial) for a in old.attributions}
            said = replace(old.said, passages=tuple(_now(p, now) for p in old.said.passages))
            self._opened[row] = replace(old, attributions=tuple(now.values()), said=said)

    def _attributions(self, row: int) -> tuple[Attribution, ...]:
        query = "SELECT line, trial FROM attributions WHERE article = ? ORDER BY row"
        found = [
            (AttributionLine.model_validate_json(line).back(), t) for line, t in self.store.rows(query, row)
        ]
        people = self._people(row)
        return tuple(with_people(a, people.get(a.id, {}), bool(trial)) for a, trial in found)

    def _people(self, row: int) -> dict[str, dict[int, str]]:
        """The people behind the speakers of each attribution of the article, by place."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        query = (
            "SELECT id, place, person FROM attributions JOIN speakers ON attribution = row WHERE article = ?"
        )
        for id, place, person in self.store.rows(query, row):
            found[id][place] = person
        return found

    def context(self, rows: Iterable[int]) -> Context:
        """What is around the passages of these articles."""
        opened = sorted((self.get(row) for row in rows), key=lambda o: o.id)
        readings = {o.id: o.reading for o in opened}
        people = {s.person for o in opened for a in o.attributions for s in (a.speaker, *a.joint) if s.person}
        roles: dict[str, tuple[str, ...]] = {}
        names: dict[str, frozenset[str]] = {}
        for person in sorted(people):
            if given := self.store.one("SELECT line FROM people WHERE id = ?", person):
                line = PersonLine.model_validate_json(given[0])
                roles[person], names[person] = line.roles, frozenset(line.spellings)
        t = self.tools
        speakers = KnownSpeakers(readings, t.spelled, t.stems, roles, names, self._bearers)
        return Context(readings, speakers, t.wording, t.cues, t.explanations, self.book, self.language)

    def _bearers(self, name: str) -> frozenset[str]:
        rows = self.store.rows("SELECT DISTINCT person FROM names WHERE name = ? AND person NOT NULL", name)
        return frozenset(person for (person,) in rows)


def _now(passage: Passage, attributions: dict[str, Attribution]) -> Passage:
    attribution = attributions.get(passage.attribution.id)
    if attribution is None or attribution == passage.attribution:
        return passage
    return replace(passage, attribution=attribution)
