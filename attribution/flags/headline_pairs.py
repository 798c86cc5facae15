"""Headlines that have another figure or day than the story below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from attribution.article import Span
from attribution.flags.pair import Pair, PairFacts
from attribution.meaning.dates import other_dates
from attribution.meaning.figures import DECIMAL, other_figures
from attribution.meaning.statement import Statement, statement
from attribution.result import NOBODY, Attribution, Difference
from attribution.wording.folded import Folded
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading

SHARE = 0.6
"""The share of the headline's words for things and acts that a sentence of the story must have, at least two.
"""
ROUND = 0.15
"""A figure of three digits or more may be so far from that of the headline: headlines round.

Both were set by hand; no count stands behind them.
"""


def headline_pairs(reading: Reading, wording: Wording) -> Iterator[Pair]:
    """Each headline above the first paragraph with the first sentence of its story that says the same of
    other figures or days, none of which stand in the story at all."""
    if reading.article.kind == "record":
        return
    body = [r for r in reading.article.regions if r.kind == "body"]
    first = next((i for i, r in enumerate(body) if not r.heading), len(body))
    above = _told(reading, [Span(r.start, r.end) for r in body[:first]], wording)
    headlines = [(told, span) for told, span in above if _figures(told) or _days(told, wording)]
    if not headlines:
        return
    blocks = [Span(r.start, r.end) for r in body[first:] if not r.heading]
    story = _told(reading, [s for s in reading.sentences if any(b.covers(s) for b in blocks)], wording)
    words = {text for told, _ in story for text in told.texts}
    for headline, span in headlines:
        for told, place in story:
            differences = tuple(_otherwise(headline, told, words, wording))
            if differences:
                yield _pair(reading, span, place, differences)
                break


Told = tuple[Statement, Span]


def _told(reading: Reading, spans: Sequence[Span], wording: Wording) -> list[Told]:
    rows = ((reading.folded.within(span.start, span.end), span) for span in spans)
    return [(statement(row, reading, wording), span) for row, span in rows if row]


def _otherwise(
    headline: Statement, told: Statement, words: set[str], wording: Wording
) -> Iterator[Difference]:
    common = headline.kinds & told.kinds
    if len(common) < max(2, SHARE * len(headline.kinds)):
        return
    mine = {t for t in _figures(headline) if t not in words and not _stands_as_ordinal(t, words)}
    if mine and not any(_is_sum(x, told) or any(_is_rounded(x, y) for y in _figures(told)) for x in mine):
        found = other_figures(headline, told, common, wording)
        yield from (d for d in found if _is_of(d.a, mine, headline) and _is_of(d.b, _figures(told), told))
    days = _days(headline, wording)
    if days and not days & words:
        yield from (d for d in other_dates(headline, told, wording) if d.a.lower() in days)


def _figures(statement: Statement) -> set[str]:
    """The cardinal numbers."""
    return set(_cardinals(statement))


def _days(statement: Statement, wording: Wording) -> set[str]:
    """The days of the week and the months."""
    same = wording.same
    return set(statement.texts) & (same.words("weekdays") | same.months)


def _cardinals(statement: Statement) -> list[str]:
    return [t.text for t in statement.tokens if t.number and not t.text[-1:].isalpha()]


def _stands_as_ordinal(figure: str, words: set[str]) -> bool:
    """Whether the story has the figure as an ordinal: 9, ninth."""
    return any(word.startswith(figure) and word[len(figure) :].isalpha() for word in words)


def _is_of(shown: str, figures: set[str], statement: Statement) -> bool:
    """Whether the words shown begin with one of the figures."""
    return any(
        t.text in figures and shown.startswith(statement.shown(i, i)) for i, t in enumerate(statement.tokens)
    )


def _is_rounded(one: str, other: str) -> bool:
    """Whether one figure may be the other, rounded."""
    try:
        x, y = float(one), float(other)
    except ValueError:
        return False
    return min(x, y) >= 100 and abs(x - y) <= ROUND * max(x, y)


def _is_sum(figure: str, told: Statement) -> bool:
    """Whether a figure is what two or three figures of the sentence come to: “Five hurt”, three men and two
    women."""
    whole, *parts = (float(t) if DECIMAL.fullmatch(t) else 0.0 for t in (figure, *_cardinals(told)))
    return whole > 0 and any(sum(some) == whole for size in (2, 3) for some in combinations(parts, size))


def _pair(reading: Reading, headline: Span, told: Span, differences: tuple[Difference, ...]) -> Pair:
    a, b = _passage(reading, headline, heading=True), _passage(reading, told, heading=False)
    facts = PairFacts(
        "unknown", "contradicted", "none", difference=frozenset(d.type for d in differences), headline=True
    )
    return Pair(a, b, headline, told, facts, differences, departs="a")


def _passage(reading: Reading, span: Span, *, heading: bool) -> Passage:
    nobody = Attribution("", reading.article.id, "indirect", "statement", (span,), (), (), NOBODY, "", "")
    return Passage(nobody, span, Folded(reading.folded.within(span.start, span.end)), False, 0, heading)
