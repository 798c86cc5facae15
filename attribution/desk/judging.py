"""Whether two names are one person's, as somebody decides at the desk."""

from __future__ import annotations

import json
from collections.abc import Sequence

from attribution.archive import decided
from attribution.archive.decided import NameJudgement
from attribution.archive.store import Store
from attribution.desk.verdicts import ChangedSince
from attribution.desk.visit import Visit
from attribution.people.judgements import of_itself, plain_name
from attribution.refusal import Refusal

HAS_NAME = "SELECT id FROM people WHERE line LIKE '%' || ? || '%' LIMIT 1"
ONE_ARTICLE = """
SELECT articles.id FROM speakers JOIN attributions ON attributions.row = speakers.attribution
JOIN articles ON articles.row = article WHERE person = ? LIMIT 1"""
"""An article in which the person speaks: checking it anew links people by the judgements since."""


class CannotJudge(Refusal):
    """The two names cannot be judged so."""


def person_named(store: Store, name: str) -> str | None:
    """The id of somebody who has the name."""
    found = store.one(HAS_NAME, json.dumps(name, ensure_ascii=False))
    return str(found[0]) if found else None


def judge(visit: Visit, store: Store, given: NameJudgement, undoes: int | None = None) -> NameJudgement:
    """Keeps the judgement, has people linked by it soon, and returns what counted before. Raises CannotJudge;
    ChangedSince where row ``undoes`` is to be undone, and somebody else has judged the two names after it."""
    if of_itself(given.a, given.b, given.judgement):
        message = f"“{given.a}” is judged against itself; a name cannot be told apart from itself."
        raise CannotJudge("judgement-invalid", message, "Give two names.")
    person = person_named(store, given.a)
    if person is None:
        message = f"Nobody in the store has the name {given.a}."
        raise CannotJudge("desk-not-found", message, "Write it as the list of people has it.")
    before = about(store, given)
    if undoes is not None and (later := [j for row, j in before if row > undoes and j.by != given.by]):
        raise ChangedSince(later[-1].by, later[-1].when)
    decided.judge(store, given)
    for (article,) in [*store.rows(ONE_ARTICLE, person)]:
        visit.intake.again(article)
    return before[-1][1] if before else NameJudgement(given.a, given.b, "as-found")


def about(store: Store, given: NameJudgement) -> Sequence[tuple[int, NameJudgement]]:
    """Everything that was decided on the two names, with its row, the first first."""
    pair = {plain_name(given.a), plain_name(given.b)}
    rows = decided.judgements_by_row(store)
    return [(row, j) for row, j in rows.items() if {plain_name(j.a), plain_name(j.b)} == pair]
