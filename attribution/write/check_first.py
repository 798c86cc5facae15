"""What a person should check first: the gravest open flags, then quotations with a doubtful speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attribution.article import Article, text_of
from attribution.report import Report
from attribution.result import Attribution, Flag
from attribution.write.guess import Guess

SHOWN = 15
"""So many at most."""
FLAGS_SHOWN = 10
"""So many flags, where doubtful quotations wait as well."""
GRAVE = ("high", "medium")


@dataclass(frozen=True, slots=True)
class DoubtfulQuotation:
    """A quotation whose speaker is a doubtful guess."""

    article: Article
    attribution: Attribution
    guess: Guess
    words: str


def check_first(
    report: Report, flags: Sequence[Flag], guesses: Mapping[str, Guess]
) -> tuple[tuple[Flag, ...], tuple[DoubtfulQuotation, ...]]:
    """The flags to look at first, in the order given, and then the quotations, the least certain first."""
    grave = [f for f in flags if f.severity in GRAVE and f.verdict is None]
    articles = {a.id: a for a in report.articles}
    doubtful = [
        DoubtfulQuotation(articles[a.article], a, guesses[a.id], _words(a, articles[a.article]))
        for a in report.attributions
        if a.id in guesses and guesses[a.id].doubtful and a.kind != "indirect" and a.act == "statement"
    ]
    doubtful.sort(key=lambda d: d.guess.certainty)
    first = grave[: max(FLAGS_SHOWN, SHOWN - len(doubtful))]
    return tuple(first), tuple(doubtful[: SHOWN - len(first)])


def _words(a: Attribution, article: Article) -> str:
    return " ".join(text_of(a.content, article.text).split())
