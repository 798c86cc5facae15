"""Did anybody say this? Words, or every quotation of a draft, looked up in the store."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.ask.verify import Finding, verify_stored
from attribution.desk.draft import drafted
from attribution.desk.visit import Visit, form, page
from attribution.write.guess import Guess

SHOWN = 30
"""Places that are shown of one answer."""
LONGEST = 2_000
"""Characters of the words asked for."""
DRAFT = 60_000
"""Characters of a draft."""
QUOTATIONS = 60
"""Quotations of a draft that are looked up."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found for some words; of a draft, what its speaker rests on there where it is a guess."""

    words: str
    finding: Finding
    guess: Guess | None = None


def ask(visit: Visit) -> Response:
    """The question, and the answer where one was asked."""
    words, speaker = visit.query.get("words", "").strip()[:LONGEST], visit.query.get("speaker", "").strip()
    answer = None
    if any(c.isalnum() for c in words):
        answer = Reply(words, verify_stored(words, speaker or None, visit.desk.store, visit.desk.book))
    return visit.page("ask.jinja", here="/ask", words=words, speaker=speaker, answer=answer, shown=SHOWN)


def draft(visit: Visit, sent: FormData) -> Response:
    """Each quotation of a draft with whom it names, looked up; the draft is kept nowhere."""
    text = str(sent.get("draft", ""))
    answers, left = looked_up(text, visit)
    unread = max(0, len(text) - DRAFT)
    return visit.page("draft.jinja", here="/ask", answers=answers, left=left, unread=unread, shown=3)


def looked_up(text: str, visit: Visit) -> tuple[list[Reply], int]:
    """What is found for the quotations of a draft under the names that it gives, and how many were
    left out, because there are too many."""
    store, book = visit.desk.store, visit.desk.book
    found = drafted(text[:DRAFT], book)
    answers = [
        Reply(q.words, verify_stored(q.words, q.speaker, store, book), q.guess) for q in found[:QUOTATIONS]
    ]
    return answers, max(0, len(found) - QUOTATIONS)


ROUTES = [page("/ask", ask), form("/draft", draft)]
