"""New articles against everything kept: what they touch is found by indexes, worked out anew, and replaced.

The same articles in any order and batches leave the same people, alignments and flags in a store.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from attribution.archive import rows
from attribution.archive.decided import judged
from attribution.archive.groups import concluded, keep
from attribution.archive.linking import KeptNames
from attribution.archive.name_rows import put_names
from attribution.archive.neighbours import candidates, links, put_links
from attribution.archive.opened import Opened
from attribution.archive.shelf import Shelf
from attribution.archive.shingles import Shingles, Spread, drop_shingles, put_shingles, shingles_of
from attribution.archive.store import Store
from attribution.article import Article
from attribution.document import Document
from attribution.people.gather import gathered
from attribution.people.known_name import NAMED, NameRules
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.wording.folded import Folded

CHANGED = "{article} has changed since: these words, or what stands around them, are no longer there."
REMOVED = "{article} was taken out of the store."


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article as it is to be kept (``identity.as_kept``), with its parse, what was said in it, and where
    it was read."""

    article: Article
    document: Document | None
    attributions: tuple[Attribution, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """The ids of articles that are new, of those that were known already, and of those whose place was
    taken."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    replaced: tuple[str, ...]


def add(store: Store, given: Sequence[NewArticle], book: RuleBook) -> Added:
    """Keep the articles, checked against each other and against all that the store holds: all of that, or
    nothing where it fails. Raises StoreError."""
    with store.writing():
        arrived = _arrived(store, given)
        for language, new in groupby(sorted(arrived.new, key=_language), key=_language):
            _check(store, language, list(new), _gone_in(store, arrived.gone, language), book)
        for language in {row[1] for row in _languages(store, arrived.gone)} - {
            _language(n) for n in arrived.new
        }:
            _check(store, language, [], _gone_in(store, arrived.gone, language), book)
        for article in given:
            store.db.executemany(
                "INSERT OR REPLACE INTO places SELECT ?, row FROM articles WHERE id = ?",
                [(place, article.article.id) for place in article.places],
            )
        return Added(
            tuple(n.article.id for n in arrived.new), tuple(arrived.known), tuple(arrived.gone.values())
        )


def remove(store: Store, articles: Collection[str], book: RuleBook) -> tuple[str, ...]:
    """Take the articles out, and everything that hung on them; the ids of those that were there. Flags that
    had a place in them are closed."""
    with store.writing():
        gone: dict[int, str] = {}
        for id in articles:
            for (row,) in store.rows("SELECT row FROM articles WHERE id = ?", id):
                gone[row] = id
        for language in sorted({language for _, language in _languages(store, gone)}):
            _check(store, language, [], _gone_in(store, gone, language), book, note=REMOVED)
        return tuple(gone.values())


# ---------------------------------------------------------------- who came, and who went
@dataclass(slots=True)
class _Arrived:
    new: list[NewArticle] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    gone: dict[int, str] = field(default_factory=dict)
    """Rows and ids of articles whose last place was taken."""


def _arrived(store: Store, given: Sequence[NewArticle]) -> _Arrived:
    arrived = _Arrived()
    now_at = {place: a.article.id for a in given for place in a.places}
    seen: set[str] = set()
    for article in given:
        id = article.article.id
        there = store.one("SELECT row FROM articles WHERE id = ?", id)
        if there or id in seen:
            arrived.known.append(id)
        else:
            arrived.new.append(article)
        seen.add(id)
        for place in article.places:
            old = store.one(
                "SELECT article, id FROM places JOIN articles ON articles.row = article WHERE place = ?",
                place,
            )
            if old and old[1] != id:
                left = store.rows("SELECT place FROM places WHERE article = ?", old[0])
                if all(now_at.get(other, old[1]) != old[1] for (other,) in left):
                    arrived.gone[old[0]] = old[1]
    for row, id in list(arrived.gone.items()):
        if id in now_at.values():  # it lies under another path now
            del arrived.gone[row]
    return arrived


def _language(new: NewArticle) -> str:
    return new.article.language


def _languages(store: Store, gone: Iterable[int]) -> list[tuple[int, str]]:
    found = (store.one("SELECT row, language FROM articles WHERE row = ?", row) for row in gone)
    return [(row[0], row[1]) for row in found if row]


def _gone_in(store: Store, gone: Mapping[int, str], language: str) -> dict[int, str]:
    return {row: gone[row] for row, spoken in _languages(store, gone) if spoken == language}


# ---------------------------------------------------------------- the check
def _check(
    store: Store,
    language: str,
    new: Sequence[NewArticle],
    gone: Mapping[int, str],
    book: RuleBook,
    note: str = CHANGED,
) -> None:
    """Put the new articles of one language in the place of those that go, and work out anew what that
    touches."""
    shelf = Shelf(store, book, language)
    spread = Spread(store, language, shelf.tools.most)
    names = KeptNames(store, shelf.tools.for_names(judged(store)), language)
    before = _Touched.by_going(store, gone)
    opened = [_opened(store, each, shelf) for each in new]
    shingles = Shingles.of(opened, shelf)
    coming, rows_of = shingles.kept()
    tipped = spread.tipped_by(coming, [n for row in gone for n in shingles_of(store, row)])
    for row in gone:
        drop_shingles(store, row)
        store.db.execute("DELETE FROM articles WHERE row = ?", (row,))
    put_shingles(store, coming, rows_of)
    changed = {row for n in tipped for (row,) in store.rows("SELECT article FROM shingles WHERE hash = ?", n)}

    moved = _linked(store, opened, names, before, language)
    changed |= (moved | {o.row for o in opened}) - gone.keys()
    shelf.linked_anew(changed)
    partners = before.partners | _without_links(store, changed)
    known = Shingles.of([shelf.get(row) for row in sorted(changed - {o.row for o in opened})], shelf)
    spread.foresee(known.number)
    shingles += known
    found = candidates(changed, shingles, shelf, spread)
    put_links(store, links(changed, shingles, found, shelf, spread))
    conclusion = concluded(shelf, spread, changed, partners, before.units)
    keep(store, conclusion, {id: note.format(article=id) for id in gone.values()})


@dataclass(slots=True)
class _Touched:
    """What hung on articles that go: forms of their names, the people who spoke in them, their units, and the
    units linked with those."""

    forms: set[int] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)

    @classmethod
    def by_going(cls, store: Store, gone: Collection[int]) -> _Touched:
        touched = cls()
        for row in gone:
            query = "SELECT form, kind, person FROM names WHERE article = ?"
            for form, kind, person in store.rows(query, row):
                touched.forms |= {form} if kind in NAMED else set()
                touched.people |= {person} - {None}
            touched.units |= {
                id for (id,) in store.rows("SELECT id FROM attributions WHERE article = ?", row)
            }
            found = store.rows(
                "SELECT unit FROM flagged WHERE article = (SELECT id FROM articles WHERE row = ?)", row
            )
            touched.units |= {unit for (unit,) in found}
        touched.partners = _without_links(store, gone)
        return touched


def put_article(store: Store, new: NewArticle) -> int:
    """The article with its parse and what was said in it, compared with nothing; its row."""
    row = rows.put_article(store.db, new.article, new.document)
    for attribution in new.attributions:
        rows.put_attribution(store.db, attribution, new.article, row)
    return row


def _opened(store: Store, new: NewArticle, shelf: Shelf) -> Opened:
    row = put_article(store, new)
    return shelf.put(row, new.article, new.document, new.attributions)


def _linked(
    store: Store, opened: Sequence[Opened], names: KeptNames, before: _Touched, language: str
) -> set[int]:
    """The articles whose speakers are other people now, or of whose speakers other things are known."""
    forms = before.forms | names.with_keys(_judged_since(store, names.rules, language))
    by_id = {o.id: o for o in opened}
    said = [a for o in opened for a in o.attributions]
    articles = {o.id: o.reading.article for o in opened}

    def folded(article: Article) -> Folded:
        return by_id[article.id].reading.folded

    found = gathered(said, articles, names.rules, folded)
    told = [(by_id[article].row, name) for name in found for article in name.articles]
    put = put_names(store, told, names.rules, language)
    named = {row for row, (_, name) in zip(put, told, strict=True) if name.kind in NAMED}
    forms |= {put[row] for row in named}
    return names.link(forms, put.keys() - named, before.people)


def _judged_since(store: Store, rules: NameRules, language: str) -> set[str]:
    """The keys of names that were judged since people were linked last."""
    last = store.one("SELECT coalesce(max(row), 0) FROM judgements")
    what = f"judgements linked, {language}"
    then = store.one("SELECT value FROM made_with WHERE what = ?", what)
    now = str(last[0]) if last else "0"
    if then and then[0] == now:
        return set()
    store.db.execute("INSERT OR REPLACE INTO made_with VALUES (?, ?)", (what, now))
    return {
        f"{kind}j:{name}" for pair in rules.judgements.rows for name in pair for kind in ("m ", "m 1", "f ")
    }


def _without_links(store: Store, articles: Collection[int]) -> set[str]:
    """The units that were linked with units of these articles; the links go."""
    query = "SELECT a, b FROM json_each(?) CROSS JOIN links ON a_article = value"
    pairs = list(store.rows(query, json.dumps(sorted(articles))))
    both = [pair for a, b in pairs for pair in ((a, b), (b, a))]
    store.db.executemany("DELETE FROM links WHERE a = ? AND b = ?", both)
    return {b for _, b in pairs}
