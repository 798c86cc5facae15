"""The cross-article check: from the attributions of all articles to people, alignments and flags.

Everything here is pure and repeatable: the same attributions and rules give the same flags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from attribution.article import Article, Span
from attribution.document import Document
from attribution.flags.context import Cues, Evidence
from attribution.flags.raise_flags import Agreeing, Pair, raise_flags, speaker_fact
from attribution.names.variants import Spellings
from attribution.people.judgements import Judgements
from attribution.people.link import link
from attribution.people.same_speaker import Identity
from attribution.result import Alignment, Attribution, Difference, Flag, Person
from attribution.rule import RuleBook
from attribution.rulebook.thresholds import threshold
from attribution.wording.align import Overlap, join, join_reported, overlap
from attribution.wording.differences import EDGE, FREE, SMALL, Wording, differences
from attribution.wording.normalise import SameWords
from attribution.wording.paraphrase import Echo, echo
from attribution.wording.passage import Passage, Reading, passages, sentences, unspoken
from attribution.wording.splice import PIECE, Splice, splices

# What counts as one wording altered rather than as two: measured together on tests/cases, where a change of
# one moves the others. The numbers that a newsroom may set stand in ``thresholds``.
BRIEF = 6
"""So short a sentence of one speaker is another one rather than the same in other words, unless most of it is
equal."""
LONG_RUN = 10
"""So many equal words in a row are one statement, whatever stands around them."""
SHARE = 0.6
"""The least share of the sentence that must be equal."""
WHOLE = 0.85
"""From this share on it is the whole sentence."""
ALTERED = 0.75
"""The least share of equal words in the sentence that is called altered, and, under two names, over the
common stretch."""
SAME_CONTENT = 2
"""Content words among them."""
ALIKE = 0.65
"""From this share of equal words on, over the common stretch, one wording is the other altered; below, it is
only similar."""
SIMILAR = 0.4
MANY = 3
"""From so many places with other content words on, two quotations are two translations or occasions rather
than one altered."""
FACTS = frozenset({"negation", "number", "date", "unit", "name"})
APART = 0.7
"""Two people who begin alike and go on in other words did not say the same, unless so much of the shorter
quotation is."""
DAYS_OF_AN_EVENT = 3
"""So long the papers report one event; later, as many differences as MANY tell of another."""


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What the articles have in common and where they disagree."""

    attributions: tuple[Attribution, ...]
    people: tuple[Person, ...]
    alignments: tuple[Alignment, ...]
    flags: tuple[Flag, ...]
    boilerplate: tuple[str, ...]


def cross_check(
    attributions: Sequence[Attribution],
    articles: Sequence[Article],
    documents: Mapping[str, Document],
    book: RuleBook,
    judgements: Judgements | None = None,
) -> CrossCheck:
    """Link the people, align the words and flag what does not agree, across the articles and within each."""
    people, linked = link(attributions, articles, book, judgements)
    if not articles:
        return CrossCheck(linked, people, (), (), ())
    return _Check(linked, articles, documents, book).run(people)


