"""One rule file: its lists, its rules as far as they are sound, and every fault of the others, each with
its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attribution.rule import Edge, Place, RuleProblem
from attribution.rulebook import (
    conditions,
    example_markup,
    file_schema,
    list_entries,
    pattern_checks,
    thresholds,
    yaml_reader,
)
from attribution.rulebook.schema_faults import validate
from attribution.rulebook.yaml_tree import Location, Tree

FINDS = ("attribution", "source", "flag")


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as it stands in its file, sound but for what only the whole book can tell (its word lists).
    ``shape`` is None for a rule that is taken out (``status: retired``)."""

    id: str
    place: Place
    path: Location
    tree: Tree = field(repr=False)
    shape: file_schema.MatchRule | file_schema.FlagRule | None
    where: tuple[Edge, ...] = ()
    unless: tuple[Edge, ...] = ()

    def fault(
        self, code: str, path: Iterable[str | int], message: str, hint: str = "", *, warning: bool = False
    ) -> RuleProblem:
        """A fault at a path within the rule."""
        place = self.tree.place((*self.path, *path))
        return self.tree.source.problem(code, place, message, hint, warning=warning)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What a file gives to its pack. ``problems`` holds every fault found in it alone; ``tree`` is None for a
    file that could not be read at all."""

    shown: str
    pack: str = ""
    language: str = ""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extend: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Draft, ...] = ()
    problems: tuple[RuleProblem, ...] = ()
    tree: Tree | None = field(default=None, repr=False)
    path: Path | None = None
    sample: bool = False
    thresholds: Mapping[str, float] = field(default_factory=dict)


def read(path: Path, shown: str) -> RuleFile:
    """The file at ``path``, named ``shown`` in its problems; never raises."""
    try:
        tree = yaml_reader.read(path, shown)
    except yaml_reader.Refused as refused:
        return RuleFile(shown, problems=(refused.problem,), path=path)
    return _read(tree, shown, path)


def parse(text: str, shown: str = "<text>") -> RuleFile:
    """The same from a text."""
    try:
        tree = yaml_reader.parse(text, shown)
    except yaml_reader.Refused as refused:
        return RuleFile(shown, problems=(refused.problem,))
    return _read(tree, shown, None)


def _read(tree: Tree, shown: str, path: Path | None) -> RuleFile:
    if not isinstance(tree.data, dict):
        tree.problem("bad-value", tree.place(()), "a rule file is a mapping", "it begins with “format: 1”")
        return RuleFile(shown, problems=tuple(tree.problems), tree=tree, path=path)
    head: dict[str, Any] = {key: value for key, value in tree.data.items() if key != "rules"}
    for key in ("lists", "extend", "thresholds"):
        if head.get(key, 0) is None:
            del head[key]
    sound = validate(tree, (), file_schema.FileHead, head, (*file_schema.FileHead.model_fields, "rules"))
    rules = _rules(tree, tree.data.get("rules"), head)
    lists, extend = (_word_lists(tree, key, head.get(key)) for key in ("lists", "extend"))
    pack, language = (
        str(head[key]) if isinstance(head.get(key), str) else "" for key in ("pack", "language")
    )
    numbers = thresholds.sound(tree, sound.thresholds) if sound else {}
    return RuleFile(
        shown,
        pack,
        language,
        lists,
        extend,
        rules if str(head.get("format", "1")) == "1" else (),
        tuple(tree.problems),
        tree,
        path,
        bool(sound and sound.sample),
        numbers,
    )


def _word_lists(tree: Tree, key: str, given: object) -> dict[str, tuple[str, ...]]:
    """The lists under ``lists`` or ``extend``, as far as they are sound: a fault elsewhere in the head
    must not become a hundred unknown lists."""
    if not isinstance(given, dict):
        return {}
    words = {
        name: tuple(w.strip() for w in listed if isinstance(w, str) and w.strip())
        for name, listed in given.items()
        if isinstance(listed, list)
    }
    return list_entries.sound(tree, key, words)


def _rules(tree: Tree, listed: object, head: Mapping[str, object]) -> tuple[Draft, ...]:
    """The sound rules of the file."""
    if listed is not None and not isinstance(listed, list):
        tree.problem(
            "bad-value", tree.place(("rules",)), "“rules” is a list", "each rule begins with “- id:”"
        )
        return ()
    if not (listed or head.get("lists") or head.get("extend") or head.get("thresholds") or tree.problems):
        hint = "`attribution rules new` writes a rule to begin with"
        tree.problem("empty-file", tree.place(()), "holds no rule and no list", hint)
    drafts = (_rule(tree, ("rules", number), data) for number, data in enumerate(listed or ()))
    return tuple(draft for draft in drafts if draft)


def _rule(tree: Tree, path: Location, data: Any) -> Draft | None:
    """The rule, or None with its faults noted in the tree."""
    before = len(tree.problems)
    if not isinstance(data, dict):
        tree.problem("bad-value", tree.place(path), "a rule is a mapping", "it begins with “- id:”")
        return None
    place = tree.place((*path, "id"), key=True)
    if data.get("status") == "retired":
        retired = validate(tree, path, file_schema.RetiredRule, data, ())
        return Draft(retired.id, place, path, tree, None) if retired else None
    model: type[file_schema.MatchRule | file_schema.FlagRule] = (
        file_schema.FlagRule if _is_flag(data) else file_schema.MatchRule
    )
    shape = validate(tree, path, model, data, tuple(model.model_fields))
    where: tuple[Edge, ...] = ()
    unless: tuple[Edge, ...] = ()
    if model is file_schema.FlagRule:
        conditions.check(tree, path, data)
    else:
        where, unless = (pattern_checks.edges(tree, path, data, key) for key in ("where", "unless"))
        whole = shape is not None and len(tree.problems) == before  # else the fault draws others after it
        pattern_checks.check(tree, path, data, where, unless, whole=whole)
        example_markup.check(tree, path, data)
    if shape is None or any(p.level == "error" for p in tree.problems[before:]):
        return None
    return Draft(shape.id, place, path, tree, shape, where, unless)


def _is_flag(data: Mapping[str, Any]) -> bool:
    """Whether a rule finds flags, as far as it says so; a misspelled ``finds`` is judged by the other
    keys."""
    finds = data.get("finds")
    return finds == "flag" or (finds not in FINDS and bool(data.keys() & {"over", "message", "severity"}))
