"""One rule file: its lists, its rules as far as they are sound, and every fault of the others, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from attribution.rule import Edge, Place, RuleProblem
from attribution.rulebook import edge_syntax, example_markup, file_schema, yaml_tree
from attribution.rulebook.conditions import CONDITIONS, KINDS, SLOTS
from attribution.rulebook.list_catalogue import OLD_NAMES
from attribution.rulebook.thresholds import THRESHOLDS
from attribution.rulebook.universal_dependencies import NER, RELATIONS, UPOS
from attribution.rulebook.yaml_tree import Tree

QUOTE, TURN = "quote", "turn"
SLOT = re.compile(r"\{([^{}]*)\}")
FINDS = ("attribution", "source", "flag")
EXAMPLES = ("examples", "counterexamples", "todo_examples", "todo_counterexamples")


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as it stands in its file, sound but for what only the whole book can tell (its word lists).
    ``shape`` is None for a rule that is taken out (``status: retired``)."""

    id: str
    place: Place
    path: tuple[str | int, ...]
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
    """What a file gives to its pack. ``problems`` holds every fault found in it alone."""

    shown: str
    pack: str
    language: str
    lists: dict[str, tuple[str, ...]]
    extend: dict[str, tuple[str, ...]]
    rules: tuple[Draft, ...]
    problems: tuple[RuleProblem, ...]
    tree: Tree | None = field(default=None, repr=False)
    path: Path | None = None
    sample: bool = False
    thresholds: Mapping[str, float] = field(default_factory=dict)


def read(path: Path, shown: str) -> RuleFile:
    """The file at ``path``, named ``shown`` in its problems; never raises."""
    try:
        tree = yaml_tree.read(path, shown)
    except yaml_tree.Refused as refused:
        return RuleFile(shown, "", "", {}, {}, (), (refused.problem,), path=path)
    return _read(tree, shown, path)


def parse(text: str, shown: str = "<text>") -> RuleFile:
    """The same from a text."""
    try:
        tree = yaml_tree.parse(text, shown)
    except yaml_tree.Refused as refused:
        return RuleFile(shown, "", "", {}, {}, (), (refused.problem,))
    return _read(tree, shown, None)


def _read(tree: Tree, shown: str, path: Path | None) -> RuleFile:
    if not isinstance(tree.data, dict):
        tree.problem("bad-value", tree.place(()), "a rule file is a mapping", "it begins with “format: 1”")
        return RuleFile(shown, "", "", {}, {}, (), tuple(tree.problems), tree, path)
    head = {key: value for key, value in tree.data.items() if key != "rules"}
    for key in ("lists", "extend", "thresholds"):
        if head.get(key, 0) is None:
            del head[key]
    sound = _shape(tree, (), file_schema.FileHead, head, (*file_schema.FileHead.model_fields, "rules"))
    rules: list[Draft] = []
    listed = tree.data.get("rules")
    if listed is not None and not isinstance(listed, list):
        tree.problem(
            "bad-value", tree.place(("rules",)), "“rules” is a list", "each rule begins with “- id:”"
        )
    elif not (listed or head.get("lists") or head.get("extend") or head.get("thresholds") or tree.problems):
        tree.problem(
            "empty-file",
            tree.place(()),
            "holds no rule and no list",
            "`attribution rules new` writes a rule to begin with",
        )
    for number, data in enumerate(listed if isinstance(listed, list) else ()):
        if draft := _rule(tree, ("rules", number), data):
            rules.append(draft)
    lists: dict[str, tuple[str, ...]] = {}
    extend: dict[str, tuple[str, ...]] = {}
    if sound is None:
        # Lists that are sound by themselves still serve, so that one fault in the head is not a hundred
        # unknown lists.
        for key, into in (("lists", lists), ("extend", extend)):
            if isinstance(head.get(key), dict):
                into.update(
                    {
                        n: tuple(w for w in ws if isinstance(w, str))
                        for n, ws in head[key].items()
                        if isinstance(ws, list)
                    }
                )
    else:
        lists = {name: tuple(words) for name, words in sound.lists.items()}
        extend = {name: tuple(words) for name, words in sound.extend.items()}
    lists, extend = _current_names(tree, "lists", lists), _current_names(tree, "extend", extend)
    pack, language = (
        str(head[key]) if isinstance(head.get(key), str) else "" for key in ("pack", "language")
    )
    if str(head.get("format", "1")) != "1":
        rules = []
    thresholds = _thresholds(tree, sound.thresholds) if sound else {}
    return RuleFile(
        shown,
        pack,
        language,
        lists,
        extend,
        tuple(rules),
        tuple(tree.problems),
        tree,
        path,
        bool(sound and sound.sample),
        thresholds,
    )


