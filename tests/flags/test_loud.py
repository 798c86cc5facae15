"""Are papers that only write, cut or name otherwise left in peace, and is a true difference seen?"""

from dataclasses import replace

import pytest

from attribution.article import Span
from attribution.flags.cross_check import cross_check
from attribution.people.known_name import NameRules
from attribution.people.link import link
from tests.helpers.flagging import article, book, check, flags, serious

GATES = "We asked for the gates to be replaced in 2019 and we were told to wait"


def test_a_condition_that_stands_in_the_next_quotation_was_not_cut_off():
    whole = "We will build the second lock with the money of the port unless the council votes against it"
    cut = "{Ana Ruiz|“We will build the second lock with the money of the port,”} said Ana Ruiz."
    goes_on = f"{cut} {{Ana Ruiz|“Unless the council votes against it,”}} Ana Ruiz added."
    assert serious(a=f"{{Ana Ruiz|“{whole},”}} said Ana Ruiz.", b=goes_on) == []
    assert serious(a=f"{{Ana Ruiz|“{whole},”}} said Ana Ruiz.", b=cut) == [("wording-altered", "medium")]


@pytest.mark.parametrize("name", ["Vincente Rueda", "Vicente Ruedo"])
def test_a_slip_in_a_name_makes_no_other_person(name):
    assert (
        serious(
            a=f"{{Vicente Rueda|“{GATES},”}} said Vicente Rueda.", b=f"{{{name}|“{GATES},”}} said {name}."
        )
        == []
    )


def test_a_censored_word_is_the_word():
    assert (
        serious(
            a="{Ana Ruiz|“I am not going to drive over that f***ing bridge,”} said Ana Ruiz.",
            b="{Ana Ruiz|“I am not going to drive over that F**king bridge,”} said Ana Ruiz.",
            c="{Ana Ruiz|“I am not going to drive over that fucking bridge,”} said Ana Ruiz.",
        )
        == []
    )


def test_the_end_of_the_sentence_before_is_no_other_wording():
    assert (
        serious(
            a="{|“I thought, a wet road is a wet road and nobody has to count the puddles.”}",
            b="{Ana Ruiz|“It could hardly harm us. A wet road is a wet road. We took the other one,”} "
            "said Ana Ruiz.",
        )
        == []
    )


def test_a_phrase_that_stands_by_itself_elsewhere_hides_no_difference():
    said = "I hope that she joins Tom Lee{} and the board in saying we have to stop this sale"
    found = flags(
        a=f"{{Ana Ruiz|“{said.format('')},”}} said Ana Ruiz.",
        b=f"{{Ana Ruiz|“{said.format(' and Bo Dahl')},”}} said Ana Ruiz. Her words of the day were these: "
        "{Ana Ruiz|“We have to stop this sale,”} said Ana Ruiz.",
    )
    assert [(f.kind, "Dahl" in f.because) for f in found if f.severity in ("high", "medium")] == [
        ("wording-altered", True)
    ]


def test_who_is_named_once_is_not_the_woman_of_a_portrait():
    portrait = "Ana Ruiz came late. Ruiz sat down. Ruiz looked tired. Ruiz had slept badly. "
    one = f"{portrait}A play by Marla is on. {{Marla|“{GATES},”}} she said."
    named, document, said = article("a", one)
    she = named.text.rindex("she")
    other, parse, theirs = article("b", f"{{Ana Ruiz|“{GATES},”}} said Ana Ruiz.")
    guessed = [replace(a, source=(Span(she, she + 3),)) for a in said]
    found = cross_check([*guessed, *theirs], [named, other], {"a": document, "b": parse}, book())
    assert [(f.kind, f.severity) for f in found.flags] == [("speaker-conflict", "low")]


@pytest.mark.parametrize(
    "there, condition",
    [
        ("We asked for the (upper) gates to be replaced in 2019 and we were told to wait", "brackets"),
        ("We asked for the gates to be replaced in 2019 and, uh, we were told to wait", "spelling"),
        ("We asked for the gates to be replaced in 2019 ... and we were told to wait", None),
        ("We asked for the gates to be replaced in twenty nineteen and we were told to wait", "spelling"),
    ],
)
def test_what_counts_for_nothing_is_told_as_passed(there, condition):
    found = check(a=f"{{Ana Ruiz|“{GATES},”}} said Ana Ruiz.", b=f"{{Ana Ruiz|“{there},”}} said Ana Ruiz.")
    assert [p.condition for p in found.passed] == ([condition] if condition else [])
    assert found.flags == ()


def test_an_organisation_that_is_not_named_in_place_may_be_the_other():
    words = "“The second lock will be paid for by the port and by nobody else,”"
    named = f"{{Port Authority:organisation|{words}}} said the Port Authority."
    assert serious(a=named, b=f"{{River Council:organisation|{words}}} said the River Council.") == [
        ("speaker-conflict", "medium")
    ]
    assert serious(a=named, b=f"{{River Council:organisation|{words}}} the body told reporters.") == []


def test_a_nickname_is_the_name():
    people, _ = link(*_said("Benjamin Varga", "Bibi Varga"), NameRules.of(book(), "en"))
    assert len(people) == 1


def _said(one: str, other: str):
    made = [
        article(n, f"{{{name}|“{GATES},”}} said {name} of Ostrava and Varna.")
        for n, name in (("a", one), ("b", other))
    ]
    return [a for _, _, said in made for a in said], [a for a, _, _ in made]


def test_a_single_name_may_be_the_nickname_of_whom_the_other_paper_has_in_full():
    full = f"{{Gareth Pennant|“{GATES},”}} said Gareth Pennant."
    nickname = f"{{Duckie|“{GATES},”}} said Duckie."
    assert serious(a=full, b=nickname) == []
    assert serious(a=full, b=f"{nickname} Gareth Pennant was silent.") == [("speaker-conflict", "high")]
    assert serious(a=full, b=f"{{Tom Lee|“{GATES},”}} said Tom Lee.") == [("speaker-conflict", "high")]


def test_a_question_with_which_the_answer_begins_is_not_taken_from_who_asked_it():
    question = "Is the new bridge safe for lorries at night?"
    asked = f"{{Tom Lee|“{question}”}} asked Tom Lee."
    assert serious(a=asked, b=f"{{Ana Ruiz|“{question} It is safe for tanks,”}} said Ana Ruiz.") == []
    assert serious(a=asked, b=f"{{Ana Ruiz|“{question}”}} asked Ana Ruiz.") == [("speaker-conflict", "high")]


def test_two_figures_on_two_days_that_the_dates_of_the_articles_tell():
    said = (
        "{{Ana Ruiz|“We will shut {} wards and every bed in them has a new place,”}} said Ana Ruiz on Monday."
    )
    first = ("2026-01-13", said.format("eleven"))
    assert serious(a=first, b=("2026-01-20", said.format("fourteen"))) == []
    assert serious(a=first, b=("2026-01-14", said.format("fourteen"))) == [("wording-altered", "high")]
