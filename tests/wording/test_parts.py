"""Is a part of a folded text what the part is when it is folded by itself?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.rulebook.book import load
from attribution.wording.normalise import fold, fold_part
from attribution.wording.same_words import SameWords

SAME = SameWords(load().lists["en"])
PLAIN = ("harbour", "wall", "we", "don't", "Tom's", "organise", "7.30", "38,000", "5", "3rd", "$5", "U.S.")
BESIDE = ("", "", "", ",", ".", "…", " …", ". . .", ":", "\n\n", " (", "[", "]", ")", "”", " “")
"""What may stand behind a word."""
words = st.one_of(st.sampled_from(PLAIN), st.sampled_from(sorted(SAME.bound_words)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(words, st.booleans(), st.sampled_from(BESIDE)), max_size=14), st.data())
def test_a_part_is_folded_as_by_itself(row, data):
    text = " ".join(f"{word.title() if capital else word}{beside}" for word, capital, beside in row)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assert fold_part(text, SAME, start, end, fold(text, SAME)) == fold(text, SAME, start, end)


def test_a_quotation_is_taken_out_of_the_whole():
    """No word is made anew but the first, which opens a sentence here."""
    text = "He said: “The harbour will not be tested again,” and left."
    start, end = text.index("“"), text.index("”")
    whole = fold(text, SAME)
    part = fold_part(text, SAME, start, end, whole)
    assert all(any(token is other for other in whole.tokens) for token in part.tokens[1:])
