"""The rule book: the shipped rules and those laid over them, with their word lists put in, in the order in
which they win.

See ``docs/rules.md`` for the format and for how packs are laid over one another.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from attribution.rule import Place, Rule, RuleBook, RuleProblem
from attribution.rulebook import shadowed_rules
from attribution.rulebook.build import build
from attribution.rulebook.example_markup import EXAMPLES
from attribution.rulebook.file import Draft, RuleFile
from attribution.rulebook.file import read as read_file
from attribution.rulebook.rule_files import files, is_shipped, shipped_folder
from attribution.rulebook.thresholds import of_language
from attribution.rulebook.word_lists import WordLists

Thresholds = Mapping[str, Mapping[str, float]]
TELLING = "function-words"
"""The list by which a text is known to be in a language."""


def load(paths: Sequence[Path] = (), *, shipped: bool = True) -> RuleBook:
    """The book of the shipped rules with the files and folders of ``paths`` laid over them, in the order
    given.

    A path whose pack is a shipped one stands in its place. Shipped samples are read only where their path is
    given. Never raises for a faulty rule: it is left out, and the fault stands in ``problems``; nor for a
    path that is not there.
    """
    return _laid_over(paths, shipped) if paths or not shipped else _shipped_book(Path.cwd())


@lru_cache(maxsize=2)
def _shipped_book(here: Path) -> RuleBook:
    """The shipped rules alone, which nobody changes while a program runs; their places are shown as seen
    from ``here``."""
    return _laid_over((), True)


def _laid_over(paths: Sequence[Path], shipped: bool) -> RuleBook:
    own = [read_file(path, shown) for path, shown in files(paths) if not (shipped and is_shipped(path))]
    base = [read_file(path, shown) for path, shown in files([shipped_folder()])] if shipped else []
    shipped_rules = {(file.pack, draft.id) for file in base if not file.sample for draft in file.rules}
    replacing = [
        *_barren(own, {file.pack for file in base if not file.sample}),
        *_thinner(own, shipped_rules),
    ]
    unheard = _unheard(own, {file.language for file in base}) if shipped else []
    given = {os.path.realpath(path) for path, _ in files(paths)}
    replaced = {file.pack for file in own}
    base = [
        file
        for file in base
        if file.pack not in replaced
        and (not file.sample or (file.path and os.path.realpath(file.path) in given))
    ]
    problems = [*_missing(paths), *replacing, *unheard]
    return assemble([*base, *own], base_packs={file.pack for file in base}, problems=problems)


def _missing(paths: Sequence[Path]) -> list[RuleProblem]:
    """A fault for each path that is not there, then for each folder without rule files."""
    missing = [
        RuleProblem("unreadable-file", Place(str(p), 1, 1), "there is no such file or folder")
        for p in paths
        if not Path(p).exists()
    ]
    hint = "rule files end in .yaml or .yml"
    empty = [
        RuleProblem("empty-folder", Place(str(p), 1, 1), "no rule file stands in this folder", hint=hint)
        for p in paths
        if Path(p).is_dir() and not files([p])
    ]
    return [*missing, *empty]


def _barren(own: Sequence[RuleFile], shipped: set[str]) -> list[RuleProblem]:
    """A warning for each file that stands in the place of a shipped pack to which no file given has a rule:
    nothing would be found."""
    ruled = {file.pack for file in own if file.rules}
    return [
        file.tree.source.problem(
            "pack-without-rules",
            file.tree.place(("pack",)),
            f"this stands in the place of the shipped rules of “{file.pack}” and has none: "
            "nothing will be found",
            "another name under “pack” lays it over the shipped rules",
            warning=True,
        )
        for file in own
        if file.tree is not None and file.pack in shipped - ruled
    ]


def _thinner(own: Sequence[RuleFile], shipped: set[tuple[str, str]]) -> list[RuleProblem]:
    """A warning for each pack that stands in the place of a shipped one and has less than half of its rules,
    as only a copy of it would have: most likely its rules were meant to be laid over."""
    found = []
    ruled = {(file.pack, draft.id) for file in own for draft in file.rules}
    first = {file.pack: file for file in reversed(own) if file.tree is not None and file.rules}
    for pack, file in first.items():
        there = {rule for rule in shipped if rule[0] == pack}
        if there and 2 * len(ruled & there) < len(there):
            assert file.tree is not None  # as chosen above
            found.append(
                file.tree.source.problem(
                    "pack-replaced",
                    file.tree.place(("pack",)),
                    f"this stands in the place of the shipped rules of “{pack}”: "
                    f"{len(there - ruled)} of {len(there)} are gone, and find nothing",
                    "another name under “pack” lays it over the shipped rules",
                    warning=True,
                )
            )
    return found


def _unheard(own: Sequence[RuleFile], shipped: set[str]) -> list[RuleProblem]:
    """A warning for each file with rules in a language that no text is known to be in."""
    known = shipped | {file.language for file in own if TELLING in file.lists}
    return [
        file.tree.source.problem(
            "language-unknown",
            file.tree.place(("language",)),
            f"no text is known to be in the language “{file.language}”: its rules will find nothing",
            f"languages: {', '.join(sorted(known))}; another needs the list “{TELLING}”, and models",
            warning=True,
        )
        for file in own
        if file.tree is not None and file.rules and file.language and file.language not in known
    ]


def assemble(
    read: Sequence[RuleFile], base_packs: Iterable[str] = (), problems: Sequence[RuleProblem] = ()
) -> RuleBook:
    """The book of these files; packs in ``base_packs`` lie below, the others over them in the order they
    come."""
    faults = [*problems, *(problem for file in read for problem in file.problems)]
    layers = _layers(read, set(base_packs))
    lists = WordLists(read, layers, faults)
    thresholds: dict[str, dict[str, float]] = defaultdict(dict)
    for file in sorted(read, key=lambda f: layers[f.pack]):
        thresholds[file.language].update(file.thresholds)
    rules = _in_order(_drafts(read, layers, faults), lists, thresholds, faults)
    drafts = {draft.place: draft for file in read for draft in file.rules}
    for rule, why, hint in shadowed_rules.unreachable(rules):
        faults.append(drafts[rule.place].fault("unreachable-rule", ("id",), why, hint, warning=True))
    wrong = {problem.place.file for problem in faults if problem.level == "error"}
    # A rule that is left out may be the one that uses a list.
    faults += lists.unused(doubtful={file.language for file in read if file.shown in wrong})
    order = {file.shown: number for number, file in enumerate(read)}
    faults.sort(key=lambda p: (order.get(p.place.file, -1), p.place.line, p.place.column))
    digest = _digest(rules, lists.by_language, thresholds)
    return RuleBook(rules, lists.by_language, digest, tuple(faults), thresholds)


def _layers(read: Sequence[RuleFile], base: set[str]) -> dict[str, int]:
    """How high each pack lies: 0 for those below, and for all where none is named."""
    layers: dict[str, int] = {}
    for file in read:
        layers.setdefault(file.pack, 0 if file.pack in base or not base else len(layers) + 1)
    return layers


@dataclass(frozen=True, slots=True)
class _ListedRule:
    """A draft, the file that it stands in, and how high its pack lies."""

    file: RuleFile
    draft: Draft
    layer: int


def _drafts(
    read: Sequence[RuleFile], layers: Mapping[str, int], faults: list[RuleProblem]
) -> list[_ListedRule]:
    """The drafts of all files, of those with one id in a pack the first."""
    first: dict[tuple[str, str], Place] = {}
    found = []
    for file in read:
        for draft in file.rules:
            key = (file.pack, draft.id)
            if key in first:
                message, hint = f"the id “{draft.id}” is taken", f"{first[key]} has it already"
                faults.append(draft.fault("duplicate-rule", ("id",), message, hint))
                continue
            first[key] = draft.place
            found.append(_ListedRule(file, draft, layers[file.pack]))
    return found


def _in_order(
    entries: Sequence[_ListedRule],
    lists: WordLists,
    thresholds: Thresholds,
    faults: list[RuleProblem],
) -> tuple[Rule, ...]:
    """The rules that no pack above takes out or replaces, the better ones first: by priority, then by
    layer from the top, then in the order of the files."""
    standing = [
        (rule.priority, -entry.layer, number, rule)
        for number, (entry, rule) in enumerate(_built(entries, lists, thresholds, faults))
        if not any(
            above.layer > entry.layer
            and above.file.language == rule.language
            and above.draft.id in (rule.id, rule.name)
            for above in entries
        )
    ]
    return tuple(rule for *_, rule in sorted(standing, key=lambda s: s[:3]))


def _built(
    entries: Sequence[_ListedRule],
    lists: WordLists,
    thresholds: Thresholds,
    faults: list[RuleProblem],
) -> Iterator[tuple[_ListedRule, Rule]]:
    for entry in entries:
        if entry.draft.shape is not None:
            pack, _, id_ = entry.draft.id.rpartition("/")
            likely = of_language(thresholds, entry.file.language, "likely-speech")
            rule = build(entry.file, pack or entry.file.pack, id_, entry.draft, lists, likely, faults)
            if rule is not None:
                yield entry, rule


def _digest(
    rules: Sequence[Rule],
    lists: Mapping[str, Mapping[str, tuple[str, ...]]],
    thresholds: Thresholds,
) -> str:
    """A hash of what the rules, lists and thresholds say, not of where they stand or how they are explained
    to their writers."""
    left_out = {"place", "notes", *EXAMPLES}

    def plain(value: Any) -> Any:
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        return dict(value) if isinstance(value, Mapping) else str(value)

    said = [{k: v for k, v in asdict(rule).items() if k not in left_out} for rule in rules]
    return hashlib.sha256(
        json.dumps([said, lists, thresholds], default=plain, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
