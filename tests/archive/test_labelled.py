"""Does what people correct in Label Studio count like a correction from the desk?"""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.archive import decided
from attribution.archive.store import Store
from attribution.cli import app
from tests.helpers.parsed import STORY, corpus


@pytest.fixture
def store(tmp_path: Path) -> Path:
    corpus(tmp_path, story=STORY)
    kept = tmp_path / "kept.sqlite"
    story = [str(tmp_path / "story.txt"), "--cache", str(tmp_path / "cache"), "--out", str(tmp_path / "out")]
    assert run("check", *story, "--store", str(kept)).exit_code == 0
    return kept


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def tasks(store: Path) -> list[dict]:
    """What Label Studio would export where a person has taken what was found for right."""
    folder = store.parent / "tasks"
    assert run("export", str(store), "--as", "label-studio", "--out", str(folder)).exit_code == 0
    made = json.loads((folder / "tasks.json").read_text())
    for task in made:
        result = [dict(region) for region in task["predictions"][0]["result"]]
        task["annotations"] = [{"result": result, "completed_by": {"email": "mo@desk.example"}}]
    return made


def taken_up(store: Path, made: list[dict]) -> list[tuple]:
    file = store.parent / "export.json"
    file.write_text(json.dumps(made))
    result = run("store", "import", str(store), str(file))
    assert result.exit_code == 0, result.output
    with Store(store) as kept:
        return [(c.fault, c.speaker, c.by) for c in decided.corrections(kept)]


def test_what_nobody_changed_is_no_correction(store):
    assert taken_up(store, tasks(store)) == []


def test_another_speaker_and_no_speech_and_what_was_missed(store):
    made = tasks(store)
    result = made[0]["annotations"][0]["result"]
    for region in result:
        if region["type"] == "textarea":
            region["value"]["text"] = ["Tom Lee"]
    result.append(
        {"id": "x1", "type": "labels", "value": {"start": 0, "end": 4, "labels": ["Content"], "text": ""}}
    )
    result.append({"id": "x1", "type": "textarea", "value": {"text": ["Ana Ruiz"]}})
    by = "mo@desk.example"
    assert taken_up(store, made) == [("other-speaker", "Tom Lee", by), ("missed", "Ana Ruiz", by)]
    with Store(store) as kept:
        assert {a.speaker.name for a in kept.attributions(made[0]["data"]["article"])} == {
            "Tom Lee",
            "Ana Ruiz",
        }
    assert taken_up(store, tasks(store))[2:] == []  # the same again says nothing new
    made = tasks(store)
    made[0]["annotations"][0]["result"] = []
    assert [fault for fault, *_ in taken_up(store, made)[2:]] == ["as-found", "not-speech"]
    with Store(store) as kept:
        assert kept.attributions(made[0]["data"]["article"]) == ()


def test_other_ends_also_where_utf16_is_counted(store):
    made = tasks(store)
    text = made[0]["data"]["text"]
    for region in made[0]["annotations"][0]["result"]:
        if region["value"].get("labels") == ["Content"]:
            region["value"]["end"] -= 1
            region["value"]["text"] = text[region["value"]["start"] : region["value"]["end"]]
    assert [fault for fault, *_ in taken_up(store, made)] == ["other-span"]


@pytest.mark.parametrize("data", [b"", b"[1]", b'{"a": 1}', b"[" * 20_000, b'[{"data": {"text": "x"}}]'])
def test_what_is_no_export_is_told(store, data):
    file = store.parent / "export.json"
    file.write_bytes(data)
    result = run("store", "import", str(store), str(file))
    assert result.exit_code == 2 and "labels-unusable" in result.output


def test_a_task_of_another_text_keeps_nothing(store):
    made = tasks(store)
    made[0]["data"]["text"] += "."
    file = store.parent / "export.json"
    file.write_text(json.dumps(made))
    result = run("store", "import", str(store), str(file))
    assert result.exit_code == 2 and "another in the task" in result.output


@pytest.mark.parametrize(("start", "end"), [(0, 999_999), (-3, 5), (20, 10), (7, 7)])
def test_a_place_that_the_article_does_not_have_is_refused_and_nothing_taken_up(store, start, end):
    made = tasks(store)
    region = next(r for r in made[0]["annotations"][0]["result"] if r["type"] == "labels")
    region["value"] |= {"start": start, "end": end, "text": ""}
    file = store.parent / "export.json"
    file.write_text(json.dumps(made))
    with Store(store) as kept:
        before = kept.attributions()
    refused = run("store", "import", str(store), str(file))
    assert (
        refused.exit_code == 2 and f"labels-unusable: What is marked from {start} to {end}" in refused.output
    )
    with Store(store) as kept:
        assert kept.attributions() == before and decided.corrections(kept) == ()
        beyond = decided.Correction(before[0].article, before[0].id, "other-span", start, end)
        with pytest.raises(ValueError, match="no stretch") if start != end else nullcontext():
            decided.correct(kept, beyond)
        kept.db.execute(
            'INSERT INTO corrections (article, attribution, fault, start, "end", note, "by", "when") '
            "VALUES (?, ?, 'other-span', ?, ?, '', '', '')",
            (before[0].article, before[0].id, start, end),
        )
    checked = run("store", "check", str(store))
    assert checked.exit_code == (start != end) and ("a correction of a place" in checked.output) == (
        start != end
    )
