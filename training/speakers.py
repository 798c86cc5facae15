"""The table by which speakers are ranked (``attribution/speakers/support.json``), counted on gold speakers.

python -m training.speakers [--keep] [--cache DIR]

Prints how often the right speaker was named in articles that the table was not counted on (cross-validation
by article), and what share is right at each support below which nobody is named; ``--keep`` then counts on
all articles and puts the table in its place. Needs scikit-learn (the extra ``models``), PolNeAR and the
articles of ``tests/gold/news-*.jsonl``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from attribution.find.found import Found
from attribution.find.scene import Scene
from attribution.find.select import attribute
from attribution.measure import gold_speakers, quotation_speakers, speaker_score
from attribution.measure.gold_speakers import GoldSpeaker
from attribution.measure.speaker_score import Judged
from attribution.names.lexicon import Lexicon
from attribution.rule import RuleBook
from attribution.rulebook.book import load
from attribution.speakers import ranking
from attribution.speakers.ranking import Ranking, Row
from attribution.speakers.resolver import Resolver
from training.settings import ROOT, corpus

GOLD = ROOT / "tests" / "gold"
POLNEAR = ("polnear-speakers.jsonl", "polnear-speakers-more.jsonl")
NEWS = ("news-count.jsonl", "news-look.jsonl", "news-more.jsonl")
FOLDS = 5
ROUNDS = 3
"""Evidence rests on earlier answers, and those on the table: the first round begins with an empty one."""
SHARED_RIDGE, OWN_RIDGE = 1.0, 3.0
"""How strongly weights are drawn to nothing: those that forms share, and a form's own."""
SUPPORTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with what was found in it, and the gold speakers of some of that with its number. ``lost``
    are gold speakers of quotations that were not found."""

    name: str
    scene: Scene
    found: Sequence[Found]
    gold: Sequence[tuple[int, GoldSpeaker]]
    lost: Sequence[GoldSpeaker] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate weighed for a source, and whether it is the speaker."""

    form: str
    evidence: frozenset[str]
    right: bool


# ---------------------------------------------------------------- what was marked
def polnear(book: RuleBook, cache: Path | None) -> Iterator[Marked]:
    """The articles of PolNeAR whose speakers somebody has read out; every attribution that the corpus marks
    is given."""
    lines = gold_speakers.read_lines(GOLD / file for file in POLNEAR)
    folder = corpus("polnear") / "train"
    seen = speaker_score.read_corpus(folder, {line.article for line in lines}, book, cache=cache)
    lines = seen.placed(lines)
    for name, scene in sorted(seen.scenes.items()):
        found, asked = speaker_score.given(
            [g for g in lines if g.article == name], seen.annotated[name], scene
        )
        yield Marked(name, scene, found, [*asked.items()])


def news(book: RuleBook, cache: Path | None) -> Iterator[Marked]:
    """Articles whose quotations have gold speakers, with what the rules find."""
    gold = quotation_speakers.read_gold(GOLD / file for file in NEWS)
    seen = quotation_speakers.read_articles(corpus("clusters"), gold.articles, book, cache=cache)
    for name, scene in sorted(seen.scenes.items()):
        yield marked_news(name, scene, [g for g in gold.said if g.article == name], book)


def marked_news(name: str, scene: Scene, lines: Sequence[GoldSpeaker], book: RuleBook) -> Marked:
    """What the rules find in an article, with the gold speakers of the quotations that it covers."""
    found = attribute(scene, book.stable())[0]
    best = {line: quotation_speakers.covering(line, [f.content for f in found]) for line in lines}
    return Marked(
        name,
        scene,
        found,
        [(i, line) for line, i in best.items() if i is not None],
        [line for line, i in best.items() if i is None],
    )


# ---------------------------------------------------------------- counting
def weighed(marked: Marked, table: Ranking, lexicon: Lexicon) -> Iterator[Weighed]:
    """Every candidate weighed for a gold speaker."""
    resolver = Resolver(marked.scene, marked.found, lexicon, table)
    resolver.voices()
    lines = dict(marked.gold)
    for i, form, candidates in resolver.weighed:
        if (line := lines.get(i)) is not None:
            for candidate in candidates:
                yield Weighed(form, candidate.evidence, line.takes(candidate.referent.name))


def count(articles: Sequence[Marked], lexicon: Lexicon) -> Ranking:
    """The table that these articles give."""
    table = Ranking({})
    for _ in range(ROUNDS):
        table = fit([w for marked in articles for w in weighed(marked, table, lexicon)])
    return table


