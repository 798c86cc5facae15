"""Does the list of licences name everything that an installation brings, in the packages' own words?"""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import metadata
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
COPYLEFT = {"tld", "udapi", "udtools"}
"""Packages whose licence names the GPL. docs/security.md says how they come here, as it must of a new one."""


def pinned() -> set[str]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+)==", lock, re.M))


def listed() -> dict[str, str]:
    table = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", table, re.M)[2:])


def licence(package: str) -> str:
    """What a package says of its licence, in the words of its metadata."""
    about = metadata(package)
    named = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    given = [about.get("License-Expression") or "", "; ".join(n for n in named if n != "OSI Approved")]
    return next((g for g in given if g), (about.get("License") or "").strip().partition("\n")[0][:60])


def test_every_package_is_listed_with_its_licence():
    assert listed().keys() == pinned()
    assert {name: licence(name) for name in listed()} == listed()


def test_the_bill_of_materials_is_that_of_the_lock():
    bill = json.loads(files("attribution").joinpath("sbom.cdx.json").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert bill["bomFormat"] == "CycloneDX" and bill["metadata"]["component"]["name"] == project["name"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = {tuple(pin) for pin in re.findall(r"^([\w.-]+)==(\S+)", lock, re.M)}
    again = "make it anew: make sbom"
    assert {(part["name"], part["version"]) for part in bill["components"]} == pins, again
    for part in bill["components"]:
        normal = part["name"].replace("_", "-").lower()
        assert part["purl"] == f"pkg:pypi/{normal}@{part['version']}", again


def test_what_builds_the_wheel_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert all("==" in wanted for wanted in project["build-system"]["requires"])


def test_what_is_under_the_gpl_is_known():
    gpl = {n for n, said in listed().items() if re.search(r"(?<!L)GPL|(?<!Lesser )General Public", said)}
    assert gpl == COPYLEFT
    assert all(
        f"`{name}`" in (ROOT / "docs" / "security.md").read_text(encoding="utf-8") for name in COPYLEFT
    )


def test_scripts_of_others_in_the_wheel_are_named_with_version_and_licence():
    scripts = (ROOT / "attribution").rglob("*.js")
    others = [path for path in scripts if path.name.endswith(".min.js")]
    [version] = {*re.findall(r'version:"([\d.]+)"', others[0].read_text(encoding="utf-8"))}
    named = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    assert [f"`{path.relative_to(ROOT)}` is htmx {version}, under" in named for path in others] == [True]
    assert "`0BSD`" in named
