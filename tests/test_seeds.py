"""Do the sample stories come out as seeds/README.md says? From raw text, through the whole program, with the
shipped models."""

from __future__ import annotations

import re

import pytest
from anyascii import anyascii

from attribution.report import Report
from attribution.result import Flag, Side
from tests.helpers.places import ROOT

README = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
PLANTED = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in re.findall(r"^\| `[a-z-]+` \|.*$", README, re.M)
    if line.count("|") == 6
]
SERIOUS = ("high", "medium")


def test_the_table_of_faults_is_read():
    assert [row[0] for row in PLANTED] == [
        "`speaker-conflict`",
        "`wording-altered`",
        "`less-specific-source`",
        "`spliced-quote`",
        "`paraphrase-as-quote`",
    ]


@pytest.mark.parametrize("story", ["ferry-returns", "river-leak"])
def test_every_article_is_read(seeds: dict[str, Report], story):
    report = seeds[story]
    assert len(report.articles) == 5 and report.problems == ()
    assert {a.id for a in report.articles} == {a.article for a in report.attributions}
    assert all(a.publisher and a.published for a in report.articles)


def test_the_clean_story_raises_nothing_above_low(seeds):
    assert [f for f in seeds["ferry-returns"].flags if f.severity in SERIOUS] == []


def test_the_faulty_story_raises_nothing_else_above_low(seeds):
    wanted = {row[0].strip("`") for row in PLANTED}
    found = [f.kind for f in seeds["river-leak"].flags if f.severity in SERIOUS]
    assert len(found) == len(set(found)) and set(found) <= wanted, found


@pytest.mark.parametrize("row", PLANTED, ids=lambda row: row[0].strip("`"))
def test_each_planted_fault_is_raised_with_its_two_sides(seeds, row):
    kind, a, words, places, said = row
    wanted = set(re.findall(r"[\w-]+\.(?:txt|html)", places))
    flags = [
        f
        for f in seeds["river-leak"].flags
        if f.kind == kind.strip("`") and _faulty_side(f, a.strip("`"), words)
    ]
    assert flags, [
        (f.kind, f.a.article, f.a.speaker, f.b and (f.b.article, f.b.speaker))
        for f in seeds["river-leak"].flags
    ]
    [flag] = flags
    faulty = _faulty_side(flag, a.strip("`"), words)
    others = [s for s in (flag.a, flag.b, *flag.others) if s is not None and s != faulty]
    assert others and {s.article for s in others} & wanted
    assert faulty.article not in {s.article for s in others}
    assert faulty.speaker and anyascii(faulty.speaker) in words.replace("*", "")
    if names := re.findall(r"\*\*([A-Z]\w+ [A-Z]\w+)\*\*", said):
        assert {s.speaker for s in others} == set(names)


def _faulty_side(flag: Flag, article: str, words: str) -> Side | None:
    """The side of the flag that stands in the article and holds the words of the table."""
    quoted = re.search(r'"(.+?),?"', words)[1].replace("*", "")
    return next(
        (
            s
            for s in (flag.a, flag.b)
            if s is not None and s.article == article and _plain(quoted) in _plain(s.text)
        ),
        None,
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_one_minister_of_four_spellings(seeds):
    ministers = [p for p in seeds["ferry-returns"].people if "Volynsk" in p.name]
    assert len(ministers) == 1 and ministers[0].articles >= 4


def test_headlines_of_other_stories_are_no_speech(seeds):
    for report in seeds.values():
        for article in report.articles:
            furniture = [r for r in article.regions if r.kind == "furniture"]
            spans = [
                s
                for a in report.attributions
                if a.article == article.id
                for s in (*a.content, *a.cue, *a.source)
            ]
            assert not any(s.start < r.end and r.start < s.end for s in spans for r in furniture)


def test_every_span_is_of_its_article(seeds):
    for report in seeds.values():
        texts = {a.id: a.text for a in report.articles}
        for a in report.attributions:
            assert all(0 <= s.start < s.end <= len(texts[a.article]) for s in (*a.content, *a.cue, *a.source))
            assert a.because and a.steps
