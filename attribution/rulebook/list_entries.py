"""Entries of word lists: names that lists had before, and lists whose entries must have a form of their own.

Most lists hold words or phrases. Some say what stands for what: "30 = half past", "william = bill, billy". An
entry that does not fit would be without effect, or stop the program where the list is read; it is told and
left out instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attribution.rulebook.list_catalogue import OLD_NAMES
from attribution.rulebook.yaml_tree import Tree

AMOUNTS = ("numbers", "ordinals", "scales", "clock-words", "days-ago")
"""Entries are ``number = word, word``."""
LETTERS = ("name-spellings", "name-sounds", "name-readings")
"""Entries are ``letters = pattern, pattern``, with regular expressions as patterns; in name-readings several
of them, between semicolons."""
VARIANTS = (
    "body-kinds",
    "nicknames",
    "role-kinds",
    "spelling-starts",
    "spelling-words",
    "spelling-ends",
    "contraction-words",
    "contraction-ends",
    "contraction-readings",
)
"""Entries are ``word = variant, variant``."""


def sound(tree: Tree, key: str, lists: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The lists under the names of today, without entries that do not fit their list. ``key`` is where they
    stand in the file (``lists``, ``extend``); what is renamed or left out is noted in the tree."""
    found = {}
    for name, entries in lists.items():
        if current := OLD_NAMES.get(name):
            message = f"the list “{name}” is called “{current}” now"
            tree.problem(
                "old-list-name",
                tree.place((key, name), key=True),
                message,
                "write the new name",
                warning=True,
            )
        kept = []
        for number, entry in enumerate(entries):
            if hint := _misfit(current or name, entry):
                message = f"“{entry}” is no entry of “{current or name}”"
                tree.problem("bad-value", tree.place((key, name, number)), message, hint)
            else:
                kept.append(entry)
        found[current or name] = tuple(kept)
    return found


def _misfit(name: str, entry: str) -> str:
    """How an entry of the list is written, where this one is not; else nothing."""
    if name in AMOUNTS:
        amount, _, words = entry.partition("=")
        fits = re.fullmatch(r"-?[0-9]+", amount.strip()) and words.strip()
        return "" if fits else "write “number = word, word”"
    if name in LETTERS:
        parts = entry.split(";") if name == "name-readings" else [entry]
        return "" if all(map(_puts_letters, parts)) else "write “letters = pattern, pattern”"
    if name in VARIANTS:
        word, _, variants = entry.partition("=")
        return "" if word.strip() and variants.strip() else "write “word = variant, variant”"
    return ""


def _puts_letters(part: str) -> bool:
    """Whether the part says which letters stand for which patterns; an empty pattern would be found
    everywhere."""
    letters, _, patterns = (side.strip() for side in part.partition("="))
    try:
        return letters.isalpha() and not any(re.fullmatch(p.strip(), "") for p in patterns.split(","))
    except re.error:
        return False
