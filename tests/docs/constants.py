"""The table of numbers that the check goes by, as the code has them: ``python -m tests.docs.constants``
writes it into docs/constants.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.helpers.places import ROOT

PAGE = ROOT / "docs" / "constants.md"
FOLDERS = ("speakers", "wording", "meaning", "people", "flags")
NAME = re.compile(r"_?[A-Z][A-Z_0-9]*$")
MEASURED = re.compile(r"\b(measured|set by hand|chosen by hand|tests/gold|tests/cases|PolNeAR)\b")
NOT_TOLD = "not told"
"""Stands where the words beside a constant do not say on what it was measured."""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Each number at the top of a module: name, value, module, and what the words below it say."""
    for folder in FOLDERS:
        for file in sorted((ROOT / "attribution" / folder).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            told = ast.get_docstring(tree) or ""
            for i, node in enumerate(tree.body):
                for name, value in _numbers(node):
                    yield (
                        name,
                        value,
                        file.relative_to(ROOT / "attribution").as_posix(),
                        _below(tree, i, told),
                    )


def _numbers(node: ast.stmt) -> Iterator[tuple[str, str]]:
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return
    target, value = node.targets[0], node.value
    pairs = (
        zip(target.elts, value.elts, strict=False)
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
        else [(target, value)]
    )
    for name, number in pairs:
        if (
            isinstance(name, ast.Name)
            and NAME.match(name.id)
            and isinstance(number, ast.Constant)
            and type(number.value) in (int, float)
        ):
            yield name.id, str(number.value)


def _below(tree: ast.Module, at: int, module: str) -> str:
    """What stands below a constant, or below the group of constants in which it stands; what the module says
    of measuring where that says nothing of it."""
    following = tree.body[at + 1 :]
    text = next(
        (
            str(n.value.value)
            for n in following
            if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
        ),
        "",
    )
    told = " ".join(text.split())
    if MEASURED.search(told):
        return told
    sentences = re.split(r"(?<=\.)\s+", " ".join(module.split()))
    return " ".join([told, *(s for s in sentences if MEASURED.search(s))])


def table() -> str:
    lines = [
        "| constant | value | place | what it says, and what it was measured on |",
        "| --- | --: | --- | --- |",
    ]
    for name, value, place, told in rows():
        measured = "" if MEASURED.search(told) else f" *Measured on: {NOT_TOLD}.*"
        lines.append(f"| `{name}` | {value} | `{place}` | {told.replace('|', '·')}{measured} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    head = PAGE.read_text(encoding="utf-8").partition("| constant |")[0]
    PAGE.write_text(head + table(), encoding="utf-8")


if __name__ == "__main__":
    main()
