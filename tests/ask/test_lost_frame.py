"""Is what somebody denied, or said on a condition, told from what they said?"""

import pytest

from attribution.ask.verify import verify
from attribution.pipeline import check

SAID = """Minister and the stand

“I never said that the north stand should be named after me,” the minister, Apenisa Ratu, told parliament.

“There is nothing in my data to suggest that the tea cures malaria in children,” Wanda Kibet said.

“I have not seen a paper that says the pump was tested,” Kibet said.

“I did not come alone, and the bridge is safe,” said Paul Dorn. “If the steel arrives in May, we can dance.”

“We will not close the school before Easter,” Dorn said.

“I know that the roof leaks in winter,” said Lena Falk. “It is not true that I sold the barn.”
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("said")
    (folder / "a.txt").write_text(SAID, encoding="utf-8")
    return check(folder, cache=tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize(
    "words, type",
    [
        ("the north stand should be named after me", "negation"),
        ("the tea cures malaria in children", "negation"),
        ("the pump was tested", "negation"),
        ("close the school before Easter", "negation"),
        ("I sold the barn", "negation"),
        ("the steel arrives in May", "condition"),
        ("I never said that the north stand should be named after me", None),
        ("the bridge is safe", None),
        ("the roof leaks in winter", None),
        ("before Easter", None),
    ],
)
def test_a_clause_of_a_denial_is_not_said(report, words, type):
    [place] = verify(
        words, None, report.articles, report.documents, report.attributions, report.people, report.rules
    ).places
    assert (place.status, [d.type for d in place.differences]) == (
        ("altered", [type]) if type else ("as-said", [])
    )
