"""Papers held against the record: which of two passages stands in one, and quotations that stand in none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from attribution.article import Article, Span
from attribution.flags import circumstances, occasions
from attribution.flags.context import Context
from attribution.flags.denials import denied
from attribution.flags.pair import Pair, PairFacts
from attribution.result import Difference
from attribution.wording.passage import Passage

WORDS = 5
"""A shorter quotation is a phrase, and may be the speaker's anywhere."""
CONTENT = 3
"""Content words among them."""
RUN = 3
"""Words in a row that are looked for in the record."""
STANDS = 0.5
"""A quotation stands in the record, perhaps altered, where so much of it stands there in such runs, or so
many of its content words in one paragraph.

These four were set by hand on the stories of tests/cases with a record.
"""
HEAD = 3
"""In so many first blocks a record says that it is not whole."""
GAP = re.compile(r"\[(?:\.{3}|…|inaudible|crosstalk)[^\]]*\]|^\s*(?:\.{3}|…|\* ?\* ?\*)\s*$", re.M | re.I)
"""What stands in a record for words that it leaves out."""


def held_against_record(pair: Pair, context: Context) -> Pair:
    """The pair with which of its sides stand in a record; a paper departs from the record, never the record
    from a paper."""
    here, there = context.is_record(pair.a), context.is_record(pair.b)
    facts = replace(pair.facts, record="both" if here and there else "one" if here or there else "none")
    if here == there:
        return replace(pair, facts=facts)
    return replace(pair, facts=facts, departs="b" if here else "a")


def told_in_record(pair: Pair, context: Context) -> bool:
    """Whether a record reports in its own text, in another tense, what a paper quotes: minutes ("The Chair
    observed that …") do not give the words themselves."""
    own = [p for p in (pair.a, pair.b) if context.is_record(p) and not p.attribution.id]
    return bool(own) and any(_is_backshifted(d, context) for d in pair.differences)


def _is_backshifted(difference: Difference, context: Context) -> bool:
    present = context.wording.present
    a, b = (side.lower() for side in (difference.a, difference.b))
    return difference.type == "tense" or present.get(a) == b or present.get(b) == a


@dataclass(frozen=True, slots=True)
class _Record:
    """A record with all of its passages, and by person those in which they speak."""

    article: Article
    passages: tuple[Passage, ...]
    runs: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, article: Article, passages: Sequence[Passage]) -> _Record:
        return cls(article, tuple(passages), frozenset(run for p in passages for run in _runs(p)))

    def by(self, person: str) -> list[Passage]:
        return [p for p in self.passages if p.attribution.speaker.person == person]

    def has(self, passage: Passage) -> bool:
        """Whether the words of the passage stand in the record, as they are or altered."""
        row = passage.folded.words
        covered = {i + k for i, run in enumerate(_runs(passage)) if run in self.runs for k in range(RUN)}
        if len(covered) >= STANDS * len(row):
            return True
        words = set(passage.lemmas)
        return any(len(words & set(p.lemmas)) >= STANDS * len(words) for p in self.passages)


def not_in_record(
    said: Sequence[Passage], own_text: Sequence[Passage], alike: Iterable[Pair], context: Context
) -> Iterator[Pair]:
    """Each quotation whose speaker speaks in a whole record that has not its words, beside the passage of
    that speaker in the record that comes nearest.

    ``own_text`` is what records say besides their turns, ``alike`` the pairs of one statement that were
    found.
    """
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in (*said, *own_text):
        if context.is_record(passage):
            passages[passage.article].append(passage)
    records = [
        _Record.of(context.readings[id].article, of) for id, of in passages.items() if _is_whole(id, context)
    ]
    if not records:
        return
    alike = list(alike)
    known, elsewhere = _places(alike), _of_papers(alike, context)
    for quote in said:
        person = quote.attribution.speaker.person
        if person is None or not _is_quotation(quote, context):
            continue
        spoken = [(record, by) for record in records if (by := record.by(person))]
        if not spoken or any(record.has(quote) for record in records):
            continue
        record, by = spoken[0]
        quotes_it = (person, quote.article, record.article.id) in known
        in_turns = any(p.attribution.kind == "turn" for p in by)
        if not in_turns and not quotes_it:
            continue  # a release has not all that the people said whom it quotes
        facts = PairFacts(
            "same",
            "absent",
            "both",
            length="long",
            quoted_elsewhere=quote in elsewhere,
            same_occasion=quotes_it and in_turns,
        )
        yield _explained(quote, _nearest(quote, by), facts, context)


def _is_quotation(passage: Passage, context: Context) -> bool:
    return (
        passage.quoted
        and not passage.heading
        and not context.is_record(passage)
        and passage.attribution.act == "statement"
        and len(passage.tokens) >= WORDS
        and len(passage.lemmas) >= CONTENT
    )


def _is_whole(id: str, context: Context) -> bool:
    """Whether the record does not say of itself that it is an extract, or leaves words out."""
    article = context.readings[id].article
    if GAP.search(article.text):
        return False
    head = article.regions[:HEAD]
    return not any(
        context.cues.excerpts.search(context.readings[id].words(Span(r.start, r.end))) for r in head
    )


def _places(pairs: Iterable[Pair]) -> set[tuple[str, str, str]]:
    """Each person with two articles that have words in common that are theirs and nobody else's."""
    pairs, found = list(pairs), set()
    of_others = {p for pair in pairs if pair.facts.speakers == "different" for p in (pair.a, pair.b)}
    for pair in pairs:
        person = pair.a.attribution.speaker.person
        if pair.facts.speakers == "same" and person and pair.across and not of_others & {pair.a, pair.b}:
            found |= {(person, pair.a.article, pair.b.article), (person, pair.b.article, pair.a.article)}
    return found


def _nearest(quote: Passage, spoken: Sequence[Passage]) -> Passage:
    words = set(quote.lemmas)
    return max(spoken, key=lambda p: len(words & set(p.lemmas)))


def _explained(quote: Passage, nearest: Passage, facts: PairFacts, context: Context) -> Pair:
    """The pair with what may explain that the record has not the words."""
    facts = replace(
        facts,
        denied=denied(quote, quote.span, context),
        common=circumstances.common_words(quote, quote.span, context),
        repeated=occasions.repeated(quote, nearest, context)
        or circumstances.on_another_occasion(quote, context),
        translated=circumstances.translated(quote, nearest, context),
    )
    return Pair(quote, nearest, quote.span, nearest.span, facts, departs="a")


def _of_papers(pairs: Iterable[Pair], context: Context) -> set[Passage]:
    """The quotations that another paper has as well."""
    return {
        passage
        for pair in pairs
        if pair.across and pair.facts.words == "same" and not any(map(context.is_record, (pair.a, pair.b)))
        for passage in (pair.a, pair.b)
    }


def _runs(passage: Passage) -> list[tuple[str, ...]]:
    row = passage.folded.words
    return [tuple(row[i : i + RUN]) for i in range(len(row) - RUN + 1)]
