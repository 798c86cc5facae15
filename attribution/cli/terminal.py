"""What commands print: words of articles are shown, and never told to the terminal as something to do."""

from __future__ import annotations

import re

import typer

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, which begin the sequences that move the cursor, write to the clipboard or rename the
window, and the marks that turn the direction of what follows. Tabs and line ends are none of them."""


def shown(text: object) -> str:
    """The text with each control character as JSON writes it: in JSON it is still the same text."""
    return CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", str(text))


def echo(text: object = "", err: bool = False) -> None:
    """Print a line on standard output, or on standard error."""
    typer.echo(shown(text), err=err)
