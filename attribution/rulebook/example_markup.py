"""The mark-up of examples: ``{node|text}``, and the plain text with its spans that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.article import Span

MARKED = ("quote", "cue", "source", "content")
"""The nodes whose spans an attribution has. ``quote`` and ``content`` both mark what was said."""
_OPEN = re.compile(r"\{([a-z]*)\|")


class MarkupFault(ValueError):
    """What does not fit in an example: where (a code point of the marked-up text) and why."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index, self.message = index, message


@dataclass(frozen=True, slots=True)
class Marked:
    """An example's text without its marks, and the spans of each node marked in it, in text order."""

    text: str
    spans: dict[str, tuple[Span, ...]]


def parse(example: str) -> Marked:
    """The text and its spans; marks may be nested, and one node may have several spans. Raises MarkupFault."""
    plain: list[str] = []
    length = at = 0
    open_marks: list[tuple[str, int, int]] = []
    spans: dict[str, list[Span]] = {}
    while at < len(example):
        char = example[at]
        if char == "{":
            found = _OPEN.match(example, at)
            if not found:
                raise MarkupFault(at, "a brace opens here without “node|” after it")
            if found.group(1) not in MARKED:
                raise MarkupFault(at + 1, f"“{found.group(1)}” cannot be marked; {', '.join(MARKED)} can")
            open_marks.append((found.group(1), length, at))
            at = found.end()
            continue
        if char == "}":
            if not open_marks:
                raise MarkupFault(at, "a brace closes here that none opens")
            node, start, opened = open_marks.pop()
            if start == length:
                raise MarkupFault(opened, "nothing stands between these braces")
            spans.setdefault(node, []).append(Span(start, length))
        else:
            plain.append(char)
            length += 1
        at += 1
    if open_marks:
        raise MarkupFault(open_marks[-1][2], "the brace that opens here is never closed")
    return Marked("".join(plain), {node: tuple(sorted(found)) for node, found in spans.items()})
