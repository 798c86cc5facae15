"""What `settings.toml` says: folders, and the options of each step as Stanza's own commands take them.

The file that ATTRIBUTION_SETTINGS names, if any, says what is otherwise: the keys in its tables replace those
of `settings.toml`.
"""

import os
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def read_settings() -> dict[str, dict]:
    """The tables of `settings.toml` with what the other file says otherwise."""
    tables = tomllib.loads((Path(__file__).parent / "settings.toml").read_text(encoding="utf-8"))
    if other := os.environ.get("ATTRIBUTION_SETTINGS"):
        for name, table in tomllib.loads((ROOT / other).read_text(encoding="utf-8")).items():
            if name not in tables:
                raise SystemExit(f"{other} has a table [{name}], and there are {', '.join(tables)}")
            tables[name] |= table
    return tables


SETTINGS = read_settings()


def folder(name: str, variable: str) -> Path:
    """The folder that the environment variable names, or else `settings.toml`, relative to the checkout."""
    return (ROOT / os.environ.get(variable, SETTINGS["folders"][name])).resolve()


DATA = folder("data", "ATTRIBUTION_DATA")
WORK = folder("work", "ATTRIBUTION_TRAINING")
BASE = folder("base", "ATTRIBUTION_BASE_PACK")

LANG, PACKAGE = "en", "news"


def corpus(name: str) -> Path:
    """A file or folder of the data folder; ends the program with what to do where it is missing."""
    path = DATA / name
    if not path.exists():
        raise SystemExit(
            f'{path} is not there. The corpora are no part of the project: docs/models.md, under "The data", '
            "says where each comes from; ATTRIBUTION_DATA names the folder that they are in."
        )
    return path


def options(step: str, **more: object) -> list[str]:
    """The command line of a step: its table in `settings.toml`, then `more`; true is a flag, false leaves it
    out."""
    line: list[str] = []
    for key, value in {**SETTINGS[step], **more}.items():
        if value is True:
            line.append(f"--{key}")
        elif value is not False:
            line += [f"--{key}", str(value)]
    return line
