"""From the paragraphs that a format names to one text and the blocks in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from attribution.read.draft import TextBlock
from attribution.read.paragraphs import SENTENCE_END
from attribution.read.visible import INVISIBLE


@dataclass(frozen=True, slots=True)
class TextLine:
    """One paragraph, heading or the like of a format that marks them, its blanks run together."""

    text: str
    heading: bool | None = False
    furniture: bool = False


def joined(lines: Iterable[TextLine]) -> tuple[str, tuple[TextBlock, ...]]:
    """The text with an empty line between the lines, and a block for each; empty lines and invisible
    characters are left out."""
    blocks: list[TextBlock] = []
    texts: list[str] = []
    start = 0
    for line in lines:
        text = " ".join(INVISIBLE.sub("", line.text).split())
        if text:
            texts.append(text)
            blocks.append(TextBlock(start, start + len(text), line.heading, line.furniture))
            start += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)


def broken(text: str) -> list[str]:
    """The paragraphs of one block of a page: a line break ends one only after a full sentence or at another
    break, for pages also break lines for looks."""
    lines: list[str] = []
    for piece in (" ".join(piece.split()) for piece in text.split("\n")):
        if lines and lines[-1] and piece and not SENTENCE_END.search(lines[-1][-12:]):
            lines[-1] += " " + piece
        else:
            lines.append(piece)
    return [line for line in lines if line]
