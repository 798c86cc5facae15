"""Does `verify` tell words as said from words under another name, altered, only reported, or not said?"""

import re
import sqlite3
from contextlib import closing

import pytest

from attribution.archive.store import Store
from attribution.ask.verify import EXIT, verify, verify_stored
from attribution.flags.cross_check import cross_check
from tests.helpers.command import command
from tests.helpers.flagging import article, book
from tests.helpers.parsed import STORY, corpus
from tests.helpers.stored import checked

TEXTS = {
    "a": "{Ana Ruiz|“The bridge will open in May and the toll will stay, whatever the ministry says,”} "
    "said Ana Ruiz, the mayor. {Ana Ruiz|“We have found the money for forty beds.”} She was tired. "
    "{Ana Ruiz|“I may close the pool on weekdays this winter, but I do not think that anybody will drown "
    "because of it,”} said Ana Ruiz.",
    "b": "{Tom Lee:indirect|the lifts had been tested by two independent teams}, said Tom Lee. "
    "The harbour was as quiet as a church on a Monday. "
    "{Tom Lee|“I was born on this river and I am going to die on it,”} said Tom Lee. "
    "{Tom Lee|“We will see,”} he said.",
    "c": "{|“The gulls know more than the council does.”}",
    "d": "{Harbour Board:organisation|“No ship has been turned away in nine years,”} said the Harbour Board. "
    "{an official:anonymous|“The numbers were never shown to the committee before the vote,”} "
    "said an official.",
}


def made():
    return [article(name, text) for name, text in TEXTS.items()]


def ask(words, speaker=None):
    articles, documents = [a for a, _, _ in made()], {a.id: d for a, d, _ in made()}
    found = cross_check([x for _, _, xs in made() for x in xs], articles, documents, book())
    return verify(words, speaker, articles, documents, found.attributions, found.people, book())


@pytest.mark.parametrize(
    "words, speaker, status",
    [
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
        ("toll", None, "as-said"),
        ("No ship has been turned away in nine years", "the Harbour Board", "as-said"),
        ("The numbers were never shown to the committee before the vote", "Ana Ruiz", "other-speaker"),
    ],
)
def test_the_answer(words, speaker, status):
    found = ask(words, speaker)
    assert found.status == status
    assert found.exit == {"as-said": 0, "other-speaker": 5, "not-found": 4}.get(status, 1)


@pytest.mark.parametrize(
    "words, status",
    [
        ("Ana Ruiz has confirmed that the bridge will open in May", "as-said"),
        ("Mayor Ana Ruiz said yesterday that the bridge will open in May", "as-said"),
        ("Ruiz said that the bridge will open in May", "as-said"),
        ("Tom Lee said that the bridge will open in May", "other-speaker"),
        ("Tom Lee: “The bridge will open in May”", "other-speaker"),
        ("“The bridge will open in May,” said Ana Ruiz", "as-said"),
        ("“The bridge will open in May,” Ana Ruiz told Tom Lee", "as-said"),  # either may have said it
        ("Ana Ruiz admitted that the bridge will not open in May", "altered"),
        ("Ana Ruiz denied that the bridge will open in May", "not-found"),
        ("Ana Ruiz never said that the bridge will open in May", "not-found"),
    ],
)
def test_a_claim_says_who_is_supposed_to_have_said_it(words, status):
    assert ask(words).status == status


def test_a_likeness_of_somebody_is_not_that_person():
    said = "{a computer-made likeness of President Ana Ruiz:unknown|“I am tired, stay at home on Sunday,”}"
    a, document, attributions = article(
        "e", f"In it {said} says a computer-made likeness of President Ana Ruiz."
    )
    found = verify("stay at home on Sunday", "Ana Ruiz", [a], {"e": document}, attributions, [], book())
    assert found.status == "other-speaker"


def test_the_worst_comes_first_and_the_exit_status_is_of_all_places():
    found = ask("The numbers were never shown to the committee before the vote", "Ana Ruiz")
    assert (found.agreement, found.exit) == ("other-name", 5)
    assert ask("The bridge will open in May").agreement == "agreed"
    cut = ask("I may close the pool on weekdays this winter")
    assert cut.status == "as-said"  # what follows takes nothing back of it
    assert verify("toll", None, [], {}, [], [], book()).exit == 3


def test_an_altered_quotation_comes_with_its_differences_and_every_place_with_a_reason():
    found = ask("The bridge will not open in May and the toll will stay")
    assert [d.type for d in found.places[0].differences] == ["negation"]
    assert all(p.because and p.sentence and p.text for p in found.places)


def test_not_found_is_no_other_answer():
    assert len(set(EXIT.values())) == len(EXIT)
    assert 2 not in EXIT.values()  # wrong arguments


