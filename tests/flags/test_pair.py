"""Do the facts of pairs and single quotations have the names and values that rules use?"""

from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from attribution.flags.pair import PairFacts
from attribution.flags.single_quotations import SingleFacts
from attribution.rulebook.conditions import CONDITIONS, YES_NO


@pytest.mark.parametrize("over, facts", [("pair", PairFacts), ("attribution", SingleFacts)])
def test_every_condition_is_a_fact(over, facts):
    assert {field.name for field in fields(facts)} == set(CONDITIONS[over])


@pytest.mark.parametrize("over, facts", [("pair", PairFacts), ("attribution", SingleFacts)])
def test_facts_have_no_value_that_rules_cannot_ask_for(over, facts):
    for name, hint in get_type_hints(facts).items():
        values = {
            value for part in (hint, *get_args(hint)) for value in get_args(part) if isinstance(value, str)
        }
        assert values <= set(CONDITIONS[over][name]), name
        assert (bool in get_args(hint)) == (CONDITIONS[over][name] == YES_NO), name
