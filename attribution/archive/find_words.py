"""The articles of a store in which words may stand, altered or not: found by its indexes alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from attribution.archive.hashed import number
from attribution.archive.nearest import AROUND, SoughtWords
from attribution.archive.store import Store
from attribution.rule import RuleBook
from attribution.wording.align import SHINGLE, SHINGLE_OF_ONE
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords

SCREENED = 300
"""So many articles are screened, those first that have most words in a row of what is asked for."""
MOST = 300
"""So many articles are looked at where most of the words stand together in all of them."""
NEAREST = 24
"""So many are looked at where fewer do: of the rest, nothing but the words themselves makes one likelier than
another, and looking at each takes time."""
TOGETHER = 1.3
"""From this likeness on most of the words stand together."""
PARAGRAPH = re.compile(r"[^\n]+")
RAREST = 6
"""Of so many words, the rarest in the store, an article must have two."""


def holding(store: Store, words: str, book: RuleBook) -> tuple[str, ...]:
    """The ids of articles that may hold the words, at most MOST, in order of id. Raises StoreError."""
    language = store.language()
    same = SameWords(book.lists.get(language, {}))
    folded = fold(words, same)
    small = same.words("small-words")
    asked = SoughtWords.of(words, folded.tokens, small)
    if asked.telling:
        shared = _in_a_row(store, folded.words, language, (SHINGLE, SHINGLE_OF_ONE))
        forms = [_form(t.text, words[t.start : t.end]) for t in folded.tokens if t.text not in small]
        shared.update(_with_words(store, list(dict.fromkeys(forms))))
        best = _nearest(store, asked, _most(shared, SCREENED))
    else:
        best = _as_a_whole(store, asked, folded.words, language)
    found = (store.one("SELECT id FROM articles WHERE row = ?", article) for article in best)
    return tuple(sorted(given[0] for given in found if given))


def _in_a_row(store: Store, row: Sequence[str], language: str, sizes: Sequence[int]) -> Counter[int]:
    """How many rows of so many of the words the quotations of articles have."""
    shared: Counter[int] = Counter()
    for size in sizes:
        for n in {number("words", language, tuple(row[i : i + size])) for i in range(len(row) - size + 1)}:
            query = "SELECT article FROM shingles WHERE hash = ? ORDER BY article LIMIT ?"
            shared.update(article for (article,) in store.rows(query, n, 10 * MOST))
    return shared


def _most(shared: Counter[int], most: int) -> list[int]:
    return sorted(shared, key=lambda article: (-shared[article], article))[:most]


def _nearest(store: Store, asked: SoughtWords, articles: Sequence[int]) -> list[int]:
    """Of the articles those in which the words stand most closely together."""
    likeness: dict[int, float] = {}
    for article in articles:
        (text,) = store.one("SELECT text FROM articles WHERE row = ?", article) or ("",)
        said = store.rows("SELECT start, length(content) FROM attributions WHERE article = ?", article)
        places = [(start - AROUND, start + length + AROUND) for start, length in said]
        places += [m.span() for m in PARAGRAPH.finditer(text)]
        likeness[article] = asked.likeness(text, places)
    best = sorted((a for a in articles if likeness[a]), key=lambda a: (-likeness[a], a))[:MOST]
    return [a for n, a in enumerate(best) if n < NEAREST or likeness[a] >= TOGETHER]


def _as_a_whole(store: Store, asked: SoughtWords, row: Sequence[str], language: str) -> list[int]:
    """Articles with a quotation that is the words and nothing else: words without content stand everywhere,
    and are found only there."""
    if len(row) > 1:
        size = min(len(row), SHINGLE_OF_ONE)
        shared = _in_a_row(store, row, language, (size,))
        articles = [a for a in shared if shared[a] == max(shared.values())]
    else:  # the shortest first
        query = "SELECT rowid FROM contents WHERE contents MATCH ? ORDER BY rank LIMIT ?"
        rows = store.rows(query, _form(*row), MOST) if row else ()
        places = (store.one("SELECT article FROM attributions WHERE row = ?", n) for (n,) in rows)
        articles = list(dict.fromkeys(place[0] for place in places if place))
    said = "SELECT content FROM attributions WHERE article = ?"
    whole = (a for a in articles if any(asked.may_be_whole(c) for (c,) in store.rows(said, a)))
    return sorted(whole)[:MOST]


def _form(*spellings: str) -> str:
    """A word in any of its spellings, as the full-text index is asked for it."""
    terms = dict.fromkeys(" ".join(re.findall(r"\w+", s)) for s in spellings)
    return "(" + " OR ".join(f'"{term}"' for term in terms if term) + ")"


def _with_words(store: Store, forms: Sequence[str]) -> list[int]:
    """Articles whose text has two of the rarest of the words, or the one word where there is no other."""
    forms = [form for form in forms if form != "()"]
    if not forms:
        return []
    count = "SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ?)"
    times = {form: (store.one(count, form, 100 * MOST) or (0,))[0] for form in forms}
    rarest = sorted((form for form in forms if times[form]), key=lambda f: (times[f], f))[:RAREST]
    if len(forms) > 1 and len(rarest) > 1:
        query = " OR ".join(f"({a} AND {b})" for a, b in combinations(rarest, 2))
    else:
        query = " OR ".join(rarest)
    if not query:
        return []
    rows = store.rows("SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?", query, 10 * MOST)
    return [row for (row,) in rows]
