"""The shape of a rule file: which keys there are and what each may hold. The JSON Schema of the format
comes from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from attribution.rule import FORMS, SPEECH, Act, Severity, Status
from attribution.rulebook.thresholds import THRESHOLDS
from attribution.rulebook.universal_dependencies import UPOS

ID = r"^([a-z][a-z0-9-]*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NAME = r"^[a-z][a-z0-9_-]*$"


def _listed(value: Any) -> Any:
    """A single value as a list of one."""
    return [value] if isinstance(value, str) else value


def _number(value: Any) -> Any:
    """Digits as the number they are: a rule file is read as text."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=NAME)]
_ONE_OR_MORE = {
    "anyOf": [
        {"type": ["string", "number"]},
        {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1},
    ]
}
Words = Annotated[list[Text], BeforeValidator(_listed), WithJsonSchema(_ONE_OR_MORE)]
Feature = Annotated[
    str,
    StringConstraints(pattern=r"^(\$[a-z][a-z0-9_-]*|[A-Z][A-Za-z0-9]*(\[[a-z]+\])?=[A-Z0-9][A-Za-z0-9]*)$"),
]
Features = Annotated[list[Feature], BeforeValidator(_listed), WithJsonSchema(_ONE_OR_MORE)]
_TAG = {"anyOf": [{"enum": sorted(UPOS)}, {"type": "string", "pattern": r"^\$"}]}
Tags = Annotated[
    list[Text],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [*_TAG["anyOf"], {"type": "array", "items": _TAG, "minItems": 1}]}),
]
Forms = Annotated[
    list[Literal["sentence", "phrase", "title", "paragraph", "line"]],
    BeforeValidator(_listed),
    WithJsonSchema(
        {"anyOf": [{"enum": [*FORMS]}, {"type": "array", "items": {"enum": [*FORMS]}, "minItems": 1}]}
    ),
]
_SPEECH = {"enum": [*SPEECH]}
Speech = Annotated[
    list[Literal["content", "cue", "source"]],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_SPEECH, {"type": "array", "items": _SPEECH, "minItems": 1}]}),
]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NodeShape(_Closed):
    """The conditions on one word; each is a value, a list of values, or a word list by its name ($list)."""

    word: Words | None = Field(None, description="the word as it stands in the text, in any case")
    lemma: Words | None = Field(None, description="its dictionary form")
    upos: Tags | None = Field(None, description="its part of speech: " + ", ".join(sorted(UPOS)))
    feats: Features | None = Field(None, description="features that must all hold, as Name=Value")
    ner: Words | None = Field(None, description="the type of the name that it stands in")
    deprel: Words | None = Field(
        None, description="its relation to its head, a relation of Universal Dependencies"
    )
    form: Forms | None = Field(
        None, description="of the node quote only: how the quotation stands in its text"
    )
    speech: Speech | None = Field(
        None,
        description="what the reader takes the word for: content, cue or source; "
        "the threshold likely-speech says how sure it must be",
    )


class _Common(_Closed):
    id: Annotated[str, StringConstraints(pattern=ID)] = Field(description="kebab-case, never reused")
    title: Text = Field(description="what it finds, one line")
    priority: int = Field(
        50, ge=0, le=1000, description="which rule wins on the same words: the lower number"
    )
    status: Status = Field("stable", description="test: runs, reported apart")
    notes: Text | None = Field(None, description="for people")
    replaces: Annotated[list[Text], BeforeValidator(_listed)] = Field(default=[], description="old ids")


class MatchRule(_Common):
    """A rule that finds attributions, or the source of one."""

    finds: Literal["attribution", "source"]
    match: dict[Name, NodeShape | None] = Field(min_length=1, description="named words and their conditions")
    where: list[Text] = Field(default=[], description="edges that must hold, one a line: “cue >nsubj source”")
    unless: list[Text] = Field(default=[], description="edges that must not hold")
    act: Act = Field("statement", description="what the rule finds")
    negated: bool = Field(False, description="whether it says that somebody did not say so")
    because: Text = Field(description="the explanation, with {node} slots")
    examples: list[Text] = Field(min_length=1, description="texts marked up as {node|text}")
    counterexamples: list[Text] = Field(min_length=1, description="texts in which the rule finds nothing")
    todo_examples: list[Text] = Field(default=[], description="known misses")
    todo_counterexamples: list[Text] = Field(default=[], description="known false finds")


class ArticleShape(_Closed):
    """A tiny article of an example."""

    text: Text
    title: Text | None = None
    publisher: Text | None = None
    published: Text | None = None
    byline: Text | None = None
    kind: Literal["article", "record"] = "article"


def _article(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


ArticleSet = Annotated[
    dict[Name, Annotated[ArticleShape, BeforeValidator(_article)]],
    Field(min_length=1),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"anyOf": [{"type": "string"}, ArticleShape.model_json_schema()]},
        }
    ),
]


class FlagRule(_Common):
    """A rule that raises a flag over one attribution or a pair of them."""

    finds: Literal["flag"]
    kind: Name | None = Field(None, description="the kind of flag")
    severity: Severity
    over: Literal["pair", "attribution"]
    when: dict[Name, Any] = Field(default={}, description="conditions that must hold")
    unless: dict[Name, Any] = Field(default={}, description="conditions that must not hold")
    message: Text = Field(description="the explanation, with {a.speaker} slots")
    examples: list[ArticleSet] = Field(min_length=1, description="sets of tiny articles that raise the flag")
    counterexamples: list[ArticleSet] = Field(min_length=1, description="sets of tiny articles that do not")
    todo_examples: list[ArticleSet] = []
    todo_counterexamples: list[ArticleSet] = []


class RetiredRule(BaseModel):
    """A rule that is taken out: nothing but its id need be said."""

    model_config = ConfigDict(extra="ignore")
    id: Annotated[str, StringConstraints(pattern=ID)]
    status: Literal["retired"]


class FileHead(_Closed):
    """A rule file without its rules."""

    format: Annotated[Literal[1], BeforeValidator(_number)] = Field(description="the version of the format")
    pack: Name = Field(description="a namespace: a rule's full name is pack/id")
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = Field(description="ISO 639 code")
    sample: bool = Field(False, description="a shipped pack that is read only where its path is given")
    lists: dict[Name, list[Text]] = Field(default={}, description="word lists, used as $name")
    extend: dict[Name, list[Text]] = Field(default={}, description="words added to lists of the packs below")
    thresholds: dict[Name, float] = Field(
        default={}, description="numbers of the check across articles: " + ", ".join(THRESHOLDS)
    )


class File(FileHead):
    """A rule file of an attribution pack, format version 1."""

    rules: list[MatchRule | FlagRule | RetiredRule] = []


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **File.model_json_schema()}
