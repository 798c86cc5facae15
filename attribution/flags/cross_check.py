"""The cross-article check: from the attributions of all articles to people, alignments and flags.

Everything here is pure and repeatable: the same attributions and rules give the same flags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from attribution.article import Article
from attribution.document import Document
from attribution.find.quotations import Quotation
from attribution.flags.alignments import alignments
from attribution.flags.context import Context
from attribution.flags.contradicted_pairs import contradicted_pairs
from attribution.flags.majority import agreeing
from attribution.flags.passed_over import passed_over
from attribution.flags.quoted_pairs import quoted_pairs
from attribution.flags.raise_flags import raise_flags
from attribution.flags.record_pairs import held_against_record, not_in_record, told_in_record
from attribution.flags.reported_pairs import reported_pairs
from attribution.flags.retold_pairs import exact_reports
from attribution.flags.spliced_pairs import find_splices, spliced_pair, without_pieces
from attribution.people.judgements import Judgements
from attribution.people.link import link
from attribution.result import Alignment, Attribution, Flag, Passed, Person
from attribution.rule import RuleBook
from attribution.wording.align import join, join_reported
from attribution.wording.find_passages import passages, unattributed_in_record, unspoken
from attribution.wording.passage import Passage


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What the articles have in common and where they disagree."""

    attributions: tuple[Attribution, ...]
    people: tuple[Person, ...]
    alignments: tuple[Alignment, ...]
    flags: tuple[Flag, ...]
    boilerplate: tuple[str, ...]
    passed: tuple[Passed, ...] = ()


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
    people, linked = link(attributions, articles, book, judgements)
    if not articles:
        return CrossCheck(linked, people, (), (), ())
    context = Context.of(linked, articles, documents, book, quotations)
    said, unattributed, own_text = _passages(linked, articles, context)
    most = context.limit("boilerplate-articles")
    in_marks = [passage for passage in (*said, *unattributed) if passage.quoted]
    marked = [*in_marks, *_of_silent_records(own_text, said)]
    in_words, in_lemmas = join(marked, most), join_reported(said, most)

    alike = [(marked[a], marked[b]) for a, b in in_words.pairs]
    quoted = [pair for pair in quoted_pairs(alike, context) if not told_in_record(pair, context)]
    splices = find_splices(marked, quoted, alike, context)
    quoted = without_pieces(quoted, splices)
    exact = exact_reports(marked, [passage for passage in said if not passage.quoted], context)
    reported = reported_pairs([(said[a], said[b]) for a, b in in_lemmas.pairs], exact, quoted, context)
    spliced = [spliced_pair(splice, context) for splice in splices]

    contradicted = contradicted_pairs(said, context)
    absent = not_in_record(said, own_text, [*quoted, *reported], context)
    pairs = (*quoted, *reported, *spliced, *contradicted, *absent)
    compared = [held_against_record(pair, context) for pair in pairs]
    flags = raise_flags(compared, in_marks, agreeing(quoted), context)
    return CrossCheck(
        linked,
        people,
        alignments(quoted, linked),
        flags,
        tuple(dict.fromkeys((*in_words.boilerplate, *in_lemmas.boilerplate))),
        passed_over(compared, flags, context),
    )


def _passages(
    attributions: Sequence[Attribution], articles: Sequence[Article], context: Context
) -> tuple[list[Passage], list[Passage], list[Passage]]:
    """The passages of all articles, those in quotation marks that nobody is said to speak, and what records
    say besides their turns and quotations."""
    small_words = context.wording.small_words
    in_article: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        in_article[attribution.article].append(attribution)
    said: list[Passage] = []
    unattributed: list[Passage] = []
    own_text: list[Passage] = []
    for article in articles:
        reading, here = context.readings[article.id], in_article[article.id]
        said += passages(reading, here, small_words)
        if article.kind == "record":
            own_text += unattributed_in_record(reading, here, small_words)
        else:
            unattributed += unspoken(reading, here, small_words)
    return said, unattributed, own_text


def _of_silent_records(own_text: Sequence[Passage], said: Sequence[Passage]) -> list[Passage]:
    """The text of records in which nobody is said to speak: all of it is what papers quote from."""
    speaking = {p.article for p in said if p.quoted}
    return [p for p in own_text if p.article not in speaking]
