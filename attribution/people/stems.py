"""Words of names, roles and descriptions in the form in which they are compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from attribution.names.lexicon import Lexicon
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords


@dataclass(frozen=True, slots=True)
class Stems:
    """The folded words and stems of short texts of one language, kept: the same few are asked for often."""

    same: SameWords
    lists: Lexicon
    _folded: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _stems: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def words(self, text: str) -> tuple[str, ...]:
        """The folded words of a name or description."""
        found = self._folded.get(text)
        if found is None:
            found = self._folded[text] = fold(text, self.same).words
        return found

    def stems(self, text: str) -> frozenset[str]:
        """The words of a name or description without plural endings; words that do not count are left out."""
        found = self._stems.get(text)
        if found is None:
            skips = self.lists.description_skips
            found = self._stems[text] = frozenset(
                self.lists.stem(w) for w in self.words(text) if w not in skips
            )
        return found
