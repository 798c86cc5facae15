"""Does every edge and every condition of a rule show in its examples? Each is taken away in turn, and some
example or counterexample of the rule must notice.

What no example notices stands in ``mutants_unnoticed.yaml``: nothing may be added to it but with a new rule,
and what is noticed by now must go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from attribution.authoring.example import ExampleCase, cases, judge
from attribution.authoring.example_parses import Parses, gather
from attribution.find.matcher import matches
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.rule import Rule, RuleBook
from attribution.rulebook.book import load

ROLES = ("content", "cue", "source", "quote", "turn")
CONDITIONS = ("word", "lemma", "upos", "feats", "ner", "deprel", "form", "speech")
UNNOTICED = Path(__file__).parent / "mutants_unnoticed.yaml"


@cache
def book() -> RuleBook:
    """The rules alone: the reader's doubt would refuse what a weaker rule finds."""
    rules = load().stable()
    thresholds = {language: {**given, "likely-content": 0} for language, given in rules.thresholds.items()}
    return replace(rules, thresholds=thresholds)


@cache
def own_cases(rule: str) -> tuple[ExampleCase, ...]:
    """The examples of a rule, counterexamples first: they are the ones that a weaker rule fails on."""
    found = [c for c in cases(r for r in book().rules if r.name == rule) if not c.kind.startswith("todo_")]
    return tuple(sorted(found, key=lambda c: c.kind))


@cache
def parses() -> Parses:
    return gather([case for rule in pattern_rules() for case in own_cases(rule.name)])


def pattern_rules() -> list[Rule]:
    return [rule for rule in book().rules if rule.finds != "flag"]


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule without one edge, then without one condition of a node, each with a name. Nodes that no edge
    holds any more go with the edge, unless the rule finds by them."""
    for key in ("where", "unless"):
        edges = getattr(rule, key)
        for number, edge in enumerate(edges):
            left = replace(rule, **{key: edges[:number] + edges[number + 1 :]})
            joined = {n for e in (*left.where, *left.unless) for n in (e.left, e.right)} | {*ROLES}
            yield (
                f"{key}: {edge.text}",
                replace(left, nodes={n: x for n, x in rule.nodes.items() if n in joined}),
            )
    for name, node in rule.nodes.items():
        for key in CONDITIONS:
            if getattr(node, key):
                empty: dict[str, Any] = {key: frozenset()}
                wider = {**rule.nodes, name: replace(node, **empty)}
                yield f"{name}: {key}", replace(rule, nodes=wider)


def noticed(rule: Rule, mutant: Rule) -> bool:
    """Whether one of the rule's examples fails with the mutant in its place."""
    mutated = replace(book(), rules=tuple(mutant if r is rule else r for r in book().rules))
    for case in own_cases(rule.name):
        [article] = case.articles
        scene = Scene(
            article,
            parses().documents[article.text],
            scan(article, book().words(article.language, "elisions")),
        )
        # Only where the rule itself matches other words can the outcome be another.
        same = rule.finds == "attribution" and [*matches(mutant, scene)] == [*matches(rule, scene)]
        if not same and not judge(replace(case, rule=mutant), mutated, parses().documents).passed:
            return True
    return False


@pytest.mark.parametrize("rule", pattern_rules(), ids=lambda rule: rule.id)
def test_some_example_notices_what_is_taken_from_the_rule(rule: Rule) -> None:
    known = yaml.safe_load(UNNOTICED.read_text(encoding="utf-8"))
    missed = [what for what, mutant in mutants(rule) if not noticed(rule, mutant)]
    assert missed == known.get(rule.name, [])
