"""What one statement makes depend on something, or only thinks possible, and the other says without more."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.meaning.statement import Statement
from attribution.result import Difference
from attribution.wording.other_words import Wording


def other_condition(a: Statement, b: Statement, wording: Wording) -> Iterator[Difference]:
    """A condition behind what both say, of which one has nothing."""
    ours, theirs = _condition(a, wording), _condition(b, wording)
    if (ours is None) == (theirs is None):
        return
    at, long, short = (ours, a, b) if ours is not None else (theirs, b, a)
    if at is None or not short.kinds <= {thing for i, thing in long.things.items() if i < at}:
        return
    shown = long.shown(at, len(long.tokens) - 1)
    yield Difference("condition", shown, "") if long is a else Difference("condition", "", shown)


def other_modality(a: Statement, b: Statement, wording: Wording) -> Iterator[Difference]:
    """What is only possible for one is certain for the other: may, will."""
    ours, theirs = (
        next((i for i, t in enumerate(s.texts) if t in wording.possible and not _is_name(s, i)), None)
        for s in (a, b)
    )
    if (ours is None) == (theirs is None):
        return
    certain = b if ours is not None else a
    if not any(wording.present.get(t, t) in wording.certain for t in certain.texts):
        return
    yield Difference(
        "hedge",
        a.shown(ours, ours + 1) if ours is not None else "",
        b.shown(theirs, theirs + 1) if theirs is not None else "",
    )


def _is_name(statement: Statement, at: int) -> bool:
    """Whether the parser takes the word for a name: the month of May."""
    return at in statement.words and statement.words[at][1].upos == "PROPN"


def _condition(statement: Statement, wording: Wording) -> int | None:
    """Where a condition begins behind the first words."""
    for i in range(1, len(statement.tokens)):
        if any(statement.texts[i : i + len(c)] == c for c in wording.conditions):
            return i
    return None
