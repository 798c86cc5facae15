"""Files and texts in YAML to trees.

Only the part of YAML that rule files need is taken: mappings, sequences and text. Aliases and tags are
refused, and so is what is too big or too deep, before any of it is built: a rule file comes from other people
and is read as data, never run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from attribution.rule import Place, RuleProblem
from attribution.rulebook.yaml_tree import MAX_PROBLEMS, Data, Location, Source, Tree

MAX_BYTES = 1 << 19
MAX_PIECES = 50_000
"""Keys, values and brackets of one file."""
MAX_DEPTH = 16
NO_BREAK = re.compile("[^\r\n\x85\u2028\u2029]")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """The file is not taken at all; ``problem`` says why and where."""

    def __init__(self, problem: RuleProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


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
    builder = _Builder(source, offset)
    for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if count > MAX_PIECES:
            hint = "split it by theme; a pack may have many files"
            begin = builder.place(event)[0]
            raise builder.refused(
                "file-too-large", begin, f"has more than {MAX_PIECES:,} keys and values", hint
            )
        builder.take(event)
    return builder.tree()


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is not closed yet; ``key`` is the key of a mapping that waits for its
    value."""

    path: Location
    holder: dict[str, Data] | list[Data]
    begin: int
    key: str | None = None

    @property
    def awaits_key(self) -> bool:
        return isinstance(self.holder, dict) and self.key is None


@dataclass(slots=True)
class _Builder:
    """Makes a tree of the events of a YAML parser."""

    source: Source
    offset: int
    root: Data = None
    values: dict[Location, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Location, tuple[int, int]] = field(default_factory=dict)
    problems: list[RuleProblem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    repeated: list[tuple[dict[str, Data], str]] = field(default_factory=list)
    """Mappings with the name under which the value of a repeated key stands until the end."""
    documents: int = 0

    def tree(self) -> Tree:
        for mapping, name in self.repeated:
            mapping.pop(name, None)
        return Tree(self.source, self.root, self.values, self.keys, self.problems)

    def place(self, event: yaml.Event) -> tuple[int, int]:
        """Where the event begins and ends in the source."""
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None  # events of a parser have marks
        return start.index + self.offset, end.index + self.offset

    def refused(self, code: str, index: int, message: str, hint: str) -> Refused:
        return Refused(self.source.problem(code, self.source.at(index), message, hint))

    def take(self, event: yaml.Event) -> None:
        """The next event. Raises Refused."""
        begin, end = self.place(event)
        self._refuse(event, begin)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], begin, end)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closed = self.stack.pop()
            self.values[closed.path] = (closed.begin, begin)
        elif isinstance(event, yaml.ScalarEvent):
            if self.stack and self.stack[-1].awaits_key:
                self._name(self.stack[-1], event.value, begin, end)
            else:
                self._put(None if event.value == "" and event.implicit[0] else event.value, begin, end)

    def _refuse(self, event: yaml.Event, begin: int) -> None:
        """Raises Refused for what no rule file has."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                message, hint = "a second YAML document begins here", "one file holds one document"
                raise self.refused("second-document", begin, message, hint)
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent) or anchor:
            what = "an alias" if isinstance(event, yaml.AliasEvent) else "an anchor"
            hint = "rule files have no anchors and aliases; write it out"
            raise self.refused("yaml-alias", begin, f"{what} (“{anchor}”)", hint)
        if tag := getattr(event, "tag", None):
            hint = "rule files hold text, lists and mappings, no tags"
            raise self.refused("yaml-tag", begin, f"a tag (“{tag}”)", hint)

    def _open(self, holder: dict[str, Data] | list[Data], begin: int, end: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.refused("too-deep", begin, f"more than {MAX_DEPTH} levels deep", "a rule needs five")
        if self.stack and self.stack[-1].awaits_key:
            raise self.refused("bad-key", begin, "a key must be text", "write “key: value”")
        self.stack.append(_Open(self._put(holder, begin, end), holder, begin))

    def _put(self, value: Data, begin: int, end: int) -> Location:
        """The value in what is open, and its path."""
        path: Location = ()
        if not self.stack:
            self.root = value
        else:
            above = self.stack[-1]
            if isinstance(above.holder, list):
                path = (*above.path, len(above.holder))
                above.holder.append(value)
            else:
                name, above.key = above.key or "", None
                path = (*above.path, name)
                above.holder[name] = value
        self.values[path] = (begin, end)
        return path

    def _name(self, above: _Open, name: str, begin: int, end: int) -> None:
        """A key of the mapping that is open; of one that stands there twice, the first is kept."""
        assert isinstance(above.holder, dict)
        if name not in above.holder:
            self.keys[*above.path, name] = (begin, end)
            above.key = name
            return
        line = self.source.at(self.keys[*above.path, name][0]).line
        if len(self.problems) < MAX_PROBLEMS:
            hint = f"it stands in line {line} already; the first one is kept"
            message = f"the key “{name}” stands here twice"
            self.problems.append(self.source.problem("duplicate-key", self.source.at(begin), message, hint))
        above.key = f"{name}\0{begin}"
        self.repeated.append((above.holder, above.key))


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
    hint = (
        "put quotation marks around a text that has “: ” or “ #” in it or begins with a mark; "
        "indent with spaces"
    )
    return source.problem(
        "yaml-syntax", source.at(min(index + offset, len(source.text))), f"is not YAML: {what}", hint
    )
