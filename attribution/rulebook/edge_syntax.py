"""One line of ``where`` or ``unless``: from text to an edge."""

from __future__ import annotations

import re

from attribution.rule import GRAMMAR, PLACES, Edge
from attribution.rulebook.nearest_name import near
from attribution.rulebook.universal_dependencies import RELATIONS

FORM = "write “A >nsubj B” (B depends on A), “A <obl B”, “A >>conj B”, or a place: " + ", ".join(PLACES)
_GRAMMAR = re.compile(r"(>>|<<|>|<)(.*)")
_NODE = re.compile(r"[a-z][a-z0-9_-]*")


class EdgeFault(ValueError):
    """What is wrong with an edge: a code, where in the line (a code point), and what is allowed there."""

    def __init__(self, code: str, index: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.index, self.message, self.hint = code, index, message, hint


def parse(line: str) -> Edge:
    """The edge that a line says. Raises EdgeFault."""
    words = [(found.group(), found.start()) for found in re.finditer(r"\S+", line)]
    if len(words) != 3:
        raise EdgeFault(
            "bad-edge", 0, f"“{line}” is not an edge: three words are needed, here are {len(words)}", FORM
        )
    (left, left_at), (op, op_at), (right, right_at) = words
    for name, at in ((left, left_at), (right, right_at)):
        if not _NODE.fullmatch(name):
            raise EdgeFault(
                "bad-edge",
                at,
                f"“{name}” is no name of a node",
                "a name is lower-case letters, digits, “-” and “_”",
            )
    if left == right:
        raise EdgeFault("bad-edge", right_at, f"“{line}” joins a node to itself", "an edge joins two nodes")
    if op in PLACES:
        return Edge(left, op, right, text=line)
    found = _GRAMMAR.fullmatch(op)
    if not found:
        raise EdgeFault(
            "bad-edge", op_at, f"“{op}” is neither a relation nor a place", near(op, PLACES) + FORM
        )
    sign, names = found.groups()
    assert sign in GRAMMAR
    at = op_at + len(sign)
    if not names:
        raise EdgeFault(
            "bad-edge",
            at,
            f"“{op}” names no relation",
            "name one (“>nsubj”), several (“>nsubj|obj”) or any (“>*”)",
        )
    if names == "*":
        return Edge(left, sign, right, text=line)
    for name in names.split("|"):
        if name not in RELATIONS:
            hint = near(name, RELATIONS) or "see https://universaldependencies.org/u/dep/all.html"
            raise EdgeFault("unknown-relation", at, f"Universal Dependencies has no relation “{name}”", hint)
        at += len(name) + 1
    return Edge(left, sign, right, frozenset(names.split("|")), line)
