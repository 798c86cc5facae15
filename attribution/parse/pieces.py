"""Words as the transformer takes them: pieces of words, and how each word is written.

The transformer knows no capitals (Wang et al. 2020 trained MiniLM on lower case), so that the writing goes in
beside the pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

MOST_PIECES = 8
"""Of one word; what follows in a longer one, such as an address, says nothing more."""
SHAPES = ("special", "lower", "title", "upper", "initial", "mixed", "digits", "letters and digits", "marks")


class Pieces:
    """A WordPiece vocabulary (Wu et al. 2016) with what it found in words seen before."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}
        self.begin, self.end, self._unknown = (self._id(token) for token in ("[CLS]", "[SEP]", "[UNK]"))

    def _id(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the vocabulary has no {token}")
        return int(number)

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The numbers of each word's pieces, at least one: a word of which nothing is left (a soft hyphen) is
        unknown."""
        new = sorted(set(words) - self._known.keys())
        for word, found in zip(new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
            self._known[word] = tuple(found.ids[:MOST_PIECES]) or (self._unknown,)
        return [self._known[word] for word in words]


def shape(word: str) -> int:
    """The number in SHAPES of how a word is written."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 3 if len(word) > 1 else 4
        return 2 if word[0].isupper() and word[1:].islower() else 5
    if any(c.isdigit() for c in word):
        return 7 if any(c.isalpha() for c in word) else 6
    if any(c.isalpha() for c in word):
        return 1 if word.islower() else 3 if word.isupper() else 2 if word.istitle() else 5
    return 8
