"""Text that a mail program passed on: every line behind ">", where the lines below each other are one
paragraph."""

from __future__ import annotations

import re

SIGN = re.compile(r"^[ \t]*>(?!>)[ \t]?", re.M)
"""Two signs without a blank between them begin the turns of captions."""
LEAST = 3
"""So many lines behind the sign, and most of all lines, are a text that was passed on; fewer are quoted in
it."""
DEEPEST = 5
"""Times that a text is passed on, each with a sign more."""


def without_signs(text: str) -> str:
    """The text without the signs, where most lines have one; else the text itself."""
    for _ in range(DEEPEST):
        lines = [line for line in text.splitlines() if line.strip()]
        behind = sum(SIGN.match(line) is not None for line in lines)
        if behind < LEAST or 2 * behind <= len(lines):
            break
        text = SIGN.sub("", text)
    return text
