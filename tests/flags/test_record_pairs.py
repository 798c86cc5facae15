"""Are papers held against the record, and is what is not in it told?"""

from dataclasses import replace

from attribution.article import Span
from attribution.flags.cross_check import cross_check
from tests.helpers.flagging import article, book

SAID = "The toll will stay at two euros unless the regional council withdraws its share"
RECORD = f"Ana Ruiz: {{Ana Ruiz|{SAID}.}}\nTom Lee: {{Tom Lee|Nobody asked the ferrymen about any of it.}}"


def flags(record, **papers):
    made = [article(name, text) for name, text in papers.items()]
    a, document, said = article("record", record)
    made.append((replace(a, kind="record"), document, [_turn(x, a.text) for x in said]))
    found = cross_check(
        [x for _, _, xs in made for x in xs], [a for a, _, _ in made], {a.id: d for a, d, _ in made}, book()
    )
    return [(f.kind, f.severity, f.a.article, f.b and f.b.article, f.against) for f in found.flags]


def _turn(said, text):
    """The attribution as a turn, with the label before it as its source."""
    at = text.rindex(said.speaker.name, 0, said.content[0].start)
    return replace(said, kind="turn", source=(Span(at, at + len(said.speaker.name)),))


def quoted(*words, by="Ana Ruiz"):
    return " ".join(f"{{{by}|“{w}”}} said {by}." for w in words)


def test_what_stands_there_is_not_flagged():
    assert flags(RECORD, paper=quoted(f"{SAID},")) == []


def test_a_cut_that_turns_the_meaning_is_grave():
    found = flags(RECORD, paper=quoted("The toll will stay at two euros,"))
    assert found == [("wording-altered", "high", "paper", "record", "record")]


def test_another_mouth():
    found = flags(RECORD, paper=quoted("Nobody asked the ferrymen about any of it,"))
    assert found == [("speaker-conflict", "high", "paper", "record", "record")]


def test_made_up_words_are_told_where_the_paper_quotes_the_record():
    made_up = "The ferrymen have lied to this town from the first day,"
    found = flags(RECORD, paper=quoted(f"{SAID},", made_up))
    assert found == [("not-in-record", "medium", "paper", "record", "record")]
    assert flags(RECORD, paper=quoted(made_up)) == [("not-in-record", "low", "paper", "record", "record")]


def test_an_extract_is_not_held_against_what_it_lacks():
    made_up = "The ferrymen have lied to this town from the first day,"
    assert flags(f"Excerpts from the session\n{RECORD}", paper=quoted(f"{SAID},", made_up)) == []


def test_words_of_another_occasion_are_not_missed():
    made_up = (
        "{Ana Ruiz|“The ferrymen have lied to this town from the first day,”} said Ana Ruiz in an interview."
    )
    assert flags(RECORD, paper=f"{quoted(f'{SAID},')} {made_up}") == []


def test_the_question_does_not_belong_into_the_answer():
    asked = "You have been called the loneliest man in parliament."
    record = f"Host: {{Host|{asked}}}\nAna Ruiz: {{Ana Ruiz|I have a dog and the dog and I vote together.}}"
    paper = quoted(
        "I have been called the loneliest man in parliament, I have a dog and the dog and I vote together,"
    )
    assert [(kind, against) for kind, _, _, _, against in flags(record, paper=paper)] == [
        ("spliced-quote", "record")
    ]


def test_papers_against_each_other_say_so():
    one, other = (
        quoted("We lost four of the boats in the night,"),
        quoted("We lost nine of the boats in the night,"),
    )
    loud = [f for f in flags(RECORD, one=one, other=other) if f[1] == "high"]
    assert loud == [("wording-altered", "high", "other", "one", "paper")]
