"""Does the package keep to the plan in docs/design.md, and has every dependency its reason there?"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.helpers.places import ROOT

DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
LAW = "A row may import the rows above it, never one below"
PACKAGE = ROOT / "attribution"
ROWS = {
    name.removesuffix(".py").removesuffix("/"): number
    for number, name in enumerate(re.findall(r"^\| `(\w+(?:\.py|/))` \|", DESIGN, re.M))
}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")
STARTS_QUICKLY = {"cli", "authoring.pytest_plugin", "parse.annotator"}
"""Where what takes seconds to load is imported when it is needed, so that ``--help`` is quick."""


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {name_of(p) for p in MODULES}


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Modules of the package that a module imports, with the line, and whether inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        inner
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "attribution":
            base = (node.module or "").partition(".")[2]
            for alias in node.names:
                below = f"{base}.{alias.name}".strip(".")
                if target := below if below in NAMES else base if base in NAMES else "":
                    yield target, node.lineno, node in hidden


def row(module: str) -> int:
    return ROWS[module.partition(".")[0]]


def test_every_folder_and_module_on_top_has_its_row():
    there = {name_of(p).partition(".")[0] for p in MODULES}
    assert (there - ROWS.keys(), ROWS.keys() - there) == (set(), set())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path):
    assert LAW in DESIGN
    module = name_of(path)
    up = [
        f"line {line}: {module} imports {target}. docs/design.md: {LAW}."
        for target, line, _ in imports(path)
        if row(target) > row(module)
    ]
    assert not up, "\n".join(up)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_import_hides_in_a_function(path: Path):
    module = name_of(path)
    if not any(module == place or module.startswith(f"{place}.") for place in STARTS_QUICKLY):
        assert [f"line {line}: {target}" for target, line, hidden in imports(path) if hidden] == []


def test_no_two_modules_import_each_other():
    graph = {name_of(p): {target for target, _, _ in imports(p)} - {name_of(p)} for p in MODULES}
    while free := {module for module, targets in graph.items() if not targets & graph.keys()}:
        for module in free:
            del graph[module]
    assert graph == {}, "these import one another in a circle"


def test_no_class_name_stands_twice():
    seen: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                seen.setdefault(node.name.lstrip("_"), []).append(name_of(path))
    assert {name: places for name, places in seen.items() if len(places) > 1} == {}


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values()))
    wanted = [re.match(r"[\w.-]+", line)[0].lower() for line in lines]
    assert {name for name in wanted if f"`{name}`" not in DESIGN} == set()
