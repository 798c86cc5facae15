"""What the parse of one article may cost: far more than any article needs that a newsroom prints, so that
only one that would stop the others goes past it."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.article import Article

SECONDS, SECONDS_A_CHARACTER = 60.0, 0.01
"""An article is parsed at several thousand characters a second."""
BYTES, BYTES_A_CHARACTER = 1 << 30, 4000
"""Long articles are read in pieces, so that what they need beyond those is their parse."""
PATIENCE = 20
"""So many times its processor time may a worker take on the clock before it is held to be stuck."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of processor time, and bytes beyond those that the models take."""

    seconds: float
    memory: int

    @classmethod
    def of(cls, article: Article) -> Budget:
        """The budget of an article, by its length."""
        size = len(article.text)
        return cls(SECONDS + SECONDS_A_CHARACTER * size, BYTES + BYTES_A_CHARACTER * size)
