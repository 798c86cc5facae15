"""A kept article checked anew, because a person corrected it: from its own parse, without a model."""

from __future__ import annotations

from attribution.archive.add import NewArticle, add, remove
from attribution.archive.corrected import corrected
from attribution.archive.decided import corrections
from attribution.archive.store import Store
from attribution.extract import scene_of, statements
from attribution.result import Attribution
from attribution.rule import RuleBook


def as_found(store: Store, article: str, book: RuleBook) -> tuple[Attribution, ...]:
    """What today's rules find in the article, without what people corrected; speakers have no person."""
    there, document = store.article(article), store.document(article)
    if there is None or document is None:
        return ()
    scene = scene_of(there, document, book)
    return tuple(statements(scene, book))


def recheck(store: Store, article: str, book: RuleBook) -> None:
    """The article with its corrections, and everything that hangs on it, worked out anew: people, the same
    words elsewhere, flags. An article of which no parse is kept stays as it is."""
    there, document = store.article(article), store.document(article)
    if there is None or document is None:
        return
    said = corrected(there, as_found(store, article, book), corrections(store, article))
    again = NewArticle(there, document, said, store.places(article))
    with store.writing():  # nobody sees the store without it
        remove(store, [article], book)
        add(store, [again], book)
