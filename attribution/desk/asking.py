"""Did anybody say this? Words, or every quotation of a draft, looked up in the store."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.article import Article, Region
from attribution.ask.verify import Finding, verify_stored
from attribution.desk.visit import Visit, form, page
from attribution.find.quotations import scan

SHOWN = 30
"""Places that are shown of one answer."""
LONGEST = 2_000
"""Characters of the words asked for."""
DRAFT = 60_000
"""Characters of a draft."""
QUOTATIONS = 60
"""Quotations of a draft that are looked up."""
FEWEST = 3
"""Words that a quotation of a draft must have to be looked up: shorter ones stand everywhere."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found for some words."""

    words: str
    finding: Finding


def ask(visit: Visit) -> Response:
    """The question, and the answer where one was asked."""
    words, speaker = visit.query.get("words", "").strip()[:LONGEST], visit.query.get("speaker", "").strip()
    answer = None
    if any(c.isalnum() for c in words):
        answer = Reply(words, verify_stored(words, speaker or None, visit.desk.store, visit.desk.book))
    return visit.page("ask.jinja", here="/ask", words=words, speaker=speaker, answer=answer, shown=SHOWN)


def draft(visit: Visit, sent: FormData) -> Response:
    """Each quotation of a draft, looked up as it stands; the draft is kept nowhere."""
    text = str(sent.get("draft", ""))
    answers, left = looked_up(text, visit)
    unread = max(0, len(text) - DRAFT)
    return visit.page("draft.jinja", here="/ask", answers=answers, left=left, unread=unread, shown=3)


def looked_up(text: str, visit: Visit) -> tuple[list[Reply], int]:
    """What is found for the quotations of a draft, and how many were left out, because there are too many."""
    found = quotations(text[:DRAFT], visit)
    store, book = visit.desk.store, visit.desk.book
    answers = [Reply(words, verify_stored(words, None, store, book)) for words in found[:QUOTATIONS]]
    return answers, max(0, len(found) - QUOTATIONS)


def quotations(text: str, visit: Visit) -> list[str]:
    """What stands between quotation marks in the text, in order, each once."""
    regions, start = [], 0
    for block in text.split("\n\n"):
        regions.append(Region("body", start, start + len(block)))
        start += len(block) + 2
    article = Article("", text, tuple(regions))
    outer = [q for q in scan(article, visit.desk.book.words("en", "elisions")) if q.level == 0]
    words = [" ".join(" ".join(s.of(text) for s in q.spans).split()) for q in outer]
    return [*dict.fromkeys(w for w in words if len(w.split()) >= FEWEST)]


ROUTES = [page("/ask", ask), form("/draft", draft)]
