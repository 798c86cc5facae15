"""One article with what was said in it; one attribution with its reasons and what people corrected."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from attribution.archive import decided
from attribution.archive.corrected import corrected, corrections_that_count, missed_id, subject
from attribution.archive.corrected import told as sentence
from attribution.archive.decided import Correction
from attribution.archive.recheck import as_found
from attribution.archive.store import Store
from attribution.article import Article, text_of
from attribution.desk.visit import Visit, page, to_article
from attribution.extract import quotations
from attribution.report import Report
from attribution.result import SEVERITIES, Attribution, Difference, Flag
from attribution.rule import RuleBook
from attribution.write.annotated import AnnotatedArticle, annotated
from attribution.write.guess import Guess, guess
from attribution.write.voices import QuotedSpeaker, voices


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """Another place with the same words."""

    attribution: Attribution
    article: Article
    words: str


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with what was said in it as corrected, and what was found before."""

    article: Article
    said: tuple[Attribution, ...]
    found: tuple[Attribution, ...]
    corrections: tuple[Correction, ...]

    def by_people(self) -> dict[str, list[Correction]]:
        """Corrections by the attribution that they are about."""
        of: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.corrections:
            of[subject(correction)].append(correction)
        return of

    def one(self, id: str) -> Attribution | None:
        """The attribution of that id, as corrected; as found where it was said to be no speech."""
        return next((a for a in (*self.said, *self.found) if a.id == id), None)


def read_article(store: Store, id: str, book: RuleBook) -> ReadArticle | None:
    """The article of that id, if there is one."""
    article = store.article(id)
    if article is None:
        return None
    found, corrections = store.attributions(id), decided.corrections(store, id)
    if corrections:  # the store may hold them already
        people = {s.name: s.person for a in found for s in (a.speaker, *a.joint) if s.person}
        again = as_found(store, id, book)
        found = tuple(
            replace(a, speaker=replace(a.speaker, person=people.get(a.speaker.name))) for a in again
        )
    return ReadArticle(article, corrected(article, found, corrections), found, corrections)


def article_page(visit: Visit) -> Response:
    """The article; with ``a``, what is known of that attribution beside it."""
    with visit.open() as store:
        read = read_article(store, visit.query.get("id", ""), visit.desk.book)
        if read is None:
            return no_article(visit)
        chosen = read.one(visit.query.get("a", ""))
        known: dict[str, Any] = {"read": read, "names": names(read)}
        flags = in_order_of_weight(store.flags(read.article.id))
        return visit.page(
            "article.jinja",
            here="/articles",
            shown=_marked(read, flags, visit.desk.book),
            flags=flags,
            places=store.places(read.article.id),
            decided=[(subject(c), sentence(c), c.when) for c in corrections_that_count(read.corrections)],
            chosen=chosen,
            **(about(store, read, chosen) if chosen else known),
        )


def about(store: Store, read: ReadArticle, chosen: Attribution) -> dict[str, Any]:
    """What the template of one attribution needs."""
    here = in_order_of_weight(store.flags(read.article.id))
    flags = [f for f in here if chosen.id in _named(f)]
    return {
        "a": chosen,
        "read": read,
        "words": text_of(chosen.content, read.article.text),
        "guess": _guess(store, read, chosen),
        "others": other_places(store, chosen.id),
        "differing": differing(store, chosen.id),
        "flags_here": flags,
        "corrections": read.by_people()[chosen.id],
        "counting": [c for c in corrections_that_count(read.corrections) if subject(c) == chosen.id],
        "no_speech": chosen not in read.said,
        "names": names(read),
    }


