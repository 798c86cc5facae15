"""The cross-article check: from the attributions of all articles to people, alignments and flags.

Everything here is pure and repeatable: the same attributions and rules give the same flags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from attribution.article import Article, Span
from attribution.document import Document
from attribution.find.quotations import Quotation
from attribution.flags.alignments import alignments
from attribution.flags.context import Context
from attribution.flags.contradicted_pairs import contradicted_pairs
from attribution.flags.headline_pairs import headline_pairs
from attribution.flags.majority import agreeing
from attribution.flags.pair import Pair
from attribution.flags.passed_over import passed_over
from attribution.flags.quoted_pairs import quoted_pairs
from attribution.flags.raise_flags import raise_flags
from attribution.flags.record_pairs import held_against_record, not_in_record, told_in_record
from attribution.flags.reported_pairs import reported_pairs
from attribution.flags.retold_pairs import exact_reports
from attribution.flags.spliced_pairs import find_splices, spliced_pair, without_pieces
from attribution.people.judgements import Judgements
from attribution.people.known_name import NameRules
from attribution.people.link import link
from attribution.result import Alignment, Attribution, Flag, Passed, Person
from attribution.rule import RuleBook
from attribution.wording.align import Widespread, join, join_reported, nowhere_else
from attribution.wording.find_passages import passages, unattributed_in_record, unspoken
from attribution.wording.passage import Passage, Reading


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What the articles have in common and where they disagree."""

    attributions: tuple[Attribution, ...]
    people: tuple[Person, ...]
    alignments: tuple[Alignment, ...]
    flags: tuple[Flag, ...]
    boilerplate: tuple[str, ...]
    passed: tuple[Passed, ...] = ()
    sentences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """Where the sentences of each article are."""


def cross_check(
    attributions: Sequence[Attribution],
    articles: Sequence[Article],
    documents: Mapping[str, Document],
    book: RuleBook,
    judgements: Judgements | None = None,
    quotations: Mapping[str, tuple[Quotation, ...]] = MappingProxyType({}),
) -> CrossCheck:
    """Link the people, align the words and flag what does not agree, across the articles and within each.

    ``quotations`` are those of the articles by id; articles that are not among them are scanned.
    """
    language = articles[0].language if articles else "en"
    rules = NameRules.of(book, language, judgements)
    readings = {a.id: Reading.of(a, documents, rules.same, quotations.get(a.id)) for a in articles}
    people, linked = link(attributions, articles, rules, lambda article: readings[article.id].folded)
    if not articles:
        return CrossCheck(linked, people, (), (), ())
    context = Context.of(linked, readings, book, rules, language)
    in_article: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in linked:
        in_article[attribution.article].append(attribution)
    said = [Said.of(context.readings[a.id], in_article[a.id], context.wording.small_words) for a in articles]
    compared = compare(said, context)
    flags = raise_flags(compared.pairs, compared.in_marks, agreeing(compared.quoted), context)
    return CrossCheck(
        linked,
        people,
        alignments(compared.quoted, linked),
        flags,
        compared.boilerplate,
        passed_over(compared.pairs, flags, context),
        {id: reading.sentences for id, reading in readings.items()},
    )


@dataclass(frozen=True, slots=True)
class Said:
    """The passages of one article: what is said, what stands in quotation marks and nobody is said to speak,
    and what a record says besides its turns and quotations."""

    passages: tuple[Passage, ...]
    unattributed: tuple[Passage, ...] = ()
    own_text: tuple[Passage, ...] = ()

    @classmethod
    def of(cls, reading: Reading, attributions: Sequence[Attribution], small_words: frozenset[str]) -> Said:
        """The passages of an article with these attributions."""
        found = tuple(passages(reading, attributions, small_words))
        if reading.article.kind == "record":
            return cls(found, (), tuple(unattributed_in_record(reading, attributions, small_words)))
        return cls(found, tuple(unspoken(reading, attributions, small_words)))

    @property
    def in_marks(self) -> list[Passage]:
        """The quotations."""
        return [passage for passage in (*self.passages, *self.unattributed) if passage.quoted]

    @property
    def quoted_from(self) -> tuple[Passage, ...]:
        """The text of a record in which nobody is said to speak: all of it is what papers quote from."""
        return () if any(p.quoted for p in self.passages) else self.own_text


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of passages that are of one statement, those of quotations among them; the quotations; and the
    wordings that were left out."""

    pairs: list[Pair]
    quoted: list[Pair]
    in_marks: list[Passage]
    boilerplate: tuple[str, ...]


Allowed = Callable[[Passage, Passage], bool]


def compare(
    articles: Sequence[Said],
    context: Context,
    allowed: Allowed = lambda a, b: True,
    widespread: Widespread = nowhere_else,
    meets: Callable[[Passage], bool] = lambda passage: True,
) -> Compared:
    """The passages of the articles, in their order, held against each other: the pairs that are ``allowed``.
    Words in common are looked for in passages that ``meets`` says may meet another."""
    said = [passage for article in articles for passage in article.passages]
    own_text = [passage for article in articles for passage in article.own_text]
    unattributed = [passage for article in articles for passage in article.unattributed]
    most = context.limit("boilerplate-articles")
    in_marks = [passage for passage in (*said, *unattributed) if passage.quoted]
    marked = [*in_marks, *(passage for article in articles for passage in article.quoted_from)]
    quotes, told = list(filter(meets, marked)), list(filter(meets, said))
    in_words, in_lemmas = join(quotes, most, widespread), join_reported(told, most, widespread)

    alike = [(quotes[a], quotes[b]) for a, b in in_words.pairs if allowed(quotes[a], quotes[b])]
    retold = [(told[a], told[b]) for a, b in in_lemmas.pairs if allowed(told[a], told[b])]
    quoted = [pair for pair in quoted_pairs(alike, context) if not told_in_record(pair, context)]
    splices = find_splices(marked, quoted, alike, context)
    quoted = without_pieces(quoted, splices)
    reports = exact_reports(quotes, [p for p in said if not p.quoted], context, widespread)
    exact = [one for one in reports if allowed(one.quote, one.report)]
    reported = reported_pairs(retold, exact, quoted, said, context)
    spliced = [spliced_pair(splice, context) for splice in splices]
    contradicted = [pair for pair in contradicted_pairs(said, context) if allowed(pair.a, pair.b)]
    absent = not_in_record(said, own_text, [*quoted, *reported], context)
    headlines = [
        pair
        for reading in context.readings.values()
        for pair in headline_pairs(reading, context.wording)
        if allowed(pair.a, pair.b)
    ]
    pairs = (*quoted, *reported, *spliced, *contradicted, *absent, *headlines)
    return Compared(
        [held_against_record(pair, context) for pair in pairs],
        quoted,
        in_marks,
        tuple(dict.fromkeys((*in_words.boilerplate, *in_lemmas.boilerplate))),
    )
