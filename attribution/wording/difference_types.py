"""The type of a difference: an ordered table of questions, of which the first answered with yes decides."""

from __future__ import annotations

from collections.abc import Callable

from attribution.wording.change import Change
from attribution.wording.types import clauses, facts, gaps, spelling, words


def type_of(change: Change) -> str:
    """The type of a change."""
    return next(kind for kind, holds in QUESTIONS if holds(change))


QUESTIONS: tuple[tuple[str, Callable[[Change], bool]], ...] = (
    ("brackets", gaps.in_brackets),
    ("negation", gaps.hides_a_negation),
    ("ellipsis", gaps.at_ellipsis),
    ("spelling", spelling.spelled_otherwise),
    ("spelling", spelling.handle),
    ("spelling", spelling.censored),
    ("filler", spelling.filler),
    ("filler", spelling.answer),
    ("spelling", spelling.contracted),
    ("left-out", clauses.clause_set_off),
    ("negation", clauses.other_answer),
    ("function", clauses.doubly_negated),
    ("negation", clauses.negated),
    ("left-out", clauses.clause_left_out),
    ("date", facts.other_date),
    ("date", facts.other_year),
    ("number", facts.other_number),
    ("number", facts.other_scale),
    ("unit", facts.other_unit),
    ("name", facts.other_name),
    ("hedge", words.other_hedge),
    ("function", words.only_currencies),
    ("who", words.other_subject),
    ("who", words.another_named),
    ("person", words.other_pronoun),
    ("word", words.other_weighty_word),
    ("tense", words.other_auxiliary),
    ("function", words.no_content),
    ("tense", words.other_tense),
    ("word", words.other_word),
    ("person", words.pronoun_for_noun),
    ("cut", lambda change: bool(change.content[0])),
    ("grown", lambda change: True),
)
"""Types of differences, each with the question that tells it, in the order in which they are asked."""
