"""The rule book: the shipped rules and those laid over them, with their word lists put in, in the order in which they win.

See ``docs/rules.md`` for the format and for how packs are laid over one another.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attribution.rule import Example, Node, Place, Rule, RuleBook, RuleProblem
from attribution.rulebook import edge_syntax, shadowed_rules
from attribution.rulebook.file import EXAMPLES, Draft, RuleFile
from attribution.rulebook.file import read as read_file
from attribution.rulebook.file_schema import FlagRule
from attribution.rulebook.list_catalogue import LISTS, OLD_NAMES

SUFFIXES = (".yaml", ".yml")
NOTHING = ("\0",)
"""What stands for an empty list in a rule: something that no word is, since a condition without values would
ask for nothing."""


def shipped_folder() -> Path:
    """The folder of the shipped rules: ``rules/`` beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent.parent
    inside, beside = package / "rules", package.parent / "rules"
    return inside if inside.is_dir() else beside


def load(paths: Sequence[Path] = (), *, shipped: bool = True) -> RuleBook:
    """The book of the shipped rules with the files and folders of ``paths`` laid over them, in the order
    given.

    A path whose pack is a shipped one stands in its place. Shipped samples are read only where their path is
    given. Never raises for a faulty rule: it is left out, and the fault stands in ``problems``; nor for a
    path that is not there.
    """
    own = [read_file(path, shown) for path, shown in files(paths) if not (shipped and _is_shipped(path))]
    own_packs = {file.pack for file in own}
    base = [read_file(path, shown) for path, shown in files([shipped_folder()])] if shipped else []
    given = {os.path.realpath(path) for path, _ in files(paths)}
    barren = _barren(own, {file.pack for file in base if not file.sample})
    base = [
        file
        for file in base
        if file.pack not in own_packs
        and (not file.sample or (file.path and os.path.realpath(file.path) in given))
    ]
    missing = [
        RuleProblem("unreadable-file", Place(str(p), 1, 1), "there is no such file or folder")
        for p in paths
        if not Path(p).exists()
    ]
    missing += [
        RuleProblem(
            "empty-folder",
            Place(str(p), 1, 1),
            "no rule file stands in this folder",
            hint="rule files end in .yaml or .yml",
        )
        for p in paths
        if Path(p).is_dir() and not files([p])
    ]
    return assemble([*base, *own], base_packs={file.pack for file in base}, problems=[*missing, *barren])


def _barren(own: Sequence[RuleFile], shipped: set[str]) -> list[RuleProblem]:
    """A warning for each file that stands in the place of a shipped pack to which no file given has a rule:
    nothing would be found."""
    ruled = {file.pack for file in own if file.rules}
    return [
        file.tree.source.problem(
            "pack-without-rules",
            file.tree.place(("pack",)),
            f"this stands in the place of the shipped rules of “{file.pack}” and has none: nothing will be found",
            "another name under “pack” lays it over the shipped rules",
            warning=True,
        )
        for file in own
        if file.tree is not None and file.pack in shipped - ruled
    ]


def files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The rule files of files and folders, each once, with the names they are shown by: as given, folders
    walked in the order of names, hidden ones and links to folders left out."""
    found: dict[str, tuple[Path, str]] = {}
    for path in map(Path, paths):
        if path.is_dir():
            for folder, below, names in os.walk(path):
                below[:] = sorted(name for name in below if not name.startswith("."))
                for name in sorted(names):
                    if name.endswith(SUFFIXES) and not name.startswith("."):
                        file = Path(folder) / name
                        found.setdefault(os.path.realpath(file), (file, _shown(file)))
        elif path.exists():
            found.setdefault(os.path.realpath(path), (path, _shown(path)))
    return list(found.values())


def _shown(path: Path) -> str:
    here = os.getcwd() + os.sep
    return str(path).removeprefix(here)


def _is_shipped(path: Path) -> bool:
    """A file of the shipped folder needs no laying over: it is there already."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(shipped_folder()))


