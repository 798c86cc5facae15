"""Are the faults of the made-up stories found, and are the clean ones left alone? From raw text through the
whole program.

The stories and what they must raise are described in ``cases/README.md``. The floors are recall for the
faulty stories, by letter, and the share of stories that may have a medium or high flag nobody asked for. Of
the faulty ones every other is run here, of the clean ones every third, so that the suite stays short;
``make gate`` runs all that are worked on, ``evaluate cases --held-back`` the rest.
"""

import re

import pytest

from attribution.measure.stories import StoryError, load, run, score
from attribution.rulebook.book import load as rules
from tests.helpers.places import TESTS

CASES = TESTS / "cases"
RECALL = {"a": 0.90, "b": 0.80, "c": 0.80, "d": 0.95, "e": 0.80, "f": 0.70, "g": 0.70, "h": 0.70}
CLEAN_ALARMS = 0.05
FAULTY_ALARMS = 0.10


@pytest.fixture(scope="module")
def outcomes():
    told: list[tuple[int, int]] = []
    stories = [*load(CASES / "faulty")[::2], *load(CASES / "clean")[::3]]
    found = list(run(stories, rules(), progress=lambda done, of: told.append((done, of))))
    articles = sum(len(story.articles) for story in stories)
    assert told[-1] == (articles, articles)
    return found


@pytest.mark.parametrize("letter", RECALL)
def test_faults_are_found(outcomes, letter):
    of = [o for o in outcomes if o.story.letter == letter]
    missed = [o.story.name for o in of if not o.found]
    assert len(of) - len(missed) >= RECALL[letter] * len(of), f"missed: {missed}"


def test_clean_stories_are_left_alone(outcomes):
    clean = score(outcomes)["clean"]
    assert clean.alarmed <= CLEAN_ALARMS * clean.stories, [
        (o.story.name, [f.because for f in o.extra])
        for o in outcomes
        if o.story.letter == "clean" and o.extra
    ]


def test_faulty_stories_have_hardly_a_second_flag(outcomes):
    faulty = [o for o in outcomes if o.story.letter != "clean"]
    alarmed = [o for o in faulty if o.extra]
    assert len(alarmed) <= FAULTY_ALARMS * len(faulty), [
        (o.story.name, [f.because for f in o.extra]) for o in alarmed
    ]


def test_there_are_enough_stories(outcomes):
    clean = [o for o in outcomes if o.story.letter == "clean"]
    assert len(clean) >= 60 and len(outcomes) - len(clean) >= 60
    for story in (o.story for o in outcomes):
        alone = story.name.startswith("headline-")  # a headline is held against its own article
        assert 2 - alone <= len(story.articles) <= 5, story.name


STORY = """about: a story
fault: a
expect: [{kind: speaker-conflict, severity: [high], a: We are ready, b: We are ready}]
articles:
  - {name: a.txt, publisher: A, published: "2025-01-01", text: "“We are ready,” said Ana Ruiz."}
"""


@pytest.mark.parametrize(
    "story, told",
    [
        (STORY.replace("about: a story", "about: one: two"), "story.yaml:1:11"),
        (STORY.replace("a: We are ready", "a: We were ready"), "“We were ready” stands in none"),
        (STORY.replace(', text: "“We are ready,” said Ana Ruiz."', ""), "a name and a text"),
        ("- nothing\n", "a case needs articles"),
    ],
)
def test_a_case_that_cannot_be_used_is_told(tmp_path, story, told):
    (tmp_path / "story.yaml").write_text(story, encoding="utf-8")
    with pytest.raises(StoryError, match=re.escape(told)):
        load(tmp_path)
