"""Everybody who is quoted in a store; and one of them: what they said, when, where, how it was altered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.archive import decided
from attribution.archive.decided import NameJudgement
from attribution.archive.store import Store
from attribution.article import Article, text_of
from attribution.desk.article_page import OtherPlace, differing, other_places
from attribution.desk.verdicts import now
from attribution.desk.visit import Visit, form, page, page_number, to_person
from attribution.people.judgements import JUDGEMENTS, of_itself
from attribution.result import Attribution, Difference, Person
from attribution.write.schema.across import PersonLine

SHOWN = 40
"""People on a page."""
SAID = 20
"""Statements of one person on a page."""
OFTEN = "json_extract(line, '$.attributions') DESC, name"
ONE_ARTICLE = """
SELECT articles.id FROM speakers JOIN attributions ON attributions.row = speakers.attribution
JOIN articles ON articles.row = article WHERE person = ? LIMIT 1"""
"""An article in which the person speaks: checking it anew links people by the judgements since."""


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
    number = page_number(visit.query)
    with visit.open() as store:
        person = store.person(visit.path["person"])
        if person is None and (name := visit.query.get("name")):
            return visit.after(f"/people?{urlencode({'find': name})}")
        if person is None:
            return _nobody(visit)
        said, count = statements(store, person.id, number)
        names = {person.name, *person.spellings}
        return visit.page(
            "person.jinja",
            here="/people",
            person=person,
            said=said,
            count=count,
            number=number,
            pages=-(-count // SAID),
            linking=visit.intake.busy,
            judged=[j for j in decided.judgements(store) if names & {j.a, j.b}],
        )


def judge(visit: Visit, sent: FormData) -> Response:
    """A judgement on two names is kept: one person, two, or left open."""
    word, other = str(sent.get("judgement", "")), " ".join(str(sent.get("other", "")).split())[:300]
    with visit.open() as store:
        person = store.person(visit.path["person"])
        if person is None:
            return _nobody(visit)
        judgement = next((j for j in JUDGEMENTS if j == word), None)
        if judgement is None or not other:
            return visit.problem("judgement-invalid", "A name is needed.", "Type the other name.")
        mine = " ".join(str(sent.get("name") or person.name).split())
        if of_itself(mine, other, judgement):
            return visit.problem("judgement-invalid", f"“{other}” is the same name.", "Type another name.")
        kept = NameJudgement(mine, other, judgement, by=visit.who, when=now())  # type: ignore[arg-type]
        decided.judge(store, kept)
        link_again(visit, store, person.id)
    return visit.after(f"{to_person(visit.path['person'])}?{urlencode({'name': mine})}#judged")


def link_again(visit: Visit, store: Store, person: str) -> None:
    """What is judged about the person's names is seen soon."""
    for (article,) in list(store.rows(ONE_ARTICLE, person)):
        visit.intake.again(article)


def _nobody(visit: Visit) -> Response:
    return visit.problem(
        "desk-not-found",
        "There is no such person in the store.",
        "People get other ids where they are merged or split: look for the name.",
        404,
    )


ROUTES = [
    page("/people", people),
    page("/people/{person}", one_person),
    form("/people/{person}/judge", judge),
]
