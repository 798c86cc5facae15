"""From a draft and the word lists of its book to a rule as the matcher takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from attribution.rule import Example, Node, Rule, RuleProblem
from attribution.rulebook.example_markup import EXAMPLES
from attribution.rulebook.file import Draft, RuleFile
from attribution.rulebook.file_schema import FlagRule, MatchRule, NodeShape
from attribution.rulebook.list_catalogue import OLD_NAMES
from attribution.rulebook.nearest_name import closest, near
from attribution.rulebook.word_lists import WordLists

NOTHING = ("\0",)
"""What stands for an empty list in a rule: something that no word is, since a condition without values would
ask for nothing."""


def build(
    file: RuleFile,
    pack: str,
    id_: str,
    draft: Draft,
    lists: WordLists,
    likely: float,
    faults: list[RuleProblem],
) -> Rule | None:
    """The rule with its lists put in; None, with the faults noted, where a list is not there. ``likely`` is
    what conditions of speech ask for."""
    shape = draft.shape
    assert shape is not None  # a rule that is taken out is not built
    common = {"id": id_, "pack": pack, "language": file.language, **_common(draft, shape)}
    if isinstance(shape, FlagRule):
        return Rule(
            because=shape.message,
            severity=shape.severity,
            over=shape.over,
            when=_values(shape.when),
            unless_when=_values(shape.unless),
            kind=shape.kind,
            **common,
        )
    nodes = {name: _node(file, draft, name, node, lists, faults) for name, node in shape.match.items()}
    sound = {name: replace(node, likely=likely) for name, node in nodes.items() if node is not None}
    if len(sound) < len(nodes):
        return None
    return Rule(
        because=shape.because,
        nodes=sound,
        where=draft.where,
        unless=draft.unless,
        act=shape.act,
        negated=shape.negated,
        **common,
    )


def _common(draft: Draft, shape: MatchRule | FlagRule) -> dict[str, Any]:
    """What rules of every kind have."""
    return {
        "finds": shape.finds,
        "title": shape.title,
        "place": draft.place,
        "priority": shape.priority,
        "status": shape.status,
        "notes": shape.notes,
        "replaces": tuple(shape.replaces),
        **{key: _examples(draft, key) for key in EXAMPLES},
    }


def _node(
    file: RuleFile,
    draft: Draft,
    name: str,
    shape: NodeShape | None,
    lists: WordLists,
    faults: list[RuleProblem],
) -> Node | None:
    """The node with its lists put in, or None where one of them is not there."""
    conditions: dict[str, Any] = {}
    used: dict[str, None] = {}
    sound = True
    for key, values in (shape.model_dump(exclude_none=True) if shape else {}).items():
        words: list[str] = []
        for value in values:
            if not value.startswith("$"):
                words.append(value)
                continue
            at = ("match", name, key)
            listed = _list_name(draft, at, value[1:], faults)
            found = lists.words(file, listed)
            if found is None:
                faults.append(_unknown(draft, at, listed, lists.by_language[file.language]))
                sound = False
            words += found or ()
            used[listed] = None
        if not words and sound:
            message = f"“{name}” can be no word: its list is empty"
            faults.append(draft.fault("unreachable-rule", ("match", name, key), message, warning=True))
        lower = key in ("word", "lemma")
        conditions[key] = frozenset(w.lower() if lower else w for w in words or NOTHING)
    return Node(name, **conditions, lists=tuple(used)) if sound else None


def _list_name(draft: Draft, at: tuple[str, ...], name: str, faults: list[RuleProblem]) -> str:
    """The name of today of a list that a rule names."""
    if current := OLD_NAMES.get(name):
        message = f"the list “{name}” is called “{current}” now"
        faults.append(draft.fault("old-list-name", at, message, f"write “${current}”", warning=True))
    return current or name


def _unknown(draft: Draft, at: tuple[str, ...], name: str, known: Mapping[str, object]) -> RuleProblem:
    hint = near(name, known) + "lists: " + closest(name, known)
    return draft.fault("unknown-list", at, f"there is no list “{name}”", hint)


def _examples(draft: Draft, key: str) -> tuple[Example, ...]:
    data: Any = draft.tree.data
    for step in draft.path:
        data = data[step]
    raw = data.get(key) or []
    raw = raw if isinstance(raw, list) else [raw]
    return tuple(
        Example(value, draft.tree.place((*draft.path, key, number))) for number, value in enumerate(raw)
    )


def _values(conditions: Mapping[str, Any]) -> dict[str, object]:
    """Conditions with their truth values and numbers as such; the file is read as text."""
    return {key: _value(given) for key, given in conditions.items()}


def _value(given: Any) -> object:
    if isinstance(given, list):
        return tuple(_value(item) for item in given)
    if isinstance(given, str) and given.lower() in ("true", "false"):
        return given.lower() == "true"
    try:
        return int(given) if str(given).lstrip("-").isdecimal() else float(given)
    except (TypeError, ValueError):
        return given
