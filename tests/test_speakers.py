"""Do the words of a source lead to the right speaker?"""

from __future__ import annotations

import pytest

from tests.stories import Story, stories, voices

STORIES = stories()


def answers(story: Story, *, chains: bool) -> list[str]:
    return [" + ".join([v.speaker.name or "", *(s.name or "" for s in v.joint)]) for v in voices(story, chains=chains)]


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.id)
def test_every_source_leads_to_its_speaker(story: Story):
    assert answers(story, chains=True) == [name for _, name in story.sources]


@pytest.mark.parametrize("story", [s for s in STORIES if not s.needs_chains], ids=lambda s: s.id)
def test_without_coreference_too(story: Story):
    assert answers(story, chains=False) == [name for _, name in story.sources]


@pytest.mark.parametrize("story", [s for s in STORIES if s.roles or s.kinds], ids=lambda s: s.id)
def test_roles_and_kinds(story: Story):
    speakers = {v.speaker.name: v.speaker for v in voices(story)}
    assert {name: speakers[name].role for name in story.roles} == story.roles
    assert {name: speakers[name].kind for name in story.kinds} == story.kinds


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.id)
def test_candidates_are_best_first_and_the_way_is_told(story: Story):
    for voice in voices(story):
        assert voice.steps
        supports = [c.support for c in voice.candidates]
        assert supports == sorted(supports, reverse=True)
        assert all(0 <= s <= 1 for s in supports)
        if voice.candidates and voice.speaker.name:
            assert voice.candidates[0].name == voice.speaker.name