def fit(samples: Sequence[Weighed]) -> Ranking:
    """A logistic regression over candidates. What all forms of source but names have in common stands under
    "any"; a form's own weights are added to it and drawn to nothing more strongly."""
    from sklearn.linear_model import LogisticRegression  # heavy, and only for training
    from sklearn.preprocessing import MultiLabelBinarizer

    binarizer = MultiLabelBinarizer()
    inputs = binarizer.fit_transform([_keys(s) for s in samples]).astype(float)
    keys = list(binarizer.classes_)
    scale = [
        1.0 if form in (ranking.ANY, ranking.NAME) else (SHARED_RIDGE / OWN_RIDGE) ** 0.5 for form, _ in keys
    ]
    model = LogisticRegression(C=1 / SHARED_RIDGE, max_iter=2000)
    model.fit(inputs * scale, [s.right for s in samples])
    weights = dict(zip(keys, model.coef_[0] * scale, strict=True))
    # The intercept goes to the biases, since a source is a name or it is not.
    for form in (ranking.ANY, ranking.NAME):
        weights[form, "bias"] = weights.get((form, "bias"), 0.0) + model.intercept_[0]
    table: dict[str, dict[str, Row]] = {}
    for (form, kind), weight in sorted(weights.items()):
        counted = [s.right for s in samples if (form, kind) in _keys(s)]
        table.setdefault(form, {})[kind] = {
            "weight": round(float(weight), 3),
            "right": sum(counted),
            "seen": len(counted),
        }
    return Ranking(table)


def _keys(sample: Weighed) -> list[tuple[str, str]]:
    """The rows of the table that a candidate counts in."""
    kinds = ("bias", *sorted(sample.evidence))
    own = [(sample.form, kind) for kind in kinds]
    return own if sample.form == ranking.NAME else own + [(ranking.ANY, kind) for kind in kinds]


# ---------------------------------------------------------------- measuring
@dataclass(frozen=True, slots=True)
class Told:
    """An answer to a gold speaker with the support of the best candidate (1 where the source is a name)."""

    judged: Judged
    support: float
    form: str


def answers(marked: Marked, table: Ranking, lexicon: Lexicon) -> Iterator[Told]:
    """The answers in one article, lost quotations among them."""
    resolver = Resolver(marked.scene, marked.found, lexicon, table)
    voices = resolver.voices()
    forms = {i: form for i, form, _ in resolver.weighed}
    for i, line in marked.gold:
        voice = voices[i]
        support = voice.candidates[0].support if voice.candidates else 0.0
        yield Told(Judged(line, voice.speaker.name, voice.steps), support, forms.get(i, ""))
    for line in marked.lost:
        yield Told(Judged(line, None, found=False), 0.0, "")


def crosswise(articles: Sequence[Marked], lexicon: Lexicon) -> list[Told]:
    """The answers in each article with the table counted on the articles of the other folds."""
    told: list[Told] = []
    for fold in range(FOLDS):
        table = count([m for m in articles if _fold(m.name) != fold], lexicon)
        told += [t for m in articles if _fold(m.name) == fold for t in answers(m, table, lexicon)]
    return told


def _fold(article: str) -> int:
    """The articles of one event stay together: they quote the same people."""
    event = article.rsplit("/", 1)[0]
    return sha256(event.encode()).digest()[0] % FOLDS


def curve(told: Iterable[Told]) -> Iterator[str]:
    """Right of all and right of those named where nobody is named below a support, for each form of source
    that is ranked."""
    every = [t for t in told if t.form not in ("", ranking.NAME)]
    for form in sorted({t.form for t in every}):
        ranked = [t for t in every if t.form == form]
        yield f"{form}: nobody is named below   named  right of named  right of all"
        for least in SUPPORTS:
            named = [t for t in ranked if t.support >= least]
            right = sum(t.judged.right for t in named)
            of_named, of_all = right / max(1, len(named)), right / max(1, len(ranked))
            yield f"{least:>21.1f} {len(named):>7} {of_named:>15.3f} {of_all:>13.3f}"


def main() -> None:
    options = argparse.ArgumentParser(description="Count the table by which speakers are ranked.")
    options.add_argument("--keep", action="store_true", help="put the table in its place")
    options.add_argument("--cache", type=Path, help="where parses are kept")
    given = options.parse_args()
    book = load()
    lexicon = Lexicon.of(book, "en")
    parts = {
        "PolNeAR, sources given": [*polnear(book, given.cache)],
        "News, from the raw text": [*news(book, given.cache)],
    }
    told = crosswise([m for part in parts.values() for m in part], lexicon)
    for title, part in parts.items():
        names = {m.name for m in part}
        print(
            "\n".join(
                [title, *speaker_score.table([t.judged for t in told if t.judged.gold.article in names]), ""]
            )
        )
    print("\n".join(curve(told)))
    if given.keep:
        table = count([m for part in parts.values() for m in part], lexicon)
        ranking.keep(table, [*POLNEAR, *NEWS])


if __name__ == "__main__":
    main()
