"""Is only an office, a trade or a relation shown as what somebody is?"""

import pytest

from attribution.names.variants import Spellings
from attribution.rulebook.book import load
from attribution.speakers.role_noun import is_role

LEXICON = Spellings(load(), "en").words


@pytest.mark.parametrize(
    "phrase",
    [
        "Harbour Board chairwoman",
        "the port’s deputy director",
        "head of treatment at the works",
        "Senator",
        "editor-in-chief",
        "Secretary of State",
        "a senior lawyer with the River Trust",
        "truck driver from Old Quay",
        "second baseman",
        "mother of two girls",
    ],
)
def test_a_phrase_whose_noun_names_people_is_a_role(phrase):
    assert is_role(phrase, LEXICON)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "right to refuse service to guests and others",
        "Image copyright",
        "northern vice district",
        "Friday evening",
        "charge of neighbours calling for the chairman to go",
        "a rocket named after the first aviator of the island",
        "teenager named",
        "lawyer who had told the court that the chairman of the board had never asked",
    ],
)
def test_what_only_stands_beside_a_name_is_none(phrase):
    assert not is_role(phrase, LEXICON)
