"""A correction as an example for a rule, in YAML, with the reader's own words in place of the article's."""

from __future__ import annotations

from starlette.responses import Response

from attribution.authoring.corrected_example import drafted
from attribution.desk.article_page import article_of, no_article, read_article
from attribution.desk.visit import Visit, page

LONGEST = 80
"""Characters of a word that stands in place of another."""


def example(visit: Visit) -> Response:
    """The example; ``w0``, ``w1`` … of the address are the words in place of the first, the second …"""
    id = visit.path["attribution"]
    with visit.open() as store:
        article = article_of(store, id)
        read = read_article(store, article, visit.desk.book) if article else None
        chosen = read.one(id) if read else None
        document = store.document(article) if article else None
    if read is None or chosen is None:
        return no_article(visit)
    if document is None:
        return visit.problem(
            "desk-no-parse",
            "No parse of this article is kept, so its sentences are not known.",
            "Write the example by hand, as docs/rules.md tells.",
            404,
        )
    draft = drafted(read.article, document, chosen, speech=chosen in read.said)
    given = {word: visit.query.get(f"w{n}", "").strip()[:LONGEST] for n, word in enumerate(draft.words)}
    found = next((a.rule for a in read.found if a.id == id), "")
    return visit.page(
        "example.jinja",
        here="/articles",
        article=read.article,
        chosen=chosen,
        draft=draft,
        given=given,
        places={word: n for n, word in enumerate(draft.words)},
        yaml=draft.yaml(given, found),
    )


ROUTES = [page("/attributions/{attribution}/example", example)]
