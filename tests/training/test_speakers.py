"""Is the table of support what it says: how often such evidence was right?"""

from __future__ import annotations

import random

import pytest

pytest.importorskip("sklearn")

from training.speakers import Weighed, fit


def drawn(count: int, right: dict[frozenset[str], float], form: str = "pronoun"):
    dice = random.Random(7)
    kinds = list(right)
    return [Weighed(form, kind := dice.choice(kinds), dice.random() < right[kind]) for _ in range(count)]


def test_support_is_the_share_that_was_right():
    shares = {frozenset({"chain"}): 0.9, frozenset({"nearest"}): 0.4, frozenset(): 0.1}
    table = fit(drawn(3000, shares))
    for evidence, share in shares.items():
        assert abs(table.of("pronoun", evidence) - share) < 0.05


def test_a_rare_form_leans_on_what_all_forms_share():
    samples = [
        *drawn(2000, {frozenset({"chain"}): 0.9, frozenset(): 0.1}),
        Weighed("plural", frozenset({"chain"}), False),
    ]
    table = fit(samples)
    assert table.of("plural", {"chain"}) > 0.55
    assert table.forms["plural"]["chain"]["right"] == 0 and table.forms["plural"]["chain"]["seen"] == 1


def test_names_share_nothing_with_pronouns():
    samples = drawn(500, {frozenset({"chain"}): 0.9, frozenset(): 0.1}) + drawn(
        500, {frozenset({"own"}): 1.0, frozenset({"rival"}): 0.0}, "name"
    )
    table = fit(samples)
    assert table.of("name", {"own"}) > 0.95 and table.of("name", {"rival"}) < 0.05


def test_the_same_samples_give_the_same_table():
    samples = drawn(300, {frozenset({"chain"}): 0.8, frozenset({"nearest", "chain"}): 0.95})
    assert fit(samples).forms == fit(list(samples)).forms
