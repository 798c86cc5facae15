"""A draft before it is printed: its quotations, and whom it names for each. It is kept nowhere."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from attribution.article import Article, Region
from attribution.extract import Finder, quotations
from attribution.find.quotations import Quotation
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import PackError, for_languages
from attribution.parse.outcome import Parse, parse
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.read.discover import STDIN
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.write.guess import Guess, guess

FEWEST = 3
"""Words that a quotation must have to be looked up: shorter ones stand everywhere."""
NAMED = ("person", "organisation")
"""Kinds of speakers whom another article can contradict."""
_ONE_AT_A_TIME = Lock()
"""Models take memory."""


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """What stands between marks, whom the draft names for it (None: nobody), and what that rests on where it
    is a guess."""

    words: str
    speaker: str | None = None
    guess: Guess | None = None


def drafted(text: str, book: RuleBook) -> list[DraftQuotation]:
    """The quotations of a draft, in order, each once. Where it cannot be parsed nobody is named."""
    reading = read([STDIN], reading_lists(book), io.BytesIO(text.encode("utf-8", "replace")))
    return [*dict.fromkeys(q for article in reading.articles or [_plain(text)] for q in _said(article, book))]


def _plain(text: str) -> Article:
    """The text as an article whose paragraphs have blank lines between them."""
    regions, start = [], 0
    text = "\n".join(text.splitlines())
    for block in text.split("\n\n"):
        regions.append(Region("body", start, start + len(block)))
        start += len(block) + 2
    return Article("", text, tuple(regions))


def _said(article: Article, book: RuleBook) -> Iterator[DraftQuotation]:
    """Each quotation of the article, also of captions and whatever else stands around the story."""
    whole = replace(article, regions=tuple(replace(r, kind="body") for r in article.regions))
    outer = {q: _words(q, article) for q in quotations(whole, book) if q.level == 0}
    wanted = {q: words for q, words in outer.items() if len(words.split()) >= FEWEST}
    found = _found(article, book) if wanted else ()
    for quotation, words in wanted.items():
        said = next((a for a in found if _holds(a, quotation)), None)
        if said and said.speaker.kind in NAMED:
            yield DraftQuotation(words, said.speaker.name, guess(said, article, ()))
        else:
            yield DraftQuotation(words)


def _words(quotation: Quotation, article: Article) -> str:
    return " ".join(" ".join(s.of(article.text) for s in quotation.spans).split())


def _holds(said: Attribution, quotation: Quotation) -> bool:
    return not said.trial and any(s.overlaps(q) for s in said.content for q in quotation.spans)


def _found(article: Article, book: RuleBook) -> Sequence[Attribution]:
    """What is found in the article; nothing where there are no models for it, or they fail."""
    with _ONE_AT_A_TIME:
        try:
            pack = for_languages((), {article.language}).get(article.language)
            if pack is None:
                return ()
            annotator = Annotator(pack)
            annotator.open()
        except PackError:
            return ()
        made = parse(annotator, article, Finder(book))
    return made.made.attributions if isinstance(made, Parse) else ()