def _current_names(tree: Tree, key: str, lists: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Lists under the names of today, with a warning for each that has an old one."""
    for name in lists:
        if current := OLD_NAMES.get(name):
            place = tree.place((key, name), key=True)
            message = f"the list “{name}” is called “{current}” now"
            tree.problem("old-list-name", place, message, "write the new name", warning=True)
    return {OLD_NAMES.get(name, name): words for name, words in lists.items()}


def _thresholds(tree: Tree, given: Mapping[str, float]) -> dict[str, float]:
    """Those that there are, within their bounds; the others are noted as faults."""
    sound = {}
    for name, value in given.items():
        if (known := THRESHOLDS.get(name)) is None:
            tree.problem(
                "unknown-threshold",
                tree.place(("thresholds", name), key=True),
                f"there is no threshold “{name}”",
                edge_syntax.near(name, THRESHOLDS) + "allowed: " + ", ".join(THRESHOLDS),
            )
        elif not known.lowest <= value <= known.highest:
            tree.problem(
                "bad-value",
                tree.place(("thresholds", name)),
                f"“{name}” cannot be {value:g}",
                f"from {known.lowest:g} to {known.highest:g}: {known.meaning}",
            )
        else:
            sound[name] = value
    return sound


def _rule(tree: Tree, path: tuple[str | int, ...], data: Any) -> Draft | None:
    """The rule, or None with its faults noted in the tree."""
    before = len(tree.problems)
    place = tree.place(path)
    if not isinstance(data, dict):
        tree.problem("bad-value", place, "a rule is a mapping", "it begins with “- id:”")
        return None
    if data.get("status") == "retired":
        retired = _shape(tree, path, file_schema.RetiredRule, data, ())
        return Draft(retired.id, tree.place((*path, "id"), key=True), path, tree, None) if retired else None
    finds = data.get("finds")
    is_flag = finds == "flag" or (finds not in FINDS and bool(data.keys() & {"over", "message", "severity"}))
    model = file_schema.FlagRule if is_flag else file_schema.MatchRule
    shape = _shape(tree, path, model, data, tuple(model.model_fields))
    where = unless = ()
    if is_flag:
        _check_flag(tree, path, data)
    else:
        where, unless = _edges(tree, path, data, "where"), _edges(tree, path, data, "unless")
        _check_nodes(tree, path, data, where, unless, whole=shape is not None)
        _check_examples(tree, path, data)
    if shape is None or any(p.level == "error" for p in tree.problems[before:]):
        return None
    return Draft(shape.id, tree.place((*path, "id"), key=True), path, tree, shape, where, unless)


# ------------------------------------------------------------------ shape
def _shape(
    tree: Tree, path: tuple[str | int, ...], model: type[BaseModel], data: Any, allowed: tuple[str, ...]
) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            _note(tree, path, fault, allowed)
        return None


def _note(tree: Tree, path: tuple[str | int, ...], fault: Any, allowed: tuple[str, ...]) -> None:
    """One fault that pydantic found, in the words of the format."""
    loc, kind, given = fault["loc"], fault["type"], fault.get("input")
    here = (*path, *loc)
    last = str(loc[-1]) if loc else ""
    if kind == "missing":
        if last in EXAMPLES:
            hint = "every rule shows what it finds and what it must not find"
            tree.problem("no-examples", tree.place(path), f"“{last}” is missing", hint)
        else:
            tree.problem(
                "missing-key",
                tree.place((*path, *loc[:-1])),
                f"“{last}” is missing",
                "allowed: " + ", ".join(allowed),
            )
    elif kind == "extra_forbidden":
        if loc[0] == "match":
            allowed = tuple(file_schema.NodeShape.model_fields)
        elif loc[0] in EXAMPLES:
            allowed = tuple(file_schema.ArticleShape.model_fields)
        hint = edge_syntax.near(last, allowed) + "allowed: " + ", ".join(allowed)
        tree.problem("unknown-key", tree.place(here, key=True), f"“{last}” is no key here", hint)
    elif kind == "too_short" and last in EXAMPLES:
        tree.problem(
            "no-examples",
            tree.place(here),
            f"“{last}” is empty",
            "every rule shows what it finds and what it must not find",
        )
    elif kind == "literal_error":
        expected = (
            "attribution, source, flag"
            if last == "finds"
            else fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        )
        hint = edge_syntax.near(str(given), expected.split(", ")) + "allowed: " + expected
        code = "unsupported-format" if last == "format" else "bad-value"
        tree.problem(code, tree.place(here), f"“{given}” is no value of “{last}”", hint)
    elif kind == "string_pattern_mismatch":
        if last == "[key]":
            tree.problem(
                "bad-name",
                tree.place(here[:-1], key=True),
                f"“{given}” is no name",
                "lower-case letters, digits, “-” and “_”",
            )
        elif last == "id":
            tree.problem(
                "bad-name", tree.place(here), f"“{given}” is no id", "kebab-case: “direct-cue-subject”"
            )
        elif last == "language":
            tree.problem(
                "bad-value", tree.place(here), f"“{given}” is no language", "an ISO 639 code: “en”, “de”"
            )
        elif "feats" in loc:
            tree.problem(
                "bad-value",
                tree.place(here),
                f"“{given}” is no feature",
                "“Name=Value”, such as “VerbForm=Part”",
            )
        else:
            tree.problem(
                "bad-name",
                tree.place(here),
                f"“{given}” is no name of “{last}”",
                "lower-case letters, digits, “-” and “_”",
            )
    else:
        said = "is empty" if given is None or kind in ("string_too_short", "too_short") else "does not fit"
        names = [str(part) for part in loc if not isinstance(part, int)]
        tree.problem(
            "bad-value", tree.place(here), f"“{names[-1] if names else 'this'}” {said}", fault["msg"].lower()
        )


# ------------------------------------------------------------------ rules over words
def _edges(tree: Tree, path: tuple[str | int, ...], data: dict[str, Any], key: str) -> tuple[Edge, ...]:
    found = []
    for number, line in enumerate(_items(data.get(key))):
        if not isinstance(line, str):
            continue
        try:
            found.append(edge_syntax.parse(line))
        except edge_syntax.EdgeFault as fault:
            tree.problem(
                fault.code, tree.inside((*path, key, number), fault.index), fault.message, fault.hint
            )
    return tuple(found)


def _check_nodes(
    tree: Tree,
    path: tuple[str | int, ...],
    data: dict[str, Any],
    where: tuple[Edge, ...],
    unless: tuple[Edge, ...],
    *,
    whole: bool,
) -> None:
    """Faults of edges, nodes and slots. ``whole``: the rule has its right shape, so that what is missing is
    missing."""
    match = data.get("match")
    nodes: dict[str, Any] = match if isinstance(match, dict) else {}
    before = len(tree.problems)
    for key, edges in (("where", where), ("unless", unless)):
        lines = [line for line in _items(data.get(key))]
        for found in edges:
            number = lines.index(found.text)
            for name, index in (
                (found.left, found.text.index(found.left)),
                (found.right, found.text.rindex(found.right)),
            ):
                if name != QUOTE and name not in nodes:
                    hint = (
                        edge_syntax.near(name, [*nodes, QUOTE])
                        + "nodes of this rule: "
                        + ", ".join([*nodes, QUOTE])
                    )
                    tree.problem(
                        "unknown-node",
                        tree.inside((*path, key, number), index),
                        f"“{name}” does not stand in “match”",
                        hint,
                    )
    for name, node in nodes.items():
        if isinstance(node, dict):
            _check_values(tree, (*path, "match", name), name, node)
    if isinstance(because := data.get("because"), str):
        for slot in SLOT.finditer(because):
            if slot.group(1) not in (*nodes, QUOTE):
                hint = (
                    edge_syntax.near(slot.group(1), [*nodes, QUOTE])
                    + "slots: "
                    + ", ".join(f"{{{n}}}" for n in (*nodes, QUOTE))
                )
                tree.problem(
                    "unknown-slot",
                    tree.inside((*path, "because"), slot.start(1)),
                    f"“{slot.group(1)}” is no node of this rule",
                    hint,
                )
    if not whole or len(tree.problems) > before:
        return
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
    used = {*nodes, *reached}
    if data.get("finds") == "attribution" and not used & {QUOTE, TURN, "content"}:
        tree.problem(
            "no-content",
            tree.place((*path, "match"), key=True),
            "the rule binds nothing that was said",
            "name “quote” in an edge, or a node “content”",
        )
    if data.get("finds") == "source" and "source" not in nodes:
        tree.problem(
            "no-content",
            tree.place((*path, "match"), key=True),
            "the rule binds no source",
            "a rule that finds a source has a node “source”",
        )


def _joined(pairs: list[set[str]], start: str) -> set[str]:
    """The nodes that edges lead to from ``start``."""
    found = {start} if start else set()
    while more := [pair for pair in pairs if pair & found and not pair <= found]:
        found.update(*more)
    return found


CONDITION_NAMES = {"upos": "part of speech", "ner": "type of name", "deprel": "relation"}


def _check_values(tree: Tree, path: tuple[str | int, ...], name: str, node: dict[str, Any]) -> None:
    for key, code, allowed in (
        ("upos", "unknown-upos", UPOS),
        ("ner", "unknown-ner", NER),
        ("deprel", "unknown-relation", RELATIONS),
    ):
        single = isinstance(node.get(key), str)
        for number, value in enumerate(_items(node.get(key))):
            if isinstance(value, str) and not value.startswith("$") and value not in allowed:
                hint = (
                    edge_syntax.near(value if key == "deprel" else value.upper(), allowed)
                    + "allowed: "
                    + ", ".join(sorted(allowed))
                )
                at = (*path, key) if single else (*path, key, number)
                tree.problem(code, tree.place(at), f"“{value}” is no {CONDITION_NAMES[key]}", hint)
    if name == QUOTE and node.keys() - {"form"}:
        key = sorted(node.keys() - {"form"})[0]
        tree.problem(
            "unknown-key",
            tree.place((*path, key), key=True),
            f"“quote” is no word: it has no “{key}”",
            "allowed: form",
        )
    if name != QUOTE and "form" in node:
        tree.problem(
            "unknown-key",
            tree.place((*path, "form"), key=True),
            "only “quote” has a “form”",
            "allowed: word, lemma, upos, feats, ner, deprel",
        )


def _check_examples(tree: Tree, path: tuple[str | int, ...], data: dict[str, Any]) -> None:
    wanted = ("source",) if data.get("finds") == "source" else (QUOTE, TURN, "content")
    for key in EXAMPLES:
        for number, text in enumerate(_items(data.get(key))):
            if not isinstance(text, str):
                continue
            at = (*path, key, number)
            try:
                marked = example_markup.parse(text)
            except example_markup.MarkupFault as fault:
                tree.problem(
                    "bad-markup",
                    tree.inside(at, fault.index),
                    fault.message,
                    "mark words as {quote|…}, {cue|…}, {source|…}, {content|…}",
                )
                continue
            if key.endswith("counterexamples"):
                if marked.spans:
                    tree.problem(
                        "bad-markup",
                        tree.inside(at, text.index("{")),
                        "a counterexample has no marks",
                        "the rule finds nothing in it",
                    )
            elif not any(node in marked.spans for node in wanted):
                words = " or ".join(f"{{{node}|…}}" for node in wanted)
                tree.problem(
                    "bad-markup",
                    tree.place(at),
                    "the example does not mark what the rule finds",
                    f"mark {words}",
                )


# ------------------------------------------------------------------ flags
def _check_flag(tree: Tree, path: tuple[str | int, ...], data: dict[str, Any]) -> None:
    """The conditions, the slots and the kind of a flag rule."""
    over = data.get("over")
    conditions: Mapping[str, Iterable[str]] = CONDITIONS.get(over, {})
    for key in ("when", "unless"):
        for name, value in (
            (data.get(key) or {}).items() if isinstance(data.get(key), dict) and conditions else ()
        ):
            if name not in conditions:
                hint = edge_syntax.near(name, conditions) + f"over “{over}”: " + ", ".join(sorted(conditions))
                tree.problem(
                    "unknown-condition",
                    tree.place((*path, key, name), key=True),
                    f"“{name}” is no condition here",
                    hint,
                )
                continue
            allowed = list(conditions[name])
            for number, item in enumerate(_items(value)):
                if str(item).lower() not in allowed:
                    at = (*path, key, name, number) if isinstance(value, list) else (*path, key, name)
                    hint = edge_syntax.near(str(item), allowed) + "allowed: " + ", ".join(allowed)
                    tree.problem(
                        "unknown-condition", tree.place(at), f"“{item}” is no value of “{name}”", hint
                    )
    slots = SLOTS.get(over, ())
    if slots and isinstance(message := data.get("message"), str):
        for slot in SLOT.finditer(message):
            if slot.group(1) not in slots:
                hint = edge_syntax.near(slot.group(1), slots) + "slots: " + ", ".join(sorted(slots))
                tree.problem(
                    "unknown-slot",
                    tree.inside((*path, "message"), slot.start(1)),
                    f"“{slot.group(1)}” is no slot",
                    hint,
                )
    if isinstance(kind := data.get("kind"), str) and kind not in KINDS:
        tree.problem(
            "bad-value",
            tree.place((*path, "kind")),
            f"“{kind}” is no kind of flag",
            edge_syntax.near(kind, KINDS) + "allowed: " + ", ".join(KINDS),
        )


def _items(value: Any) -> Iterator[Any]:
    """A value, or each of a list of values."""
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
