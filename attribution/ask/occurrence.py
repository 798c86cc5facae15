"""A place where words that are asked for stand in an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attribution.article import Span
from attribution.result import Difference
from attribution.wording.differences import GRAVE
from attribution.wording.passage import Passage, Reading

Status = Literal["as-said", "other-speaker", "altered", "reported", "unattributed", "in-text", "not-found"]
STATUSES: tuple[Status, ...] = (
    "as-said",
    "other-speaker",
    "altered",
    "reported",
    "unattributed",
    "in-text",
    "not-found",
)
"""From the best answer to the worst; the answer to a question is that of its best place."""

CONTRARY = GRAVE | {"hedge", "condition", "contrast", "left-out", "joined", "turned"}
"""Types of differences by which a place says otherwise than the words asked for."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the words stand, and how. ``speaker`` is who says them there; ``because`` is why that
    is known."""

    status: Status
    article: str
    publisher: str | None
    published: str | None
    attribution: str | None
    speaker: str | None
    text: str
    span: Span
    sentence: str
    because: str
    differences: tuple[Difference, ...] = ()
    under_another_name: bool = False
    """Whether a speaker was asked for and this is another."""

    @property
    def is_contrary(self) -> bool:
        """Whether the place says otherwise than the words asked for, not only less of them."""
        return self.status == "altered" and any(d.type in CONTRARY for d in self.differences)


def occurrence_in_speech(
    status: Status,
    passage: Passage,
    reading: Reading,
    differences: tuple[Difference, ...] = (),
    *,
    under_another_name: bool = False,
) -> Occurrence:
    """The passage as a place where the words stand."""
    article, attribution = reading.article, passage.attribution
    return Occurrence(
        status,
        article.id,
        article.publisher,
        article.published,
        attribution.id,
        attribution.speaker.name,
        passage.span.of(article.text),
        passage.span,
        _sentence(passage.span, reading),
        " ".join((attribution.because, *attribution.steps)),
        differences,
        under_another_name,
    )


def occurrence_in_text(span: Span, reading: Reading, because: str) -> Occurrence:
    """A stretch of an article that nobody is said to speak."""
    article = reading.article
    return Occurrence(
        "in-text",
        article.id,
        article.publisher,
        article.published,
        None,
        None,
        span.of(article.text),
        span,
        _sentence(span, reading),
        because,
    )


def _sentence(span: Span, reading: Reading) -> str:
    return " ".join(reading.sentence(span).of(reading.article.text).split())
