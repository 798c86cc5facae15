"""An article opened for comparing."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.flags.cross_check import Said
from attribution.result import Attribution
from attribution.wording.passage import Passage, Reading


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with its row, its reading, what was said in it and the passages of that."""

    row: int
    reading: Reading
    attributions: tuple[Attribution, ...]
    said: Said

    @property
    def id(self) -> str:
        return self.reading.article.id

    @property
    def passages(self) -> tuple[Passage, ...]:
        return (*self.said.passages, *self.said.unattributed, *self.said.own_text)
