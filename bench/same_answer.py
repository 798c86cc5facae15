"""Whether a store that gets the articles of each story of tests/cases one by one, in any order, holds what
one check of all of them finds: ``python -m bench.same_answer [PART OF]``."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from attribution.archive.add import NewArticle, add
from attribution.archive.identity import as_kept
from attribution.archive.store import Store
from attribution.each_article import scenes
from attribution.extract import statements
from attribution.flags.cross_check import cross_check
from attribution.measure import stories
from attribution.rule import RuleBook
from attribution.rulebook.book import load


def main() -> None:
    part, of = (int(given) for given in sys.argv[1:] or ("0", "1"))
    book, told = load(), list(stories.load(Path("tests/cases")))[part::of]
    differ = [story.name for story in told if not _is_same(story, book)]
    print(f"{len(told)} stories; the store holds something else in {len(differ)}: {', '.join(differ)}")


def _is_same(story: stories.Story, book: RuleBook) -> bool:
    articles = sorted((as_kept(a) for a in stories.articles_of(story, book)), key=lambda a: a.id)
    new = [
        NewArticle(s.article, s.document, tuple(statements(s, book)), (s.article.id,))
        for s in scenes(articles, book)
    ]
    found = cross_check(
        [a for n in new for a in n.attributions],
        [n.article for n in new],
        {n.article.id: n.document for n in new if n.document},
        book,
    )
    random.Random(story.name).shuffle(new)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "s.sqlite") as store:
        for article in new:
            add(store, [article], book)
        speakers = {a.id: (a.speaker, a.joint) for a in found.attributions if not a.trial}
        return (
            {a.id: (a.speaker, a.joint) for a in store.attributions()} == speakers
            and set(store.people()) == set(found.people)
            and set(store.alignments()) == set(found.alignments)
            and set(store.flags()) == set(found.flags)
            and set(store.passed()) == set(found.passed)
        )


if __name__ == "__main__":
    main()
