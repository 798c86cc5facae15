"""Pairs of a quotation and reported speech that says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from attribution.article import Span
from attribution.flags import circumstances
from attribution.flags.context import Context
from attribution.flags.denials import denied
from attribution.flags.pair import Pair, PairFacts, SideName, one_place, span_of
from attribution.flags.retold_pairs import Exact
from attribution.meaning.contradictions import contradicted
from attribution.meaning.statement import statements
from attribution.people.same_speaker import SpeakerRelation, speaker_relation
from attribution.wording.find_passages import REPORTED_ACTS
from attribution.wording.paraphrase import paraphrase
from attribution.wording.passage import Passage
from attribution.wording.retold_freely import retold_freely

FIGURES = frozenset({"number", "unit", "date"})
"""Types of differences by what is counted and when."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """A quotation with a report of it, and whether the two have one speaker."""

    quote: Passage
    report: Passage
    quote_words: Span
    report_words: Span
    speakers: SpeakerRelation
    exact: bool = False
    """Whether the quotation is the report in so many words."""
    free: bool = False
    """Whether the report has it in other words: enough to tell that a speaker differs, not that words do."""
    heard: bool = False
    """Whether the report stands in what somebody else told, who heard it; not in what a document says."""

    @property
    def by_the_paper(self) -> bool:
        """Whether another article reports the words itself, not by telling what somebody else heard."""
        return self.quote.article != self.report.article and not self.heard


def reported_pairs(
    alike: Iterable[tuple[Passage, Passage]],
    exact: Iterable[Exact],
    quoted: Sequence[Pair],
    said: Iterable[Passage],
    context: Context,
) -> list[Pair]:
    """The pairs of a quotation and a report of it: among passages that share content words, of which one is
    quoted and one reported, and those where the report has it in so many words. ``said`` are all passages of
    the articles."""
    retellings = _in_so_many_words(exact, context)
    known = {(told.quote, told.report) for told in retellings}
    for a, b in alike:
        told = retelling(a, b, context)
        if told is not None and (told.quote, told.report) not in known:
            retellings.append(told)
    documents = {p.attribution.id for p in said if p.attribution.speaker.kind == "document"}
    retellings = [
        replace(told, heard=told.report.attribution.within not in {None, *documents}) for told in retellings
    ]
    reports: dict[Passage, list[Passage]] = defaultdict(list)
    for told in retellings:
        if told.speakers == "same" and told.by_the_paper:
            reports[told.quote].append(told.report)
    credited, quoted_elsewhere = _Credited(retellings, quoted), _quoted_elsewhere(quoted)
    return [
        _pair(
            told,
            reports=reports.get(told.quote, ()),
            also_credited=credited.covers(told),
            quoted_elsewhere=told.quote in quoted_elsewhere,
            context=context,
        )
        for told in retellings
        if not told.free or told.speakers == "different"
    ]


def retelling(a: Passage, b: Passage, context: Context) -> Retelling | None:
    """The quotation and the report among the two, or None where the one does not say what the other says."""
    if one_place(a, b):
        return None
    quote, report = (a, b) if a.quoted else (b, a)
    if report.attribution.act not in REPORTED_ACTS:
        return None
    found = paraphrase(quote, report, context.wording.person_words)
    free = found is None and report.attribution.kind == "indirect"  # marked words are held against quotations
    if free:
        found = retold_freely(quote, report)
    if found is None:
        return None
    speakers = speaker_relation(quote.attribution, report.attribution, context.speakers)
    if (found.more or report.attribution.act == "belief") and speakers != "same":
        return None
    if _at_odds(quote, report, speakers, context, free=free):
        return None
    return Retelling(quote, report, span_of(quote, found.start, found.end), report.span, speakers, free=free)


def _at_odds(
    quote: Passage, report: Passage, speakers: SpeakerRelation, context: Context, *, free: bool = False
) -> bool:
    """Whether the report says otherwise what the quotation says in much the same words, or asks whether it is
    so: of two people, that they disagree; of one, ``contradicted_pairs`` tells. In other words (``free``) the
    same may be put by a negation or without, but figures and days stay."""
    ours, theirs = (list(statements(p, context.reading(p), context.wording)) for p in (quote, report))
    if not theirs and not _asks(quote, context):
        return speakers != "same"
    found = contradicted(ours, theirs, context.wording)
    if free:
        return any(d.type in FIGURES for d in found)
    return bool(found) if speakers == "different" else any(d.type == "negation" for d in found)


def _asks(quote: Passage, context: Context) -> bool:
    """Whether a question stands in the quotation."""
    return "?" in quote.span.of(context.reading(quote).article.text)


def _in_so_many_words(exact: Iterable[Exact], context: Context) -> list[Retelling]:
    """Those of which the report is by the speaker of the quotation, by somebody else, or by nobody in
    particular."""
    found = []
    for one in exact:
        speakers = speaker_relation(one.quote.attribution, one.report.attribution, context.speakers)
        of_one = one.more or one.report.attribution.act == "belief"
        if of_one and speakers not in ("same", "unknown"):
            continue
        if _at_odds(one.quote, one.report, speakers, context):
            continue
        found.append(
            Retelling(one.quote, one.report, one.quote_words, one.report_words, speakers, exact=True)
        )
    return found


def _pair(
    told: Retelling, reports: Sequence[Passage], also_credited: bool, quoted_elsewhere: bool, context: Context
) -> Pair:
    quote, report, words = told.quote, told.report, told.quote_words
    facts = PairFacts(
        told.speakers,
        "reported",
        "one",
        length="long",
        one_quotes_the_other=circumstances.one_quotes_the_other(quote, report, words, report.span, context),
        denied=denied(quote, words, context) or denied(report, report.span, context),
        joint=circumstances.said_jointly(quote, words, context)
        or circumstances.said_jointly(report, report.span, context),
        common=circumstances.common_words(quote, words, context),
        also_credited=also_credited,
        quoted_elsewhere=quoted_elsewhere,
        reported_by=_reported_by(told, reports, context),
    )
    departs: SideName | None = "a" if told.speakers in ("same", "unknown", "less-specific") else None
    return Pair(quote, report, words, report.span, facts, departs=departs)


def _reported_by(told: Retelling, reports: Sequence[Passage], context: Context) -> frozenset[str]:
    """``exact`` where the report has the quotation in so many words, and no date tells that it goes back to
    it, or the paper says that it gives the sense alone; ``several`` where more than one article reports the
    words, unless all are later than the quotation, so that they may go back to it; ``earlier`` where this
    report is older than the quotation; ``one`` always."""
    if context.is_record(told.quote):
        return frozenset({"one"})
    quoted = context.published(told.quote) or ""
    dates = [context.published(report) or "" for report in reports]
    by = {"one"}
    is_first = bool(quoted) and all(quoted < date for date in dates)
    if len({report.article for report in reports}) > 1 and not is_first:
        by.add("several")
    published = context.published(told.report) or ""
    if told.by_the_paper and "" < published < quoted:
        by.add("earlier")
    undated = not quoted or not published or context.is_record(told.report)
    in_sense = circumstances.in_sense_only(told.report, context)
    if told.exact and told.by_the_paper and (undated or in_sense or published < quoted):
        by.add("exact")
    return frozenset(by)


# ---------------------------------------------------------------- what other pairs tell of a pair
class _Credited:
    """The words of each article that another gives to the same speaker, by the two articles."""

    def __init__(self, retellings: Iterable[Retelling], quoted: Iterable[Pair]) -> None:
        self._words: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for told in retellings:
            if told.speakers == "same":
                self._add(told.quote.article, told.quote_words, told.report.article, told.report_words)
        for pair in quoted:
            if pair.facts.speakers == "same":
                self._add(pair.a.article, pair.a_words, pair.b.article, pair.b_words)

    def _add(self, one: str, words: Span, other: str, their_words: Span) -> None:
        self._words[one, other].append(words)
        self._words[other, one].append(their_words)

    def covers(self, told: Retelling) -> bool:
        """Whether either article gives the words of the other to the same speaker too."""
        quote, report = told.quote.article, told.report.article
        return any(
            own.overlaps(words)
            for articles, words in (((quote, report), told.quote_words), ((report, quote), told.report_words))
            for own in self._words[articles]
        )


def _quoted_elsewhere(quoted: Iterable[Pair]) -> set[Passage]:
    """The quotations that another article quotes too, of the same speaker as far as can be told."""
    return {
        passage
        for pair in quoted
        if pair.facts.speakers in ("same", "unknown", "uncertain")
        and pair.facts.length == "long"
        and pair.across
        for passage in (pair.a, pair.b)
    }
