"""The pattern of a rule, checked: its edges, its nodes and their values, and the slots of its reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attribution.rule import QUOTE, TURN, Edge
from attribution.rulebook import edge_syntax
from attribution.rulebook.nearest_name import near
from attribution.rulebook.universal_dependencies import NER, RELATIONS, UPOS
from attribution.rulebook.yaml_tree import Location, Tree, items

SLOT = re.compile(r"\{([^{}]*)\}")
INVENTORIES: Mapping[str, tuple[str, str, Collection[str]]] = {
    "upos": ("unknown-upos", "part of speech", UPOS),
    "ner": ("unknown-ner", "type of name", NER),
    "deprel": ("unknown-relation", "relation", RELATIONS),
}
"""Conditions that have a closed list of values: the code of the fault, what a value is, and the values."""


def edges(tree: Tree, path: Location, data: Mapping[str, Any], key: str) -> tuple[Edge, ...]:
    """The edges that stand under a key (``where``, ``unless``); a line that is none is noted as a fault."""
    found = []
    for at, line in items((*path, key), data.get(key)):
        if not isinstance(line, str):
            continue
        try:
            found.append(edge_syntax.parse(line))
        except edge_syntax.EdgeFault as fault:
            tree.problem(fault.code, tree.inside(at, fault.index), fault.message, fault.hint)
    return tuple(found)


def check(
    tree: Tree,
    path: Location,
    data: Mapping[str, Any],
    where: Sequence[Edge],
    unless: Sequence[Edge],
    *,
    whole: bool,
) -> None:
    """Notes the faults of a rule's pattern. ``whole``: the rule has its right shape, so that what is not
    there is missing and not merely unreadable."""
    match = data.get("match")
    nodes: Mapping[str, Any] = match if isinstance(match, dict) else {}
    before = len(tree.problems)
    _check_ends(tree, path, data, [*where, *unless], nodes)
    for name, node in nodes.items():
        if isinstance(node, dict):
            _check_values(tree, (*path, "match", name), node)
            _check_form(tree, (*path, "match", name), name, node)
    check_slots(tree, (*path, "because"), data.get("because"), (*nodes, QUOTE), "is no node of this rule")
    if whole and len(tree.problems) == before:
        _check_whole(tree, path, data.get("finds"), nodes, where, unless)


def check_slots(tree: Tree, path: Location, text: object, slots: Collection[str], fault: str) -> None:
    """Notes each ``{slot}`` of a text that is not one of ``slots``."""
    if not isinstance(text, str):
        return
    for slot in SLOT.finditer(text):
        if slot.group(1) not in slots:
            shown = ", ".join(f"{{{name}}}" for name in slots)
            tree.problem(
                "unknown-slot",
                tree.inside(path, slot.start(1)),
                f"“{slot.group(1)}” {fault}",
                near(slot.group(1), slots) + "slots: " + shown,
            )


def _check_ends(
    tree: Tree, path: Location, data: Mapping[str, Any], found: Sequence[Edge], nodes: Collection[str]
) -> None:
    """Both ends of an edge are nodes of the rule, or the quotation."""
    known = {edge.text: edge for edge in found}
    for key in ("where", "unless"):
        for at, line in items((*path, key), data.get(key)):
            edge = known.get(line) if isinstance(line, str) else None
            ends = (
                ((edge.left, edge.text.index(edge.left)), (edge.right, edge.text.rindex(edge.right)))
                if edge
                else ()
            )
            for name, index in ends:
                if name != QUOTE and name not in nodes:
                    names = [*nodes, QUOTE]
                    tree.problem(
                        "unknown-node",
                        tree.inside(at, index),
                        f"“{name}” does not stand in “match”",
                        near(name, names) + "nodes of this rule: " + ", ".join(names),
                    )


def _check_values(tree: Tree, path: Location, node: Mapping[str, Any]) -> None:
    for key, (code, what, allowed) in INVENTORIES.items():
        for at, value in items((*path, key), node.get(key)):
            if isinstance(value, str) and not value.startswith("$") and value not in allowed:
                close = near(value if key == "deprel" else value.upper(), allowed)
                hint = close + "allowed: " + ", ".join(sorted(allowed))
                tree.problem(code, tree.place(at), f"“{value}” is no {what}", hint)


def _check_form(tree: Tree, path: Location, name: str, node: Mapping[str, Any]) -> None:
    """A quotation has a form and nothing else, a word has everything but a form."""
    if name == QUOTE and node.keys() - {"form"}:
        key, allowed = min(node.keys() - {"form"}), "form"
        message = f"“quote” is no word: it has no “{key}”"
    elif name != QUOTE and "form" in node:
        key, allowed = "form", "word, lemma, upos, feats, ner, deprel, speech"
        message = "only “quote” has a “form”"
    else:
        return
    tree.problem("unknown-key", tree.place((*path, key), key=True), message, "allowed: " + allowed)


def _check_whole(
    tree: Tree,
    path: Location,
    finds: object,
    nodes: Collection[str],
    where: Sequence[Edge],
    unless: Sequence[Edge],
) -> None:
    """The nodes hang together, and something that was said or somebody who said it is among them."""
    joined = [{e.left, e.right} for e in where]
    reached = _joined(joined, next((n for n in nodes if any(n in pair for pair in joined)), ""))
    forbidden = {n for e in unless for n in (e.left, e.right)}
    for name in nodes:
        if name not in reached and name not in forbidden and len(nodes) > 1:
            tree.problem(
                "loose-node",
                tree.place((*path, "match", name), key=True),
                f"no edge of “where” joins “{name}” to the other nodes",
                "a node without an edge could be any word of the article",
            )
    match = tree.place((*path, "match"), key=True)
    if finds == "attribution" and not {*nodes, *reached} & {QUOTE, TURN, "content"}:
        hint = "name “quote” in an edge, or a node “content”"
        tree.problem("no-content", match, "the rule binds nothing that was said", hint)
    if finds == "source" and "source" not in nodes:
        hint = "a rule that finds a source has a node “source”"
        tree.problem("no-content", match, "the rule binds no source", hint)


def _joined(pairs: Sequence[set[str]], start: str) -> set[str]:
    """The nodes that edges lead to from ``start``."""
    found = {start} if start else set()
    while more := [pair for pair in pairs if pair & found and not pair <= found]:
        found.update(*more)
    return found