def assemble(
    read: Sequence[RuleFile], base_packs: Iterable[str] = (), problems: Sequence[RuleProblem] = ()
) -> RuleBook:
    """The book of these files; packs in ``base_packs`` lie below, the others over them in the order they
    come."""
    base = set(base_packs)
    faults = [*problems, *(problem for file in read for problem in file.problems)]
    layers: dict[str, int] = {}
    for file in read:
        layers.setdefault(file.pack, 0 if file.pack in base or not base else len(layers) + 1)
    lists = _Lists(read, layers, faults)
    rules: dict[str, tuple[int, int, Rule]] = {}
    taken_out: list[tuple[int, str, str]] = []
    own_ids: dict[tuple[str, str], Place] = {}
    for number, (file, draft) in enumerate((f, d) for f in read for d in f.rules):
        pack, _, id_ = draft.id.rpartition("/")
        key = (file.pack, draft.id)
        if key in own_ids:
            faults.append(
                draft.fault(
                    "duplicate-rule",
                    ("id",),
                    f"the id “{draft.id}” is taken",
                    f"{own_ids[key]} has it already",
                )
            )
            continue
        own_ids[key] = draft.place
        layer = layers[file.pack]
        if layer:
            taken_out.append((layer, file.language, draft.id))
        if (
            draft.shape is None
            or (rule := _build(file, pack or file.pack, id_, draft, lists, faults)) is None
        ):
            continue
        rules[f"{file.pack} {draft.id}"] = (layer, number, rule)
    standing = [
        (rule.priority, -layer, number, rule)
        for layer, number, rule in rules.values()
        if not any(
            above > layer and language == rule.language and name in (rule.id, rule.name)
            for above, language, name in taken_out
        )
    ]
    ordered = tuple(rule for *_, rule in sorted(standing, key=lambda entry: entry[:3]))
    drafts = {d.place: d for f in read for d in f.rules}
    for rule, why, hint in shadowed_rules.unreachable(ordered):
        faults.append(drafts[rule.place].fault("unreachable-rule", ("id",), why, hint, warning=True))
    lists.check_used(faults)
    order = {file.shown: number for number, file in enumerate(read)}
    faults.sort(key=lambda p: (order.get(p.place.file, -1), p.place.line, p.place.column))
    thresholds: dict[str, dict[str, float]] = defaultdict(dict)
    for file in sorted(read, key=lambda f: layers[f.pack]):
        thresholds[file.language].update(file.thresholds)
    return RuleBook(
        ordered, lists.by_language, _digest(ordered, lists.by_language, thresholds), tuple(faults), thresholds
    )


class _Lists:
    """The word lists of all files: what a ``$name`` means in each pack, and which lists nothing uses."""

    def __init__(
        self, read: Sequence[RuleFile], layers: Mapping[str, int], faults: list[RuleProblem]
    ) -> None:
        self.by_pack: dict[tuple[str, str], tuple[str, ...]] = {}
        self.by_language: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        self.used: set[tuple[str, str]] = set()
        self.files = {}
        for file in sorted(read, key=lambda f: layers[f.pack]):
            self.by_language[file.language]
            for name, words in file.lists.items():
                key = (file.pack, name)
                if key in self.by_pack:
                    assert file.tree is not None
                    place = file.tree.place(("lists", name), key=True)
                    faults.append(
                        file.tree.source.problem(
                            "duplicate-list",
                            place,
                            f"the pack has a list “{name}” already",
                            f"{self.files[key].shown} has it; a list may be shared by the files of a pack",
                        )
                    )
                    continue
                self.by_pack[key], self.files[key] = words, file
                self.by_language[file.language][name] = words
        for file in read:
            for name, words in file.extend.items():
                known = self.by_language[file.language]
                if name not in known:
                    assert file.tree is not None
                    place = file.tree.place(("extend", name), key=True)
                    hint = edge_syntax.near(name, known) + "lists: " + edge_syntax.closest(name, known)
                    faults.append(
                        file.tree.source.problem(
                            "unknown-list", place, f"there is no list “{name}” to lengthen", hint
                        )
                    )
                    continue
                for key, other in self.files.items():
                    if key[1] == name and other.language == file.language:
                        self.by_pack[key] = _longer(self.by_pack[key], words)
                known[name] = _longer(known[name], words)

    def words(self, file: RuleFile, name: str) -> tuple[str, ...] | None:
        """What ``$name`` means in a file: its own pack's list, else that of the packs of its language."""
        if (file.pack, name) in self.by_pack:
            self.used.add((file.pack, name))
            return self.by_pack[file.pack, name]
        self.used.update(
            key for key, other in self.files.items() if key[1] == name and other.language == file.language
        )
        return self.by_language[file.language].get(name)

    def check_used(self, faults: list[RuleProblem]) -> None:
        for key, file in self.files.items():
            if key not in self.used and key[1] not in LISTS:
                assert file.tree is not None
                place = file.tree.place(("lists", key[1]), key=True)
                hint = (
                    edge_syntax.near(key[1], LISTS)
                    + f"use it as “${key[1]}” in a rule of the pack, or take it out"
                )
                faults.append(
                    file.tree.source.problem(
                        "unused-list", place, f"no rule uses the list “{key[1]}”", hint, warning=True
                    )
                )


