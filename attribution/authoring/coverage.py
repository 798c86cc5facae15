"""What each rule does on a set of articles: how often it wins, what it loses to, and which rules never fire."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

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


def coverage(scenes: Iterable[Scene], book: RuleBook) -> list[Fired]:
    """A count for every rule of the book, in the order in which they win."""
    count = {rule.name: Fired(rule) for rule in book.rules}
    seen = list(scenes)
    for scene in seen:
        found, lost = attribute(scene, book)
        for one in found:
            _won(
                count[one.rule.name],
                scene.article.id,
                " … ".join(s.of(scene.article.text) for s in one.content),
            )
            if one.source_rule is not None:
                _won(
                    count[one.source_rule.name],
                    scene.article.id,
                    " … ".join(s.of(scene.article.text) for s in one.source),
                )
        for loser in lost:
            count[loser.found.rule.name].lost_to[loser.to.rule.name] += 1
    if any(rule.finds == "flag" for rule in book.rules):
        for flag in conclude(seen, book).flags:
            _won(count[flag.rule], flag.a.article, flag.because)
    return list(count.values())


def _won(fired: Fired, article: str, example: str) -> None:
    fired.won += 1
    fired.articles[article] += 1
    fired.example = fired.example or " ".join(example.split())


def render(fired: list[Fired]) -> str:
    """The counts as plain text: what fires, what never does, what overlaps."""
    width = max((len(f.rule.name) for f in fired), default=0)
    lines = [f"{'rule':{width}}  {'wins':>5}  {'articles':>8}  {'loses':>5}  example"]
    for one in fired:
        if one.fires:
            lines.append(
                f"{one.rule.name:{width}}  {one.won:5}  {len(one.articles):8}  {sum(one.lost_to.values()):5}  {one.example[:80]}"
            )
    lines += ["", "where:"]
    for one in fired:
        if one.won:
            most = [
                f"{article} ({times})"
                for article, times in sorted(one.articles.items(), key=lambda a: (-a[1], a[0]))
            ]
            more = f" and {len(most) - WHERE} more" if len(most) > WHERE else ""
            lines.append(f"  {one.rule.name}: {', '.join(most[:WHERE])}{more}")
    never = [one for one in fired if not one.fires]
    lines += ["", f"never fires ({len(never)}):", *(f"  {one.rule.name}  {one.rule.title}" for one in never)]
    overlaps: dict[tuple[str, str], int] = defaultdict(int)
    for one in fired:
        for winner, times in one.lost_to.items():
            if winner != one.rule.name:
                overlaps[one.rule.name, winner] += times
    lines += ["", "overlaps (the same words; the second one wins):"]
    lines += [
        f"  {times:5}  {loser} < {winner}"
        for (loser, winner), times in sorted(overlaps.items(), key=lambda o: (-o[1], o[0]))
    ]
    return "\n".join(lines)
