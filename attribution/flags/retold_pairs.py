"""Quotations that are the sentence of a report elsewhere in so many words, tense and person turned back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution.article import Span
from attribution.flags.context import Context
from attribution.flags.pair import span_of
from attribution.flags.scope import sentence_of, top
from attribution.result import NOBODY, Attribution, Speaker
from attribution.wording.align import Overlap, Widespread, nowhere_else
from attribution.wording.folded import Folded
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading
from attribution.wording.retold import Retold, in_so_many_words, retold

SHINGLE = 4
"""Words in a row, without tense and person, that a quotation and a sentence must share to be compared."""
MORE = 3
"""Words that a report may have besides those of the quotation and say no more than it."""
OWN = 0.5
"""An attribution is the one that reports the words where its content has so much of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Exact:
    """A quotation, the passage of the report that has it in so many words, and the words of both."""

    quote: Passage
    report: Passage
    quote_words: Span
    report_words: Span

    @property
    def more(self) -> bool:
        """Whether the report says more than the quotation, which may be somebody else's."""
        words, said = self.report_words, self.report.attribution.content
        rest = [
            t
            for t in self.report.tokens
            if any(s.start <= t.start < s.end for s in said) and not words.start <= t.start < words.end
        ]
        return len(rest) > MORE


def exact_reports(
    quotes: Sequence[Passage],
    reported: Sequence[Passage],
    context: Context,
    widespread: Widespread = nowhere_else,
) -> list[Exact]:
    """Every quotation with each sentence of another article, outside quotation marks, that says the same in
    so many words, whoever says it there."""
    told = [(reading, s) for reading in context.readings.values() for s in sentences_told(reading)]
    if not told:
        return []
    rows = {quote: row_of(quote, context) for quote in quotes if _is_papers(quote, context)}
    starts: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for quote, row in rows.items():
        for shingle in shingles(row.words):
            starts[shingle].append(quote)
    reports: dict[str, list[Passage]] = defaultdict(list)
    for passage in reported:
        reports[passage.article].append(passage)
    found = []
    for reading, passage in told:
        row = retold(passage.tokens, reading, context.wording)
        alike = {
            quote: None
            for shingle in shingles(row.words)
            if shingle in starts and not widespread("retold", shingle)
            for quote in starts[shingle]
        }
        for quote in alike:
            if quote.article == passage.article:
                continue
            common = in_so_many_words(rows[quote], row, context.wording)
            if common is None or not _changed(quote, rows[quote], passage, row, common, context.wording):
                continue
            mine = span_of(quote, rows[quote].at[common.a_start], rows[quote].at[common.a_end - 1] + 1)
            theirs = span_of(passage, row.at[common.b_start], row.at[common.b_end - 1] + 1)
            report = _who_reports(passage, theirs, reports[passage.article], reading, context)
            found.append(Exact(quote, report, mine, theirs))
    return found


def _is_papers(quote: Passage, context: Context) -> bool:
    """Whether a paper has it, below its headlines: what a record has said is no report of anything."""
    return not quote.heading and not context.is_record(quote)


def _changed(
    quote: Passage, mine: Retold, sentence: Passage, theirs: Retold, common: Overlap, wording: Wording
) -> bool:
    """Whether tense or person differs: words that are the very same are a letter or a speech, no report."""
    ours = {*quote.folded.words[_begin(mine, common.a_start) : mine.at[common.a_end - 1] + 1]}
    told = {*sentence.folded.words[_begin(theirs, common.b_start) : theirs.at[common.b_end - 1] + 1]}
    put_back = not wording.past_auxiliaries.isdisjoint(told - ours)  # "stopped", "had stopped"
    return told != ours and (put_back or bool(ours - told and told - ours))


def _begin(row: Retold, start: int) -> int:
    """The place of the token behind the word before: a pronoun or auxiliary in front belongs to the words."""
    return row.at[start - 1] + 1 if start else 0


def row_of(quote: Passage, context: Context) -> Retold:
    return retold(quote.tokens, context.reading(quote), context.wording)


def shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(SHINGLE)), strict=False)


def sentences_told(reading: Reading) -> Iterator[Passage]:
    """Each sentence of the story that stands outside quotation marks, as reported by nobody in particular."""
    bodies = [Span(r.start, r.end) for r in reading.article.regions if r.kind == "body" and not r.heading]
    for span in reading.sentences:
        if any(q.overlaps(span) for q in reading.quoted) or not any(b.overlaps(span) for b in bodies):
            continue
        tokens = reading.folded.within(span.start, span.end)
        if tokens:
            nobody = Attribution(
                "", reading.article.id, "indirect", "statement", (span,), (), (), NOBODY, "", ""
            )
            yield Passage(nobody, span, Folded(tokens), False, 0, False)


def _who_reports(
    sentence: Passage, words: Span, reported: Sequence[Passage], reading: Reading, context: Context
) -> Passage:
    """The report in which the words stand, else the sentence, with the person whom it has speak, if any: who
    passes on what that person says is not the one who said it."""

    def share(passage: Passage) -> float:
        common = min(words.end, passage.span.end) - max(words.start, passage.span.start)
        return common / (words.end - words.start)

    said = _said_by_subject(sentence, words, reading, context)
    beside = [p for p in reported if share(p) >= OWN and not (said and p.span.covers(said.cue[0]))]
    if beside:
        return min(beside, key=lambda passage: passage.span.end - passage.span.start)
    if said is not None:
        return Passage(said, sentence.span, sentence.folded, False, 0, False)
    best = max(reported, key=share, default=None)
    return best if best is not None and share(best) > 0 else sentence


def _said_by_subject(
    sentence: Passage, words: Span, reading: Reading, context: Context
) -> Attribution | None:
    """The words as those of the person, named before them, who is the subject of the verb of speech above
    them."""
    parsed = sentence_of(reading, sentence.span)
    told = top(parsed, words) if parsed else None
    if parsed is None or told is None:
        return None
    above = map(parsed.words.__getitem__, (told.index, *parsed.ancestors(told.index)))
    verb = next((w for w in above if w.lemma.lower() in context.cues.speech_verbs), None)
    if verb is None or verb.start >= words.start:
        return None
    subjects = [i for i in parsed.children[verb.index] if parsed.words[i].deprel == "nsubj"]
    named = [
        w for i in subjects for w in map(parsed.words.__getitem__, parsed.subtree(i)) if w.ner == "PERSON"
    ]
    if not named:
        return None
    name = " ".join(word.text for word in named)
    return Attribution(
        "",
        sentence.article,
        "indirect",
        "statement",
        (words,),
        (Span(verb.start, verb.end),),
        (Span(named[0].start, named[-1].end),),
        context.speakers.called(name) or Speaker(name, "person"),
        "",
        "",
    )
