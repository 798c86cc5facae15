"""What are the same words, and how do two wordings differ?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.rulebook.thresholds import THRESHOLDS
from attribution.wording.align import blocks, overlap
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords
from tests.helpers.flagging import book, check

SAME = SameWords(book().lists["en"])
FUNCTIONS = SAME.words("small-words")


@pytest.mark.parametrize(
    "a, b",
    [
        ("We’ve found it", "we have found it"),
        ("I can't, won't and don't", "I cannot, will not and do not"),
        ("It's ours", "it is ours"),
        ("seven hundred and four", "704"),
        ("38 000 kilometres", "thirty-eight thousand kilometers"),
        ("£2.50", "two pounds fifty"),
        ("half a million", "500,000"),
        ("$41m", "41 million dollars"),
        ("35 percent", "35 per cent"),
        ("35%", "thirty-five per cent"),
        ("on 5 May", "on May 5th"),
        ("on the fifth of May", "on the May 5"),
        ("the first", "the 1st"),
        ("somebody's gotta go", "somebody's got to go"),
        ("nine hundred", "900"),
        ("a hundred days", "100 days"),
        ("a dozen", "12"),
        ("colour and behaviour", "color and behavior"),
        ("organised", "organized"),
        ("whilst towards", "while toward"),
        ("learnt", "learned"),
        ("half past seven", "7:30"),
        ("7.30pm", "7:30 p.m."),
        ("a quarter to one", "12:45"),
        ("at 19:00", "at nineteen"),
        ("no one", "nobody"),
        ("naïve café", "naive cafe"),
        ("I, um, know", "I know"),
        ("co-operate", "co operate"),
        ("“Yes,” he", "yes he"),
    ],
)
def test_the_same_words(a: str, b: str) -> None:
    assert fold(a, SAME).words == fold(b, SAME).words


@pytest.mark.parametrize(
    "a, b",
    [
        ("forty beds", "400 beds"),
        ("metres", "kilometres"),
        ("legal", "illegal"),
        ("can", "can't"),
        ("four", "for"),
        ("May", "March"),
        ("prize", "price"),
        ("his", "her"),
        ("may", "will"),
        ("half past seven", "half past eight"),
        ("7:30", "7:20"),
    ],
)
def test_other_words(a: str, b: str) -> None:
    assert fold(a, SAME).words != fold(b, SAME).words


@given(st.one_of(st.text(), st.text(alphabet="0123456789.,  mbnkthst$£%½²aANDMayof-'’")))
def test_folding_never_fails_and_keeps_the_way_back(text: str) -> None:
    tokens = fold(text, SAME).tokens
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "the"]), max_size=30),
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "the"]), max_size=30),
)
def test_blocks_are_equal_words_in_order(a: list[str], b: list[str]) -> None:
    found = blocks(a, b)
    assert all(a[x.a : x.a + x.size] == b[x.b : x.b + x.size] for x in found)
    assert all(x.a + x.size <= y.a and x.b + x.size <= y.b for x, y in pairwise(found))
    common = overlap(a, b, FUNCTIONS)
    assert common is None or 0 < common.equal <= min(len(a), len(b))


def test_a_stray_word_far_away_does_not_belong_to_the_common_stretch() -> None:
    a = ["the", "bridge", "opens", "in", "may"]
    rest = "but nobody knows who will pay for all of this and in what coin of the realm the"
    b = [*a, *rest.split()]
    common = overlap(a, b, FUNCTIONS)
    assert common is not None and common.b_end == 5


def differ(a: str, b: str) -> set[str]:
    """The types of differences between two quotations of one speaker."""
    found = check(a=f"{{Ana Ruiz|“{a}”}} said Ana Ruiz.", b=f"{{Ana Ruiz|“{b}”}} said Ana Ruiz.")
    return {d.type for alignment in found.alignments for d in alignment.differences}


@pytest.mark.parametrize(
    "a, b, type",
    [
        ("We will not pull back a single soldier", "We will pull back a single soldier", "negation"),
        ("We will never pull back a single soldier", "We will always pull back a single soldier", "negation"),
        ("Every coin that came in was legal", "Every coin that came in was illegal", "negation"),
        ("We have found the money for forty beds", "We have found the money for 400 beds", "number"),
        (
            "We shall meet here on the ninth of May and you know it",
            "We shall meet here on the ninth of March and you know it",
            "date",
        ),
        ("The plan was made in 1974 by my office", "The plan was made in 1984 by my office", "date"),
        ("The crack is forty metres long and new", "The crack is forty kilometres long and new", "unit"),
        (
            "The work will cost nine million euros this year",
            "The work will cost nine million dollars this year",
            "unit",
        ),
        ("I handed the file to Donnelly in person", "I handed the file to Marchbanks in person", "name"),
        ("I think most of these drums were taken by force", "These drums were taken by force", "hedge"),
        ("The gates may fail in the next flood", "The gates will fail in the next flood", "hedge"),
        (
            "We shall leave before the gates are opened again",
            "We shall leave after the gates are opened again",
            "word",
        ),
        ("We demand an apology from the court today", "We reject an apology from the court today", "word"),
        (
            "Every box will be open, after the families have been asked, to anyone",
            "Every box will be open to anyone",
            "left-out",
        ),
        ("We open the gate in the morning at six", "We opened the gate in the morning at six", "tense"),
        (
            "The gate to the river will open soon enough",
            "A gate to the river will open soon enough",
            "function",
        ),
        (
            "I told them that the river was rising fast",
            "He told them that the river was rising fast",
            "who",
        ),
        ("I let go when Tom took the wheel from me", "I let go when I took the wheel from Tom", "who"),
        ("[The beetle] came in on a pallet last year", "It came in on a pallet last year", "brackets"),
        (
            "We have moved water, we have rested wells, and we cannot promise more",
            "We have moved water … and we cannot promise more",
            "ellipsis",
        ),
        (
            "I could hear the other horse, you know, breathing",
            "I could hear the other horse breathing",
            "filler",
        ),
        (
            "You see that we don't, we don't have a hole in the budget",
            "You see that we don't have a hole in the budget",
            "filler",
        ),
        ("I told him (Marlowe) that the boat would sink", "I told him that the boat would sink", "brackets"),
        ("They stop asking how the two of us are", "They stop askin how the two of us are", "spelling"),
        ("That was a f***ing brilliant long pass", "That was a fucking brilliant long pass", "spelling"),
        ("Thanks to @carlalopez for the long pass", "Thanks to Carla Lopez for the long pass", "spelling"),
        ("We will … move the school to the hill", "We will not move the school to the hill", "negation"),
        (
            "Cars may cross here on Friday",
            "Cars may cross here on Friday, but only if it is dry",
            "condition",
        ),
        ("The ice is safe", "The ice is safe, but it is not safe for trucks", "contrast"),
        ("Yes. It was switched on by a man in a hat", "No. It was switched on by a man in a hat", "negation"),
        (
            "I spoke with Medinskiy in the hall for an hour",
            "I spoke with Medinsky in the hall for an hour",
            "spelling",
        ),
    ],
)
def test_types_of_differences(a: str, b: str, type: str) -> None:
    assert type in differ(a, b)


def test_a_cut_at_an_edge_is_no_difference() -> None:
    assert (
        differ(
            "No child learns on an empty stomach, and no teacher should keep biscuits",
            "No child learns on an empty stomach",
        )
        == set()
    )


def test_the_join_is_repeatable_and_finds_all_places() -> None:
    texts = {
        f"a{i}": f"{{Ana Ruiz|“The bridge will open in May and nobody asked us,”}} said Ana Ruiz. Number {i}."
        for i in range(6)
    }
    found = check(**texts)
    assert found == check(**texts)
    assert (
        len(found.alignments) == 1
        and len(found.alignments[0].attributions) == 6
        and found.alignments[0].speakers == "same"
    )


def test_boilerplate_is_left_out_and_reported() -> None:
    texts = {
        f"a{i}": f"{{P{chr(97 + i % 26)}{chr(97 + i // 26)}x Lee|“Sign up for our morning letter today”}}"
        " said somebody."
        for i in range(int(THRESHOLDS["boilerplate-articles"].default) + 2)
    }
    found = check(**texts)
    assert (
        "sign up for our" in found.boilerplate
        and not found.alignments
        and not [f for f in found.flags if f.severity == "high"]
    )
