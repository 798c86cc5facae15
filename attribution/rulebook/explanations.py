"""The sentences that the program builds by itself, in the words of a language.

They stand in the list ``explanations`` as lines ``name = sentence``, with slots in braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from attribution.rule import RuleBook

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Explanations:
    """The sentences of one language by name."""

    sentences: Mapping[str, str]

    @classmethod
    def of(cls, book: RuleBook, language: str) -> Explanations:
        """The sentences that the rule files of the language give."""
        lines = [line.partition("=") for line in book.lists.get(language, {}).get("explanations", ())]
        return cls({name.strip(): sentence.strip() for name, _, sentence in lines})

    def say(self, name: str, /, **slots: object) -> str:
        """The sentence with its slots filled; empty where the language has none of that name."""
        return SLOT.sub(lambda slot: str(slots.get(slot[1], slot[0])), self.sentences.get(name, ""))