class _Check:
    def __init__(
        self,
        attributions: Sequence[Attribution],
        articles: Sequence[Article],
        documents: Mapping[str, Document],
        book: RuleBook,
    ) -> None:
        language = articles[0].language
        self.book, self.attributions = book, tuple(attributions)
        self.limit: Callable[[str], float] = partial(threshold, book, language)
        self.same = SameWords(book.lists.get(language, {}))
        spellings = Spellings(book, language)
        self.wording = Wording(self.same, spellings)
        self.functions = self.wording.small_words
        self.readings = {a.id: Reading.of(a, documents.get(a.id), self.same) for a in articles}
        roles, names = defaultdict(list), defaultdict(set)
        for speaker in (s for a in attributions for s in (a.speaker, *a.joint) if s.person):
            roles[speaker.person] += [speaker.role] if speaker.role else []
            names[speaker.person].add(speaker.name)
        self.identity = Identity(self.readings, self.same, spellings, roles, names)
        self.evidence = Evidence(self.readings, Cues(self.same), self.identity)
        by_article = defaultdict(list)
        for attribution in attributions:
            by_article[attribution.article].append(attribution)
        self.passages: list[Passage] = []
        self.unspoken: list[Passage] = []
        for article in articles:
            reading, said, elisions = (
                self.readings[article.id],
                by_article[article.id],
                book.words(language, "elisions"),
            )
            self.passages += passages(reading, said, self.functions, elisions)
            self.unspoken += unspoken(reading, said, self.functions, elisions)

    def run(self, people: tuple[Person, ...]) -> CrossCheck:
        quoted = join(self.passages, self.limit("boilerplate-articles"))
        reported = join_reported(self.passages, self.limit("boilerplate-articles"))
        in_marks = [
            pair for a, b in quoted.pairs if (pair := self._quoted(self.passages[a], self.passages[b]))
        ]
        in_marks = self._corrected(self._sayings(self._best_in_article(in_marks)))
        echoes = [
            found for a, b in reported.pairs if (found := self._echo(self.passages[a], self.passages[b]))
        ]
        spliced = self._spliced(in_marks, [(self.passages[a], self.passages[b]) for a, b in quoted.pairs])
        in_marks = self._unspliced(in_marks, spliced)
        pairs = in_marks + self._reported(echoes, in_marks) + [self._splice_pair(s) for s in spliced]
        agreeing = self._agreeing(in_marks, echoes)
        singles = [(p, self._single(p)) for p in (*self.passages, *self.unspoken) if p.quoted]
        flags = raise_flags(pairs, singles, self.book, self.evidence, agreeing)
        return CrossCheck(
            self.attributions,
            people,
            self._alignments(in_marks),
            tuple(flags),
            tuple(dict.fromkeys((*quoted.boilerplate, *reported.boilerplate))),
        )

    # ------------------------------------------------------------ words in marks on both sides
    def _quoted(self, a: Passage, b: Passage) -> Pair | None:
        if a.attribution.id == b.attribution.id or a.article == b.article and a.span.overlaps(b.span):
            return None
        common = overlap(a.folded.words, b.folded.words, self.functions)
        if common is None or common.equal < 2:
            return None
        speakers = self.identity.relation(a.attribution, b.attribution)
        headings = [p for p in (a, b) if p.heading]
        if (
            speakers == "different"
            and headings
            and (a.article == b.article or not all(map(self.evidence.in_body, headings)))
        ):
            speakers = "uncertain"  # headlines name people in short
        lengths = [
            end - start
            for start, end in (
                sentences(a, common.a_start, common.a_end),
                sentences(b, common.b_start, common.b_end),
            )
        ]
        share = common.equal / min(lengths)
        reach = max(common.a_end - common.a_start, common.b_end - common.b_start)
        found = differences(a, b, common, self.wording, self.readings[a.article], self.readings[b.article])
        weighty = [d for d in found if d.type not in FREE]
        left_out = [d for d in weighty if d.type == "left-out"]
        alike = common.equal / max(
            1,
            reach
            - sum(
                max(len(d.a.split()), len(d.b.split()))
                for d in found
                if d.type in FREE or d.type == "left-out"
            ),
        )
        words = (
            "same"
            if not weighty
            else "altered"
            if alike >= ALIKE and len(weighty) <= 3 + len(left_out)
            else "similar"
            if alike >= SIMILAR
            else None
        )
        if words is None:
            return None
        if (
            words == "altered"
            and len([d for d in weighty if d.type in ("word", "cut", "grown", "hedge")]) >= MANY
            and not {d.type for d in weighty} & FACTS
        ):
            words = "similar"
        if (
            words == "altered"
            and common.equal < BRIEF
            and (
                common.equal < SHARE * max(lengths)
                or common.content < SAME_CONTENT
                and alike < ALTERED
                or not {d.type for d in weighty} & FACTS
            )
        ):
            words = "similar"  # so brief a sentence is another one rather than the same in other words
        if words == "altered" and share < ALTERED:
            words = "similar"  # one speaker uses a phrase in two sentences: "friends for a long time", "for a long time despite"
        if speakers.startswith("different") and (
            self._part_ways(a, b, common) or any(d.type == "negation" for d in weighty)
        ):
            words = "similar"  # two people who contradict each other, or begin alike
        long = self._telling(common, share, words, alike, speakers == "same")
        a_words, b_words = (
            self._span(a, common.a_start, common.a_end),
            self._span(b, common.b_start, common.b_end),
        )
        if (
            not long
            and words != "same"
            or words == "similar"
            and all(w in self.evidence.cues.everyday_words for w in self._lemmas(a, common))
        ):
            return None
        common_words = self.evidence.common(a, a_words) or self.evidence.common(b, b_words)
        if words == "same" and speakers in ("same", "unknown"):
            facts = {
                "words": words,
                "marks": "both",
                "speakers": speakers,
                "difference": {d.type for d in found},
                "length": "long" if long else "short",
                "common": common_words,
            }
            return Pair(a, b, a_words, b_words, _facts(facts), found)
        gap = self._gap(a, b)
        changes = len([d for d in weighty if d.type != "left-out"])
        again = (
            self.evidence.repeated(a, b)
            or gap is not None
            and (
                gap >= self.limit("days-apart")
                and changes >= 2
                or gap >= DAYS_OF_AN_EVENT
                and changes >= MANY
            )
        )
        facts = {
            "words": words,
            "marks": "both",
            "speakers": speakers,
            "difference": {d.type for d in found},
            "length": "long" if long else "short",
            "one_quotes_the_other": self.evidence.one_quotes_the_other(a, b, a_words, b_words)
            if speakers != "same"
            else False,
            "denied": self.evidence.denied(a, a_words) or self.evidence.denied(b, b_words),
            "joint": self.evidence.joint(a, a_words) or self.evidence.joint(b, b_words),
            "repeated": again,
            "common": common_words,
            "translated": self.evidence.translated(a, b),
            "everyday": speakers == "different" and self.evidence.everyday(a, b, self._lemmas(a, common)),
        }
        departs = None
        if left_out and all(not d.a for d in left_out):
            departs = "a"
        elif left_out and all(not d.b for d in left_out):
            departs = "b"
        return Pair(a, b, a_words, b_words, _facts(facts), found, departs)

    def _telling(self, common: Overlap, share: float, words: str, alike: float, one_speaker: bool) -> bool:
        """Whether so much is the same that the two quotations are of one statement, not of two that have a
        phrase in common.

        ``share`` is that of the equal words in the sentences that they stand in, of the side that has fewer.
        One speaker's words need less than words under two names, and equal words less than altered ones.
        """
        if one_speaker:
            return (
                share >= SHARE
                and common.content >= 1
                and common.equal >= 3
                or words == "same"
                and common.equal >= LONG_RUN
            )
        if words == "same":
            whole = common.content >= SAME_CONTENT and share >= WHOLE
            return common.equal >= self.limit("words-under-two-names") and (
                whole or common.content > SAME_CONTENT and (share >= SHARE or common.longest >= LONG_RUN)
            )
        whole = (
            share >= WHOLE
            and common.equal > self.limit("words-under-two-names")
            and common.content > SAME_CONTENT
        )
        return (
            whole
            or common.equal >= self.limit("altered-words-under-two-names")
            and common.content > SAME_CONTENT + 1
            and share >= ALTERED
            and alike >= ALTERED
        )

    @staticmethod
    def _lemmas(a: Passage, common: Overlap) -> list[str]:
        """The lemmas of the content words in the stretch that both share."""
        return [
            lemma for i, lemma in zip(a.content, a.lemmas, strict=True) if common.a_start <= i < common.a_end
        ]

    def _part_ways(self, a: Passage, b: Passage, common: Overlap) -> bool:
        """Whether both go on in other words on the same side of what they share, at length."""
        before, after = (
            min(common.a_start, common.b_start),
            min(len(a.tokens) - common.a_end, len(b.tokens) - common.b_end),
        )
        return max(before, after) > EDGE and common.equal < APART * min(len(a.tokens), len(b.tokens))

    def _span(self, passage: Passage, start: int, end: int) -> Span:
        return Span(passage.tokens[start].start, passage.tokens[end - 1].end)

    def _gap(self, a: Passage, b: Passage) -> int | None:
        dates = [self.readings[p.article].article.published for p in (a, b)]
        return (
            abs((date.fromisoformat(dates[0][:10]) - date.fromisoformat(dates[1][:10])).days)
            if all(dates)
            else None
        )

    def _best_in_article(self, pairs: list[Pair]) -> list[Pair]:
        """Without pairs that differ although one side has its exact match in the other's article: somebody
        said it in two ways."""
        exact: dict[tuple[int, str], list[Span]] = defaultdict(list)
        for pair in pairs:
            if pair.facts["words"] == {"same"} and pair.facts["length"] == {"long"}:
                exact[id(pair.a), pair.b.article].append(pair.a_words)
                exact[id(pair.b), pair.a.article].append(pair.b_words)

        def has_exact(passage: Passage, words: Span, article: str) -> bool:
            return any(s.overlaps(words) for s in exact[id(passage), article])

        return [
            p
            for p in pairs
            if p.facts["words"] == {"same"}
            or p.a.article == p.b.article
            and self._slip(p)
            or p.a.article != p.b.article
            and not (has_exact(p.a, p.a_words, p.b.article) or has_exact(p.b, p.b_words, p.a.article))
        ]

    def _slip(self, pair: Pair) -> bool:
        """Whether two quotations of one article are one sentence given in two ways, not two sentences: one
        grave word differs."""
        weighty = [d for d in pair.differences if d.type not in FREE | SMALL]
        a, b = len(pair.a.tokens), len(pair.b.tokens)
        return (
            len(weighty) == 1
            and weighty[0].type in FACTS
            and min(a, b) >= 0.7 * max(a, b)
            and not pair.facts["words"] == {"similar"}
        )

    def _sayings(self, pairs: list[Pair]) -> list[Pair]:
        """With words that are a saying in one place a saying in every place."""
        sayings = {id(p) for pair in pairs if pair.facts["common"] == {"true"} for p in (pair.a, pair.b)}
        return [
            replace(p, facts={**p.facts, "common": frozenset({"true"})})
            if {id(p.a), id(p.b)} & sayings
            else p
            for p in pairs
        ]

    def _corrected(self, pairs: list[Pair]) -> list[Pair]:
        """With what a third article corrects as denied in all of them: it gives both wordings, or these words
        and both speakers, and says that one was wrong."""
        beside: dict[int, list[Passage]] = defaultdict(list)
        for pair in pairs:
            if pair.facts["words"] == {"same"} and pair.a.article != pair.b.article:
                beside[id(pair.a)].append(pair.b)
                beside[id(pair.b)].append(pair.a)

        def corrected(a: Passage, b: Passage) -> bool:
            both = [
                (p, q) for p in (a, *beside[id(a)]) for q in (b, *beside[id(b)]) if p.article == q.article
            ]
            return any(
                self.evidence.corrects(p, q, a.attribution.speaker, b.attribution.speaker) for p, q in both
            )

        return [
            replace(p, facts={**p.facts, "denied": frozenset({"true"})})
            if "denied" in p.facts and corrected(p.a, p.b)
            else p
            for p in pairs
        ]

    # ------------------------------------------------------------ reported speech
    def _echo(self, a: Passage, b: Passage) -> Echo | None:
        if a.attribution.id == b.attribution.id or a.article == b.article and a.span.overlaps(b.span):
            return None
        return echo(a, b, self.wording.person_words) if a.quoted else echo(b, a, self.wording.person_words)

    def _reported(self, echoes: Sequence[Echo], in_marks: Sequence[Pair]) -> list[Pair]:
        relation = {id(e): self.identity.relation(e.quote.attribution, e.report.attribution) for e in echoes}
        echoes = [e for e in echoes if not e.more or relation[id(e)] == "same"]
        quoted_again = {
            id(p)
            for pair in in_marks
            if pair.facts["speakers"] & {"same", "unknown", "uncertain"}
            and pair.facts["length"] == {"long"}
            and pair.a.article != pair.b.article
            for p in (pair.a, pair.b)
        }
        reports: dict[int, list[Echo]] = defaultdict(list)
        credited: set[tuple[str, str]] = set()
        for found in echoes:
            if relation[id(found)] == "same":
                if found.quote.article != found.report.article and not _relayed(found):
                    reports[id(found.quote)].append(found)
                credited.add((found.report.attribution.id, found.quote.article))
                credited.add((found.quote.attribution.id, found.report.article))
        for pair in in_marks:
            if pair.facts["speakers"] == {"same"}:
                credited.add((pair.a.attribution.id, pair.b.article))
                credited.add((pair.b.attribution.id, pair.a.article))
        pairs = []
        for found in echoes:
            quote, report = found.quote, found.report
            span = self._span(quote, found.start, found.end)
            others = reports.get(id(quote), [])
            facts = {
                "words": "reported",
                "marks": "one",
                "speakers": relation[id(found)],
                "length": "long",
                "one_quotes_the_other": self.evidence.one_quotes_the_other(quote, report, span, report.span),
                "denied": self.evidence.denied(quote, span) or self.evidence.denied(report, report.span),
                "joint": self.evidence.joint(quote, span) or self.evidence.joint(report, report.span),
                "common": self.evidence.common(quote, span),
                "also_credited": (quote.attribution.id, report.article) in credited
                or (report.attribution.id, quote.article) in credited,
                "quoted_elsewhere": id(quote) in quoted_again,
                "reported_by": {
                    "one",
                    *(
                        ("several",)
                        if len({e.report.article for e in others}) > 1 and not self._first(quote, others)
                        else ()
                    ),
                    *(("earlier",) if self._earlier(found) else ()),
                },
            }
            pairs.append(
                Pair(
                    quote,
                    report,
                    span,
                    report.span,
                    _facts(facts),
                    (),
                    "a" if relation[id(found)] == "same" else None,
                )
            )
        return pairs

    def _published(self, passage: Passage) -> str:
        return self.readings[passage.article].article.published or ""

    def _first(self, quote: Passage, reports: Sequence[Echo]) -> bool:
        """Whether the quotation is older than all reports, so that they may go back to it."""
        return bool(self._published(quote)) and all(
            self._published(quote) < self._published(e.report) for e in reports
        )

    def _earlier(self, found: Echo) -> bool:
        return (
            found.quote.article != found.report.article
            and not _relayed(found)
            and "" < self._published(found.report) < self._published(found.quote)
        )

    # ------------------------------------------------------------ pieces
    def _spliced(self, in_marks: Sequence[Pair], alike: Sequence[tuple[Passage, Passage]]) -> list[Splice]:
        """The splices among quotations of one statement, and among those in which two pieces may stand in
        another order, so that the rest is unlike."""
        words = {id(p): frozenset(p.folded.words) for pair in alike for p in pair}
        turned = [
            (a, b) for a, b in alike if len(words[id(a)] & words[id(b)]) >= 2 * PIECE
        ]  # asked first: most share one phrase
        partners: dict[int, dict[int, Passage]] = defaultdict(dict)
        for a, b in (*((p.a, p.b) for p in in_marks), *turned):
            if (
                a.article != b.article
                and id(b) not in partners[id(a)]
                and self.identity.relation(a.attribution, b.attribution) in ("same", "unknown", "uncertain")
            ):
                partners[id(a)][id(b)] = b
                partners[id(b)][id(a)] = a
        return [
            found
            for whole in self.passages
            if partners.get(id(whole))
            for found in splices(whole, list(partners[id(whole)].values()), self.readings, self.functions)
        ]

    def _unspliced(self, pairs: list[Pair], spliced: Sequence[Splice]) -> list[Pair]:
        """Without the pairs that differ only since one side is made of pieces: what a piece has in common is
        all of it, and what stands beside it is another piece."""
        pieces = [
            (id(s.whole), self._span(s.whole, p.block.a, p.block.a + p.block.size))
            for s in spliced
            for p in (s.first, s.second)
        ]

        def is_piece(passage: Passage, words: Span) -> bool:
            return any(
                whole == id(passage) and piece.start <= words.start and words.end <= piece.end
                for whole, piece in pieces
            )

        return [
            p
            for p in pairs
            if p.facts["words"] == {"same"} or not (is_piece(p.a, p.a_words) or is_piece(p.b, p.b_words))
        ]

    def _splice_pair(self, found: Splice) -> Pair:
        whole, first, second = found.whole, found.first, found.second
        begin, end = first.block.a, second.block.a + second.block.size
        a_words = self._span(whole, begin, end)
        b_words = self._span(second.passage, second.block.b, second.block.b + second.block.size)
        left = self._span(first.passage, first.block.b, first.block.b + first.block.size)
        text = lambda p, s: " ".join(s.of(self.readings[p.article].article.text).split())  # noqa: E731
        shown = Difference(
            found.how, text(whole, a_words), f"{text(first.passage, left)} … {text(second.passage, b_words)}"
        )
        facts = {
            "pieces": found.how,
            "speakers": self.identity.relation(whole.attribution, second.passage.attribution),
            "denied": self.evidence.denied(whole, a_words),
            "common": False,
            "difference": {found.how},
        }
        return Pair(whole, second.passage, a_words, b_words, _facts(facts), (shown,), "a")

    # ------------------------------------------------------------ the rest
    def _single(self, passage: Passage) -> Mapping[str, frozenset[str]]:
        return _facts(
            {
                "speaker": speaker_fact(passage.attribution, self.limit("rival-support")),
                "marks": "quoted",
                "place": "heading" if passage.heading else "body",
                "length": "long" if len(passage.tokens) >= self.limit("words-without-a-speaker") else "short",
            }
        )

    def _agreeing(self, in_marks: Sequence[Pair], echoes: Sequence[Echo]) -> Agreeing:
        found: dict[str, list[tuple[Span, Passage]]] = defaultdict(list)
        for pair in in_marks:
            if (
                pair.facts["words"] == {"same"}
                and pair.facts["speakers"] == {"same"}
                and pair.facts["length"] == {"long"}
            ):
                found[pair.a.attribution.id].append((pair.a_words, pair.b))
                found[pair.b.attribution.id].append((pair.b_words, pair.a))
        return found

    def _alignments(self, in_marks: Sequence[Pair]) -> tuple[Alignment, ...]:
        """Attributions that share words, each group as one alignment."""
        parent: dict[str, str] = {}

        def root(x: str) -> str:
            while parent.setdefault(x, x) != x:
                x = parent[x]
            return x

        kept = [p for p in in_marks if p.facts["length"] == {"long"}]
        for pair in kept:
            parent[root(pair.b.attribution.id)] = root(pair.a.attribution.id)
        groups: dict[str, list[Pair]] = defaultdict(list)
        for pair in kept:
            groups[root(pair.a.attribution.id)].append(pair)
        place = {a.id: (a.article, a.content[0].start) for a in self.attributions}
        found = []
        for group in groups.values():
            ids = sorted(
                {p.attribution.id for pair in group for p in (pair.a, pair.b)}, key=place.__getitem__
            )
            relations = {r for pair in group for r in pair.facts["speakers"]}
            speakers = (
                "different"
                if relations & {"different", "different-organisations"}
                else "same"
                if relations == {"same"}
                else "unknown"
            )
            found.append(
                Alignment(
                    tuple(ids), speakers, tuple(dict.fromkeys(d for pair in group for d in pair.differences))
                )
            )
        return tuple(sorted(found, key=lambda a: place[a.attributions[0]]))


def _relayed(found: Echo) -> bool:
    """Whether the report is what somebody else tells: who heard it, not the paper, put it into other words."""
    return found.report.attribution.within is not None


def _facts(facts: Mapping[str, object]) -> Mapping[str, frozenset[str]]:
    """Each fact as the set of the values it has."""
    return {
        key: frozenset(str(v).lower() for v in (value if isinstance(value, set | frozenset) else {value}))
        for key, value in facts.items()
    }
