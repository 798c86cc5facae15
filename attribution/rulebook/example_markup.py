"""The mark-up of examples: ``{node|text}``, and the plain text with its spans that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attribution.article import Span
from attribution.rulebook.yaml_tree import Location, Tree, items

MARKED = ("quote", "cue", "source", "content")
"""The nodes whose spans an attribution has. ``quote`` and ``content`` both mark what was said."""
EXAMPLES = ("examples", "counterexamples", "todo_examples", "todo_counterexamples")
"""The keys of a rule under which its examples stand."""
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
    """The text and its spans; marks may be nested, and one node may have several spans. Raises
    MarkupFault."""
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


def check(tree: Tree, path: Location, data: Mapping[str, Any]) -> None:
    """Notes the faults in the examples of a rule: each example marks what the rule finds, no counterexample
    marks anything."""
    wanted = ("source",) if data.get("finds") == "source" else ("quote", "turn", "content")
    for key in EXAMPLES:
        for at, text in items((*path, key), data.get(key)):
            if isinstance(text, str):
                _check_example(tree, at, text, () if "counter" in key else wanted)


def _check_example(tree: Tree, path: Location, text: str, wanted: tuple[str, ...]) -> None:
    try:
        marked = parse(text)
    except MarkupFault as fault:
        hint = "mark words as {quote|…}, {cue|…}, {source|…}, {content|…}"
        tree.problem("bad-markup", tree.inside(path, fault.index), fault.message, hint)
        return
    if not wanted and marked.spans:
        place = tree.inside(path, text.index("{"))
        tree.problem("bad-markup", place, "a counterexample has no marks", "the rule finds nothing in it")
    elif wanted and not any(node in marked.spans for node in wanted):
        hint = "mark " + " or ".join(f"{{{node}|…}}" for node in wanted)
        message = "the example does not mark what the rule finds"
        tree.problem("bad-markup", tree.place(path), message, hint)
