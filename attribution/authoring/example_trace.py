"""Why an example fails: what won instead, and which conditions do not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attribution.article import Span, text_of
from attribution.find.edges import Thing, holds
from attribution.find.found import Found, Lost
from attribution.find.matcher import NearMiss, matches, satisfies
from attribution.find.quotation_form import form, stands_as
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token
from attribution.rule import QUOTE, Edge, Node, Rule


def trace(
    rule: Rule,
    scene: Scene,
    marked: Mapping[str, Sequence[Span]],
    found: Sequence[Found],
    won: Sequence[Found],
    lost: Sequence[Lost],
) -> Iterator[str]:
    """Why the rule did not win what was expected: what it lost to, what else was found, and where it nearly
    matched. ``marked`` are the words that the example marks, by node."""
    text = scene.article.text
    for match in lost:
        if match.found.rule.name == rule.name:
            to = match.to and f"{match.to.rule.name} (priority {match.to.rule.priority}) won there"
            why = to or "they do not read as reported (threshold likely-content)"
            yield f"matched “{text_of(match.found.content, text)}”, but {why}"
    for other in found:
        if other not in won:
            by = other.rule.name + (f", source by {other.source_rule.name}" if other.source_rule else "")
            roles = {"content": other.content, "cue": other.cue, "source": other.source}
            yield f"{by} found " + ", ".join(f"{role} “{text_of(s, text)}”" for role, s in roles.items())
    if not won:
        yield from _unmet(rule, scene, marked)
        for near in near_misses(rule, scene, found):
            bound = ", ".join(f"{name} “{_thing(thing, scene)}”" for name, thing in near.bound)
            yield f"nearly matched: with {bound or 'nothing bound'}, “{near.failed}” did not hold"


def _unmet(rule: Rule, scene: Scene, marked: Mapping[str, Sequence[Span]]) -> Iterator[str]:
    """Which conditions and edges do not hold on the words that are marked, each mark standing for the word at
    its top."""
    things = _marked_things(rule, scene, marked)
    for name, thing in things.items():
        if name in rule.nodes:
            yield from _unmet_condition(rule.nodes[name], thing, scene)
    for edge in rule.where:
        if _bound(edge, things) and not holds(edge, scene, things):
            left, right = (_thing(things[name], scene) for name in (edge.left, edge.right))
            yield f"“{edge.text}” does not hold of “{left}” and “{right}”"
    for edge in rule.unless:
        if _bound(edge, things) and holds(edge, scene, things):
            yield f"“{edge.text}” holds, and “unless” forbids it"


def _marked_things(rule: Rule, scene: Scene, marked: Mapping[str, Sequence[Span]]) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    for name, marks in marked.items():
        if name == QUOTE:
            for quotation in scene.outer_quotations:
                if any(quotation.spans[0].overlaps(mark) for mark in marks):
                    things[QUOTE] = quotation
        elif name in rule.nodes and (token := _top(scene, marks[0])) is not None:
            things[name] = token
    return things


def _unmet_condition(node: Node, thing: Thing, scene: Scene) -> Iterator[str]:
    if isinstance(thing, Token):
        word = scene.word(thing)
        if failed := satisfies(node, word):
            is_ = getattr(word, "text" if failed == "word" else failed, "")
            yield f"{node.name} “{word.text}”: {failed} is “{is_}”, asked for {_few(getattr(node, failed))}"
    elif isinstance(thing, Quotation) and node.form and not stands_as(scene, thing, node.form):
        shown = f"{node.name} “{_thing(thing, scene)}”"
        yield f"{shown}: form is “{form(scene, thing)}”, asked for {_few(node.form)}"


def _bound(edge: Edge, things: Mapping[str, Thing]) -> bool:
    return edge.left in things and edge.right in things


def _top(scene: Scene, span: Span) -> Token | None:
    """The word of a span that no other word of it governs."""
    inside = scene.tokens_between(span.start, span.end)
    return next(
        (
            t
            for t in inside
            if Token(t.sentence, scene.word(t).head) not in inside and scene.word(t).upos != "PUNCT"
        ),
        None,
    )


def _few(values: Iterable[str]) -> str:
    told = sorted(values)
    return ", ".join(f"“{v}”" for v in told[:6]) + (f" or {len(told) - 6} more" if len(told) > 6 else "")


def near_misses(rule: Rule, scene: Scene, found: Sequence[Found] = (), most: int = 3) -> list[NearMiss]:
    """Where the rule came furthest before it failed, most nodes bound first."""
    misses: list[NearMiss] = []
    if rule.finds == "source":
        for one in found:
            given = {n: t for n, t in one.binding.items() if n in rule.nodes and n in ("cue", "content")}
            for _ in matches(rule, scene, given, misses.append):
                pass
    else:
        for _ in matches(rule, scene, {}, misses.append):
            pass
    furthest = max((len(m.bound) for m in misses), default=0)
    return list(dict.fromkeys(m for m in misses if len(m.bound) == furthest))[:most]


def _thing(thing: object, scene: Scene) -> str:
    return (
        scene.word(thing).text
        if isinstance(thing, Token)
        else text_of(getattr(thing, "spans", ()), scene.article.text)
    )