def _longer(words: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*words, *more)))


def _build(
    file: RuleFile, pack: str, id_: str, draft: Draft, lists: _Lists, faults: list[RuleProblem]
) -> Rule | None:
    """The rule with its lists put in, or None with the faults noted."""
    shape = draft.shape
    assert shape is not None
    common: dict[str, Any] = {
        "id": id_,
        "pack": pack,
        "language": file.language,
        "finds": shape.finds,
        "title": shape.title,
        "place": draft.place,
        "priority": shape.priority,
        "status": shape.status,
        "notes": shape.notes,
        "replaces": tuple(shape.replaces),
        **{key: _examples(draft, key) for key in EXAMPLES},
    }
    if isinstance(shape, FlagRule):
        return Rule(
            **common,
            because=shape.message,
            severity=shape.severity,
            over=shape.over,
            when=_values(shape.when),
            unless_when=_values(shape.unless),
            **({"kind": shape.kind} if shape.kind else {}),
        )
    sound = True
    nodes = {}
    for name, node in shape.match.items():
        found: dict[str, frozenset[str]] = {}
        used: dict[str, None] = {}
        for key, values in (node.model_dump(exclude_none=True) if node else {}).items():
            words: list[str] = []
            for value in values:
                if value.startswith("$") and (current := OLD_NAMES.get(value[1:])):
                    message = f"the list “{value[1:]}” is called “{current}” now"
                    faults.append(draft.fault("old-list-name", ("match", name, key), message, warning=True))
                    value = f"${current}"
                listed = lists.words(file, value[1:]) if value.startswith("$") else (value,)
                if listed is None:
                    known = lists.by_language[file.language]
                    hint = (
                        edge_syntax.near(value[1:], known) + "lists: " + edge_syntax.closest(value[1:], known)
                    )
                    faults.append(
                        draft.fault(
                            "unknown-list", ("match", name, key), f"there is no list “{value[1:]}”", hint
                        )
                    )
                    sound = False
                words += listed or ()
                if value.startswith("$"):
                    used[value[1:]] = None
            if not words and sound:
                faults.append(
                    draft.fault(
                        "unreachable-rule",
                        ("match", name, key),
                        f"“{name}” can be no word: its list is empty",
                        warning=True,
                    )
                )
            found[key] = (
                frozenset(word.lower() for word in words or NOTHING)
                if key in ("word", "lemma")
                else frozenset(words or NOTHING)
            )
        nodes[name] = Node(name, **found, lists=tuple(used))
    if not sound:
        return None
    return Rule(
        **common,
        because=shape.because,
        nodes=nodes,
        where=draft.where,
        unless=draft.unless,
        act=shape.act,
        negated=shape.negated,
    )


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

    def value(given: Any) -> object:
        if isinstance(given, list):
            return tuple(value(item) for item in given)
        if isinstance(given, str) and given.lower() in ("true", "false"):
            return given.lower() == "true"
        try:
            return int(given) if str(given).lstrip("-").isdecimal() else float(given)
        except (TypeError, ValueError):
            return given

    return {key: value(given) for key, given in conditions.items()}


def _digest(
    rules: Sequence[Rule],
    lists: Mapping[str, Mapping[str, tuple[str, ...]]],
    thresholds: Mapping[str, Mapping[str, float]],
) -> str:
    """A hash of what the rules, lists and thresholds say, not of where they stand or how they are explained
    to their writers."""
    left_out = {"place", "examples", "counterexamples", "todo_examples", "todo_counterexamples", "notes"}

    def plain(value: Any) -> Any:
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        return dict(value) if isinstance(value, Mapping) else str(value)

    said = [{k: v for k, v in asdict(rule).items() if k not in left_out} for rule in rules]
    return hashlib.sha256(
        json.dumps([said, lists, thresholds], default=plain, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
