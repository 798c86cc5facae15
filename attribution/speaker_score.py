"""How often the right speaker is found, measured on PolNeAR with gold speakers (``tests/gold/polnear-speakers.jsonl``).

*End to end*: what the program finds in the raw text is compared with each gold speaker's content; it must be found and carry
the right name. *Source given*: every gold attribution of an article (content, cue and source spans) is handed to
``speakers.resolve``, and the answers are compared for those whose speaker somebody has read out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from attribution.article import Article, Region, Span
from attribution.attribute import Found
from attribution.characters import char_set, iou
from attribution.evaluation import Answer
from attribution.result import Attribution
from attribution.rule import Place, Rule, RuleBook
from attribution.scene import Scene
from attribution.sources import head_of
from attribution.speakers import Resolver as _Resolver
from attribution.support import Sample, Support, fit, shipped
from attribution.words import Words

FOUND_IOU = 0.3
"""From this overlap of characters on, a content counts as found."""
GIVEN = Rule("given", "gold", "en", "attribution", "Given by hand", "Given by hand.", Place("gold", 1, 1))
"""The rule that stands for an annotator."""


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    """One line of the gold speakers."""

    article: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    form: str
    name: str | None
    kind: str
    accept: tuple[str, ...]

    def takes(self, name: str | None) -> bool:
        """Whether the name is right; case, kind of apostrophe and spaces do not matter."""
        return folded(name) in {folded(n) for n in (self.name, *self.accept)}


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold speaker and the answer to it."""

    gold: GoldSpeaker
    answer: str | None
    kind: str
    steps: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.gold.takes(self.answer)


@dataclass(frozen=True, slots=True)
class Heard:
    """One gold speaker and the attribution, found in the raw text, whose content comes nearest; None where none comes near."""

    gold: GoldSpeaker
    found: Attribution | None

    @property
    def right(self) -> bool:
        return self.found is not None and self.gold.takes(self.found.speaker.name)


def heard(gold: Iterable[GoldSpeaker], answers: Iterable[Answer]) -> list[Heard]:
    """What the program found for each gold speaker of the articles."""
    by_article: dict[str, list[GoldSpeaker]] = defaultdict(list)
    for line in gold:
        by_article[line.article].append(line)
    result = []
    for answer in answers:
        found = [(char_set(answer.text, [(s.start, s.end) for s in a.content]), a) for a in answer.found]
        for line in by_article[answer.name]:
            wanted = char_set(answer.text, [(s.start, s.end) for s in line.content])
            overlap, best = max(((iou(wanted, chars), a) for chars, a in found), key=lambda pair: pair[0], default=(0.0, None))
            result.append(Heard(line, best if overlap >= FOUND_IOU else None))
    return result


def folded(name: str | None) -> str:
    return " ".join((name or "").replace("’", "'").replace("‘", "'").lower().split())


def gold_speakers(file: Path) -> list[GoldSpeaker]:
    """The gold speakers of a JSON Lines file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [GoldSpeaker(r["article"], _spans(r["content"]), _spans(r["source"]), r["source_form"], r["speaker"]["name"],
                        r["speaker"]["kind"], tuple(r["accept"])) for r in rows]


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(sorted(Span(a, b) for a, b in pairs))


def article_of(file: Path) -> Article:
    """An article of the corpus: each line that is not blank is a paragraph."""
    text = file.read_bytes().decode("utf-8")
    regions = [Region("body", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    return Article(file.stem, text, tuple(regions))


def annotated(file: Path) -> list[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]]:
    """Content, cue and source spans of each attribution in a brat standoff file."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T") and re.match(r"\S+ \d", rest):
            place = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = _spans([tuple(map(int, part.split())) for part in place.split(";")])
        elif key.startswith("E"):
            roles: dict[str, list[Span]] = defaultdict(list)
            for part in rest.split():
                role, _, target = part.partition(":")
                roles[role.rstrip("0123456789")] += spans.get(target, ())
            if roles["Content"]:
                found.append((tuple(sorted(roles["Content"])), tuple(sorted(roles["Cue"])), tuple(sorted(roles["Source"]))))
    return found


def as_found(scene: Scene, spans: tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]) -> Found:
    """A gold attribution in the form in which rules give theirs."""
    content, cue, source = spans
    return Found(GIVEN, {}, content, cue, source, head_of(scene, cue), head_of(scene, source))


def half(article: str) -> int:
    """0 or 1: the half of the articles that one belongs to, by a digest of its name."""
    return sha256(article.encode()).digest()[0] % 2


def judge(gold: Sequence[GoldSpeaker], scenes: Mapping[str, Scene], annotations: Mapping[str, Path], book: RuleBook,
          support: Support | None = None) -> tuple[list[Judged], list[tuple[str, Sample]]]:
    """The answers for the gold speakers, and every candidate weighed on the way with whether it was right."""
    by_article: dict[str, list[GoldSpeaker]] = defaultdict(list)
    for line in gold:
        by_article[line.article].append(line)
    judged, samples = [], []
    for article, lines in sorted(by_article.items()):
        scene = scenes[article]
        rows = annotated(annotations[article])
        given = {(line.content, line.source) for line in lines}
        rows += [(line.content, (), line.source) for line in lines if (line.content, line.source) not in {(c, s) for c, _, s in rows}]
        resolver = _Resolver(scene, [as_found(scene, row) for row in rows], Words(book, scene.article.language), support or shipped())
        voices = resolver.voices()
        place = {(row[0], row[2]): i for i, row in enumerate(rows) if (row[0], row[2]) in given}
        asked = {}
        for line in lines:
            i = place[line.content, line.source]
            asked[i] = line
            judged.append(Judged(line, voices[i].speaker.name, voices[i].speaker.kind, voices[i].steps))
        for i, form, ranked in resolver.weighed:
            if i in asked and any(asked[i].takes(a.referent.name) for a in ranked) or form.startswith(("role", "name")) and i in asked:
                samples += [(article, (form, a.evidence, asked[i].takes(a.referent.name))) for a in ranked]
    return judged, samples


def rates(judged: Sequence[Judged | Heard]) -> dict[str, tuple[int, int]]:
    """Right and all: together, by source form, by kind of speaker, and for pronouns and roles of people and organisations."""
    found: dict[str, list[bool]] = defaultdict(list)
    for j in judged:
        found["all"].append(j.right)
        found[f"source {j.gold.form}"].append(j.right)
        found[f"speaker {j.gold.kind}"].append(j.right)
        if j.gold.kind in ("person", "organisation"):
            found["people and organisations"].append(j.right)
            if j.gold.form in ("pronoun", "role"):
                found["people and organisations by pronoun or role"].append(j.right)
    return {key: (sum(v), len(v)) for key, v in sorted(found.items())}
