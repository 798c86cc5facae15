"""Verdicts as the desk keeps them: every one with who and when, also those that were taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from attribution.archive import decided
from attribution.archive.store import Store


class ChangedSince(Exception):
    """Somebody else decided on the same subject afterwards, so that a step cannot be undone."""

    code = "desk-changed-since"
    next = "Look at what they decided, and decide anew if you still want to."

    def __init__(self, by: str, when: str) -> None:
        super().__init__(f"{by or 'Somebody'} has decided on this since, at {when}.")


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A verdict, "" where one was taken back or only a note was written."""

    row: int
    verdict: str
    note: str
    by: str
    when: str


NOTHING = KeptVerdict(0, "", "", "", "")


def now() -> str:
    """The local time with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def history(store: Store, flag: str) -> Sequence[KeptVerdict]:
    """Everything that was decided about the flag, the first first."""
    rows = store.rows(
        'SELECT row, verdict, note, "by", "when" FROM verdicts WHERE flag = ? ORDER BY row', flag
    )
    return [KeptVerdict(*row) for row in rows]


def keep(
    store: Store,
    flag: str,
    who: str,
    *,
    verdict: str | None = None,
    note: str | None = None,
    undoes: int | None = None,
) -> KeptVerdict:
    """Keeps a verdict, a note, or both, and returns what counted before; what is None stays as it was.

    Raises ChangedSince where row ``undoes`` is to be undone, and somebody else has decided after it.
    """
    with store.writing():
        before = history(store, flag)
        last = before[-1] if before else NOTHING
        if undoes is not None and (others := [k for k in before if k.row > undoes and k.by != who]):
            raise ChangedSince(others[-1].by, others[-1].when)
        decided.put_verdict(
            store,
            flag,
            last.verdict if verdict is None else verdict,
            last.note if note is None else note,
            who,
            now(),
        )
    return last


def last_row(store: Store) -> int:
    """The number of the last verdict of all; 0 where there is none."""
    found = store.one("SELECT max(row) FROM verdicts")
    return int(found[0] or 0) if found else 0


def by_others(store: Store, since: int, who: str) -> list[tuple[str, str]]:
    """The flags that others decided on after that row, and who did, the last last."""
    rows = store.rows(
        'SELECT flag, "by" FROM verdicts WHERE row > ? AND "by" != ? ORDER BY row LIMIT 200', since, who
    )
    return [*dict(rows).items()]
