"""Word lists of a language as patterns: does a line open with one of these phrases, and what follows it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

NOTHING = re.compile(r"(?!)")
LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,2000}\)")


def bare(text: str) -> str:
    """``text`` without Markdown emphasis, heading marks and link targets, blanks run together: what a reader
    would see."""
    text = re.sub(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", "", LINK.sub(r"\1", text))
    return " ".join(re.sub(r"^[#>\s]+", "", text).split())


class Phrases:
    """The lists of one language, by name, each as one pattern; a list that is not there matches nothing.

    Phrases are compared without regard to case, and the longest that fits is taken.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._lists, self._words = lists, dict[str, frozenset[str]]()
        self._patterns: dict[str, re.Pattern[str]] = {}

    def words(self, name: str) -> frozenset[str]:
        """The list itself, in lower case."""
        if name not in self._words:
            self._words[name] = frozenset(word.lower() for word in self._lists.get(name, ()))
        return self._words[name]

    def opening(self, name: str, text: str) -> str | None:
        """The phrase of list ``name`` that ``text`` opens with, as it stands there; None if there is none."""
        match = self._pattern(name).match(text)
        return match[0] if match else None

    def within(self, name: str, text: str) -> bool:
        """Whether a phrase of list ``name`` stands somewhere in ``text``."""
        return self._pattern(name).search(text) is not None

    def _pattern(self, name: str) -> re.Pattern[str]:
        if name not in self._patterns:
            phrases = sorted(self.words(name), key=lambda phrase: (-len(phrase), phrase))
            alternatives = "|".join(re.escape(phrase) for phrase in phrases)
            self._patterns[name] = (
                re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.I) if phrases else NOTHING
            )
        return self._patterns[name]
