"""What each rule does on a set of articles: how often it wins, what it loses to, which never fire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from attribution.article import text_of
from attribution.find.scene import Scene
from attribution.find.select import attribute
from attribution.pipeline import conclude
from attribution.rule import Rule, RuleBook

WHERE = 5
"""Articles named for each rule, those where it wins most often first."""


@dataclass(slots=True)
class Fired:
    """One rule's count: ``won`` finds in ``articles``, an ``example`` of one, and the rules that took what it
    matched (``lost_to``)."""

    rule: Rule
    won: int = 0
    articles: Counter[str] = field(default_factory=Counter)
    example: str = ""
    lost_to: Counter[str] = field(default_factory=Counter)

    @property
    def fires(self) -> bool:
        """Whether it matched anything at all, won or lost."""
        return bool(self.won or self.lost_to)

    def win(self, article: str, words: str) -> None:
        """Count one more find, and keep its words where they are the first."""
        self.won += 1
        self.articles[article] += 1
        self.example = self.example or " ".join(words.split())


def coverage(scenes: Iterable[Scene], book: RuleBook) -> list[Fired]:
    """A count for every rule of the book, in the order in which they win."""
    count = {rule.name: Fired(rule) for rule in book.rules}
    seen = list(scenes)
    for scene in seen:
        article = scene.article
        found, lost = attribute(scene, book)
        for one in found:
            count[one.rule.name].win(article.id, text_of(one.content, article.text))
            if one.source_rule is not None:
                count[one.source_rule.name].win(article.id, text_of(one.source, article.text))
        for loser in lost:
            to = loser.to.rule.name if loser.to else "(does not read as reported)"
            count[loser.found.rule.name].lost_to[to] += 1
    if any(rule.finds == "flag" for rule in book.rules):
        for flag in conclude(seen, book).flags:
            count[flag.rule].win(flag.a.article, flag.because)
    return list(count.values())


def render(fired: Sequence[Fired]) -> str:
    """The counts as plain text: what fires, where, what never does, what overlaps."""
    never = [one for one in fired if not one.fires]
    return "\n".join(
        [
            *_table(fired),
            "",
            "where:",
            *(f"  {one.rule.name}: {_most(one.articles)}" for one in fired if one.won),
            "",
            f"never fires ({len(never)}):",
            *(f"  {one.rule.name}  {one.rule.title}" for one in never),
            "",
            "overlaps (the same words; the second one wins):",
            *_overlaps(fired),
        ]
    )


def _table(fired: Sequence[Fired]) -> Iterator[str]:
    width = max((len(one.rule.name) for one in fired), default=0)
    yield f"{'rule':{width}}  {'wins':>5}  {'articles':>8}  {'loses':>5}  example"
    for one in fired:
        if one.fires:
            counts = f"{one.won:5}  {len(one.articles):8}  {sum(one.lost_to.values()):5}"
            yield f"{one.rule.name:{width}}  {counts}  {one.example[:80]}"


def _most(articles: Mapping[str, int]) -> str:
    """The articles in which a rule wins most often, and how many others there are."""
    ordered = sorted(articles.items(), key=lambda a: (-a[1], a[0]))
    more = f" and {len(ordered) - WHERE} more" if len(ordered) > WHERE else ""
    return ", ".join(f"{article} ({times})" for article, times in ordered[:WHERE]) + more


def _overlaps(fired: Sequence[Fired]) -> Iterator[str]:
    """Loser, winner and how often, the most frequent first."""
    pairs = [
        (-times, one.rule.name, winner)
        for one in fired
        for winner, times in one.lost_to.items()
        if winner != one.rule.name
    ]
    for times, loser, winner in sorted(pairs):
        yield f"  {-times:5}  {loser} < {winner}"
