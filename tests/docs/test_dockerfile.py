"""Does the Dockerfile copy what is there, and install what the project names?"""

from __future__ import annotations

import fnmatch
import json
import re
import tomllib

from tests.helpers.places import ROOT

FILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COPIED = [p for line in re.findall(r"^COPY (?!--from)(.+)$", FILE, re.M) for p in line.split()[:-1]]


def test_what_is_copied_is_there_and_not_left_out():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for path in COPIED:
        assert (ROOT / path).exists(), path
        assert not any(fnmatch.fnmatch(path, pattern) for pattern in ignored), path


def test_what_a_build_of_the_package_needs_is_copied():
    needed = {PROJECT["readme"], "pyproject.toml", "attribution", "rules", "LICENSE", "LICENSE-MODELS.md"}
    assert needed <= set(COPIED)


def test_extras_pins_and_the_command_are_those_of_the_project():
    [extras] = re.findall(r'"\.\[([\w,]+)\]"', FILE)
    assert set(extras.split(",")) <= PROJECT["optional-dependencies"].keys()
    pins = re.findall(r"\b([a-z]+==[\d.]+)", FILE)
    assert pins and set(pins) <= set((ROOT / "requirements.lock").read_text(encoding="utf-8").split())
    assert json.loads(re.findall(r"^ENTRYPOINT (.+)$", FILE, re.M)[0]) == ["attribution"]
    assert "attribution" in PROJECT["scripts"] and re.search(r"^USER (?!root)", FILE, re.M)
