"""Is a record of what was said known by its form or by its metadata, and an article left one?"""

from pathlib import Path

import pytest

from attribution.article import Article
from attribution.find.turns import turns
from attribution.read import read
from tests.helpers.lists import LISTS

SPEECH = """REMARKS BY MAYOR JANA WOLFF AT THE OPENING OF THE BRIDGE

Good morning. We opened this bridge four months late.

The toll will stay at two euros."""
INTERVIEW = """From the evening programme.

Interviewer: Would you resign?
Sir Lionel Prewett: On a Wednesday, perhaps.
Interviewer: And the dog?
Sir Lionel Prewett: The dog has a safer seat than I have."""
RECIPE = """INGREDIENTS: Two eggs and a pound of flour.

METHOD: Beat the eggs into the flour for ten minutes.

TO SERVE: Cut it into nine pieces."""
STORY = """Statement by mayor draws fire

Mayor Jana Wolff said that the toll would stay. “We opened late,” she told the council, which heard her in silence
and then voted by nine to three against the toll."""


def article(folder: Path, text: str, row: str = "") -> Article:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    if row:
        (folder / "articles.csv").write_text(f"path,kind\n{row}\n", encoding="utf-8")
    return read([folder], LISTS).articles[0]


@pytest.mark.parametrize(
    "text",
    [
        SPEECH,
        INTERVIEW,
        "PRESS RELEASE\n\nWorks to close\n\n“We tried,” said Petra Lind.",
        "Minutes of the Harbour Board, 4 May 2026\n\nThe Chair observed that the dredging would wait.",
        "IN THE HIGH COURT\n\nThe claim is dismissed.",
        "Statement from Ana Ruiz\n\nI have nothing to add.",
    ],
)
def test_forms_of_records(tmp_path, text):
    assert article(tmp_path, text).kind == "record"


@pytest.mark.parametrize(
    "text",
    [
        RECIPE,
        STORY,
        "Transcript shows minister lied\n\nThe minister knew of it in May, a transcript shows.",
        "Minutes of meeting reveal row\n\nThe board was split, its minutes show.",
        "Remarks by Mayor Draw Fire\n\nThe mayor said on Monday that “we are late”. The council was not amused.",
        "Court: nobody is above the law\n\n“Nobody is,” the judge said.",
    ],
)
def test_an_article_stays_one(tmp_path, text):
    assert article(tmp_path, text).kind == "article"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Remarks by Élodie van Aken at the gates", "Élodie van Aken"),
        ("Remarks by Ana Ruiz delivered in Kalda", "Ana Ruiz"),
        ("Statement of the Office of the Mayor", ""),
        ("Statement of Friends of the Park, 4 May 2026", "Friends of the Park"),
    ],
)
def test_the_name_ends_where_the_occasion_begins(tmp_path, head, name):
    read_in = article(tmp_path, f"{head}\n\nWe have nothing to add.")
    assert (read_in.voice.of(read_in.text) if read_in.voice else "") == name


def test_a_speech_is_one_turn_of_whom_its_head_names(tmp_path):
    read_in = article(tmp_path, SPEECH)
    [turn] = turns(read_in)
    assert turn.label is not None and turn.label.of(read_in.text) == "MAYOR JANA WOLFF"
    assert [s.of(read_in.text)[:12] for s in turn.spans] == ["Good morning", "The toll wil"]


def test_a_label_may_tell_at_length_for_whom_somebody_speaks_and_begin_a_name_with_a_mark(tmp_path):
    text = """Inquiry into the market, day three

MR LEE SC (counsel to the Commission): Is that your signature?

SUPT. 'ANA LATU: It is.

MR ORR (for the former permanent secretary of the ministry, Ms Lind): We have not seen it.

MR LEE SC: It is at tab six."""
    read_in = article(tmp_path, text)
    labels = [turn.label.of(read_in.text) for turn in turns(read_in) if turn.label]
    assert labels == ["MR LEE SC", "SUPT. 'ANA LATU", "MR ORR", "MR LEE SC"]


def test_every_label_of_a_transcript_opens_a_turn(tmp_path):
    read_in = article(tmp_path, INTERVIEW)
    labels = [turn.label.of(read_in.text) for turn in turns(read_in) if turn.label]
    assert labels == ["Interviewer", "Sir Lionel Prewett"] * 2


def test_metadata_win_over_the_form(tmp_path):
    assert article(tmp_path, STORY, "a.txt,record").kind == "record"
    read_in = article(tmp_path, SPEECH, "a.txt,article")
    assert (read_in.kind, read_in.voice) == ("article", None)


def test_another_kind_is_a_problem(tmp_path):
    article(tmp_path, STORY, "a.txt,leak")
    [problem] = read([tmp_path], LISTS).problems
    assert problem.code == "bad-articles-csv" and "leak" in problem.message
