"""Does the rule format carry another language, by rules alone?"""

from __future__ import annotations

import subprocess
import sys

import pytest

from attribution.authoring.example import ExampleCase, cases, judge
from attribution.authoring.example_parses import gather
from attribution.parse import conllu
from attribution.rulebook.book import load
from attribution.rulebook.rule_files import shipped_folder
from tests.helpers.places import ROOT

SAMPLE = ROOT / "rules" / "de"
BOOK = load([SAMPLE])
GERMAN = [case for case in cases(BOOK.rules) if case.rule.language == "de"]


def test_the_sample_has_a_dozen_rules_and_no_faults() -> None:
    assert len({case.rule.name for case in GERMAN}) >= 12
    assert [p for p in BOOK.problems if p.place.file.endswith("sample.yaml")] == []


@pytest.mark.parametrize("case", GERMAN, ids=[f"{c.rule.id}-{i}" for i, c in enumerate(GERMAN)])
def test_its_examples_hold_on_parses_written_by_hand(case: ExampleCase) -> None:
    parses = gather([case])
    assert parses.anew == parses.lacking == {}
    outcome = judge(case, BOOK, parses.documents)
    assert outcome.passed, outcome


def test_it_is_read_only_where_its_path_is_given() -> None:
    shipped = load()
    assert "de" not in shipped.lists and not shipped.of("attribution", "de")


def test_no_model_is_loaded_for_stored_parses() -> None:
    code = (
        "import sys; from attribution.cli import app; "
        "sys.argv = ['attribution', 'rules', 'test', 'rules/de']\n"
        "try: app()\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "assert 'torch' not in sys.modules and 'stanza' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_shipped_parse_is_written_as_it_was_read() -> None:
    for file in shipped_folder().rglob("*.conllu"):
        stored = list(conllu.read(file.read_text(encoding="utf-8")))
        assert stored and list(conllu.read(conllu.write(stored))) == stored
