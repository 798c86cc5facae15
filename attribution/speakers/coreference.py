"""The coreference chains of a parse by word: which mentions belong to the one that a word heads."""

from __future__ import annotations

from functools import cached_property

from attribution.article import Span
from attribution.find.scene import Scene, Token
from attribution.speakers.head_word import head_word

Member = tuple[int, Token]
"""Where a mention begins, and its head word."""


class Chains:
    """The chains of a scene; all questions have empty answers where the parse has none."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def members(self) -> list[list[Member]]:
        """The mentions of each chain, in text order."""
        return [
            [(m.start, head) for m in chain if (head := head_word(self._scene, m)) is not None]
            for chain in self._scene.document.chains
        ]

    def of(self, token: Token) -> list[Member]:
        """The chain that has a mention with this head."""
        index = self._by_head.get(token)
        return self.members[index] if index is not None else []

    def around(self, span: Span) -> int | None:
        """The number of the chain whose mention has its head in the span or ends where it does (a title
        before the name belongs to the mention)."""
        for token in self._scene.tokens_between(span.start, span.end):
            if token in self._by_head:
                return self._by_head[token]
        return self._by_end.get(span.end)

    @cached_property
    def _by_head(self) -> dict[Token, int]:
        return {token: i for i, members in enumerate(self.members) for _, token in members}

    @cached_property
    def _by_end(self) -> dict[int, int]:
        return {m.end: i for i, chain in enumerate(self._scene.document.chains) for m in chain}
