"""Bytes as a row of choices, so that a fuzzer that knows bytes alone can make anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


class Choices:
    """Numbers, options and texts out of bytes; when they are at an end, the first of everything."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> bool:
        return self._at < len(self._data)

    def number(self, below: int) -> int:
        """From 0 on."""
        size = 1 if below <= 256 else 2
        return int.from_bytes(self._take(size)) % max(below, 1)

    def of(self, options: Sequence[Option]) -> Option:
        return options[self.number(len(options))]

    def text(self, longest: int = 255) -> str:
        """Up to so many characters, whatever their bytes say."""
        return self._take(self.number(longest + 1)).decode("utf-8", "replace")

    def rest(self) -> bytes:
        return self._take(len(self._data))

    def _take(self, size: int) -> bytes:
        taken = self._data[self._at : self._at + size]
        self._at += size
        return taken
