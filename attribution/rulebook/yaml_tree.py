"""A YAML file as plain data that knows where each piece of it stands.

Only the part of YAML that rule files need is taken: mappings, sequences and text. Aliases and tags are refused, and so is
what is too big or too deep, before any of it is built: a rule file comes from other people and is read as data, never run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from attribution.rule import Place, RuleProblem

MAX_BYTES = 1 << 19
MAX_PIECES = 50_000
"""Keys, values and brackets of one file."""
MAX_DEPTH = 16
LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML 1.1 takes for the end of a line."""
NO_BREAK = re.compile("[^\r\n\x85\u2028\u2029]")
MAX_PROBLEMS = 100
"""In one file; a file that has more is no rule file."""

Location = tuple[str | int, ...]
Data = str | None | list["Data"] | dict[str, "Data"]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """The file is not taken at all; ``problem`` says why and where."""

    def __init__(self, problem: RuleProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


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
        value = self.data
        for step in path:
            value = value[step]  # type: ignore[index,call-overload]
        begin, end = self.values[path]
        text, at = self.source.text, begin
        if text[at] in "\"'":
            at += 1
        elif text[at] in "|>":
            at = LINE_BREAK.search(text, at).end()  # type: ignore[union-attr]
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


def read(path: Path, shown: str) -> Tree:
    """The file at ``path``, named ``shown`` in problems. Raises Refused when it cannot be taken at all.

    A fault of YAML inside one rule costs that rule only: the rest is read again without it, and the fault is
    a problem.
    """
    start = Place(shown, 1, 1)
    if path.exists() and not path.is_file():
        raise Refused(RuleProblem("unreadable-file", start, "is no regular file"))
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            RuleProblem("unreadable-file", start, f"cannot be read: {error.strerror or error}")
        ) from None
    if len(raw) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES:,} bytes"
        raise Refused(
            RuleProblem(
                "file-too-large", start, message, hint="split it by theme; a pack may have many files"
            )
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source = Source(shown, raw[: error.start].decode("utf-8-sig", "replace"))
        place = source.at(len(source.text))
        raise Refused(source.problem("not-utf-8", place, "is not UTF-8", "save the file as UTF-8")) from None
    if not text.strip():
        hint = "a rule file begins with “format: 1”; `attribution rules new` writes one"
        raise Refused(RuleProblem("empty-file", start, "is empty", hint=hint))
    return parse(text, shown)


def parse(text: str, shown: str) -> Tree:
    """The tree of a text; see ``read``."""
    source = Source(shown, text)
    try:
        return _build(source, text, 0)
    except yaml.YAMLError as error:
        fault = _syntax(source, error, 0)
    head, rules = _pieces(text)
    if not rules:
        raise Refused(fault)
    try:
        tree = _build(source, head, 0)
    except yaml.YAMLError as error:
        raise Refused(_syntax(source, error, 0)) from None
    if not isinstance(tree.data, dict) or tree.data.get("rules") is not None:
        raise Refused(fault)
    kept: list[Data] = []
    for offset, piece in rules:
        try:
            part = _build(source, piece, offset)
        except yaml.YAMLError as error:
            tree.problems.append(_syntax(source, error, offset))
            if len(tree.problems) >= MAX_PROBLEMS:
                break
            continue
        tree.problems.extend(part.problems)
        if isinstance(part.data, list):
            for table, into in ((part.values, tree.values), (part.keys, tree.keys)):
                for (number, *rest), spot in ((p, s) for p, s in table.items() if p):
                    into["rules", len(kept) + int(number), *rest] = spot
            kept += part.data
    if not tree.problems:
        raise Refused(fault)
    tree.data["rules"] = kept
    return tree


def _pieces(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with its rules blanked out, and each rule with where it begins: from ``- id:`` to the next one
    or to the next key of the file."""
    head: list[str] = []
    rules: list[tuple[int, list[str]]] = []
    at, inside = 0, False
    for line in re.split("(?<=\n)", text):
        if re.match(r"\s*- id\s*:", line):
            rules.append((at, []))
            inside = True
        elif re.match(r"[^\s#-]", line):
            inside = False
        if inside:
            rules[-1][1].append(line)
        head.append(re.sub(NO_BREAK, " ", line) if inside else line)
        at += len(line)
    return "".join(head), [(start, "".join(lines)) for start, lines in rules]


def _build(source: Source, text: str, offset: int) -> Tree:
    """The tree of a piece of the source that begins at ``offset``. Raises yaml.YAMLError when it is not YAML,
    Refused for what is never taken."""
    values: dict[Location, tuple[int, int]] = {}
    keys: dict[Location, tuple[int, int]] = {}
    twice: list[tuple[dict[str, Data], str]] = []
    problems: list[RuleProblem] = []
    stack: list[tuple[Location, Data, int]] = []
    names: list[str | None] = []
    """For each open mapping, the key that waits for its value."""
    root: Data = None
    documents = 0

    def refuse(code: str, index: int, message: str, hint: str) -> Refused:
        return Refused(source.problem(code, source.at(index), message, hint))

    def put(value: Data, begin: int, end: int) -> Location:
        nonlocal root
        path: Location = ()
        if not stack:
            root = value
        else:
            above, holder, _ = stack[-1]
            if isinstance(holder, list):
                path = (*above, len(holder))
                holder.append(value)
            elif isinstance(holder, dict):
                name = names[-1] or ""
                names[-1] = None
                path = (*above, name)
                holder[name] = value
        values[path] = (begin, end)
        return path

    for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if count > MAX_PIECES:
            raise refuse(
                "file-too-large",
                event.start_mark.index + offset,
                f"has more than {MAX_PIECES:,} keys and values",
                "split it by theme; a pack may have many files",
            )
        begin, end = event.start_mark.index + offset, event.end_mark.index + offset
        awaits_key = bool(stack) and isinstance(stack[-1][1], dict) and names[-1] is None
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise refuse(
                    "second-document",
                    begin,
                    "a second YAML document begins here",
                    "one file holds one document",
                )
            continue
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            what = "an alias" if isinstance(event, yaml.AliasEvent) else "an anchor"
            raise refuse(
                "yaml-alias",
                begin,
                f"{what} (“{event.anchor}”)",
                "rule files have no anchors and aliases; write it out",
            )
        if getattr(event, "tag", None):
            raise refuse(
                "yaml-tag",
                begin,
                f"a tag (“{event.tag}”)",
                "rule files hold text, lists and mappings, no tags",
            )
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) >= MAX_DEPTH:
                raise refuse("too-deep", begin, f"more than {MAX_DEPTH} levels deep", "a rule needs five")
            if awaits_key:
                raise refuse("bad-key", begin, "a key must be text", "write “key: value”")
            holder: Data = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append((put(holder, begin, end), holder, begin))
            names.append(None)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            path, _, opened = stack.pop()
            names.pop()
            values[path] = (opened, begin)
        elif isinstance(event, yaml.ScalarEvent):
            if not awaits_key:
                put(None if event.value == "" and event.implicit[0] else event.value, begin, end)
                continue
            above, mapping, _ = stack[-1]
            name = event.value
            if isinstance(mapping, dict) and name in mapping:
                hint = f"it stands in line {source.at(keys[*above, name][0]).line} already; the first one is kept"
                if len(problems) < MAX_PROBLEMS:
                    message = f"the key “{name}” stands here twice"
                    problems.append(source.problem("duplicate-key", source.at(begin), message, hint))
                name = f"{name}\0{begin}"
                twice.append((mapping, name))
            else:
                keys[*above, name] = (begin, end)
            names[-1] = name
    for mapping, name in twice:
        mapping.pop(name, None)
    return Tree(source, root, values, keys, problems)


def _syntax(source: Source, error: yaml.YAMLError, offset: int) -> RuleProblem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        index = mark.index
        what = ", ".join(
            part for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part
        )
    else:
        index = getattr(error, "position", 0)
        what = getattr(error, "reason", str(error))
    hint = "put quotation marks around a text that has “: ” or “ #” in it or begins with a mark; indent with spaces"
    return source.problem(
        "yaml-syntax", source.at(min(index + offset, len(source.text))), f"is not YAML: {what}", hint
    )


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
