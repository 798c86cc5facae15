"""What `settings.toml` says: folders, and the options of each step as Stanza's own commands take them."""

import os
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((Path(__file__).parent / "settings.toml").read_text(encoding="utf-8"))


def folder(name: str, variable: str) -> Path:
    """The folder that the environment variable names, or else `settings.toml`, relative to the checkout."""
    return (ROOT / os.environ.get(variable, SETTINGS["folders"][name])).resolve()


DATA = folder("data", "ATTRIBUTION_DATA")
WORK = folder("work", "ATTRIBUTION_TRAINING")
BASE = folder("base", "ATTRIBUTION_BASE_PACK")

LANG, PACKAGE = "en", "news"


def options(step: str, **more: object) -> list[str]:
    """The command line of a step: its table in `settings.toml`, then `more`; true is a flag, false leaves it out."""
    line: list[str] = []
    for key, value in {**SETTINGS[step], **more}.items():
        if value is True:
            line.append(f"--{key}")
        elif value is not False:
            line += [f"--{key}", str(value)]
    return line
