"""A kept article checked anew, because a person corrected it: from its own parse, without a model."""

from __future__ import annotations

from functools import lru_cache

from attribution.archive.add import NewArticle, add, remove
from attribution.archive.corrected import corrected
from attribution.archive.decided import corrections
from attribution.archive.store import Store
from attribution.article import Article
from attribution.extract import scene_of, statements
from attribution.parse.parse_cache import unpacked
from attribution.result import Attribution
from attribution.rule import RuleBook


def as_found(store: Store, article: str, book: RuleBook) -> tuple[Attribution, ...]:
    """What today's rules find in the article, without what people corrected; speakers have no person."""
    there, data = store.article(article), store.parse(article)
    return _found(there, data, book) if there and data else ()


@lru_cache(maxsize=64)
def _found(article: Article, data: bytes, book: RuleBook) -> tuple[Attribution, ...]:
    """What the rules find in an article and its parse. The last few are remembered: whoever corrects an
    article looks at it many times."""
    return tuple(statements(scene_of(article, unpacked(data), book), book))


def anew(store: Store, article: str, book: RuleBook) -> NewArticle | None:
    """The article as today's rules and what people corrected have it, to be added; None where no parse of it
    is kept."""
    there, document = store.article(article), store.document(article)
    if there is None or document is None:
        return None
    said = corrected(there, as_found(store, article, book), corrections(store, article))
    return NewArticle(there, document, said, store.places(article))


def recheck(store: Store, article: str, book: RuleBook) -> None:
    """The article with its corrections, and everything that hangs on it, worked out anew: people, the same
    words elsewhere, flags. An article of which no parse is kept stays as it is."""
    again = anew(store, article, book)
    if again is None:
        return
    with store.writing():  # nobody sees the store without it
        remove(store, [article], book)
        add(store, [again], book)
