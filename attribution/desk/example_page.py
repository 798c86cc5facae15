"""A correction as an example for a rule, in YAML, with the reader's own words in place of the article's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from attribution.article import Article
from attribution.authoring.corrected_example import ExampleDraft, drafted
from attribution.desk.article_page import article_of, no_article, read_article
from attribution.desk.visit import Visit, page
from attribution.result import Attribution

LONGEST = 80
"""Characters of a word that stands in place of another."""


@dataclass(frozen=True, slots=True)
class MadeExample:
    """The example of an attribution, with the words that are to stand in place of others, and in YAML."""

    article: Article
    chosen: Attribution
    draft: ExampleDraft
    given: Mapping[str, str]
    yaml: str


class NoParse(Exception):
    """No parse of the article is kept, so that its sentences are not known."""


def example_of(visit: Visit) -> MadeExample | None:
    """The example; ``w0``, ``w1`` … of the address are the words in place of the first, the second … None
    where there is no such attribution. Raises NoParse."""
    id = visit.path["attribution"]
    with visit.open() as store:
        article = article_of(store, id)
        read = read_article(store, article, visit.desk.book) if article else None
        chosen = read.one(id) if read else None
        document = store.document(article) if article else None
    if read is None or chosen is None:
        return None
    if document is None:
        raise NoParse
    draft = drafted(read.article, document, chosen, speech=chosen in read.said)
    given = {word: visit.query.get(f"w{n}", "").strip()[:LONGEST] for n, word in enumerate(draft.words)}
    found = next((a.rule for a in read.found if a.id == id), "")
    return MadeExample(read.article, chosen, draft, given, draft.yaml(given, found))


def example(visit: Visit) -> Response:
    """The page of the example."""
    try:
        made = example_of(visit)
    except NoParse:
        return visit.problem(
            "desk-no-parse",
            "No parse of this article is kept, so its sentences are not known.",
            "Write the example by hand, as docs/rules.md tells.",
            404,
        )
    if made is None:
        return no_article(visit)
    return visit.page(
        "example.jinja",
        here="/articles",
        article=made.article,
        chosen=made.chosen,
        draft=made.draft,
        given=made.given,
        places={word: n for n, word in enumerate(made.draft.words)},
        yaml=made.yaml,
    )


ROUTES = [page("/attributions/{attribution}/example", example)]
