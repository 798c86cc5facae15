"""Is the table of support read as it was counted, and are speakers compared as they should be?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.article import Span
from attribution.measure.speaker_score import GoldSpeaker, Judged, rates
from attribution.speakers import ranking
from attribution.speakers.ranking import Ranking, shipped


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
            "sentence-before",
            "spoke-most",
        },
    )
    weak = shipped().of("pronoun", {"near", "gender", "named"})
    assert strong > 0.7 > 0.1 > weak


def test_a_kept_table_is_the_one_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "__file__", str(tmp_path / "support.py"))
    table = Ranking({"pronoun": {"chain": {"weight": 1.5, "right": 40, "seen": 50}}})
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
