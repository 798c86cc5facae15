"""The source of an attribution: which words may be one, and the one that a source rule finds where the own
rule has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from attribution.find import spans
from attribution.find.edges import Thing
from attribution.find.found import Found, token_of
from attribution.find.matcher import matches
from attribution.find.quotation_form import MARKS, form
from attribution.find.scene import Scene, Token
from attribution.rule import QUOTE, Rule

DATES = frozenset({"DATE", "TIME"})
"""Types of names that a parser takes for subjects ("Ruiz said *Tuesday* …") and that say nothing."""


def can_speak(scene: Scene, source: Token, cue: Token | None, times: Set[str]) -> bool:
    """Whether the word may be a source: no date or time ("Ruiz last week said"), no dateline, no apposition
    that the parser made a subject ("Ruiz, the only judge to vote no, said"), and where the cue stands
    outside, nothing in brackets ("Ana Ruiz (D-Ohio) said") and no part of what is said (“Judge,” she said).
    """
    word = scene.word(source)
    if (
        word.ner in DATES
        or word.lemma.lower() in times
        or scene.in_dateline(word.start)
        or _is_second_subject(scene, source)
    ):
        return False
    if cue is None:
        return True
    if scene.in_brackets(source) and not scene.in_brackets(cue):
        return False
    said = scene.quotation_at(word.start)
    if said is None or said is scene.quotation_at(scene.word(cue).start):
        return True
    inner = scene.article.text[said.start : said.end].rstrip(MARKS)
    return form(scene, said) != "sentence" and not inner.endswith((",", "!", "?"))


def _is_second_subject(scene: Scene, token: Token) -> bool:
    """Whether the word stands between commas behind another subject of the same verb; what is quoted before
    it is no subject."""
    sentence, word = scene.sentence(token), scene.word(token)
    here = scene.quotation_at(word.start)
    if not word.deprel.startswith("nsubj") or not any(
        s.index < word.index
        and s.head == word.head
        and s.deprel.startswith("nsubj")
        and scene.quotation_at(s.start) is here
        for s in sentence.words
    ):
        return False
    phrase = sentence.subtree(word.index)
    around = (
        sentence.words[max(0, phrase[0] - 1)],
        sentence.words[min(phrase[-1] + 1, len(sentence.words) - 1)],
    )
    return all(w.text == "," for w in around)


def sourced(scene: Scene, found: Found, sources: Sequence[Rule], times: Set[str]) -> Found:
    """The attribution with the source that the first source rule finds, where its own rule binds none."""
    if (
        found.source_token is not None
        or "source" in found.binding
        or not found.binding.keys() & {"cue", "content"}
    ):
        return found
    given = {n: t for n, t in found.binding.items() if n in ("cue", "content", QUOTE)}
    for rule in sources:
        start = {n: t for n, t in given.items() if n in rule.nodes or n == QUOTE}
        for binding in sorted(matches(rule, scene, start), key=lambda b: _distance(b, found.cue_token)):
            token = token_of(binding, "source")
            if token is None or not can_speak(scene, token, found.cue_token, times):
                continue
            phrase = spans.source(scene, token, found.cue_token)
            if any(c.covers(p) for c in found.content for p in phrase):
                continue
            return replace(
                found,
                source=phrase,
                source_token=token,
                source_rule=rule,
                binding={**found.binding, **binding},
            )
    return found


def _distance(binding: Mapping[str, Thing], cue: Token | None) -> int:
    """Words between source and cue: of two subjects, the parser's mistake is the farther."""
    source = token_of(binding, "source")
    return abs(source.word - cue.word) if source and cue and source.sentence == cue.sentence else 1000
