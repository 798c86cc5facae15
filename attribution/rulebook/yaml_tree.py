"""A YAML file as plain data that knows where each piece of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from attribution.rule import Place, RuleProblem

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML 1.1 takes for the end of a line."""
MAX_PROBLEMS = 100
"""In one file; a file that has more is no rule file."""
Location = tuple[str | int, ...]
Data = str | None | list["Data"] | dict[str, "Data"]


class Source:
    """A text under the name it is shown by, and where its lines begin."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self._starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]

    def at(self, index: int) -> Place:
        """Line and column, from 1, of a code point."""
        line = bisect_right(self._starts, index)
        return Place(self.file, line, index - self._starts[line - 1] + 1)

    def problem(
        self, code: str, place: Place, message: str, hint: str = "", *, warning: bool = False
    ) -> RuleProblem:
        """A fault with its line and a mark under the spot."""
        return RuleProblem(code, place, message, self.excerpt(place), hint, "warning" if warning else "error")

    def excerpt(self, place: Place) -> str:
        """The line of a place and a caret under its column; a long line is cut to what stands around the
        spot."""
        start = self._starts[place.line - 1]
        column = place.column - 1
        cut = max(0, column - 80)
        line = LINE_BREAK.split(self.text[start + cut : start + cut + 140], maxsplit=1)[0]
        return "".join(char if char.isprintable() else " " for char in line) + f"\n{' ' * (column - cut)}^"


@dataclass(frozen=True, slots=True)
class Tree:
    """``data`` is made of dict, list, str and None (for a value left empty). ``values`` and ``keys`` hold,
    for each path into it, where the value and its key begin and end (code points into the source)."""

    source: Source
    data: Data
    values: dict[Location, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Location, tuple[int, int]] = field(default_factory=dict)
    problems: list[RuleProblem] = field(default_factory=list)

    def place(self, path: Location, *, key: bool = False) -> Place:
        """Where the value (or the key) of a path begins; for a path that is not there, its nearest parent."""
        return self.source.at(self.start(path, key=key))

    def start(self, path: Location, *, key: bool = False) -> int:
        for end in range(len(path), -1, -1):
            table = self.keys if key and path[:end] in self.keys else self.values
            if path[:end] in table:
                return table[path[:end]][0]
        return 0

    def inside(self, path: Location, index: int) -> Place:
        """Where the ``index``-th character of a text value stands in the file, quotes, escapes and folded
        lines allowed for."""
        value: Any = self.data
        for step in path:
            value = value[step]
        begin, end = self.values[path]
        text, at = self.source.text, begin
        if text[at] in "\"'":
            at += 1
        elif text[at] in "|>":
            line_end = LINE_BREAK.search(text, at)
            at = line_end.end() if line_end else end
        at = _skip_space(text, at, end)
        before = str(value)[:index]
        for char in before.lstrip():
            found = text.find(char, at, min(end, at + 12))
            at = _skip_space(text, at, end) if char.isspace() else found + 1 if found >= 0 else at + 1
        if before and before[-1].isspace():
            at = _skip_space(text, at, end)
        return self.source.at(min(at, end))

    def problem(
        self, code: str, place: Place, message: str, hint: str = "", *, warning: bool = False
    ) -> None:
        """Notes a fault."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(self.source.problem(code, place, message, hint, warning=warning))


def items(path: Location, value: Any) -> Iterator[tuple[Location, Any]]:
    """A single value with its path, or each of a list of values with theirs; nothing for None."""
    if isinstance(value, list):
        yield from (((*path, number), item) for number, item in enumerate(value))
    elif value is not None:
        yield path, value


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
