"""Does a denial or a saying count only where it is said of the words, and what it passes leave a trace?"""

import pytest

from attribution.flags.cross_check import cross_check
from tests.helpers.flagging import article, book

WORDS = "The water came through the ceiling of every room we had painted,"


def checked(a, b):
    made = [article("a", a), article("b", b)]
    articles, documents = [x for x, _, _ in made], {x.id: d for x, d, _ in made}
    return cross_check([s for _, _, said in made for s in said], articles, documents, book())


def conflict(a):
    found = checked(a, f"{{Tom Lee|“{WORDS}”}} said Tom Lee.")
    loud = [f.kind for f in found.flags if f.severity in ("high", "medium")]
    return loud, [(p.kind, p.condition) for p in found.passed]


@pytest.mark.parametrize(
    "a",
    [
        f"{{Ana Ruiz|“{WORDS}”}} said Ana Ruiz. She did not say when the unit would reopen.",
        f"{{Ana Ruiz|“{WORDS}”}} said Ana Ruiz. She denied that a rate of 4 per cent was planned.",
    ],
)
def test_what_is_said_of_something_else_passes_nothing(a):
    assert conflict(a) == (["speaker-conflict"], [])


@pytest.mark.parametrize(
    "a, condition",
    [
        (f"{{Ana Ruiz|“{WORDS}”}} said Ana Ruiz. She never said that.", "denied"),
        (f"I never said {{Ana Ruiz|“{WORDS}”}} said Ana Ruiz.", "denied"),
        (f"As the old saying has it, {{Ana Ruiz|“{WORDS}”}} said Ana Ruiz, repeating a proverb.", "common"),
    ],
)
def test_what_is_said_of_the_words_passes_them_and_leaves_a_trace(a, condition):
    assert conflict(a) == ([], [("speaker-conflict", condition)])


def test_what_was_passed_says_why_and_where():
    a = f"{{Ana Ruiz|“{WORDS}”}} said Ana Ruiz. She never said that."
    [passed] = checked(a, f"{{Tom Lee|“{WORDS}”}} said Tom Lee.").passed
    assert {passed.a.speaker, passed.b.speaker} == {"Ana Ruiz", "Tom Lee"}
    assert passed.because == "A text says that these words were never said, or corrects them."
    assert passed.rule == "en/same-words-other-speaker"


def test_every_condition_that_passes_something_has_its_reason_in_words():
    rules = [r for r in book().of("flag", "en") if r.over == "pair" and r.severity in ("high", "medium")]
    told = {line.split(" = ")[0] for line in book().lists["en"]["explanations"]}
    asked = {name for rule in rules for name in rule.unless_when} - {"length"}
    assert {f"passed-{name.replace('_', '-')}" for name in asked} <= told