@pytest.mark.parametrize(
    "words",
    [
        '"THE BRIDGE WILL OPEN IN MAY"',
        "«The bridge will open in May»",
        "'the bridge will open in may'",
        "„The bridge will open in May“",
        "The bridge will open … whatever the ministry says",
        "The bridge will open ... whatever the ministry says",
        "The bridge will open [...] whatever the ministry says",
        "[The bridge] will open in May",
        "We've found the money for 40 beds",
        "I was born on this river and I’m going to die on it",
        "in nine years",
        "We will see",
        "We have found the money for forty beds. I may close the pool on weekdays this winter",
    ],
)
def test_as_said_whatever_the_marks_case_and_spelling(words):
    assert ask(words).status == "as-said"


@pytest.mark.parametrize(
    "words, type",
    [
        ("A ship has been turned away in nine years", "negation"),
        ("Nobody will drown because of it", "negation"),
        ("No ship has been turned away in six years", "number"),
        ("The bridge will open in June and the toll will stay, whatever the ministry says", "date"),
        ("We have found the money for forty nurses", "word"),
        ("The numbers were never shown to the committee after the vote", "word"),
        ("I will close the pool on weekdays this winter", "hedge"),
        ("The brigde will open in May and the toll will stay", "word"),
        ("The lifts have been tested by three independent teams", "number"),
        ("The lifts have not been tested by two independent teams", "negation"),
        ("The bridge will open in May and I may close the pool on weekdays this winter", "joined"),
        ("The toll will stay and the bridge will open in May", "turned"),
    ],
)
def test_altered_and_how(words, type):
    found = ask(words)
    assert found.status == "altered"
    assert type in [d.type for d in found.places[0].differences]


@pytest.mark.parametrize(
    "words",
    [
        "we will",
        "and the",
        "I am going to",
        "I will",
        "will be in May",
        "The people of this city will see",  # what everybody says
        "The toll on the bridge is a scandal",
        "The money for the pool was stolen",
        "We have found the culprit",  # a few words in common
        "We have found the money for the opera house",
        "I was born in a palace and I am going to tell the whole story",
        "I am going to resign",
        "The lifts are a scandal and two teams will go",
        "The official numbers were never good enough for us before",
        "We will build a thousand flats by the end of the decade",  # nothing in common
        "The bridge will open in May and the gulls know more",  # two speakers
    ],
)
def test_another_statement_is_not_found(words):
    assert ask(words).status == "not-found"


def test_altered_words_of_somebody_else_are_said_to_be_so():
    found = ask("No ship has been turned away in six years", "Tom Lee")
    assert found.status == "altered" and found.places[0].under_another_name
    assert not ask("No ship has been turned away in six years", "Harbour Board").places[0].under_another_name


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with an article, its parse, and a store of it."""
    folder = tmp_path_factory.mktemp("verify")
    corpus(folder, story=STORY)
    assert command(folder, "check", "story.txt", "--store", "s.sqlite", "--cache", "cache").status == 0
    return folder


@pytest.mark.parametrize(
    "words, speaker, status, answer",
    [
        ("we are ready", None, 0, "Found as said."),
        ("We are ready", "Ana Ruiz", 0, "Found as said."),
        ("We are ready", "the mayor", 0, "Found as said."),
        ("We are ready", "Tom Lee", 5, "Found under another name."),
        ("We are not ready", "Ana Ruiz", 1, "Found in other words, which say otherwise."),
        ("We are not ready", "Tom Lee", 1, "Found in other words, which say otherwise. Under another name."),
        ("smiled", None, 1, "The words stand in an article, but nobody is said to speak them."),
        ("The bridge is shut", None, 4, "Not found."),
    ],
)
def test_a_store_gives_the_answers_that_its_articles_give(folder, words, speaker, status, answer):
    more = ("--speaker", speaker) if speaker else ()
    stored, read = (
        command(folder, "verify", words, "s.sqlite", *more),
        command(folder, "verify", words, "story.txt", *more, "--cache", "cache"),
    )
    same_id = re.sub(r"(?m)^\S+(:\d+-\d+)", r"story.txt\1", stored.stdout)
    assert (stored.status, same_id, stored.stderr) == (read.status, read.stdout, read.stderr)
    assert stored.status == status and stored.stdout.splitlines()[0] == answer


def test_a_store_is_looked_through_alone_and_another_file_is_refused(folder):
    for more in (["story.txt"], ["--models", "official"]):
        done = command(folder, "verify", "We are ready", "s.sqlite", *more)
        assert done.status == 2 and "s.sqlite is a store" in done.stderr
    with closing(sqlite3.connect(folder / "other.sqlite")) as db:
        db.execute("CREATE TABLE recipes (name)")
    done = command(folder, "verify", "We are ready", "other.sqlite")
    assert done.status == 2 and "store-unusable" in done.stderr


def test_a_store_gives_every_place_that_its_articles_give(seeds, tmp_path):
    for story, report in seeds.items():
        file = tmp_path / f"{story}.sqlite"
        with Store(file) as store:
            checked(store, report)
        for said in [a for a in report.attributions if a.kind != "indirect"][::4]:
            words = said.content[0].of(next(a.text for a in report.articles if a.id == said.article))
            assert verify_stored(words, said.speaker.name, file, report.rules) == verify(
                words,
                said.speaker.name,
                report.articles,
                report.documents,
                report.attributions,
                report.people,
                report.rules,
            )
