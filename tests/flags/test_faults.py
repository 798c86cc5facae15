"""Are faults found that stand in other words: paraphrases, joints, hoaxes, principals, refusals?"""

from dataclasses import replace

import pytest

from attribution.article import Span
from attribution.flags.cross_check import cross_check
from tests.helpers.flagging import article, book, check, flags, serious

JAGUAR = "I would have pulled the jaguar along the avenue by its tail if the doctor had let me"
TOLD = "she would have pulled the jaguar along the avenue by its tail if the doctor had let her"
BRIDGE = "The lifts have stopped at night since the spring and nobody has come to look"


# ---------------------------------------------------------------- reports in quotation marks
@pytest.mark.parametrize(
    "note, found",
    [
        ("It is told in our own words, as she asked.", [("paraphrase-as-quote", "medium")]),
        ("It was a long evening.", []),
    ],
)
def test_a_paper_that_gives_the_sense_alone_leaves_no_words_to_quote(note, found):
    told = f"Ana Ruiz said that {{Ana Ruiz:indirect|{TOLD}}}. {note}"
    quoted = f"{{Ana Ruiz|“{JAGUAR},”}} said Ana Ruiz."
    assert serious(a=("2026-02-15", told), b=("2026-02-15", quoted)) == found


def test_a_past_put_further_back_is_a_report():
    told = "In her view the lifts had stopped at night since the spring and nobody had come to look."
    assert serious(a=told, b=f"{{Ana Ruiz|“{BRIDGE},”}} said Ana Ruiz.") == [
        ("paraphrase-as-quote", "medium")
    ]
    same = "The lifts have stopped at night since the spring and nobody has come to look."
    assert serious(a=same, b=f"{{Ana Ruiz|“{BRIDGE},”}} said Ana Ruiz.") == []


def test_a_report_may_put_one_phrase_in_between():
    told = "the two lifts in the northern tower had stopped at night and nobody had come to look"
    quoted = "{Ana Ruiz|“The two lifts have stopped at night and nobody has come to look,”} said Ana Ruiz."
    assert serious(a=f"Ana Ruiz said that {{Ana Ruiz:indirect|{told}}}.", b=quoted) == [
        ("paraphrase-as-quote", "medium")
    ]


# ---------------------------------------------------------------- quotations made of pieces
def test_a_first_word_that_stands_there_too_hides_no_joint():
    spoken = (
        "{Ana Ruiz|“We have never asked for more money. We have asked for longer rests.”} said Ana Ruiz. "
        "Then she spoke of the other line. It has no drivers. Nobody answered her. "
        "{Ana Ruiz|“We will not sign a paper with Velox. It sent us a pdf,”} said Ana Ruiz."
    )
    joined = (
        "{Ana Ruiz|“We have never asked for more money. We will not sign a paper with Velox,”} said Ana Ruiz."
    )
    assert serious(a=spoken, b=joined) == [("spliced-quote", "medium")]


# ---------------------------------------------------------------- words that are disowned
EATEN = "Farmers should learn to eat what they cannot sell at the market"


@pytest.mark.parametrize(
    "there, found",
    [
        ("wrote Ana Ruiz. The page does not belong to Ruiz.", ["speaker-conflict"]),
        ("wrote somebody posing as Ana Ruiz.", ["speaker-conflict"]),
        ("wrote Ana Ruiz. The real Ana Ruiz was not amused.", ["speaker-conflict"]),
        ("wrote Ana Ruiz. The page belongs to Ruiz.", []),
        ("wrote Ana Ruiz. The real trouble came later.", []),
    ],
)
def test_words_that_one_paper_disowns_are_asked_about(there, found):
    here = f"{{Ana Ruiz|“{EATEN},”}} wrote Ana Ruiz."
    assert [f.kind for f in flags(a=here, b=f"{{Ana Ruiz|“{EATEN},”}} {there}")] == found


def test_a_noun_that_no_list_has_is_not_the_one_who_is_named():
    here = f"{{Ana Ruiz|“{EATEN},”}} wrote Ana Ruiz."
    there = f"{{a whatsit profile:unknown|“{EATEN},”}} wrote a whatsit profile."
    assert [f.kind for f in flags(a=here, b=there)] == ["less-specific-source"]


