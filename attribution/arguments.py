"""Arguments as callers give them: paths as strings and ``Path`` alike, one or several, and how many processes
work; anything else is a clear error."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

PathLike = str | os.PathLike[str]
Several = PathLike | Iterable[PathLike]


def one(name: str, given: PathLike | None) -> Path | None:
    """The path of the argument called ``name``. Raises TypeError for what is none."""
    return None if given is None else Path(_checked(name, given))


def several(name: str, given: Several) -> list[str]:
    """The paths of the argument called ``name``, in order; a single one is a list of one. Raises TypeError
    for what is none."""
    if isinstance(given, str | os.PathLike):
        return [_checked(name, given)]
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        raise TypeError(f"{name} takes a path or a list of paths, not {given!r}")
    return [_checked(name, each) for each in given]


def processes(name: str, given: int | None) -> int | None:
    """How many processes are to work. Raises TypeError for what is no number, ValueError for one below 1."""
    if given is None:
        return None
    if not isinstance(given, int) or isinstance(given, bool):
        raise TypeError(f"{name} takes a number of processes, not {given!r}")
    if given < 1:
        raise ValueError(f"{name} takes a number of processes, at least 1, not {given}")
    return given


def _checked(name: str, given: object) -> str:
    path = os.fspath(given) if isinstance(given, str | os.PathLike) else None
    if not isinstance(path, str):
        raise TypeError(f"{name} takes paths (str or pathlib.Path), not {given!r}")
    return path
