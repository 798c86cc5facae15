"""What the tests of cross-article checking share: the shipped rules, and tiny articles whose attributions are
written by hand.

``{Name|“words”}`` in a text makes the words an attribution of Name, ``{Name:indirect|words}`` a reported one;
``{|“words”}`` has no speaker. Sentences end at full stops; there is no parse, so lemmas are the words
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attribution.article import Article, Region, Span
from attribution.document import Document, Sentence, Word
from attribution.flags.cross_check import CrossCheck, cross_check
from attribution.result import Attribution, Flag, Speaker
from attribution.rule import RuleBook
from attribution.rulebook.book import load

MARKED = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
LEMMAS = {
    "would": "will",
    "had": "have",
    "has": "have",
    "was": "be",
    "were": "be",
    "tested": "test",
    "lifts": "lift",
    "opened": "open",
    "ate": "eat",
    "undervalues": "undervalue",
    "undervalued": "undervalue",
    "takes": "take",
    "took": "take",
}


def book() -> RuleBook:
    """The shipped rules and word lists."""
    return load()


def article(
    name: str, marked: str, published: str | None = None, publisher: str | None = None
) -> tuple[Article, Document, list[Attribution]]:
    """An article with its attributions and a parse of words and sentences only."""
    text, spans = "", []
    at = 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans.append((match.group(1), Span(len(text), len(text) + len(match.group(2)))))
        text += match.group(2)
        at = match.end()
    text += marked[at:]
    regions = tuple(Region("body", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    attributions = []
    for i, (who, span) in enumerate(spans):
        name_, _, kind = who.partition(":")
        speaker = Speaker(
            name_ or None, "person" if name_ and kind in ("", "direct", "indirect") else kind or "unknown"
        )
        at = text.find(name_, span.end) if name_ else -1
        source = (Span(at, at + len(name_)),) if at >= 0 else ()
        attributions.append(
            Attribution(
                f"{name}-{i}",
                name,
                "indirect" if kind == "indirect" else "direct",
                "statement",
                (span,),
                (),
                source,
                speaker,
                "t/r",
                "said",
            )
        )
    sentences = []
    for region in regions:
        for sentence in re.finditer(r"[^.!?]+[.!?]*[”’\"']*", text[region.start : region.end]):
            words = [
                Word(
                    n,
                    region.start + sentence.start() + w.start(),
                    region.start + sentence.start() + w.end(),
                    w.group(),
                    LEMMAS.get(w.group().lower(), w.group().lower()),
                    "X",
                    "",
                    -1,
                    "",
                )
                for n, w in enumerate(re.finditer(r"\w+", sentence.group()))
            ]
            if words:
                sentences.append(Sentence.build(len(sentences), tuple(words)))
    return (
        Article(name, text, regions, publisher=publisher or name, published=published),
        Document(tuple(sentences)),
        attributions,
    )


def check(**articles: str | tuple[str, str]) -> CrossCheck:
    """The cross-check of articles given as marked text, or as (date, marked text)."""
    made = [
        article(name, *((given,) if isinstance(given, str) else (given[1], given[0])))
        for name, given in articles.items()
    ]
    documents: Mapping[str, Document] = {a.id: d for a, d, _ in made}
    return cross_check([x for _, _, xs in made for x in xs], [a for a, _, _ in made], documents, book())


def flags(**articles: str | tuple[str, str]) -> list[Flag]:
    return list(check(**articles).flags)


def serious(**articles: str | tuple[str, str]) -> list[tuple[str, str]]:
    """Kind and severity of the flags that are medium or high."""
    return [(f.kind, f.severity) for f in flags(**articles) if f.severity in ("high", "medium")]
