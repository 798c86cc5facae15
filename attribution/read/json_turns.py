"""Speech in JSON, as one record of turns under names: the segments of a recording that a program wrote down,
the messages of a channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

KEYS = ("utterances", "segments", "messages")
"""Where recordings (utterances, segments) and conversations (messages) have their turns."""
SPEAKER = ("speaker", "speaker_name", "from", "display_name", "real_name", "name", "username", "user")
PROFILES = ("user_profile", "user", "speaker")
FEWEST = 2
"""Turns under names, for speech to be a record."""
UNNAMED = "Unknown"
"""Stands where a turn has no name, as among the labels that name nobody; without it the words would seem the
last speaker's."""


def record_in(value: object) -> dict[str, str] | None:
    """The row of a record with all turns in it, each a paragraph “Name: words”; None where ``value`` is no
    conversation, or does not say who speaks."""
    turns = list(_turns(value))
    if sum(bool(name) for name, _ in turns) < FEWEST:
        return None
    joined: list[tuple[str, str]] = []
    for said_by, words in turns:
        name = said_by or UNNAMED
        if joined and joined[-1][0] == name:
            joined[-1] = (name, f"{joined[-1][1]} {words}")
        else:
            joined.append((name, words))
    return {"text": "\n\n".join(f"{name}: {words}" for name, words in joined), "kind": "record"}


def _turns(value: object) -> Iterator[tuple[str, str]]:
    """Name, perhaps empty, and words of every turn."""
    found = value
    if isinstance(value, Mapping):
        found = next((value[key] for key in KEYS if isinstance(value.get(key), list)), None)
    if not isinstance(found, list):
        return
    for one in found:
        if not isinstance(one, Mapping) or (found is value and not ("ts" in one and "type" in one)):
            continue
        name, words = _name(one), _words(one.get("text"))
        if words:
            yield name, words


def _name(turn: Mapping[str, Any]) -> str:
    for holder in (*(turn.get(key) for key in PROFILES), turn):
        if isinstance(holder, Mapping):
            for key in SPEAKER:
                if isinstance(said := holder.get(key), (str, int)) and str(said).strip():
                    return " ".join(str(said).replace("_", " ").split())
    return ""


def _words(said: object) -> str:
    """The words of a turn; a message may be pieces, some of them with marks of their own."""
    if isinstance(said, list):
        said = "".join(str(one.get("text", "")) if isinstance(one, Mapping) else str(one) for one in said)
    return " ".join(said.split()) if isinstance(said, str) else ""
