"""A rule as the matcher sees it: named nodes with conditions, the edges between them, and what a reader is
told.

Rules are written in YAML; ``rulebook`` reads them into these. See ``docs/rules.md`` for the format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Act = Literal["statement", "belief", "intention", "attitude"]
Severity = Literal["high", "medium", "low", "info"]
Finds = Literal["attribution", "source", "flag"]
Status = Literal["stable", "test", "retired"]

QUOTE, TURN = "quote", "turn"
"""Names of nodes that are given: a quotation, and speech set off by a name and a colon."""

GRAMMAR = (">", "<", ">>", "<<")
"""``A >nsubj B``: B depends on A by exactly that relation; ``>>`` at any depth; ``<`` and ``<<`` the other
way."""

PLACES = (
    "beside",
    "adjoins",
    "before",
    "after",
    "inside",
    "outside",
    "same-paragraph",
    "same-or-next-paragraph",
    "holds",
    "opens",
    "follows",
    "acts-beside",
)
"""Edges of place, between a node and the quotation or between two nodes. ``adjoins`` is ``beside`` with a
sentence's end allowed between the two; ``A holds B``: words of the quotation B stand in the subtree of A; ``A
opens B``: A is the name before the colon that sets off B, which is the given node ``turn``; ``A follows B``:
the subtree of A begins right after B; ``A acts-beside B``: A is the subject of the sentence beside the
quotation B that tells what somebody does."""

FORMS = ("sentence", "phrase", "title", "paragraph", "line")
"""How a quotation stands in its text: set off as speech of its own, part of a clause, or a name or title. A
sentence that fills its paragraph is "paragraph" as well, a line of a dialogue "line" as well."""

SPEECH = ("content", "cue", "source")
"""What a word may be in reported speech, in the order in which ``Word.speech`` has the likelihoods."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a rule file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Node:
    """A named word and its conditions, lists already put in; an empty set asks for nothing.

    ``word`` and ``lemma`` are compared in lower case. ``feats`` are ``Name=Value`` pairs that must all hold.
    ``form`` (FORMS) is asked of the node ``quote`` only.
    """

    name: str
    word: frozenset[str] = frozenset()
    lemma: frozenset[str] = frozenset()
    upos: frozenset[str] = frozenset()
    feats: frozenset[str] = frozenset()
    ner: frozenset[str] = frozenset()
    deprel: frozenset[str] = frozenset()
    form: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    """Of SPEECH: what the reader must take the word for, with a likelihood of at least ``likely``."""
    likely: float = 0.5
    lists: tuple[str, ...] = ()
    """Names of the word lists that its conditions were made from."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of ``where`` or ``unless``. ``op`` is in GRAMMAR or PLACES; ``relations`` is empty for places
    and for ``*`` (any relation)."""

    left: str
    op: str
    right: str
    relations: frozenset[str] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: for attribution and source rules a marked-up text, for flag rules a mapping of small
    articles (name to text, or to a mapping with publisher, published, kind, text)."""

    text: str | Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``name`` is ``pack/id``. ``act`` and ``negated`` are set by attribution rules; ``kind``,
    ``severity``, ``over``, ``when`` and ``unless_when`` by flag rules. ``because`` holds the sentence with
    ``{node}`` slots (``message`` of flag rules)."""

    id: str
    pack: str
    language: str
    finds: Finds
    title: str
    because: str
    place: Place
    nodes: Mapping[str, Node] = field(default_factory=dict)
    where: tuple[Edge, ...] = ()
    unless: tuple[Edge, ...] = ()
    act: Act = "statement"
    negated: bool = False
    priority: int = 50
    status: Status = "stable"
    kind: str | None = None
    severity: Severity | None = None
    over: str | None = None
    when: Mapping[str, object] = field(default_factory=dict)
    unless_when: Mapping[str, object] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    todo_examples: tuple[Example, ...] = ()
    todo_counterexamples: tuple[Example, ...] = ()
    notes: str | None = None
    replaces: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.pack}/{self.id}"


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """A fault in a rule file: code, place, what is wrong, the line with the spot marked, and what is allowed
    there."""

    code: str
    place: Place
    message: str
    excerpt: str = ""
    hint: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """``file:line:column: level: message [code]``, the line with the spot marked, and what is allowed."""
        lines = [f"{self.place}: {self.level}: {self.message} [{self.code}]"]
        lines += [f"    {line}" for line in self.excerpt.split("\n") if self.excerpt]
        lines += [f"    {self.hint}"] if self.hint else []
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules that hold, best first (priority, then overlaid packs, then file order), the word lists by
    language, and every fault found. ``digest`` changes when any rule, list or order does."""

    rules: tuple[Rule, ...]
    lists: Mapping[str, Mapping[str, tuple[str, ...]]]
    """language -> list name -> words"""
    digest: str
    problems: tuple[RuleProblem, ...] = ()
    thresholds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """language -> name -> number, where a file gives one"""
    _words: dict[tuple[str, str], frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Lists that were asked for, in lower case."""

    def __hash__(self) -> int:
        return hash(self.digest)

    def of(self, finds: Finds, language: str | None = None) -> tuple[Rule, ...]:
        """Rules of one kind (and language), in order."""
        return tuple(r for r in self.rules if r.finds == finds and language in (None, r.language))

    def stable(self) -> RuleBook:
        """The book without its rules on trial; the book itself where it has none."""
        kept = tuple(r for r in self.rules if r.status != "test")
        return self if len(kept) == len(self.rules) else replace(self, rules=kept)

    def words(self, language: str, name: str) -> frozenset[str]:
        """A word list in lower case; empty when the language has no such list."""
        if (language, name) not in self._words:
            words = self.lists.get(language, {}).get(name, ())
            self._words[language, name] = frozenset(word.lower() for word in words)
        return self._words[language, name]
