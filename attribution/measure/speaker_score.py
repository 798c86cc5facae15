"""How often the right speaker is found, measured on PolNeAR articles whose speakers somebody has read out.

Two questions. *Given the source*: every gold attribution of an article (content, cue and source spans) is
handed to the speaker rules, and the names are compared. *From the raw text*: the whole program runs, and a
gold attribution counts as found where a content of ours overlaps its content by 0.3 or more (intersection
over union of characters, as in ``characters``), and as right where the best such one carries the right name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from attribution.article import Problem, Span
from attribution.find.found import Found
from attribution.find.scene import Scene
from attribution.measure.characters import char_set, iou
from attribution.measure.evaluation import parsed
from attribution.measure.gold import GoldAttribution
from attribution.measure.gold_speakers import GoldSpeaker, spans_of
from attribution.names.lexicon import Lexicon
from attribution.parse.model_pack import SHIPPED_PACK, Models
from attribution.parse.parsed_articles import Progress
from attribution.result import Attribution
from attribution.rule import Place, Rule, RuleBook
from attribution.speakers.head_word import head_noun
from attribution.speakers.ranking import Ranking, shipped
from attribution.speakers.resolver import Resolver

GIVEN = Rule("given", "gold", "en", "attribution", "Given by hand", "Given by hand.", Place("gold", 1, 1))
"""The rule that stands for an annotator."""
FOUND = 0.3
"""From this overlap of contents on, an attribution of the corpus counts as found."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold speaker and the answer to it. ``found`` is False where the program has no attribution
    there."""

    gold: GoldSpeaker
    answer: str | None
    steps: tuple[str, ...] = ()
    found: bool = True

    @property
    def right(self) -> bool:
        return self.found and self.gold.takes(self.answer)


@dataclass(frozen=True)
class Corpus:
    """The articles that the gold speakers are about: scenes, and all attributions that the corpus marks in
    them."""

    scenes: Mapping[str, Scene]
    annotated: Mapping[str, Sequence[GoldAttribution]]
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Of articles whose text is not as their file has it, where each character of the file stands."""

    def placed(self, gold: Iterable[GoldSpeaker]) -> list[GoldSpeaker]:
        """The gold speakers where their words stand in the texts that were read."""
        return [
            replace(g, content=_at(g.content, at), source=_at(g.source, at))
            if (at := self.places.get(g.article, ()))
            else g
            for g in gold
        ]


def read_corpus(
    folder: Path,
    articles: Iterable[str],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """The named articles of a folder in PolNeAR's layout, read and parsed as ``check`` would.

    An article that cannot be read has no scene. Raises ScoreError where one is missing, PackError where one
    must be parsed and the models do not load.
    """
    names = sorted(set(articles))
    corpus = parsed(folder, book, names=names, models=models, cache=cache, jobs=jobs, progress=progress)
    return Corpus(
        {a.name: a.scene for a in corpus.answers if a.scene},
        {a.name: a.gold for a in corpus.answers},
        corpus.problems,
        {a.name: a.places for a in corpus.answers if a.places},
    )


def given(
    lines: Sequence[GoldSpeaker], annotated: Sequence[GoldAttribution], scene: Scene
) -> tuple[list[Found], dict[int, GoldSpeaker]]:
    """Every attribution that the corpus marks in an article as if a rule had found it, and the gold speaker
    of some by number."""
    rows = {(spans_of(a.content), spans_of(a.source)): spans_of(a.cue) for a in annotated}
    rows |= {(g.content, g.source): () for g in lines if (g.content, g.source) not in rows}
    found = [
        Found(GIVEN, {}, content, cue, source, head_noun(scene, cue), head_noun(scene, source))
        for (content, source), cue in rows.items()
    ]
    places = list(rows)
    return found, {places.index((g.content, g.source)): g for g in lines}


def given_sources(
    gold: Sequence[GoldSpeaker], corpus: Corpus, book: RuleBook, support: Ranking | None = None
) -> list[Judged]:
    """The answers where the source words are given."""
    judged = []
    for article, lines in _by_article(corpus.placed(gold)):
        if (scene := corpus.scenes.get(article)) is None:
            judged += [Judged(g, None, found=False) for g in lines]
            continue
        found, asked = given(lines, corpus.annotated[article], scene)
        resolver = Resolver(scene, found, Lexicon.of(book, scene.article.language), support or shipped())
        voices = resolver.voices()
        judged += [Judged(g, voices[i].speaker.name, voices[i].steps) for i, g in asked.items()]
    return judged


def raw_text(
    gold: Sequence[GoldSpeaker], corpus: Corpus, found: Mapping[str, Sequence[Attribution]]
) -> list[Judged]:
    """The answers of the whole program, which found this in the articles, by id."""
    judged = []
    for article, lines in _by_article(corpus.placed(gold)):
        if (scene := corpus.scenes.get(article)) is None:
            judged += [Judged(g, None, found=False) for g in lines]
            continue
        ours = [
            (char_set(scene.article.text, _pairs(a.content)), a)
            for a in found.get(scene.article.id, ())
            if not a.trial
        ]
        for g in lines:
            wanted = char_set(scene.article.text, _pairs(g.content))
            overlap, best = max(
                ((iou(wanted, chars), a) for chars, a in ours), key=lambda pair: pair[0], default=(0.0, None)
            )
            judged.append(
                Judged(g, best.speaker.name, best.steps)
                if best and overlap >= FOUND
                else Judged(g, None, found=False)
            )
    return judged


def rates(judged: Sequence[Judged]) -> dict[str, tuple[int, int, int]]:
    """Right, found and all: for every answer, by form of source, and for people and organisations."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for j in judged:
        groups["all"].append(j)
        groups[f"source: {j.gold.form}"].append(j)
        if j.gold.kind in ("person", "organisation"):
            groups["people and organisations"].append(j)
            if j.gold.form in ("pronoun", "role"):
                groups["people and organisations by pronoun or role"].append(j)
    return {
        name: (sum(j.right for j in js), sum(j.found for j in js), len(js))
        for name, js in sorted(groups.items())
    }


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """The rates as lines of text."""
    yield f"{'':46} right  found    all   rate"
    for name, (right, found, total) in rates(judged).items():
        yield f"{name:46} {right:>5} {found:>6} {total:>6}  {right / total:.3f}"


def chief(judged: Sequence[Judged]) -> dict[str, float]:
    """The rates worth a floor."""
    of = rates(judged)
    return {
        name: of[name][0] / of[name][2]
        for name in ("people and organisations", "people and organisations by pronoun or role")
        if name in of
    }


def _by_article(gold: Sequence[GoldSpeaker]) -> list[tuple[str, list[GoldSpeaker]]]:
    lines: dict[str, list[GoldSpeaker]] = defaultdict(list)
    for line in gold:
        lines[line.article].append(line)
    return sorted(lines.items())


def _at(spans: Iterable[Span], places: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span(places[s.start], places[s.end]) for s in spans)


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]
