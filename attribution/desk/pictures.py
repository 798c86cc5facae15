"""Pictures of a store, each with its table: who is quoted when and where, and which outlets agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response

from attribution.archive.store import Store
from attribution.desk.visit import Visit, page

SPAN = {10: "day", 7: "month", 4: "year"}
"""What so many characters of a time are."""
VOICES, OUTLETS, SPANS = 12, 12, 24
"""Rows and columns of a picture at most."""
SHARED = 2_000
"""So many statements that several outlets have are compared, the last that came in."""
MOST_QUOTED = "SELECT person FROM speakers GROUP BY person ORDER BY count(*) DESC, person LIMIT ?"
QUOTED = """
SELECT substr(published, 1, 10), publisher, count(*) FROM speakers
JOIN attributions ON attributions.row = speakers.attribution JOIN articles ON articles.row = article
WHERE person = ? GROUP BY 1, 2"""
AGREEING = f"""
SELECT one.publisher, two.publisher, count(*), sum(same)
FROM (SELECT row AS shared, speakers = 'same' AND json_array_length(line, '$.differences') = 0 AS same
      FROM alignments ORDER BY row DESC LIMIT {SHARED})
JOIN aligned a ON a.alignment = shared
JOIN aligned b ON b.alignment = shared AND a.attribution < b.attribution
JOIN attributions x ON x.id = a.attribution JOIN attributions y ON y.id = b.attribution
JOIN articles one ON one.row = x.article JOIN articles two ON two.row = y.article
WHERE one.publisher != two.publisher GROUP BY 1, 2"""
Counted = Counter[tuple[str, str]]
"""How often, by name of a person and column."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A table of numbers, drawn as a field a cell, the darker the more. ``most`` is the largest number in
    it."""

    title: str
    about: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], int]
    words: dict[tuple[str, str], str]

    @property
    def most(self) -> int:
        return max(self.cells.values(), default=1)


def pictures(visit: Visit) -> Response:
    """The page."""
    with visit.open() as store:
        found = drawn(store)
    return visit.page("pictures.jinja", here="/pictures", pictures=found)


def drawn(store: Store) -> list[Picture]:
    """The pictures that show anything."""
    by_day, by_outlet = quoted(store)
    found = [over_time(by_day), in_outlets(by_outlet), agreement(store)]
    return [p for p in found if p.cells]


def quoted(store: Store) -> tuple[Counted, Counted]:
    """How often each of the most quoted people is quoted, by day and by outlet."""
    by_day, by_outlet = Counted(), Counted()
    for (id,) in [*store.rows(MOST_QUOTED, VOICES)]:
        person = store.person(id)
        name = person.name if person else id
        for day, outlet, n in store.rows(QUOTED, id):
            if day:
                by_day[name, day] += n
            if outlet:
                by_outlet[name, outlet] += n
    return by_day, by_outlet


def over_time(by_day: Counted) -> Picture:
    """How often each is quoted, by day, month or year: the finest of which few enough lie between the first
    and the last. Those in which nobody is quoted have their columns, too."""
    days = [day for _, day in by_day]
    length = next((n for n in (10, 7) if len(_spans(days, n)) <= SPANS), 4)
    counted = Counted()
    for (name, day), n in by_day.items():
        counted[name, day[:length]] += n
    told = f"Statements by {SPAN[length]}."
    return _of_people("Who is quoted, over time", told, counted, _spans(days, length)[-SPANS:])


def _spans(days: Collection[str], length: int) -> list[str]:
    """Every day, month or year, as so many characters of ISO 8601, from the first to the last."""
    if not days:
        return []
    first, last = (date.fromisoformat(day) for day in (min(days), max(days)))
    each = (first + timedelta(n) for n in range((last - first).days + 1))
    return [*dict.fromkeys(day.isoformat()[:length] for day in each)]


def in_outlets(by_outlet: Counted) -> Picture:
    """How often each is quoted, by outlet."""
    outlets = Counter[str]()
    for (_, outlet), n in by_outlet.items():
        outlets[outlet] += n
    columns = [o for o, _ in outlets.most_common(OUTLETS)]
    return _of_people("Who is quoted, by outlet", "Statements in each outlet.", by_outlet, columns)


def agreement(store: Store) -> Picture:
    """How often two outlets have the same words from the same speaker, of all words that both have."""
    shared: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one, two, n, same in store.rows(AGREEING):
        for pair in ((one, two), (two, one)):
            shared[pair][0] += same
            shared[pair][1] += n
    busy = Counter[str]()
    for (one, _), (_, n) in shared.items():
        busy[one] += n
    outlets = tuple(sorted(o for o, _ in busy.most_common(OUTLETS)))
    inside = {pair: v for pair, v in shared.items() if pair[0] in outlets and pair[1] in outlets}
    cells = {pair: round(100 * same / n) for pair, (same, n) in inside.items()}
    words = {pair: f"{same} of {n}" for pair, (same, n) in inside.items()}
    about = (
        "Of the statements that two outlets share, how many have one speaker and no difference, in percent "
        f"(of the last {SHARED:,} that came in)."
    )
    return Picture("Agreement between outlets", about, outlets, outlets, cells, words)


def _of_people(title: str, about: str, counted: Counted, columns: list[str]) -> Picture:
    rows = tuple(dict.fromkeys(name for name, _ in counted))
    cells = {(name, c): counted[name, c] for name in rows for c in columns if counted[name, c]}
    words = {place: str(n) for place, n in cells.items()}
    return Picture(title, about, rows, tuple(columns), cells, words)


ROUTES = [page("/pictures", pictures)]
