"""Folded text: words in the one form in which they are compared, each with the way back to the original."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

START = attrgetter("start")


class FoldedToken(NamedTuple):
    """A folded word. ``start`` and ``end`` are code points into the article.

    A tuple, since every word of every article becomes one: they are made four times as fast.
    """

    text: str
    start: int
    end: int
    aside: bool = False
    """Whether it stands in [brackets]."""
    gap: bool = False
    """Whether an ellipsis stands right before it."""
    opens: bool = False
    """Whether a sentence begins with it."""
    number: bool = False
    capital: bool = False


@dataclass(frozen=True)
class Folded:
    """The tokens of a text in order; ``open_end`` says that an ellipsis follows the last."""

    tokens: tuple[FoldedToken, ...]
    open_end: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words alone."""
        return tuple([t.text for t in self.tokens])

    def within(self, start: int, end: int) -> tuple[FoldedToken, ...]:
        """The tokens that begin at or after ``start`` and before ``end``."""
        first, last = (bisect_left(self.tokens, at, key=START) for at in (start, end))
        return self.tokens[first:last]

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words that begin at or after ``start`` and before ``end``."""
        first, last = (bisect_left(self.tokens, at, key=START) for at in (start, end))
        return self.words[first:last]


def joined(parts: Iterable[Folded]) -> Folded:
    """Several spans of one content as one row of tokens."""
    first, *others = [part for part in parts if part.tokens] or [Folded(())]
    if not others:
        return first
    tokens, open_end = list(first.tokens), first.open_end
    for part in others:
        here, *rest = part.tokens
        tokens += [here._replace(gap=here.gap or open_end), *rest]
        open_end = part.open_end
    return Folded(tuple(tokens), open_end)
