"""What the tests of cross-article checking share: the shipped rules."""

from functools import cache
from pathlib import Path

import yaml

from attribution.rule import RuleBook


@cache
def book() -> RuleBook:
    """The shipped word lists (and flag rules)."""
    lists = {}
    for path in sorted(Path("rules/en").glob("*.yaml")):
        lists |= yaml.load(path.read_text(), yaml.BaseLoader).get("lists") or {}
    return RuleBook((), {"en": {k: tuple(v) for k, v in lists.items()}}, "test")
