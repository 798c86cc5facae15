"""Is the table of support what it says: how often such evidence was right?"""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from attribution.article import Span
from attribution.measure.speaker_score import GoldSpeaker, Judged, rates
from attribution.speakers import ranking
from attribution.speakers.ranking import Ranking, Sample, fit, shipped


def drawn(count: int, right: dict[frozenset[str], float], form: str = "pronoun") -> list[Sample]:
    dice = random.Random(7)
    kinds = list(right)
    return [(form, kind := dice.choice(kinds), dice.random() < right[kind]) for _ in range(count)]


def test_support_is_the_share_that_was_right() -> None:
    shares = {frozenset({"chain"}): 0.9, frozenset({"nearest"}): 0.4, frozenset(): 0.1}
    table = fit(drawn(3000, shares))
    for evidence, share in shares.items():
        assert abs(table.of("pronoun", evidence) - share) < 0.05


def test_a_rare_form_leans_on_what_all_forms_share() -> None:
    rare = ("plural", frozenset({"chain"}), False)
    samples = [*drawn(2000, {frozenset({"chain"}): 0.9, frozenset(): 0.1}), rare]
    table = fit(samples)
    assert table.of("plural", {"chain"}) > 0.6
    assert table.forms["plural"]["chain"]["right"] == 0 and table.forms["plural"]["chain"]["seen"] == 1


def test_names_share_nothing_with_pronouns() -> None:
    samples = drawn(500, {frozenset({"chain"}): 0.9, frozenset(): 0.1}) + drawn(
        500, {frozenset({"own"}): 1.0, frozenset({"rival"}): 0.0}, "name"
    )
    table = fit(samples)
    assert table.of("name", {"own"}) > 0.95 and table.of("name", {"rival"}) < 0.05


def test_the_same_samples_give_the_same_table() -> None:
    samples = drawn(300, {frozenset({"chain"}): 0.8, frozenset({"nearest", "chain"}): 0.95})
    assert fit(samples).forms == fit(list(samples)).forms


def test_evidence_nobody_counted_says_nothing() -> None:
    assert Ranking({}).of("pronoun", {"chain"}) == 0.5
    assert shipped().of("pronoun", {"chain", "unheard-of"}) == shipped().of("pronoun", {"chain"})


def test_the_shipped_table_tells_good_evidence_from_bad() -> None:
    strong = shipped().of(
        "pronoun",
        {
            "chain",
            "in-chain",
            "near",
            "nearest",
            "gender",
            "named",
            "previous-speaker",
            "in-paragraph",
            "has-spoken",
        },
    )
    weak = shipped().of("pronoun", {"near", "gender", "named"})
    assert strong > 0.7 > 0.1 > weak


def test_a_kept_table_is_the_one_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "__file__", str(tmp_path / "support.py"))
    table = fit(drawn(50, {frozenset({"chain"}): 0.8}))
    ranking.keep(table, ["gold.jsonl"])
    kept = json.loads((tmp_path / "support.json").read_text(encoding="utf-8"))
    assert kept["counted_on"] == ["gold.jsonl"] and kept["forms"] == table.forms


def judged(
    answer: str | None,
    *,
    name: str = "Ana O’Neil",
    form: str = "name",
    kind: str = "person",
    found: bool = True,
) -> Judged:
    return Judged(GoldSpeaker("a", (Span(0, 1),), (), form, name, kind, ("Mayor Neil",)), answer, found=found)


def test_names_are_compared_without_case_and_kind_of_apostrophe() -> None:
    assert judged("ana  o'neil").right and judged("Mayor Neil").right
    assert not judged("Neil").right and not judged(None).right
    assert not judged("Ana O'Neil", found=False).right


def test_rates_count_right_found_and_all() -> None:
    counted = rates(
        [
            judged("Ana O'Neil"),
            judged("Tom", form="pronoun"),
            judged(None, form="role", found=False),
            judged("x", kind="group"),
        ]
    )
    assert counted["all"] == (1, 3, 4)
    assert counted["people and organisations"] == (1, 2, 3)
    assert counted["people and organisations by pronoun or role"] == (0, 1, 2)