def test_what_is_disowned_in_both_papers_is_no_conflict():
    text = f"{{Ana Ruiz|“{EATEN},”}} wrote Ana Ruiz. The page does not belong to Ruiz."
    assert check(a=text, b=text).flags == ()


# ---------------------------------------------------------------- who is meant
def test_testimony_under_oath_is_no_saying():
    said = "I was {}told that the ramp was open when we left the pier"
    assert serious(
        a=f"{{Ana Ruiz|“{said.format('not ')},”}} said Ana Ruiz under oath.",
        b=f"{{Ana Ruiz|“{said.format('')},”}} said Ana Ruiz.",
    ) == [("wording-altered", "high")]


def test_a_role_that_only_the_other_has_names_the_other():
    told = f"The president of the school, Ana Ruiz, spoke. Ana Ruiz said that {{Ana Ruiz:indirect|{TOLD}}}."
    here, parse, said = article("a", told, "2026-02-15")
    text = f"Ana Ruiz sat. Tom Lee stood. {{Tom Lee|“{JAGUAR},”}} the president of the school said."
    there, other, theirs = article("b", text, "2026-02-16")
    at = there.text.rindex("the president of the school")
    president = replace(said[0].speaker, role="president of the school")
    found = cross_check(
        [
            replace(said[0], speaker=president),
            replace(theirs[0], source=(Span(at, at + len("the president of the school")),)),
        ],
        [here, there],
        {"a": parse, "b": other},
        book(),
    )
    assert [f.kind for f in found.flags if f.severity == "medium"] == ["paraphrase-as-quote"]


def test_who_speaks_for_another_named_in_the_sentence_is_not_the_other():
    here = f"{{Ana Ruiz|“{EATEN},”}} said Ana Ruiz."
    text = f"{{Tom Lee|“{EATEN},”}} Ana Ruiz’s press secretary, Tom Lee, said."
    one, parse, said = article("a", here)
    two, other, theirs = article("b", text)
    speaks = replace(theirs[0], speaker=replace(theirs[0].speaker, role="press secretary"))
    found = cross_check([*said, speaks], [one, two], {"a": parse, "b": other}, book())
    assert [(f.kind, f.severity) for f in found.flags] == [("speaker-conflict", "medium")]


@pytest.mark.parametrize("office", ["spokesman", "press secretary", "chief of staff"])
@pytest.mark.parametrize("held, severity", [(False, "low"), (True, "high")])
def test_who_speaks_for_others_is_perhaps_not_one_of_whom_nobody_says_so(office, held, severity):
    here = f"{{Tom Lee|“{EATEN},”}} said Tom Lee."
    text = f"Ana Ruiz sat there. {{Ana Ruiz|“{EATEN},”}} the {office} said."
    one, parse, said = article("a", here)
    two, other, theirs = article("b", text)
    at = two.text.rindex(f"the {office}")
    speaker = replace(theirs[0].speaker, role=office if held else None)
    speaks = replace(theirs[0], speaker=speaker, source=(Span(at, at + len(f"the {office}")),))
    found = cross_check([*said, speaks], [one, two], {"a": parse, "b": other}, book())
    assert [(f.kind, f.severity) for f in found.flags] == [("speaker-conflict", severity)]


def test_who_held_an_office_is_not_who_holds_it():
    here = f"Its director, Ana Ruiz, was tired. {{Ana Ruiz|“{EATEN},”}} Ana Ruiz said."
    text = f"Tom Lee ran it once. {{Tom Lee|“{EATEN},”}} the former director said of Ana Ruiz."
    one, parse, said = article("a", here)
    two, other, theirs = article("b", text)
    at = two.text.rindex("the former director")
    director = replace(said[0], speaker=replace(said[0].speaker, role="director"))
    former = replace(theirs[0], source=(Span(at, at + len("the former director")),))
    found = cross_check([director, former], [one, two], {"a": parse, "b": other}, book())
    assert [(f.kind, f.severity) for f in found.flags] == [("speaker-conflict", "high")]
