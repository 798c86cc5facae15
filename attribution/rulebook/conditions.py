"""What a flag rule may ask for and say: its conditions with their values, the kinds of flags, and the
slots of a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attribution.rulebook.nearest_name import near
from attribution.rulebook.pattern_checks import check_slots
from attribution.rulebook.yaml_tree import Location, Tree, items

DIFFERENCES = (
    "negation",
    "number",
    "date",
    "unit",
    "name",
    "who",
    "word",
    "hedge",
    "condition",
    "contrast",
    "left-out",
    "turned",
    "joined",
    "cut",
    "grown",
    "function",
    "tense",
    "person",
    "spelling",
    "filler",
    "brackets",
    "ellipsis",
)
YES_NO = ("true", "false")
CONDITIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "pair": {
        "words": ("same", "altered", "similar", "reported", "contradicted", "absent"),
        "marks": ("both", "one", "none"),
        "pieces": ("joined", "turned"),
        "speakers": (
            "same",
            "different",
            "different-organisations",
            "less-specific",
            "spoken-for",
            "uncertain",
            "unknown",
        ),
        "difference": DIFFERENCES,
        "length": ("short", "long"),
        "one_quotes_the_other": YES_NO,
        "denied": YES_NO,
        "joint": YES_NO,
        "common": YES_NO,
        "everyday": YES_NO,
        "echoed": YES_NO,
        "repeated": YES_NO,
        "translated": YES_NO,
        "also_credited": YES_NO,
        "quoted_elsewhere": YES_NO,
        "reported_by": ("one", "several", "earlier", "exact"),
        "record": ("one", "both", "none"),
        "same_occasion": YES_NO,
        "headline": YES_NO,
        "disowned": YES_NO,
    },
    "attribution": {
        "speaker": ("nobody", "several", "one"),
        "marks": ("quoted", "reported"),
        "length": ("short", "long"),
        "place": ("heading", "body"),
    },
}
"""For each value of ``over``, the conditions of ``when`` and ``unless`` and the values that each may have."""
KINDS = (
    "speaker-conflict",
    "wording-altered",
    "not-in-record",
    "spliced-quote",
    "paraphrase-as-quote",
    "less-specific-source",
    "unattributed-quote",
    "ambiguous-speaker",
)
"""The kinds of flags. On the same words, a fault of the graver severity is shown, then the kind that comes
first here."""
SIDE_SLOTS = ("publisher", "article", "published", "speaker")
SLOTS: Mapping[str, tuple[str, ...]] = {
    "pair": (*(f"{side}.{slot}" for side in "ab" for slot in SIDE_SLOTS), "differences", "majority"),
    "attribution": (*(f"a.{slot}" for slot in SIDE_SLOTS), "candidates"),
}
"""For each value of ``over``, what may stand in braces in a message."""


def check(tree: Tree, path: Location, data: Mapping[str, Any]) -> None:
    """Notes the faults in the conditions, the slots and the kind of a flag rule."""
    over = str(data.get("over"))
    if over in CONDITIONS:
        for key in ("when", "unless"):
            if isinstance(asked := data.get(key), dict):
                for name, value in asked.items():
                    _check_condition(tree, (*path, key, name), name, value, over)
        check_slots(tree, (*path, "message"), data.get("message"), SLOTS[over], "is no slot")
    if isinstance(kind := data.get("kind"), str) and kind not in KINDS:
        place = tree.place((*path, "kind"))
        tree.problem("bad-value", place, f"“{kind}” is no kind of flag", _hint(kind, KINDS))


def _check_condition(tree: Tree, path: Location, name: str, value: Any, over: str) -> None:
    known = CONDITIONS[over]
    if name not in known:
        hint = near(name, known) + f"over “{over}”: " + ", ".join(sorted(known))
        place = tree.place(path, key=True)
        tree.problem("unknown-condition", place, f"“{name}” is no condition here", hint)
        return
    for at, item in items(path, value):
        if str(item).lower() not in known[name]:
            message = f"“{item}” is no value of “{name}”"
            tree.problem("unknown-condition", tree.place(at), message, _hint(str(item), known[name]))


def _hint(given: str, allowed: Iterable[str]) -> str:
    names = list(allowed)
    return near(given, names) + "allowed: " + ", ".join(names)
