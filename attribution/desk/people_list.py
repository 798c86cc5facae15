"""Everybody who is quoted in a store; and one of them: what they said, when, where, how it was altered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.archive import decided
from attribution.archive.decided import JudgementWord, NameJudgement
from attribution.archive.store import Store
from attribution.article import Article, text_of
from attribution.desk.article_page import OtherPlace, differing, other_places
from attribution.desk.judging import CannotJudge, judge, person_named
from attribution.desk.verdicts import ChangedSince, now
from attribution.desk.visit import Undo, Visit, form, number, page, page_number, to_person
from attribution.people.judgements import JUDGEMENTS, plain_name
from attribution.result import Attribution, Difference, Person
from attribution.write.schema.across import PersonLine

SHOWN = 40
"""People on a page."""
SAID = 20
"""Statements of one person on a page."""
OFTEN = "json_extract(line, '$.attributions') DESC, name"
TOLD = {"same": "Merged.", "different": "Split.", "unsure": "Left open.", "as-found": "Taken back."}


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that a person said; other articles with the same words, where they are the person's and where
    they are ``in_other_mouths``; and how those differ."""

    attribution: Attribution
    article: Article
    words: str
    others: Sequence[OtherPlace]
    in_other_mouths: Sequence[OtherPlace]
    differences: Sequence[Difference]


def listed(store: Store, find: str, number: int) -> tuple[list[Person], int]:
    """One page of the people whose names or roles have the words, the most quoted first, and how many."""
    where = "WHERE " + " AND ".join(["line LIKE '%' || ? || '%'"] * len(find.split())) if find else ""
    words = [json.dumps(word, ensure_ascii=False)[1:-1] for word in find.split()]
    query = f"SELECT line FROM people {where} ORDER BY {OFTEN} LIMIT ? OFFSET ?"
    found = store.rows(query, *words, SHOWN, SHOWN * (number - 1))
    people = [PersonLine.model_validate_json(line).back() for (line,) in found]
    counted = store.one(f"SELECT count(*) FROM people {where}", *words)
    return people, int(counted[0]) if counted else 0


def people(visit: Visit) -> Response:
    """The list."""
    find, number = visit.query.get("find", "").strip()[:200], page_number(visit.query)
    with visit.open() as store:
        found, count = listed(store, find, number)
    return visit.page(
        "people_list.jinja",
        here="/people",
        people=found,
        count=count,
        number=number,
        pages=-(-count // SHOWN),
        query={"find": find} if find else {},
    )


def statements(store: Store, person: str, number: int) -> tuple[list[Saying], int]:
    """One page of what the person said, the newest first, and how much there is on all."""
    among = (
        "FROM speakers JOIN attributions ON attributions.row = speakers.attribution "
        "JOIN articles ON articles.row = attributions.article WHERE person = ? AND NOT trial"
    )
    query = f"SELECT attributions.id {among} ORDER BY published DESC, articles.id, start LIMIT ? OFFSET ?"
    ids = [id for (id,) in store.rows(query, person, SAID, SAID * (number - 1))]
    counted = store.one(f"SELECT count(*) {among}", person)
    found = [_statement(store, person, id) for id in ids]
    return [s for s in found if s], int(counted[0]) if counted else 0


def _statement(store: Store, person: str, id: str) -> Saying | None:
    said = store.attribution(id)
    article = store.article(said.article) if said else None
    if said is None or article is None:
        return None
    words = " ".join(text_of(said.content, article.text).split())
    differences = [d for d in differing(store, id) if (d.a and d.a in words) or (d.b and d.b in words)]
    others = [o for o in other_places(store, id) if o.article.id != article.id]
    mine = [o for o in others if person in (s.person for s in (o.attribution.speaker, *o.attribution.joint))]
    in_other_mouths = [o for o in others if o not in mine]
    return Saying(said, article, words, mine, in_other_mouths, differences)


def one_person(visit: Visit) -> Response:
    """One person: names, roles, everything they said."""
    at = page_number(visit.query)
    with visit.open() as store:
        person = store.person(visit.path["person"])
        if person is None and (name := visit.query.get("name")):
            return visit.after(f"/people?{urlencode({'find': name})}")
        if person is None:
            return _nobody(visit)
        said, count = statements(store, person.id, at)
        mine = {plain_name(n) for n in (person.name, *person.spellings)}
        return visit.page(
            "person.jinja",
            here="/people",
            person=person,
            said=said,
            count=count,
            number=at,
            pages=-(-count // SAID),
            linking=visit.intake.busy,
            judged=[j for j in decided.judgements(store) if mine & {plain_name(j.a), plain_name(j.b)}],
        )


def offered(visit: Visit) -> Response:
    """Names to choose from, with the letters of the one that is being typed."""
    with visit.open() as store:
        found, _ = listed(store, visit.query.get("b", "").strip()[:200], 1)
    return visit.page("names.jinja", names=[p.name for p in found])


def judged(visit: Visit, sent: FormData) -> Response:
    """A judgement on two names is kept: one person, two, left open, or as it was found. Two are merged only
    if both are in the store."""
    a, b = (" ".join(str(sent.get(name, "")).split())[:300] for name in ("a", "b"))
    word = cast(JudgementWord | None, next((j for j in JUDGEMENTS if j == sent.get("judgement")), None))
    if word is None or not a or not b:
        return visit.problem("judgement-invalid", "A name is needed.", "Type the other name.")
    undoes = number(sent.get("undoes"))
    with visit.open() as store:
        if word == "same" and undoes is None and person_named(store, b) is None:
            return visit.problem(
                "desk-not-found", f"Nobody in the store has the name {b}.", "Choose one that is offered.", 404
            )
        try:
            before = judge(visit, store, NameJudgement(a, b, word, by=visit.who, when=now()), undoes)
        except (CannotJudge, ChangedSince) as error:
            return visit.problem(error.code, str(error), error.next, 409)
        row = decided.last_judgement(store)
    there = f"{to_person(str(sent.get('person', '')))}?{urlencode({'name': a})}#judged"
    if not visit.htmx:
        return visit.after(there)
    if undoes is not None:
        return visit.page("nothing.jinja", told="Undone.")
    back = {"a": a, "b": b, "judgement": before.judgement, "undoes": row}
    undo: Undo = {"to": "/judgements", "values": back}
    return visit.page("nothing.jinja", told=TOLD[word], undo=undo, go=there)


def _nobody(visit: Visit) -> Response:
    return visit.problem(
        "desk-not-found",
        "There is no such person in the store.",
        "People get other ids where they are merged or split: look for the name.",
        404,
    )


ROUTES = [
    page("/people", people),
    page("/people/names", offered),
    page("/people/{person}", one_person),
    form("/judgements", judged),
]
