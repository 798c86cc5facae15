"""Does `verify` tell words that were said from words found under another name, altered, only reported, or not at all?"""

import pytest
from flagging import article, book

from attribution.crosscheck import cross_check
from attribution.verify import EXIT, STATUSES, verify

TEXTS = {
    "a": "{Ana Ruiz|“The bridge will open in May and the toll will stay,”} said Ana Ruiz, the mayor.",
    "b": "{Tom Lee:indirect|the lifts had been tested by two independent teams}, said Tom Lee. The harbour was as quiet as a church on a Monday.",
    "c": "{|“The gulls know more than the council does.”}",
}


def ask(words, speaker=None):
    made = [article(name, text) for name, text in TEXTS.items()]
    articles, documents = [a for a, _, _ in made], {a.id: d for a, d, _ in made}
    found = cross_check([x for _, _, xs in made for x in xs], articles, documents, book())
    return verify(words, speaker, articles, documents, found.attributions, found.people, book())


@pytest.mark.parametrize("words, speaker, status", [
    ("The bridge will open in May", None, "as-said"),
    ("the bridge will open in May", "Ana Ruiz", "as-said"),
    ("the bridge will open in May", "Ms Ruiz", "as-said"),
    ("The bridge will open in May", "Tom Lee", "other-speaker"),
    ("The bridge will not open in May and the toll will stay", "Ana Ruiz", "altered"),
    ("The bridge will open in March and the toll will stay", None, "altered"),
    ("The lifts have been tested by two independent teams", "Tom Lee", "reported"),
    ("The gulls know more than the council does", "Ana Ruiz", "unattributed"),
    ("as quiet as a church", None, "in-text"),
    ("nobody ever said such a thing here", None, "not-found"),
])
def test_the_answer(words, speaker, status):
    found = ask(words, speaker)
    assert found.status == status
    assert found.exit == {"as-said": 0, "not-found": 4}.get(status, 1)


def test_an_altered_quotation_comes_with_its_differences_and_every_place_with_a_reason():
    found = ask("The bridge will not open in May and the toll will stay")
    assert [d.type for d in found.places[0].differences] == ["negation"]
    assert all(p.because and p.sentence and p.text for p in found.places)


def test_not_found_is_no_other_answer():
    assert EXIT["not-found"] not in {EXIT.get(s, 1) for s in STATUSES if s != "not-found"}