def in_order_of_weight(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags, the worst first."""
    return tuple(sorted(flags, key=lambda f: SEVERITIES.index(f.severity)))


def other_places(store: Store, id: str) -> list[OtherPlace]:
    """The other places of the alignments that the attribution is one of. An alignment holds together what a
    third place prints as one; of quotations, only those that share words are the same."""
    places: dict[str, OtherPlace] = {}
    said = store.attribution(id)
    article = store.article(said.article) if said else None
    mine = _in_a_row(text_of(said.content, article.text)) if said and article else set()
    for alignment in store.alignments(id):
        for other in alignment.attributions:
            there = store.attribution(other) if other != id and other not in places else None
            article = store.article(there.article) if there else None
            if there and article:
                words = text_of(there.content, article.text)
                quoted = said is not None and said.kind == there.kind == "direct"
                if not quoted or mine & _in_a_row(words):
                    places[other] = OtherPlace(there, article, " ".join(words.split()))
    return [*places.values()]


def _in_a_row(words: str) -> set[tuple[str, ...]]:
    """Every three words in a row."""
    each = re.findall(r"\w+", words.casefold())
    return {*zip(each, each[1:], each[2:], strict=False)}


def differing(store: Store, id: str) -> list[Difference]:
    """How the places of the same words differ, each pair of words once."""
    found = [d for alignment in store.alignments(id) for d in alignment.differences]
    return [*{(d.type, frozenset((d.a, d.b))): d for d in found}.values()]


def names(read: ReadArticle) -> list[str]:
    """Everybody whom the article has as a speaker or a candidate, the most frequent first."""
    counted: dict[str, int] = defaultdict(int)
    for a in read.said:
        for name in (a.speaker.name, *(s.name for s in a.joint), *(c.name for c in a.candidates)):
            if name:
                counted[name] += 1
    return sorted(counted, key=lambda n: (-counted[n], n))


def no_article(visit: Visit) -> Response:
    return visit.problem(
        "desk-not-found",
        "There is no such article in the store.",
        "It may have changed, and have another id now: look for its words.",
        404,
    )


def attribution_part(visit: Visit) -> Response:
    """What is known of one attribution; without scripts, beside its article."""
    with visit.open() as store:
        id = visit.path["attribution"]
        article = visit.query.get("article") or article_of(store, id)
        read = read_article(store, article, visit.desk.book) if article else None
        chosen = read.one(id) if read else None
        if read is None or chosen is None:
            return no_article(visit)
        if not visit.htmx:
            return visit.after(to_article(read.article.id, id))
        return visit.page("attribution.jinja", **about(store, read, chosen))


def article_of(store: Store, attribution: str) -> str | None:
    """The article in which the attribution stands: one found, or one that a person marked or took out."""
    found = store.attribution(attribution)
    if found:
        return found.article
    about_it = (c for c in decided.corrections(store) if attribution in (c.attribution, missed_id(c)))
    return next((c.article for c in about_it), None)


def _named(flag: Flag) -> set[str]:
    return {side.attribution for side in flag.sides}


def _guess(store: Store, read: ReadArticle, chosen: Attribution) -> Guess | None:
    return guess(chosen, read.article, store.sentences(read.article.id)) if chosen.candidates else None


def _marked(read: ReadArticle, flags: tuple[Flag, ...], book: RuleBook) -> AnnotatedArticle:
    """The article's text with everything marked in it."""
    article = read.article
    flagged: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        for id in _named(flag):
            flagged[id].append(flag)
    marks = [s for q in quotations(article, book) for s in q.spans if q.level == 0]
    return annotated(
        article,
        read.said,
        _voices(read),
        flagged,
        marks,
        to_note=lambda id: to_article(article.id, id).split("#")[0] + "#panel",
    )


def _voices(read: ReadArticle) -> dict[str, QuotedSpeaker]:
    """A colour for everybody who speaks in the article."""
    alone = Report(
        articles=(read.article,),
        attributions=read.said,
        people=(),
        alignments=(),
        flags=(),
        problems=(),
        rules=RuleBook((), {}, ""),
        pack="",
    )
    return {v.key: v for v in voices(alone)}


ROUTES = [page("/article", article_page), page("/attributions/{attribution}", attribution_part)]
