"""Why the report says so: the rule that won, the words it bound, the way to the speaker, and the rules that did not win."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attribution.article import Span
from attribution.extract import id_of
from attribution.find.edges import Thing
from attribution.find.found import Found, Lost
from attribution.find.matcher import NearMiss, matches
from attribution.find.quotation_form import MARKS
from attribution.find.scene import Scene, Token
from attribution.find.select import attribute
from attribution.pipeline import reading_lists, scenes
from attribution.read import read
from attribution.rule import Rule, RuleBook
from attribution.rulebook.book import load
from attribution.rulebook.describe import described

NEARLY = 5
"""How many rules that nearly matched are shown."""


class ExplainError(Exception):
    """Nothing can be explained. ``code`` is documented in docs/errors.md, ``next`` says what to do."""

    def __init__(self, code: str, message: str, next: str) -> None:
        super().__init__(message)
        self.code, self.next = code, next


def explain(
    report: Path,
    id: str,
    *,
    rules: Sequence[Path] = (),
    models: str | Path = "en-news",
    cache: Path | None = None,
) -> Iterator[str]:
    """Lines of plain text about the attribution or flag of that id (or the beginning of one) in a report's
    folder.

    Raises ExplainError: ``no-report``, ``no-such-id``; PackError where an article must be parsed again and no
    model loads.
    """
    try:
        run = json.loads((report / "run.json").read_text(encoding="utf-8"))
        lines = {
            name: [
                json.loads(line)
                for line in (report / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            ]
            for name in ("attributions", "flags", "trial")
        }
    except (OSError, ValueError) as error:
        raise ExplainError(
            "no-report",
            f"{report} holds no report that can be read ({error})",
            "Name the folder that `attribution check --out` wrote.",
        ) from None
    attributions = {line["id"]: line for line in (*lines["attributions"], *lines["trial"])}
    flags = {line["id"]: line for line in lines["flags"]}
    found = [line for key, line in {**attributions, **flags}.items() if key.startswith(id)]
    if len(found) != 1:
        raise ExplainError(
            "no-such-id",
            f"{len(found) or 'no'} attributions or flags have the id “{id}”",
            "Ids stand in attributions.jsonl and flags.jsonl; the report shows them too.",
        )
    [line] = found
    book = load(rules)
    if line["id"] in flags:
        yield from _flag(line, book)
        wanted = [
            attributions[s["attribution"]]
            for s in (line["a"], line["b"])
            if s and s["attribution"] in attributions
        ]
    else:
        wanted = [line]
    changed = book.digest != run["rules"]
    for one in wanted:
        yield from _told(one)
        yield from _found_again(one, run["arguments"], book, models, cache)
    if changed:
        yield "The rules have changed since the report was written; what is said of rules that lost is of the rules as they are now."


def _flag(line: Mapping[str, Any], book: RuleBook) -> Iterator[str]:
    yield f"{line['kind']} ({line['severity']}), {line['rule']}: {line['because']}"
    rule = next((r for r in book.rules if r.name == line["rule"]), None)
    if rule:
        yield f"  {rule.title}."
        for word, conditions in (("when", rule.when), ("unless", rule.unless_when)):
            for key, value in conditions.items():
                said = " or ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                yield f"  {word} {key}: {said.lower()}"
    for difference in line["differences"]:
        yield f"  differs ({difference['type']}): “{difference['a']}” / “{difference['b']}”"
    yield ""


def _told(line: Mapping[str, Any]) -> Iterator[str]:
    """What the report itself says of an attribution."""
    speaker = line["speaker"]
    about = ", ".join(part for part in (speaker["kind"], speaker["role"]) if part)
    yield f"{line['id']} in {line['article']}: {speaker['name'] or 'nobody by name'} ({about})"
    for role in ("content", "cue", "source"):
        if line[role]:
            yield (
                f"  {role:8} "
                + " … ".join(_quoted(s["text"]) for s in line[role])
                + f"  at {line[role][0]['start']}"
            )
    negated = ", negated" if line["negated"] else ""
    yield f"  {'kind':8} {line['kind']}, {line['act']}{negated}" + (
        f", within {line['within']}" if line["within"] else ""
    )
    yield f"  {'rule':8} {line['rule']}: {line['because']}"
    for number, step in enumerate(line.get("steps", ()), 1):
        yield f"  step {number:<3} {step}"
    for candidate in line["candidates"]:
        yield f"  speaker? {candidate['name']}  {candidate['support']}"


def _found_again(
    line: Mapping[str, Any], arguments: Sequence[str], book: RuleBook, models: str | Path, cache: Path | None
) -> Iterator[str]:
    """What the report does not keep: the words that each node bound, and the rules that did not win here."""
    articles = [a for a in read(arguments, reading_lists(book)).articles if a.id == line["article"]]
    if not articles:
        yield f"  (The article is no longer found at {', '.join(arguments)} from here, so that the rules cannot be run on it again.)"
        return
    [scene] = scenes(articles, book, models=models, cache=cache)
    content = tuple(Span(s["start"], s["end"]) for s in line["content"])
    winner = next((r for r in book.rules if r.name == line["rule"]), None)
    found, lost = attribute(scene, book if winner and winner.status == "test" else book.stable())
    known = {id_of(scene, f): f for f in found}
    one = known.get(line["id"]) or next((f for f in found if f.content == content), None)
    if one is not None:
        yield from _bound(one, scene)
    else:
        yield "  the rules as they are now do not find it"
    yield from _losers(
        [x for x in lost if any(s.overlaps(c) for s in x.found.content for c in content)], scene
    )
    yield from _nearly(
        scene, book, content, {one.rule.name} if one else set(), {x.found.rule.name for x in lost}
    )
    yield ""


def _bound(found: Found, scene: Scene) -> Iterator[str]:
    for name, thing in found.binding.items():
        yield f"  bound    {name}: {_thing(thing, scene)}"
    yield from (f"           {line}" for line in described(found.rule))
    if found.source_rule is not None:
        yield f"  source   by {found.source_rule.name}: {found.source_rule.title}"


def _losers(lost: Sequence[Lost], scene: Scene) -> Iterator[str]:
    seen = set()
    for one in lost:
        if one.found.rule.name not in seen:
            seen.add(one.found.rule.name)
            words = " … ".join(s.of(scene.article.text) for s in one.found.content)
            yield f"  lost     {one.found.rule.name} (priority {one.found.rule.priority}) to {one.to.rule.name}: {_quoted(words, 60)}"


def _nearly(
    scene: Scene, book: RuleBook, content: Sequence[Span], winners: set[str], losers: set[str]
) -> Iterator[str]:
    """The rules that came furthest in the sentences around the content before a condition failed."""
    sentences = {
        s.index for s in scene.document.sentences if any(s.start < c.end and c.start < s.end for c in content)
    }
    furthest: list[tuple[float, Rule, NearMiss]] = []
    for rule in book.of("attribution", scene.article.language):
        if rule.name in winners | losers or rule.status == "retired":
            continue
        misses: list[NearMiss] = []
        for _ in matches(rule, scene, {}, misses.append):
            pass
        here = [
            m for m in misses if any(isinstance(t, Token) and t.sentence in sentences for _, t in m.bound)
        ]
        if here:
            best = max(here, key=lambda m: len(m.bound))
            furthest.append((len(best.bound) / (len(rule.nodes) or 1), rule, best))
    furthest.sort(key=lambda entry: (-entry[0], entry[1].priority))
    for _, rule, miss in furthest[:NEARLY]:
        bound = ", ".join(f"{name} {_thing(thing, scene)}" for name, thing in miss.bound)
        yield f"  nearly   {rule.name}: with {bound}, “{miss.failed}” did not hold"


def _thing(thing: Thing, scene: Scene) -> str:
    if isinstance(thing, Token):
        word = scene.word(thing)
        return f"“{word.text}” ({word.lemma} {word.upos}, {word.deprel})"
    return _quoted(" … ".join(s.of(scene.article.text) for s in thing.spans), 60)


def _quoted(text: str, most: int = 2000) -> str:
    """Words in quotation marks, unless they have some of their own."""
    text = " ".join(text.split())
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0] + " …"
    return text if text[0] in MARKS else f"“{text}”"
