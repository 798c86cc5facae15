"""Flags of a store: those that were chosen, the worst first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from attribution.archive.store import LAST_VERDICT, Store
from attribution.desk.visit import page_number
from attribution.result import SEVERITIES, Flag

SHOWN = 10
"""Flags on a page."""
RANK = f"CASE severity {' '.join(f'WHEN {s!r} THEN {n}' for n, s in enumerate(SEVERITIES))} END"
WORST = f"{RANK}, flags.row"
PLACE = "SELECT 1 FROM flagged JOIN articles ON articles.id = flagged.article WHERE flagged.flag = flags.row"
SPEAKER = (
    "SELECT 1 FROM flagged JOIN attributions said ON said.id = flagged.attribution "
    "JOIN speakers ON speakers.attribution = said.row JOIN people ON people.id = person "
    "WHERE flagged.flag = flags.row"
)
CONDITIONS = {
    "severity": "severity = :severity",
    "kind": "kind = :kind",
    "outlet": f"EXISTS ({PLACE} AND publisher = :outlet)",
    "since": f"EXISTS ({PLACE} AND substr(published, 1, 10) >= :since)",
    "until": f"EXISTS ({PLACE} AND substr(published, 1, 10) <= :until)",
    "person": f"EXISTS ({SPEAKER} AND (people.id = :person OR people.line LIKE '%' || :person || '%'))",
    "find": "flags.line LIKE '%' || :find || '%'",
}
STATES = {"open": "state = 'open' AND coalesce(verdict, '') = ''", "closed": "state = 'closed'", "all": "1"}
"""What is asked of flags; any other word is a verdict."""


@dataclass(frozen=True, slots=True)
class ChosenFlags:
    """What is asked for; "" means any. ``state`` is ``open``, ``closed``, one of the verdicts, or ``all``. A
    page begins behind the flag ``after``, or where it does by its number."""

    severity: str = ""
    kind: str = ""
    outlet: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    find: str = ""
    state: str = "open"
    page: int = 1
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> ChosenFlags:
        """As the address of a page says it."""
        chosen = {name: query.get(name, "").strip() for name in CONDITIONS}
        at = page_number(query), query.get("after", "")
        return cls(**chosen, state=query.get("state") or "open", page=at[0], after=at[1])

    @property
    def query(self) -> dict[str, str]:
        """What the address of a page says, without which page it is."""
        kept = {k: v for k, v in asdict(self).items() if v and k not in ("page", "after")}
        return {name: value for name, value in kept.items() if (name, value) != ("state", "open")}

    @property
    def condition(self) -> str:
        state = STATES.get(self.state, "verdict = :state")
        return " AND ".join([state, *(each for name, each in CONDITIONS.items() if getattr(self, name))])


def before(store: Store, chosen: ChosenFlags) -> int:
    """How many of the flags chosen stand before the page. Those that were settled since the page before was
    shown are none of them any more: what follows it follows its last flag, so that none is passed over."""
    if not chosen.after:
        return SHOWN * (chosen.page - 1)
    place = f"(SELECT {WORST} FROM flags WHERE id = :after)"
    query = f"SELECT count(*) FROM flags {LAST_VERDICT} WHERE {chosen.condition} AND ({WORST}) <= {place}"
    return int(store.db.execute(query, asdict(chosen)).fetchone()[0])


def flags(store: Store, chosen: ChosenFlags) -> tuple[list[Flag], int]:
    """One page of the flags chosen, and how many there are on all pages."""
    query = (
        f"SELECT id, count(*) OVER () FROM flags {LAST_VERDICT} WHERE {chosen.condition} "
        f"ORDER BY {WORST} LIMIT :limit OFFSET :offset"
    )
    values = asdict(chosen) | {"limit": SHOWN, "offset": before(store, chosen)}
    rows = store.db.execute(query, values).fetchall()
    if not rows and (chosen.page > 1 or chosen.after):
        return [], flags(store, replace(chosen, page=1, after=""))[1]
    found = [store.flag(id) for id, _ in rows]
    return [kept.flag for kept in found if kept], rows[0][1] if rows else 0


def open_kinds(store: Store) -> dict[str, int]:
    """How many open flags there are of each kind."""
    return dict(
        store.rows(
            f"SELECT kind, count(*) FROM flags {LAST_VERDICT} WHERE {STATES['open']} GROUP BY kind ORDER BY 1"
        )
    )
