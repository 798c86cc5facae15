"""Pictures of a store, each with its table: who is quoted when and where, and which outlets agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from starlette.responses import Response

from attribution.archive.store import Store
from attribution.desk.visit import Visit, page

VOICES, OUTLETS, SPANS = 12, 12, 24
"""Rows and columns of a picture at most."""
OVER_TIME = """
SELECT person, substr(published, 1, ?), count(*) FROM speakers
JOIN attributions ON attributions.row = speakers.attribution JOIN articles ON articles.row = article
WHERE published IS NOT NULL GROUP BY 1, 2"""
BY_OUTLET = """
SELECT person, publisher, count(*) FROM speakers
JOIN attributions ON attributions.row = speakers.attribution JOIN articles ON articles.row = article
WHERE publisher IS NOT NULL GROUP BY 1, 2"""
AGREEING = """
SELECT one.publisher, two.publisher, count(*),
sum(alignments.speakers = 'same' AND json_array_length(alignments.line, '$.differences') = 0)
FROM aligned a JOIN aligned b ON b.alignment = a.alignment AND a.attribution < b.attribution
JOIN alignments ON alignments.row = a.alignment
JOIN attributions x ON x.id = a.attribution JOIN attributions y ON y.id = b.attribution
JOIN articles one ON one.row = x.article JOIN articles two ON two.row = y.article
WHERE one.publisher != two.publisher GROUP BY 1, 2"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A table of numbers, drawn as one square a cell. ``most`` is the largest number in it."""

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
        drawn = [over_time(store), by_outlet(store), agreement(store)]
    return visit.page("pictures.jinja", here="/pictures", pictures=[p for p in drawn if p.cells])


def over_time(store: Store) -> Picture:
    """How often each of the most quoted people is quoted, by day, month or year."""
    for length in (10, 7, 4):
        counted = Counter({(p, when): n for p, when, n in store.rows(OVER_TIME, length)})
        if len({when for _, when in counted}) <= SPANS:
            break
    span = {10: "day", 7: "month", 4: "year"}[length]
    title = "Who is quoted, over time"
    return _of_people(
        store, title, f"Statements by {span}.", counted, sorted({w for _, w in counted})[-SPANS:]
    )


def by_outlet(store: Store) -> Picture:
    """How often each of the most quoted people is quoted, by outlet."""
    counted = Counter({(p, outlet): n for p, outlet, n in store.rows(BY_OUTLET)})
    outlets = Counter[str]()
    for (_, outlet), n in counted.items():
        outlets[outlet] += n
    columns = [o for o, _ in outlets.most_common(OUTLETS)]
    return _of_people(store, "Who is quoted, by outlet", "Statements in each outlet.", counted, columns)


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
    about = "Of the words that two outlets share, how many have one speaker and no difference, in percent."
    return Picture("Agreement between outlets", about, outlets, outlets, cells, words)


def _of_people(
    store: Store, title: str, about: str, counted: Counter[tuple[str, str]], columns: list[str]
) -> Picture:
    totals = Counter[str]()
    for (person, _), n in counted.items():
        totals[person] += n
    most = [person for person, _ in totals.most_common(VOICES)]
    names = {id: (found.name if (found := store.person(id)) else id) for id in most}
    cells = {(names[p], c): counted[p, c] for p in most for c in columns if counted[p, c]}
    words = {place: str(n) for place, n in cells.items()}
    return Picture(title, about, tuple(names.values()), tuple(columns), cells, words)


ROUTES = [page("/pictures", pictures)]
