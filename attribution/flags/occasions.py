"""Whether two passages were said on two occasions: at different times, or since the text tells of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from attribution.article import Span
from attribution.flags.context import Context, sentence_before, sentence_outside, span_before
from attribution.flags.repeats import is_repeated
from attribution.flags.scope import in_main_clause, in_one_clause, sentence_of
from attribution.result import Difference
from attribution.wording.folded import FoldedToken
from attribution.wording.normalise import fold
from attribution.wording.passage import Passage, Reading, whole_of, without

HOUR = re.compile(r"\W*(\d{1,2}[:.]\d{2})\b")
WEEK = 7
AHEAD = 31
"""A date without a year may lie so many days after its article; one that lies later is last year's."""


def repeated(a: Passage, b: Passage, context: Context, *, counts: bool = False) -> bool:
    """Whether a text says that the speaker says this more than once, or the two are said on different days or
    at different times of the day. ``counts`` says that only figures differ, which go up by the hour: then
    what the sentence before tells of the time counts too."""
    cues = context.cues
    before_too = counts or a.article == b.article
    more = (context.wording.same.months, cues.around_times) if counts else ()
    for times in (cues.weekdays, cues.day_parts, *more):
        here, there = (_times(passage, times, before_too, context) for passage in (a, b))
        if here and there and not here & there:
            return True
    if a.article == b.article and _told_one_after_the_other(a, b, context):
        return True
    if counts and a.article == b.article and _at_other_hours(a, b, context):
        return True
    days = [_day(passage, before_too, context) for passage in (a, b)]
    if None not in days and days[0] != days[1]:
        return True
    return any(is_repeated(passage, context) for passage in (a, b))


def other_days(a: Passage, b: Passage, context: Context) -> bool:
    """Whether the texts name different days of the week for the two."""
    here, there = (_times(passage, context.cues.weekdays, True, context) for passage in (a, b))
    return bool(here and there and not here & there)


def tells_of_both(a: Passage, b: Passage, differences: Sequence[Difference], context: Context) -> bool:
    """Whether one of the articles tells beside its quotation, as what was said before, the figure that the
    other has: “… fifty-five …,” she said. On Monday the figure had been forty."""
    figures = [d for d in differences if d.type == "number"] if a.article != b.article else []
    return bool(figures) and (
        all(_told_before(a, d.b, context) for d in figures)
        or all(_told_before(b, d.a, context) for d in figures)
    )


def _times(passage: Passage, times: frozenset[str], before_too: bool, context: Context) -> set[str]:
    """The words for times in the passage's sentence, else in the one before where that is to count."""
    told = set(sentence_outside(passage, context).split()) & times
    if not told and before_too:
        told = set(sentence_before(passage, context).split()) & times
    return told


def _told_one_after_the_other(a: Passage, b: Passage, context: Context) -> bool:
    """Whether an article that has both counts the occasions: "At the first …", "At the second …"."""
    ordinals = [
        {t.text for t in _outside(passage, context) if t.number and t.text[-1:].isalpha()}
        for passage in (a, b)
    ]
    return all(ordinals) and not ordinals[0] & ordinals[1]


def _at_other_hours(a: Passage, b: Passage, context: Context) -> bool:
    """Whether the paragraphs of the two begin with two times of the day, as those of live reports do."""
    hours = []
    for passage in (a, b):
        reading = context.reading(passage)
        found = HOUR.match(reading.article.text, reading.around(passage.span).start)
        hours.append(found and found[1])
    return None not in hours and hours[0] != hours[1]


def counts_of_two_days(a: Passage, b: Passage, context: Context) -> bool:
    """Whether the words tell of a count that goes on ("still missing"), in articles of two days."""
    if not context.days_between(a, b):
        return False
    words = {t.text for passage in (a, b) for t in passage.tokens}
    return bool(words & context.cues.so_far_words)


def _outside(passage: Passage, context: Context) -> list[FoldedToken]:
    """The words of the passage's sentences that were not said."""
    reading = context.reading(passage)
    whole = reading.sentence(whole_of(passage.attribution))
    spans = without(whole, passage.attribution.content)
    return [t for span in spans for t in reading.folded.within(span.start, span.end)]


# ---------------------------------------------------------------- the day on which it was said
def _day(passage: Passage, before_too: bool, context: Context) -> date | None:
    """The day on which the text says that the words were said; None where it says none, or several."""
    published = context.published(passage)
    if published is None:
        return None
    reading, cue = context.reading(passage), (*passage.attribution.cue, *passage.attribution.source)
    here = [
        (t, row)
        for row in [_outside(passage, context)]
        for t in row
        if any(in_one_clause(reading, _span(t), c, context.cues.comparing_words) for c in cue)
    ]
    if not (days := _days(here, published, context)) and before_too:
        before = span_before(passage, context)
        row = list(reading.folded.within(before.start, before.end)) if before else []
        days = _days([(t, row) for t in row if _is_of_main_clause(reading, t)], published, context)
    return days.pop() if len(days) == 1 else None


def _span(token: FoldedToken) -> Span:
    return Span(token.start, token.end)


def _is_of_main_clause(reading: Reading, token: FoldedToken) -> bool:
    return sentence_of(reading, _span(token)) is not None and in_main_clause(reading, _span(token))


def _days(
    told: Sequence[tuple[FoldedToken, Sequence[FoldedToken]]], published: str, context: Context
) -> set[date]:
    """The days that words name, reckoned from the day of the article."""
    today = date.fromisoformat(published[:10])
    found = set()
    for token, row in told:
        if token.text in context.cues.days_ago:
            found.add(today - timedelta(context.cues.days_ago[token.text]))
        elif token.text in context.cues.week:
            found.add(today - timedelta((today.weekday() - context.cues.week.index(token.text)) % WEEK))
        elif token.text in context.wording.same.months and (day := _date(token, row, today, context)):
            found.add(day)
    return found


def _date(token: FoldedToken, row: Sequence[FoldedToken], today: date, context: Context) -> date | None:
    """The day of a month that is named, in the year that lies nearest."""
    at = next(i for i, t in enumerate(row) if t.start == token.start)
    beside = row[at + 1].text if at + 1 < len(row) and row[at + 1].number else ""
    month = context.cues.year.get(token.text)
    if month is None or not beside.isdigit() or not 1 <= int(beside) <= 31:
        return None
    try:
        day = today.replace(month=month, day=int(beside))
        return day if (day - today).days <= AHEAD else day.replace(year=day.year - 1)
    except ValueError:
        return None


# ---------------------------------------------------------------- another figure that was said before
def _told_before(passage: Passage, shown: str, context: Context) -> bool:
    """Whether a sentence in the paragraph of the passage, or in those beside it, has the figure with a time
    and a word for what was said before; of its own sentence what is not said."""
    reading, cues = context.reading(passage), context.cues
    figures = {t.text for t in fold(shown, reading.same).tokens if t.number}
    around = reading.around(whole_of(passage.attribution), 1)
    for sentence in reading.sentences:
        if not around.covers(sentence):
            continue
        if sentence.overlaps(passage.span):
            words = {t.text for t in _outside(passage, context)}
        else:
            words = set(reading.folded.between(sentence.start, sentence.end))
        times = cues.weekdays | cues.day_parts | context.wording.same.months | cues.earlier_times
        if figures and figures <= words and words & cues.earlier_words and words & times:
            return True
    return False
