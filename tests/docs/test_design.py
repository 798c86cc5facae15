"""Is every module named in docs/design.md, and every dependency given its reason?"""

from __future__ import annotations

import re
import tomllib

from tests.helpers.places import ROOT

DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def test_every_module_has_its_line_and_no_line_is_left_over():
    package = ROOT / "attribution"
    modules = {p.relative_to(package).as_posix() for p in package.rglob("*.py") if p.name != "__init__.py"}
    named = set(re.findall(r"`((?:\w+/)?\w+\.py)`", DESIGN))
    assert (modules - named, named - modules) == (set(), set())


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        re.match(r"[\w.-]+", line)[0].lower()
        for line in (*project["dependencies"], *sum(project["optional-dependencies"].values(), []))
    ]
    assert {name for name in wanted if f"`{name}`" not in DESIGN} == set()
