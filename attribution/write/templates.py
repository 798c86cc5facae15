"""The templates of pages, which the report and the desk share: escaping is on, dates are written alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from attribution.write.flag_kinds import KINDS
from attribution.write.guess import strength
from attribution.write.time_line import time_line

PAGE = Path(__file__).parent / "page"
CONTROLS = {c: "\ufffd" for c in [*range(9), 11, 12, *range(14, 32), *range(127, 160)] if c != 0x85}
"""Control characters, which HTML does not allow."""


def environment(*folders: Path) -> Environment:
    """Templates of ``page/``; those of ``folders`` stand in place of them where they have the same name."""
    made = Environment(
        loader=FileSystemLoader([*folders, PAGE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day, "web": web, "strength": strength, "time_line": time_line}
    made.globals["kinds"] = KINDS
    return made


def day(value: str | None) -> str:
    """An ISO date as people write it; anything else as it is."""
    try:
        d = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or ""
    return f"{d.day} {d:%B %Y}"


def web(url: str | None) -> str:
    """The address if it is one of the web, else nothing: other schemes could run code."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def joined(names: tuple[str, ...], folder: Path = PAGE) -> str:
    """The files of the folder one after the other."""
    return "\n".join((folder / name).read_text(encoding="utf-8").strip() for name in names)
