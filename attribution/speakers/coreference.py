"""The coreference chains of a parse by word: which mentions belong to the one that a word heads."""

from __future__ import annotations

from functools import cached_property

from attribution.find.scene import Scene, Token

Member = tuple[int, Token]
"""Where a mention begins, and its head word."""


class Chains:
    """The chains of a scene; all questions have empty answers where the parse has none."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def members(self) -> list[list[Member]]:
        """The mentions of each chain, in text order."""
        found = []
        for chain in self._scene.document.chains:
            tokens = [(m.start, self._scene.tokens_between(m.start, m.end)) for m in chain]
            found.append([(start, head(self._scene, inside)) for start, inside in tokens if inside])
        return found

    def of(self, token: Token) -> list[Member]:
        """The chain that has a mention with this head."""
        index = self._by_head.get(token)
        return self.members[index] if index is not None else []

    def around(self, start: int, end: int) -> int | None:
        """The number of the chain whose mention has its head in the span or ends where it does (a title
        before the name belongs to the mention)."""
        for token in self._scene.tokens_between(start, end):
            if token in self._by_head:
                return self._by_head[token]
        return self._by_end.get(end)

    @cached_property
    def _by_head(self) -> dict[Token, int]:
        return {token: i for i, members in enumerate(self.members) for _, token in members}

    @cached_property
    def _by_end(self) -> dict[int, int]:
        return {m.end: i for i, chain in enumerate(self._scene.document.chains) for m in chain}


def head(scene: Scene, tokens: list[Token]) -> Token:
    """The word of a stretch whose own head lies outside it."""
    inside = {(t.sentence, t.word) for t in tokens}
    for token in tokens:
        word = scene.word(token)
        if word.upos != "PUNCT" and (token.sentence, word.head) not in inside:
            return token
    return tokens[0]
