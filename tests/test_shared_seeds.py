"""Do two articles from real outlets come out right, alone and side by side?

Their text is other people's and no part of the project. The folder that holds them is named by the
environment variable ATTRIBUTION_REAL_ARTICLES, or stands beside the project as ``shared/seeds``; without it
these tests are left out. Here stand only places in the two texts: start and end of the content, kind, and
speaker.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from attribution.pipeline import check
from attribution.report import Report
from attribution.result import Attribution
from tests.helpers.places import ROOT

FOLDER = Path(os.environ.get("ATTRIBUTION_REAL_ARTICLES") or ROOT.parent / "shared" / "seeds")
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the two real articles are not here; set ATTRIBUTION_REAL_ARTICLES to their folder",
)

LAVROV, MEDINSKY, UMEROV, PUTIN, ZAKHAROVA = "Lavrov", "Medinsk", "Umerov", "Putin", "Zakharova"
AIDE = "One senior Kyiv aide"
WIRE, PAGE = "istanbul-moscow-times.txt", "istanbul-aggregator.txt"
SAID = [
    (WIRE, 222, 314, "indirect", LAVROV),
    (WIRE, 367, 540, "direct", LAVROV),
    (WIRE, 551, 770, "indirect", LAVROV),
    (WIRE, 831, 961, "indirect", MEDINSKY),
    (WIRE, 1075, 1251, "direct", MEDINSKY),
    (WIRE, 1276, 1414, "indirect", MEDINSKY),
    (WIRE, 1487, 1672, "mixed", ZAKHAROVA),
    (WIRE, 2076, 2162, "indirect", PUTIN),
    (PAGE, 249, 438, "mixed", LAVROV),
    (PAGE, 454, 531, "indirect", LAVROV),
    (PAGE, 533, 725, "direct", LAVROV),
    (PAGE, 964, 1064, "mixed", LAVROV),
    (PAGE, 1075, 1615, "direct", LAVROV),
    (PAGE, 1633, 1675, "mixed", "Ukraine"),
    (PAGE, 1811, 1920, "direct", UMEROV),
    (PAGE, 1931, 2224, "direct", UMEROV),
    (PAGE, 2761, 3070, "direct", AIDE),
    (PAGE, 3088, 3218, "mixed", AIDE),
    (PAGE, 3230, 3332, "mixed", AIDE),
]
"""Article, start and end of the content, kind, and how the speaker's name ends, begins or reads."""


@pytest.fixture(scope="module")
def report(parses) -> Report:
    return check([FOLDER], cache=parses)


def _overlap(found: Attribution, start: int, end: int) -> float:
    a, b = found.content[0].start, found.content[-1].end
    return max(0, min(b, end) - max(a, start)) / (max(b, end) - min(a, start))


@pytest.mark.parametrize(("article", "start", "end", "kind", "speaker"), SAID)
def test_said(report, article, start, end, kind, speaker):
    found = max(
        (a for a in report.attributions if a.article == article), key=lambda a: _overlap(a, start, end)
    )
    assert _overlap(found, start, end) > 0.9
    assert (found.kind, found.speaker.name is not None and speaker in found.speaker.name) == (kind, True), (
        found.speaker.name
    )


def test_speakers_are_of_the_right_kind(report):
    kinds = {p.name.split()[-1]: p.kind for p in report.people}
    assert (
        kinds["Lavrov"] == kinds["Umerov"] == kinds["Zakharova"] == "person"
        and kinds["Ukraine"] == "organisation"
    )
    assert all(a.speaker.kind == "anonymous" for a in report.attributions if a.speaker.name == AIDE)
    assert any("spokeswoman" in role for p in report.people if ZAKHAROVA in p.name for role in p.roles)


@pytest.mark.parametrize("name", [LAVROV, MEDINSKY, UMEROV])
def test_one_person_under_every_spelling(report, name):
    assert len([p for p in report.people if name in p.name]) == 1


def test_no_speech_in_what_stands_around_the_story(report):
    for article in report.articles:
        furniture = [r for r in article.regions if r.kind == "furniture"]
        assert furniture
        assert not [
            a
            for a in report.attributions
            if a.article == article.id
            for s in a.content
            for r in furniture
            if s.start < r.end and r.start < s.end
        ]


def test_the_same_words_are_aligned_and_agree(report):
    said = {a.id: a for a in report.attributions}
    pairs = [a for a in report.alignments if {said[i].article for i in a.attributions} == {WIRE, PAGE}]
    assert pairs and {a.speakers for a in pairs} == {"same"}
    assert any(all(LAVROV in (said[i].speaker.name or "") for i in a.attributions) for a in pairs)


def test_nothing_above_low_is_flagged(report):
    assert [f.because for f in report.flags if f.severity in ("high", "medium")] == []
