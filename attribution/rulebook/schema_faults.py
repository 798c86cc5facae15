"""Data against the shape that a rule file must have: what pydantic finds, told in the words of the format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from attribution.rulebook import file_schema
from attribution.rulebook.example_markup import EXAMPLES
from attribution.rulebook.nearest_name import near
from attribution.rulebook.yaml_tree import Location, Tree

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Shape = TypeVar("Shape", bound=BaseModel)
SHOWS = "every rule shows what it finds and what it must not find"
NAME_RULE = "lower-case letters, digits, “-” and “_”"
PATTERN_FAULTS = {
    "id": ("bad-name", "id", "kebab-case: “direct-cue-subject”"),
    "language": ("bad-value", "language", "an ISO 639 code: “en”, “de”"),
    "[key]": ("bad-name", "name", NAME_RULE),
    "feats": ("bad-value", "feature", "“Name=Value”, such as “VerbForm=Part”"),
}
"""For a text that does not have its form: the code of the fault, what it should be, and how that is
written."""


def validate(
    tree: Tree, path: Location, model: type[Shape], data: Any, allowed: Sequence[str]
) -> Shape | None:
    """The data in its shape, or None with every fault noted in the tree. ``allowed`` are the keys to name in
    hints."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            _note(tree, path, fault, allowed)
        return None


def _note(tree: Tree, path: Location, fault: ErrorDetails, allowed: Sequence[str]) -> None:
    """One fault that pydantic found, in the words of the format."""
    kind, loc = fault["type"], fault["loc"]
    if kind == "missing":
        _missing(tree, path, loc, allowed)
    elif kind == "extra_forbidden":
        _extra(tree, path, loc, allowed)
    elif kind == "too_short" and loc[-1] in EXAMPLES:
        tree.problem("no-examples", tree.place((*path, *loc)), f"“{loc[-1]}” is empty", SHOWS)
    elif kind == "literal_error":
        _no_choice(tree, (*path, *loc), fault)
    elif kind == "string_pattern_mismatch":
        _no_pattern(tree, path, loc, fault["input"])
    else:
        empty = fault["input"] is None or kind in ("string_too_short", "too_short")
        names = [str(part) for part in loc if not isinstance(part, int)]
        message = f"“{names[-1] if names else 'this'}” {'is empty' if empty else 'does not fit'}"
        tree.problem("bad-value", tree.place((*path, *loc)), message, fault["msg"].lower())


def _missing(tree: Tree, path: Location, loc: Location, allowed: Sequence[str]) -> None:
    message = f"“{loc[-1]}” is missing"
    if loc[-1] in EXAMPLES:
        tree.problem("no-examples", tree.place(path), message, SHOWS)
    else:
        tree.problem("missing-key", tree.place((*path, *loc[:-1])), message, "allowed: " + ", ".join(allowed))


def _extra(tree: Tree, path: Location, loc: Location, allowed: Sequence[str]) -> None:
    if loc[0] == "match":
        allowed = tuple(file_schema.NodeShape.model_fields)
    elif loc[0] in EXAMPLES:
        allowed = tuple(file_schema.ArticleShape.model_fields)
    last = str(loc[-1])
    hint = near(last, allowed) + "allowed: " + ", ".join(allowed)
    tree.problem("unknown-key", tree.place((*path, *loc), key=True), f"“{last}” is no key here", hint)


def _no_choice(tree: Tree, here: Location, fault: ErrorDetails) -> None:
    last, given = here[-1], fault["input"]
    expected = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    if last == "finds":
        expected = "attribution, source, flag"
    hint = near(str(given), expected.split(", ")) + "allowed: " + expected
    code = "unsupported-format" if last == "format" else "bad-value"
    tree.problem(code, tree.place(here), f"“{given}” is no value of “{last}”", hint)


def _no_pattern(tree: Tree, path: Location, loc: Location, given: object) -> None:
    last = str(loc[-1])
    kind = last if last in PATTERN_FAULTS else "feats" if "feats" in loc else ""
    code, what, hint = PATTERN_FAULTS.get(kind, ("bad-name", f"name of “{last}”", NAME_RULE))
    here = (*path, *loc)
    place = tree.place(here[:-1], key=True) if last == "[key]" else tree.place(here)
    tree.problem(code, place, f"“{given}” is no {what}", hint)
