"""Word lists from annotated news: which words report speech in the place of a rule's cue.

For a rule whose cue stands in a list, the rule is run with any word as its cue; a word belongs in the list
when what the rule would find with it is often enough a gold attribution. Counts stand beside the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from attribution.find.found import spans_of
from attribution.find.matcher import matches
from attribution.find.scene import Scene, Token
from attribution.measure.characters import char_set, iou
from attribution.measure.gold import Attribution as Gold
from attribution.rule import Rule, RuleBook

THRESHOLD = 0.33
"""The default rate from which on a word is listed: about where one more right attribution is worth two wrong
ones."""
MATCHES = 0.5
"""From this overlap of characters on, a match found what the gold attribution says."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a word was the cue of a match of a rule, and of a gold attribution among these."""

    hits: int
    matches: int


def counts(
    annotated: Iterable[tuple[Scene, list[Gold]]], book: RuleBook, lists: Iterable[str]
) -> dict[str, dict[str, Tally]]:
    """For each of the lists, each lemma that stood in the cue's place of its rules, with its tally.

    Matches inside quotations are left out: what is reported inside a speech is not annotated there.
    """
    wanted = set(lists)
    rules = [
        (name, _open(rule))
        for rule in book.of("attribution")
        if "cue" in rule.nodes
        for name in rule.nodes["cue"].lists
        if name in wanted
    ]
    hits: dict[str, Counter] = {name: Counter() for name in wanted}
    seen: dict[str, Counter] = {name: Counter() for name in wanted}
    for scene, gold in annotated:
        text, hearers = scene.article.text, book.words(scene.article.language, "hearer-cues")
        at = {c: t for t in scene.tokens for c in range(scene.word(t).start, scene.word(t).end)}
        by_cue: dict[Token, list[frozenset[int]]] = {}
        for attribution in gold:
            chars = char_set(text, attribution.content)
            for token in {at[c] for s, e in attribution.cue for c in range(s, e) if c in at}:
                by_cue.setdefault(token, []).append(chars)
        for name, rule in rules:
            best: dict[Token, float] = {}
            for binding in matches(rule, scene):
                cue = binding["cue"]
                if scene.quotation_at(scene.word(cue).start) is not None:
                    continue
                value = 0.0
                if cue in by_cue:
                    found = spans_of(scene, rule, binding, hearers)
                    chars = char_set(text, [(s.start, s.end) for s in found.content])
                    value = max(iou(chars, g) for g in by_cue[cue])
                best[cue] = max(best.get(cue, 0.0), value)
            for cue, value in best.items():
                lemma = scene.word(cue).lemma.lower()
                seen[name][lemma] += 1
                hits[name][lemma] += value >= MATCHES
    return {name: {lemma: Tally(hits[name][lemma], n) for lemma, n in seen[name].items()} for name in wanted}


def _open(rule: Rule) -> Rule:
    return replace(rule, nodes={**rule.nodes, "cue": replace(rule.nodes["cue"], lemma=frozenset())})


def choose(tallies: Mapping[str, Tally], threshold: float, weight: float = 2.0) -> list[tuple[str, Tally]]:
    """The words to list, the most frequent first: those whose rate, drawn towards that of all words together
    by ``weight`` matches' worth (so that one lucky hit lists no word), reaches the threshold."""
    total = sum(t.matches for t in tallies.values()) or 1
    prior = sum(t.hits for t in tallies.values()) / total
    chosen = [
        (lemma, t)
        for lemma, t in tallies.items()
        if t.hits
        and (t.hits + weight * prior) / (t.matches + weight) >= threshold
        and lemma.isascii()
        and lemma.replace("-", "").isalpha()
    ]
    return sorted(chosen, key=lambda item: (-item[1].hits, item[1].matches, item[0]))


def relearn(
    annotated: Iterable[tuple[Scene, list[Gold]]], book: RuleBook, file: Path, threshold: float = THRESHOLD
) -> dict[str, list[tuple[str, Tally]]]:
    """Writes the rule file anew with the words learned for each of its lists that is the cue of a rule; the
    words by list.

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
    lines = [
        *HEAD,
        *(f"{key}: {data[key]}" for key in ("format", "pack", "language") if key in data),
        "lists:",
    ]
    for name, words in sorted(data["lists"].items()):
        rows = (
            [f"    - {_plain(w)}   # {t.hits}/{t.matches}" for w, t in learned[name]]
            if name in learned
            else [f"    - {_plain(w)}" for w in words or ()]
        )
        lines += [f"  {name}:{'' if rows else ' []'}", *rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return learned


HEAD = (
    "# Words that report speech, by the place of what they report, as lemmas. Made by `attribution learn`",
    "# from marked articles of the corpus PolNeAR; made again, it loses what was changed by hand. The counts",
    "# are matches of the rule's pattern with the word as its cue that were annotated attributions / all.",
    "# in order: the most annotated attributions first",
)


def _plain(word: str) -> str:
    """The word in YAML: in quotation marks where it would be read as a truth value, a number or nothing."""
    return word if yaml.safe_load(word) == word else f'"{word}"'
