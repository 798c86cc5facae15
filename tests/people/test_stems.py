"""Are words of roles compared without plural endings, and short words left as they are?"""

import pytest

from attribution.names.lexicon import Lexicon
from attribution.people.stems import Stems
from attribution.wording.same_words import SameWords
from tests.helpers.flagging import book


@pytest.fixture(scope="module")
def stems():
    rules = book()
    return Stems(SameWords(rules.lists["en"]), Lexicon.of(rules, "en"))


@pytest.mark.parametrize("word, stem", [("minister", "minister"), ("ministers", "minister"), ("gas", "gas")])
def test_a_plural_is_its_word(stems, word, stem):
    assert stems.stems(word) == {stem}


def test_words_that_do_not_count_are_left_out(stems):
    assert stems.stems("the Ministers of Transport") == {"minister", "transport"}
