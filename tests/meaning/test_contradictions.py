"""Do two statements contradict each other, and by what?"""

import pytest

from attribution.meaning.contradictions import contradictions
from attribution.meaning.statement import statements
from attribution.names.variants import Spellings
from attribution.wording.find_passages import passages
from attribution.wording.other_words import Wording
from attribution.wording.passage import Reading
from attribution.wording.retold import in_so_many_words, retold
from attribution.wording.same_words import SameWords
from tests.helpers.flagging import article, book

SAME = SameWords(book().lists["en"])
WORDING = Wording(SAME, Spellings(book(), "en"))


def read(words):
    made, document, said = article("a", f"{{Ana Ruiz|{words}}} said Ana Ruiz.")
    reading = Reading.of(made, {made.id: document}, SAME)
    return passages(reading, said, WORDING.small_words)[0], reading


def types(a, b):
    (x,), (y,) = (list(statements(*read(words), WORDING)) for words in (a, b))
    return [d.type for d in contradictions(x, y, WORDING)]


@pytest.mark.parametrize(
    "a, b, found",
    [
        (
            "“We will not raise the fare on this boat”",
            "“She would raise the fare on this boat”",
            ["negation"],
        ),
        ("“There are no plans to raise the fare”", "“There are plans to raise the fare”", ["negation"]),
        (
            "“We lost 31 nurses to agencies this year”",
            "“We lost thirteen nurses to agencies this year”",
            ["number"],
        ),
        ("“The siren drill here is on Tuesday next”", "“The siren drill here is on Thursday next”", ["date"]),
        (
            "“Four of the thirty samples were above the limit”",
            "“Fourteen of the thirty samples were above the limit”",
            ["number"],
        ),
        (
            "“Patients waited on average 14 weeks for a first appointment”",
            "“Patients waited 40 weeks on average for a first appointment”",
            ["number"],
        ),
        (
            "“The reservoir has fallen to 31 percent of its size”",
            "“The reservoir had fallen to 35 percent of its size”",
            ["number"],
        ),
        ("“We lost 31 nurses of the night ward”", "“We lost more than 30 nurses of the night ward”", []),
        ("“They welded for eleven nights of frost”", "“They welded for eleven weeks of frost”", ["unit"]),
        ("“The toll will stay at two euros”", "“The toll will stay at two euros if they pay”", ["condition"]),
        ("“We may close the old pool”", "“She would close the old pool”", ["hedge"]),
        ("“Food prices will rise again soon”", "“Food prices will fall again soon”", ["word"]),
        ("“Food prices will not rise again soon”", "“Food prices will fall again soon”", []),
        ("“We will not raise the fare on the boat”", "“She would not raise the fare on the boat”", []),
        ("“The fare on the boat is a scandal”", "“The nurses of the night ward are not paid”", []),
        ("“The new road will hurt the farms”", "“The new road will hurt not only farms”", []),
        ("“The driver saw the signal”", "“No doubt the driver saw the signal”", []),
        ("“The new tunnel will not open until June”", "“The new tunnel will open soon”", []),
        ("“The tunnel will not open before June”", "“The tunnel will open before June”", ["negation"]),
        ("“Six hundred people marched to town”", "“Two thousand people marched to town”", ["number"]),
        ("“We lost 31 nurses in a winter”", "“We lost 31 nurses and 13 porters in a winter”", []),
    ],
)  # fmt: skip
def test_contradictions(a, b, found):
    assert types(a, b) == types(b, a) == found


@pytest.mark.parametrize(
    "quote, report, same",
    [
        (
            "“I will not sign off walls tested this badly”",
            "“He would not sign off walls tested this badly”",
            True,
        ),
        ("“We may close the old pool on weekdays”", "“They might close the old pool on weekdays”", True),
        ("“We may close the old pool on weekdays”", "“They might sell the new school on Sundays”", False),
        ("“We will see”", "“They would see”", False),
    ],
)  # fmt: skip
def test_a_report_in_so_many_words(quote, report, same):
    rows = [retold(passage.tokens, reading, WORDING) for passage, reading in map(read, (quote, report))]
    assert (in_so_many_words(*rows, WORDING) is not None) == same


@pytest.mark.parametrize("before, denied", [("would not", True), ("would", False)])
def test_a_negation_right_before_the_marks_is_part_of_what_is_said(before, denied):
    text = f"The north {before} {{Ana Ruiz|“be driven into a corner by threats,”}} said Ana Ruiz."
    made, document, said = article("a", text)
    reading = Reading.of(made, {made.id: document}, SAME)
    (passage,) = passages(reading, said, WORDING.small_words)
    assert [s.denied for s in statements(passage, reading, WORDING)] == [denied]
