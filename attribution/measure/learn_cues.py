"""Word lists from annotated news: which words report speech in the place of a rule's cue.

For a rule whose cue stands in a list, the rule is run with any word as its cue; a word belongs in the list
when what the rule would find with it is often enough a gold attribution. Counts stand beside the words, and
people may edit them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from attribution.find.found import spans_of
from attribution.find.matcher import matches
from attribution.find.scene import Scene, Token
from attribution.measure.characters import char_set, iou
from attribution.measure.gold import GoldAttribution
from attribution.rule import Rule, RuleBook

SAME_CONTENT = 0.5
"""From this overlap of characters on, a match found what the gold attribution says."""
FEWEST_HITS = 2
"""One hit may be luck."""
SMOOTHING = 2.0
"""Matches at the rate of all words together that are added to those of each word, for rare words' sake."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a word was the cue of a match of a rule, and of a gold attribution among these."""

    hits: int
    matches: int


def counts(
    annotated: Iterable[tuple[Scene, Sequence[GoldAttribution]]], book: RuleBook, lists: Iterable[str]
) -> dict[str, dict[str, Tally]]:
    """For each of the lists, each lemma that stood in the cue's place of its rules, with its tally.

    Matches inside quotations are left out: what is reported inside a speech is not annotated there.
    """
    wanted = set(lists)
    rules = [
        (name, _with_any_cue(rule))
        for rule in book.of("attribution")
        if "cue" in rule.nodes
        for name in rule.nodes["cue"].lists
        if name in wanted
    ]
    hits: dict[str, Counter[str]] = {name: Counter() for name in wanted}
    seen: dict[str, Counter[str]] = {name: Counter() for name in wanted}
    for scene, gold in annotated:
        hearers = book.words(scene.article.language, "hearer-cues")
        marked = _contents_by_cue(scene, gold)
        for name, rule in rules:
            for cue, overlap in _overlaps(scene, rule, hearers, marked).items():
                lemma = scene.word(cue).lemma.lower()
                seen[name][lemma] += 1
                hits[name][lemma] += overlap >= SAME_CONTENT
    return {name: {lemma: Tally(hits[name][lemma], n) for lemma, n in seen[name].items()} for name in wanted}


def _with_any_cue(rule: Rule) -> Rule:
    return replace(rule, nodes={**rule.nodes, "cue": replace(rule.nodes["cue"], lemma=frozenset())})


def _contents_by_cue(scene: Scene, gold: Sequence[GoldAttribution]) -> dict[Token, list[frozenset[int]]]:
    """For each word of a marked cue, the characters of what is marked as its content."""
    at = {c: t for t in scene.tokens for c in range(scene.word(t).start, scene.word(t).end)}
    found: dict[Token, list[frozenset[int]]] = defaultdict(list)
    for attribution in gold:
        content = char_set(scene.article.text, attribution.content)
        for token in {at[c] for start, end in attribution.cue for c in range(start, end) if c in at}:
            found[token].append(content)
    return found


def _overlaps(
    scene: Scene,
    rule: Rule,
    hearers: frozenset[str],
    marked: Mapping[Token, Sequence[frozenset[int]]],
) -> dict[Token, float]:
    """For each word that the rule takes for a cue outside quotations, how far what it would find overlaps
    what is marked with that cue, at best (0.0 to 1.0)."""
    best: dict[Token, float] = {}
    for binding in matches(rule, scene):
        cue = binding["cue"]
        if not isinstance(cue, Token) or scene.quotation_at(scene.word(cue).start) is not None:
            continue
        overlap = 0.0
        if cue in marked:
            found = spans_of(scene, rule, binding, hearers)
            content = char_set(scene.article.text, [(s.start, s.end) for s in found.content])
            overlap = max(iou(content, wanted) for wanted in marked[cue])
        best[cue] = max(best.get(cue, 0.0), overlap)
    return best


def choose(tallies: Mapping[str, Tally], threshold: float) -> list[tuple[str, Tally]]:
    """The words to list, those with most hits first: each with FEWEST_HITS or more, and right often enough.

    The rate that must reach the threshold is drawn towards that of all words together (additive smoothing),
    so that a few matches alone neither list a word nor keep it out.
    """
    total = sum(t.matches for t in tallies.values()) or 1
    prior = sum(t.hits for t in tallies.values()) / total
    chosen = [
        (lemma, t)
        for lemma, t in tallies.items()
        if t.hits >= FEWEST_HITS
        and (t.hits + SMOOTHING * prior) / (t.matches + SMOOTHING) >= threshold
        and lemma.isascii()
        and lemma.replace("-", "").isalpha()
    ]
    return sorted(chosen, key=lambda item: (-item[1].hits, item[1].matches, item[0]))


def relearn(
    annotated: Iterable[tuple[Scene, Sequence[GoldAttribution]]],
    book: RuleBook,
    file: Path,
    threshold: float,
) -> dict[str, list[tuple[str, Tally]]]:
    """The words learned for each list of a rule file that is the cue of a rule; the file is written anew with
    them.

    Lists that are no rule's cue stay as they are. Raises ValueError where the file holds rules, which would
    be lost, or no lists.
    """
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or not isinstance(data.get("lists"), dict) or data.get("rules"):
        raise ValueError(f"{file} is no rule file that holds lists only")
    cues = {
        name
        for rule in book.of("attribution", data.get("language"))
        if "cue" in rule.nodes
        for name in rule.nodes["cue"].lists
    }
    tallies = counts(annotated, book, cues & data["lists"].keys())
    learned = {name: choose(tallies[name], threshold) for name in sorted(tallies)}
    file.write_text(_written(data, learned), encoding="utf-8")
    return learned


def _written(data: Mapping[str, Any], learned: Mapping[str, Sequence[tuple[str, Tally]]]) -> str:
    """The rule file with the learned words in place of those it has."""
    lines = [
        *HEAD,
        *(f"{key}: {data[key]}" for key in ("format", "pack", "language") if key in data),
        "lists:",
    ]
    for name, words in sorted(data["lists"].items()):
        if name in learned:
            rows = [f"    - {_plain(word)}   # {t.hits}/{t.matches}" for word, t in learned[name]]
        else:
            rows = [f"    - {_plain(word)}" for word in words or ()]
        lines += [f"  {name}:{'' if rows else ' []'}", *rows]
    return "\n".join(lines) + "\n"


HEAD = (
    "# Words that report speech, by the place of what they report. Made by `attribution learn`; "
    "the counts are matches of the rule's",
    "# pattern with the word as its cue that were annotated attributions / all. People may edit it.",
)


def _plain(word: str) -> str:
    """The word in YAML: in quotation marks where it would be read as a truth value, a number or nothing."""
    return word if yaml.safe_load(word) == word else f'"{word}"'
