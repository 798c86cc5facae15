"""The articles of a store in which words may stand, altered or not: found by its indexes alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from attribution.archive.shingles import number
from attribution.archive.store import Store
from attribution.rule import RuleBook
from attribution.wording.align import SHINGLE, SHINGLE_OF_ONE
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords

MOST = 300
"""So many articles are looked at, those first that have most words in a row of what is asked for."""
RAREST = 6
"""Of so many words, the rarest in the store, an article must have two."""


def holding(store: Store, words: str, book: RuleBook) -> tuple[str, ...]:
    """The ids of articles that may hold the words, at most MOST, in order of id. Raises StoreError."""
    language = store.language()
    same = SameWords(book.lists.get(language, {}))
    folded = fold(words, same)
    row = folded.words
    shared: Counter[int] = Counter()
    for size in (SHINGLE, SHINGLE_OF_ONE):
        for n in {number("words", language, tuple(row[i : i + size])) for i in range(len(row) - size + 1)}:
            query = "SELECT article FROM shingles WHERE hash = ? ORDER BY article LIMIT ?"
            shared.update(article for (article,) in store.rows(query, n, 10 * MOST))
    small_words = same.words("small-words")
    weighty = [t for t in folded.tokens if t.text not in small_words] or list(folded.tokens)
    forms = list(dict.fromkeys(_form(t.text, words[t.start : t.end]) for t in weighty))
    for article in _with_words(store, forms):
        shared[article] += 1
    best = sorted(shared, key=lambda article: (-shared[article], article))[:MOST]
    found = (store.one("SELECT id FROM articles WHERE row = ?", article) for article in best)
    return tuple(sorted(given[0] for given in found if given))


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
