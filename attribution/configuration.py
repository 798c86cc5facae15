"""What a newsroom settles once: ``attribution.toml``, or ``[tool.attribution]`` in ``pyproject.toml``.

The nearest one counts, in the folder where the program runs or in one above it. Paths in it are relative
to it.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import process

from attribution.read.address import is_address
from attribution.read.discover import STDIN
from attribution.refusal import Refusal
from attribution.rule import Severity

OWN, SHARED = "attribution.toml", "pyproject.toml"


class ConfigurationError(Refusal):
    """The file cannot be used."""

    code = "configuration-invalid"

    def __init__(self, message: str, next: str) -> None:
        super().__init__(self.code, message, next)


class Configuration(BaseModel):
    """What the file settles; None where it says nothing. The names are those of the options of ``check``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    paths: list[str] | None = None
    rules: list[str] | None = None
    models: list[str] | None = None
    cache: str | None = None
    judgements: str | None = None
    verdicts: str | None = None
    out: str | None = None
    store: str | None = None
    fail_on: Severity | None = Field(None, alias="fail-on")
    private_addresses: bool | None = Field(None, alias="private-addresses")

    def settled(self) -> dict[str, Any]:
        """What is said, by the names of arguments."""
        return {name: value for name, value in self if value is not None}

    @property
    def verdicts_so_far(self) -> str | None:
        """The file of verdicts, where it is there: the first verdict makes it."""
        return self.verdicts if self.verdicts and os.path.lexists(self.verdicts) else None


KEYS = tuple(field.alias or name for name, field in Configuration.model_fields.items())


def nearest(folder: Path) -> Path | None:
    """The file that counts in the folder, None where there is none. In one folder ``attribution.toml`` goes
    before ``pyproject.toml``, which counts only where it has the table."""
    for place in (folder, *folder.parents):
        if (place / OWN).is_file():
            return place / OWN
        if (place / SHARED).is_file() and _table(place / SHARED) is not None:
            return place / SHARED
    return None


def read(file: Path) -> Configuration:
    """The configuration of a file, its paths as they are reached from where the program runs. Raises
    ConfigurationError for a key that is none, a value of another kind, and a file that is no TOML."""
    table = _table(file)
    if not isinstance(table, dict):
        raise ConfigurationError(f"{file} has no table [tool.attribution]", "Add it, or name another file.")
    try:
        said = Configuration.model_validate(table)
    except ValidationError as error:
        fault = error.errors()[0]
        raise _fault(file, str(fault["loc"][0]), fault["type"], fault["msg"]) from None
    reached = {
        name: [_reached(file, each) for each in value] if isinstance(value, list) else _reached(file, value)
        for name, value in said
        if name in ("paths", "rules", "cache", "judgements", "verdicts", "out", "store") and value is not None
    }
    if said.models is not None:
        reached["models"] = [
            _reached(file, m) if "/" in m or os.path.isdir(file.parent / m) else m  # noqa: PTH112  raises nothing
            for m in said.models
        ]
    return said.model_copy(update=reached)


def _table(file: Path) -> Any:
    try:
        said = file.read_bytes()
        data = tomllib.loads(said.decode("utf-8"))
    except (OSError, ValueError) as error:
        if file.name == SHARED:
            return None  # for others to complain of
        place = file if isinstance(error, OSError) else f"{file}:{_line_of(error, said)}"
        raise ConfigurationError(
            f"{place}: it cannot be read: {error}", "Mend it; nothing was read."
        ) from None
    if file.name != SHARED:
        return data
    tool = data.get("tool")
    return tool.get("attribution") if isinstance(tool, dict) else None


def _line_of(error: ValueError, said: bytes) -> int:
    """The line at which a file is no TOML any more, or no UTF-8."""
    if isinstance(error, UnicodeDecodeError):
        return said.count(b"\n", 0, error.start) + 1
    told = re.search(r"\(at line (\d+)", str(error))
    return int(told[1]) if told else said.rstrip().count(b"\n") + 1  # at the end of the document


def _reached(file: Path, path: str) -> str:
    """The path as it is reached from here; an address, and standard input, stay what they are."""
    if path == STDIN or is_address(path):
        return path
    try:
        return os.path.relpath(file.parent / Path(path).expanduser())
    except (RuntimeError, ValueError) as error:  # a home folder that nobody has, a path with a NUL
        raise ConfigurationError(f"{file}: {path!r} is no path: {error}", "Write the path out.") from None


def _fault(file: Path, key: str, type: str, message: str) -> ConfigurationError:
    place = f"{file}:{next(_lines_with(file, key), 1)}"
    if type == "extra_forbidden":
        [(near, *_)] = process.extract(key, KEYS, limit=1)
        return ConfigurationError(
            f"{place}: there is no key “{key}”", f"Did you mean “{near}”? There are {', '.join(KEYS)}."
        )
    return ConfigurationError(f"{place}: “{key}”: {message}", "See docs/configuration.md.")


def _lines_with(file: Path, key: str) -> Iterator[int]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.split("=")[0].strip().strip("\"'") == key:
            yield number
