"""What the articles are about, in a headline: that of the event which most of them share."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import PurePosixPath

from attribution.article import Article
from attribution.report import Report


def headline(report: Report) -> tuple[str, int]:
    """The title of the article that stands in the middle of the largest event (articles with words in
    common), else the folder that all articles lie in, else the title of the first; "" without articles. And
    how many articles are of none of that: 0 where most of them are."""
    articles = {a.id: a for a in report.articles}
    of = {a.id: a.article for a in report.attributions}
    shared: Counter[str] = Counter()
    beside: dict[str, set[str]] = defaultdict(set)
    for alignment in report.alignments:
        together = {of[id] for id in alignment.attributions if id in of}
        if len(together) > 1:
            shared.update(together)
            for article in together:
                beside[article] |= together
    if shared:
        event = max(_events(beside), key=lambda e: (len(e), sum(shared[a] for a in e), min(e)))
        titled = [a for a in event if articles[a].title] or list(event)
        middle = min(titled, key=lambda a: (-shared[a], articles[a].published or "9", a))
        return _title(articles[middle]), _others(len(event), len(articles))
    folders = {PurePosixPath(a).parts[:1] for a in articles if "/" in a}
    if len(articles) > 1 and len(folders) == 1 and all("/" in a for a in articles):
        return next(iter(folders))[0], 0
    return (_title(report.articles[0]), _others(1, len(articles))) if report.articles else ("", 0)


def _others(among: int, articles: int) -> int:
    return articles - among if 2 * among <= articles else 0


def _events(beside: dict[str, set[str]]) -> list[set[str]]:
    """Articles that share words, directly or through others."""
    events: list[set[str]] = []
    left = set(beside)
    while left:
        event, waiting = set[str](), [min(left)]
        while waiting:
            article = waiting.pop()
            if article not in event:
                event.add(article)
                waiting += beside[article]
        events.append(event)
        left -= event
    return events


def _title(article: Article) -> str:
    return " ".join((article.title or article.id).split())
