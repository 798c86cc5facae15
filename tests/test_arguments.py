"""Are strings and paths taken alike, and is anything else a clear error?"""

from pathlib import Path

import pytest

import attribution
from tests.helpers.parsed import STORY, corpus


def test_strings_and_paths_give_the_same_one_or_several(tmp_path):
    [story] = corpus(tmp_path, story=STORY)
    judged = tmp_path / "judged.csv"
    judged.write_text("a,b,judgement\n")
    cache = tmp_path / "cache"
    made = [
        attribution.check(story, cache=str(cache), judgements=str(judged)),
        attribution.check(Path(story), cache=cache, judgements=judged),
        attribution.check([story], cache=cache),
        attribution.check((Path(p) for p in [story]), cache=cache),
    ]
    assert {report.attributions for report in made} == {made[0].attributions} and made[0].attributions


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "paths are missing"),
        ({"paths": 5}, "paths takes a path or a list of paths, not 5"),
        ({"paths": b"story.txt"}, "paths takes a path or a list of paths"),
        ({"paths": ["story.txt", None]}, "paths takes paths .*, not None"),
        ({"paths": "a.txt", "rules": 3}, "rules takes a path or a list of paths, not 3"),
        ({"paths": "a.txt", "cache": ["a"]}, "cache takes paths .*, not "),
        ({"paths": "a.txt", "judgements": 1}, "judgements takes paths .*, not 1"),
        ({"paths": "a.txt", "models": 5}, "models takes a path or a list of paths, not 5"),
        ({"paths": "a.txt", "jobs": "2"}, "jobs takes a number of processes, not '2'"),
    ],
)
def test_what_is_no_path_is_a_clear_error(arguments, told):
    with pytest.raises(TypeError, match=told):
        attribution.check(**arguments)


@pytest.mark.parametrize("jobs", [0, -1])
def test_no_process_at_all_cannot_work(jobs):
    with pytest.raises(ValueError, match="jobs takes a number of processes, at least 1"):
        attribution.check("a.txt", jobs=jobs)


def test_an_empty_path_is_not_this_folder():
    assert [p.code for p in attribution.check("").problems] == ["path-not-found"]
