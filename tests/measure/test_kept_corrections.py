"""Do today's rules agree with what people corrected?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.archive import decided
from attribution.archive.check import check_into
from attribution.archive.corrected import corrected
from attribution.archive.decided import Correction
from attribution.archive.store import Store
from attribution.cli import app
from attribution.measure.kept_corrections import agrees
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


def test_a_correction_holds_where_rules_draw_other_ends(store: Path):
    with Store(store) as kept:
        said = next(a for a in kept.attributions() if a.kind == "direct" and a.speaker.name)
        article = kept.article(said.article)
        assert article is not None
        place = said.content[0].start, said.content[-1].end
        known = Correction(
            article.id, "another-id", "other-speaker", *place, speaker="Nobody Known", by="Ana"
        )
        (now,) = (a for a in corrected(article, [said], [known]))
        assert (now.id, now.speaker.name) == ("another-id", "Nobody Known")
        far = replace(known, start=place[1] + 50, end=place[1] + 90)
        assert corrected(article, [said], [far]) == (said,)
        assert not agrees(known, [said]) and not agrees(far, [said])
        assert agrees(replace(known, speaker=said.speaker.name), [said])
        assert agrees(replace(known, speaker=(said.speaker.name or "").split()[-1]), [said]), "part of a name"
        assert agrees(replace(far, fault="not-speech"), [said])
        assert not agrees(replace(known, fault="not-speech"), [said])


def test_a_change_of_rules_is_told_by_the_corrections_that_it_mends_and_breaks(store: Path, tmp_path: Path):
    house = tmp_path / "house.yaml"
    house.write_text(
        "format: 1\npack: en\nlanguage: en\nrules:\n"
        + "".join(
            f"  - id: {id}\n    status: retired\n" for id in ("direct-cue-subject", "direct-cue-source")
        )
    )
    page = tmp_path / "page.html"
    asked = ["rules", "diff", "shipped", str(house), "--corrections", str(store), "--html", str(page)]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    assert "corrections: 2 broken, 1 mended, 0 right with both, 1 wrong with both" in told.stdout
    lines = [line[:1] for line in told.stdout.splitlines() if " correction " in line]
    assert lines == ["-", "-", "+"]
    shown = page.read_text(encoding="utf-8")
    assert [shown.count(f"<b>{how}</b>") for how in ("broken", "mended")] == [2, 1]
    same = ["rules", "diff", "shipped", "shipped", "--corrections", str(store), "--fail-on-change"]
    assert CliRunner().invoke(app, same).exit_code == 0
    same[3] = str(house)
    assert CliRunner().invoke(app, same).exit_code == 1
