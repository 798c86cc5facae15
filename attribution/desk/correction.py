"""What is asked to be otherwise in an article, as the correction that is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from attribution.archive.corrected import missed_id
from attribution.archive.decided import Correction, Fault
from attribution.article import Span
from attribution.desk.article_page import ReadArticle
from attribution.desk.verdicts import now
from attribution.refusal import Refusal

LONGEST = 300
"""Characters of a name."""
TOLD = {
    "other-speaker": "Speaker corrected.",
    "not-speech": "Marked as no speech.",
    "other-span": "Ends corrected.",
    "missed": "Quotation added.",
    "as-found": "Corrections taken back.",
}


@dataclass(frozen=True, slots=True)
class AskedCorrection:
    """What a person or a program wants to be otherwise: ``words`` are the right ones of an attribution, or
    those that were missed, of several places the one closest behind ``near``."""

    fault: str
    words: str = ""
    near: int = 0
    speaker: str = ""
    note: str = ""


class CannotCorrect(Refusal):
    """What was asked for cannot be done to this article."""


def correction_of(read: ReadArticle, id: str, asked: AskedCorrection, who: str) -> Correction:
    """The correction of the attribution of that id; of words that were missed, "" stands for it. Raises
    CannotCorrect."""
    before = read.one(id) if id else None
    if asked.fault not in TOLD or (asked.fault == "missed") != (before is None):
        raise CannotCorrect("desk-no-correction", "This is no correction.", "Choose one of the buttons.")
    fault = cast(Fault, asked.fault)
    marked = next((c for c in read.corrections if not c.attribution and missed_id(c) == id), None)
    if marked is not None and fault in ("not-speech", "as-found"):
        # What a person marked is taken back by the place that they marked.
        id, fault, span = "", "as-found", Span(marked.start or 0, marked.end or 0)
    elif before is None or fault == "other-span":
        span = _place(read, asked, before.content[0].start if before else asked.near)
    else:
        span = Span(before.content[0].start, before.content[-1].end)
    named = fault in ("other-speaker", "missed")
    return Correction(
        article=read.article.id,
        attribution=id,
        fault=fault,
        start=span.start,
        end=span.end,
        speaker=(" ".join(asked.speaker.split())[:LONGEST] or None) if named else None,
        note=asked.note,
        by=who,
        when=now(),
    )


def place_of(text: str, words: str, near: int) -> Span | None:
    """Where the words stand in the text, whatever white space and marks of another form are between them: the
    place closest behind ``near``, else the closest."""
    parts = [re.sub(r"[“”„\"«»]", '[“”„"«»]', re.escape(w)) for w in words.split()]
    parts = [re.sub(r"[‘’']", "[‘’']", part) for part in parts]
    if not parts:
        return None
    found = [Span(*m.span()) for m in re.finditer(r"\s+".join(parts), text)]
    return min(found, key=lambda s: (s.start < near, abs(s.start - near)), default=None)


def _place(read: ReadArticle, asked: AskedCorrection, near: int) -> Span:
    span = place_of(read.article.text, asked.words, near)
    if span is None:
        raise CannotCorrect(
            "desk-no-such-words",
            "These words do not stand in the article.",
            "Select them in the text, or copy them from it.",
        )
    return span
