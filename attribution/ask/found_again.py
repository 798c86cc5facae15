"""What a report does not keep: the words that a rule bound, and the rules that lost or nearly matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from attribution.article import Span, text_of
from attribution.document import Word
from attribution.each_article import scenes
from attribution.extract import id_of
from attribution.find.edges import Thing
from attribution.find.found import Found, Lost
from attribution.find.matcher import NearMiss, matches
from attribution.find.quotation_form import MARKS
from attribution.find.scene import Scene, Token
from attribution.find.select import attribute
from attribution.parse.model_pack import Models
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.rule import SPEECH, Rule, RuleBook
from attribution.rulebook.describe import described

NEARLY = 5
"""How many rules that nearly matched are shown."""


def found_again(
    line: Mapping[str, Any], arguments: Sequence[str], book: RuleBook, models: Models, cache: Path | None
) -> Iterator[str]:
    """Lines about what the rules find now where a report has an attribution: the words that each node of the
    rule bound, and the rules that did not win.

    ``line`` is that of the attribution in the report, ``arguments`` are the paths that it was made from.
    Raises PackError where the article must be parsed again and no model loads.
    """
    articles = [a for a in read(arguments, reading_lists(book)).articles if a.id == line["article"]]
    if not articles:
        yield (
            f"  (The article is no longer found at {', '.join(arguments)} from here, "
            "so that the rules cannot be run on it again.)"
        )
        return
    parses = scenes(articles, book, models=models, cache=cache)
    scene = next(iter(parses), None)
    if scene is None:
        yield from (f"  ({problem.code}: {problem.message})" for problem in parses.problems)
        return
    content = tuple(Span(s["start"], s["end"]) for s in line["content"])
    reported = next((r for r in book.rules if r.name == line["rule"]), None)
    on_trial = reported is not None and reported.status == "test"
    found, lost = attribute(scene, book if on_trial else book.stable())
    with_id = {id_of(scene, f): f for f in found}
    winner = with_id.get(line["id"]) or next((f for f in found if f.content == content), None)
    if winner is not None:
        yield from _bound(winner, scene)
    else:
        yield "  the rules as they are now do not find it"
    yield from _losers([x for x in lost if _touch(x.found.content, content)], scene)
    told = {winner.rule.name} if winner else set()
    yield from _nearly(scene, book, content, told | {x.found.rule.name for x in lost})
    yield ""


def _touch(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(s.overlaps(t) for s in a for t in b)


def _bound(found: Found, scene: Scene) -> Iterator[str]:
    for name, thing in found.binding.items():
        yield f"  bound    {name}: {_thing(thing, scene)}"
    yield from (f"           {line}" for line in described(found.rule))
    if found.source_rule is not None:
        yield f"  source   by {found.source_rule.name}: {found.source_rule.title}"


def _losers(lost: Sequence[Lost], scene: Scene) -> Iterator[str]:
    """One line for each rule that lost its words to a better match."""
    first: dict[str, Lost] = {}
    for one in lost:
        first.setdefault(one.found.rule.name, one)
    for name, one in first.items():
        words = text_of(one.found.content, scene.article.text)
        to = f"to {one.to.rule.name}" if one.to else "since the words do not read as reported"
        yield f"  lost     {name} (priority {one.found.rule.priority}) {to}: {quoted(words, 60)}"


def _nearly(scene: Scene, book: RuleBook, content: Sequence[Span], told: Set[str]) -> Iterator[str]:
    """The rules that came furthest in the sentences around the content before a condition failed, without
    those that are told of already."""
    sentences = {
        s.index for s in scene.document.sentences if any(s.start < c.end and c.start < s.end for c in content)
    }
    furthest: list[tuple[float, int, Rule, NearMiss]] = []
    for rule in book.of("attribution", scene.article.language):
        if rule.name in told or rule.status == "retired":
            continue
        miss = _furthest_miss(rule, scene, sentences)
        if miss is not None:
            furthest.append((-len(miss.bound) / (len(rule.nodes) or 1), rule.priority, rule, miss))
    furthest.sort(key=lambda entry: entry[:2])
    for _, _, rule, miss in furthest[:NEARLY]:
        bound = ", ".join(f"{name} {_thing(thing, scene)}" for name, thing in miss.bound)
        yield f"  nearly   {rule.name}: with {bound}, “{miss.failed}” did not hold"


def _furthest_miss(rule: Rule, scene: Scene, sentences: Set[int]) -> NearMiss | None:
    """The match of the rule in these sentences that bound most words before a condition failed."""
    misses: list[NearMiss] = []
    for _ in matches(rule, scene, {}, misses.append):
        pass
    here = [
        miss
        for miss in misses
        if any(isinstance(thing, Token) and thing.sentence in sentences for _, thing in miss.bound)
    ]
    return max(here, key=lambda miss: len(miss.bound), default=None)


def _thing(thing: Thing, scene: Scene) -> str:
    if isinstance(thing, Token):
        word = scene.word(thing)
        return f"“{word.text}” ({word.lemma} {word.upos}, {word.deprel}{_read_as(word)})"
    return quoted(text_of(thing.spans, scene.article.text), 60)


def _read_as(word: Word) -> str:
    """What the reader takes the word for, with how likely it is."""
    if not word.speech:
        return ""
    likely, kind = max(zip(word.speech, SPEECH, strict=True))
    return f", reads as {kind} {likely:.2f}"


def quoted(text: str, most: int = 2000) -> str:
    """Words in quotation marks, unless they have some of their own."""
    text = " ".join(text.split())
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0] + " …"
    return text if text[0] in MARKS else f"“{text}”"
