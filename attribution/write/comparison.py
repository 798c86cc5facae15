"""The passages of a flag for the page: sentences with the words in question, differences marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from attribution.article import GAP
from attribution.result import Flag, Side
from attribution.write.marked import Layer, marked

WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class FlagPassage:
    """One place of a flag and its sentence as HTML."""

    side: Side
    words: Markup


def passages(flag: Flag) -> tuple[FlagPassage, ...]:
    """The places of a flag, in the order of its sides."""
    against = flag.b.text if flag.b else ""
    of_first = [d.a for d in flag.differences]
    of_others = [w for d in flag.differences for w in dict.fromkeys((d.b, d.a))]
    return (
        FlagPassage(flag.a, _sentence(flag.a, _differing(flag.a.text, against, of_first))),
        *(
            FlagPassage(side, _sentence(side, _differing(side.text, flag.a.text, of_others)))
            for side in flag.sides[1:]
        ),
    )


def _differing(text: str, against: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where the wanted words stand in the text: the occurrence, if any, that the other text does not have at
    that place."""
    here, there = list(WORD.finditer(text)), [m[0].lower() for m in WORD.finditer(against)]
    codes = SequenceMatcher(None, [m[0].lower() for m in here], there, autojunk=False).get_opcodes()
    unlike = [(here[i].start(), here[j - 1].end()) for tag, i, j, *_ in codes if tag in ("replace", "delete")]
    found: list[tuple[int, int]] = []
    for words in filter(None, wanted):
        places = [
            p for p in _places(words, text) if any(p[0] < end and start < p[1] for start, end in unlike)
        ]
        found += places[:1]
    return found


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Each place of the words, whatever white space stands between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    if pattern:
        yield from (m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))


def _sentence(side: Side, differing: Sequence[tuple[int, int]]) -> Markup:
    """The sentence with the passage in it, found again by its words, and the differing words within."""
    layers: list[Layer] = []
    at = offset = 0
    for span in side.spans:
        piece = side.text[offset : offset + span.end - span.start]
        stands = (
            re.compile(r"\s+".join(map(re.escape, piece.split()))).search(side.sentence, at)
            if piece.strip()
            else None
        )
        if stands is None:
            break
        layers.append(Layer(*stands.span(), "said"))
        squeezed = _squeezed(piece)
        for start, end in differing:
            if offset <= start and end <= offset + len(piece):
                layers.append(
                    Layer(
                        stands.start() + squeezed[start - offset],
                        stands.start() + squeezed[end - offset],
                        "differs",
                    )
                )
        at, offset = stands.end(), offset + len(piece) + len(GAP)
    else:
        return marked(side.sentence, 0, len(side.sentence), layers)
    layers = [Layer(start, end, "differs") for start, end in differing]
    return marked(side.text, 0, len(side.text), [Layer(0, len(side.text), "said"), *layers])


def _squeezed(text: str) -> list[int]:
    """For each offset of the text, the offset once runs of white space are one space and none stands at the
    edges."""
    places, length = [], 0
    for i, char in enumerate(text):
        places.append(length)
        if not char.isspace() or (length and i + 1 < len(text) and not text[i + 1].isspace()):
            length += 1
    return [*places, length]
