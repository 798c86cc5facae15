"""The articles of a store: all of them, the newest first, or those that hold given words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.archive.add import add, remove
from attribution.archive.recheck import anew
from attribution.archive.store import Store
from attribution.desk.visit import Undo, Visit, form, page, page_number

SHOWN = 30
"""Articles on a page."""
RANKED = 2_000
"""Where more articles have the words, those that came last stand first: the words tell none apart."""
COLUMNS = """
articles.id, title, publisher, published,
(SELECT count(*) FROM attributions WHERE article = articles.row AND NOT trial),
(SELECT count(DISTINCT flag) FROM flagged JOIN flags ON flags.row = flag
 WHERE flagged.article = articles.id AND state = 'open')"""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in the list."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    attributions: int
    flags: int


def rows(store: Store, find: str, number: int) -> tuple[list[ListedArticle], int]:
    """One page of the articles that have all the words, and how many there are on all pages."""
    words = " ".join(f'"{word}"' for word in re.findall(r"\w+", find))
    offset = SHOWN * (number - 1)
    if words:
        among = "FROM texts JOIN articles ON articles.row = texts.rowid WHERE texts MATCH ?"
        counted = store.one("SELECT count(*) FROM texts WHERE texts MATCH ?", words)
        best = "rank" if counted and counted[0] <= RANKED else "texts.rowid DESC"
        query = f"SELECT {COLUMNS} {among} ORDER BY {best} LIMIT ? OFFSET ?"
        found = store.rows(query, words, SHOWN, offset)
    else:
        newest = "SELECT row FROM articles ORDER BY published DESC, id LIMIT ? OFFSET ?"
        query = f"SELECT {COLUMNS} FROM articles WHERE row IN ({newest}) ORDER BY published DESC, id"
        found = store.rows(query, SHOWN, offset)
        counted = store.one("SELECT count(*) FROM articles")
    return [ListedArticle(*row) for row in found], int(counted[0]) if counted else 0


def articles(visit: Visit) -> Response:
    """The list."""
    find, number = visit.query.get("find", "").strip(), page_number(visit.query)
    with visit.open() as store:
        found, count = rows(store, find, number)
    pages = -(-count // SHOWN)
    query = {"find": find} if find else {}
    return visit.page(
        "articles.jinja", here="/articles", rows=found, count=count, pages=pages, number=number, query=query
    )


def take_out(visit: Visit, id: str) -> bool:
    """Whether the article was there. What was said in it goes with it, flags with a place in it are closed;
    what people decided stays, for the day on which it comes back."""
    with visit.open() as store:
        kept = anew(store, id, visit.desk.book)
        there = bool(remove(store, [id], visit.desk.book))
    if kept:
        visit.intake.keep(kept)
    return there


def taken_out(visit: Visit, sent: FormData) -> Response:
    """The list, without the article."""
    id = str(sent.get("article", ""))
    if not take_out(visit, id):
        return _not_there(visit)
    if not visit.htmx:
        return visit.after("/articles")
    back: Undo = {"to": "/articles/put-back", "values": {"article": id}}
    return visit.page("nothing.jinja", told="Taken out.", undo=back, go="/articles")


def put_back(visit: Visit, sent: FormData) -> Response:
    """An article that was taken out since the desk was opened is in the store again."""
    kept = visit.intake.taken_out.pop(str(sent.get("article", "")), None)
    if kept is None:
        return _not_there(visit)
    with visit.open() as store:
        add(store, [kept], visit.desk.book)
    return visit.page("nothing.jinja", told="Undone.") if visit.htmx else visit.after("/articles")


def _not_there(visit: Visit) -> Response:
    return visit.problem(
        "desk-not-found", "There is no such article in the store.", "Look for its words.", 404
    )


ROUTES = [
    page("/articles", articles),
    form("/articles/remove", taken_out),
    form("/articles/put-back", put_back),
]
