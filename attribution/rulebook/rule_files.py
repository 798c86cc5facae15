"""Where rule files stand: the shipped ones, and those of the files and folders that are given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def shipped_folder() -> Path:
    """The folder of the shipped rules: ``rules/`` beside the package in a checkout, inside it when
    installed."""
    package = Path(__file__).parent.parent
    inside, beside = package / "rules", package.parent / "rules"
    return inside if inside.is_dir() else beside


def files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The rule files of files and folders, each once, with the names they are shown by: as given, folders
    walked in the order of names, hidden ones and links to folders left out."""
    found: dict[str, tuple[Path, str]] = {}
    for path in map(Path, paths):
        if path.is_dir():
            for folder, below, names in os.walk(path):
                below[:] = sorted(name for name in below if not name.startswith("."))
                for name in sorted(names):
                    if name.endswith(SUFFIXES) and not name.startswith("."):
                        file = Path(folder) / name
                        found.setdefault(os.path.realpath(file), (file, _shown(file)))
        elif path.exists():
            found.setdefault(os.path.realpath(path), (path, _shown(path)))
    return list(found.values())


def _shown(path: Path) -> str:
    here = f"{Path.cwd()}{os.sep}"
    return str(path).removeprefix(here)


def is_shipped(path: Path) -> bool:
    """A file of the shipped folder needs no laying over: it is there already."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(shipped_folder()))
