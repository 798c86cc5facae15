"""Statements that an article prints behind a name and a colon, each in a paragraph: "Mayor Ana Ruiz: We …".

Lists print facts of people in the same form ("Ana Ruiz: the outsider"); there nobody speaks of himself.
"""

from __future__ import annotations

from attribution.article import Article, Span
from attribution.document import Document
from attribution.find.quotations import Quotation
from attribution.find.turns import OPENS
from attribution.read.labels import labels

LEAST = 2
"""So many paragraphs behind the name of a person speak in the first person where such are statements."""
SHARE = 0.5
"""And so many of all behind such names."""


def statements(article: Article, document: Document) -> tuple[Quotation, ...]:
    """The paragraphs behind a person's name and a colon, outside quotation marks, as turns of that person;
    none where few of them say "I" or "we"."""
    body = [r for r in article.regions if r.kind == "body"]
    people = [Span(n.start, n.end) for n in document.names if n.type == "PERSON"]
    found = []
    for i, match in labels(article.text, body).items():
        said = Span(match.end(), body[i].end)
        label = Span(match.start("label"), match.end("label"))
        name = next((p for p in people if label.covers(p)), None)
        if name is not None and not body[i].heading and article.text[said.start] not in OPENS:
            found.append(Quotation((said,), label=name))
    own = sum(_speaks_of_itself(document, q.spans[0]) for q in found)
    return tuple(found) if own >= max(LEAST, SHARE * len(found)) else ()


def _speaks_of_itself(document: Document, said: Span) -> bool:
    return any(
        word.upos in ("PRON", "DET") and "Person=1" in word.feats.split("|") and said.start <= word.start
        for sentence in document.sentences_at(said.start, said.end)
        for word in sentence.words
    )
