"""What all forms share: how a line is written, and stretches of text in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from attribution.article import Span

Offset = Annotated[int, Field(ge=0)]
"""Code points into the article's text."""


class Line(BaseModel):
    """Keys that a later version adds are passed over when a line is read."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, use_attribute_docstrings=True)

    def written(self) -> str:
        """One line of JSON. U+2028 and its like are escaped, because some programs take them for the end of a
        line."""
        text = self.model_dump_json(by_alias=True, exclude=self._left_out())
        return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")

    def _left_out(self) -> set[str]:
        return set()


class SpanForm(Line):
    """A stretch of the article's text."""

    start: Offset
    end: Offset

    @classmethod
    def of(cls, span: Span) -> SpanForm:
        return cls(start=span.start, end=span.end)

    def back(self) -> Span:
        return Span(self.start, self.end)


class WordsForm(SpanForm):
    """A stretch of the article's text with its words."""

    text: str

    @classmethod
    def all(cls, spans: tuple[Span, ...], text: str) -> tuple[WordsForm, ...]:
        return tuple(cls(start=s.start, end=s.end, text=s.of(text)) for s in spans)


def spans_of(forms: Sequence[SpanForm]) -> tuple[Span, ...]:
    """The stretches that the forms stand for."""
    return tuple(form.back() for form in forms)
