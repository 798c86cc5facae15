"""Do today's rules agree with what people corrected?"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.archive import decided
from attribution.archive.check import check_into
from attribution.archive.decided import Correction
from attribution.archive.store import Store
from attribution.cli import app
from tests.helpers.places import SEEDS


@pytest.fixture
def store(tmp_path: Path, parses: Path) -> Path:
    file = tmp_path / "s.sqlite"
    with Store(file) as kept:
        check_into(kept, [SEEDS / "river-leak"], cache=parses)
        said = next(a for a in kept.attributions() if a.kind == "direct" and a.speaker.name)
        article, name = said.article, said.speaker.name
        for correction in (
            Correction(article, said.id, "other-speaker", speaker=name, by="Ana"),
            Correction(article, said.id, "not-speech", by="Ana"),
            Correction(article, "", "missed", 0, 5, "Nobody Known", by="Ana"),
            Correction(article, "", "missed", said.content[0].start, said.content[0].end, name, by="Ana"),
        ):
            decided.correct(kept, correction)
    return file


def test_what_the_rules_find_counts_as_right_and_the_rest_is_listed(store: Path):
    told = CliRunner().invoke(app, ["evaluate", "corrections", str(store)]).stdout.splitlines()
    assert [line.split() for line in told[-4:]] == [
        ["missed", "1", "of", "2", "right"],
        ["not-speech", "0", "of", "1", "right"],
        ["other-speaker", "1", "of", "1", "right"],
        ["all", "2", "of", "4", "right"],
    ]
    assert len(told) == 6 and "Nobody Known" in "".join(told)


def test_what_was_taken_back_is_not_asked(store: Path):
    with Store(store) as kept:
        first = decided.corrections(kept)[0]
        decided.correct(kept, Correction(first.article, first.attribution, "as-found", by="Ana"))
    told = CliRunner().invoke(app, ["evaluate", "corrections", str(store)]).stdout.splitlines()
    assert told[-1].split() == ["all", "1", "of", "2", "right"]
