"""Are the answers of an interview whoever is interviewed, and a newspaper's own answers nobody's?"""

from __future__ import annotations

import re

import pytest

from attribution.article import Article, Region
from attribution.document import Document, Name, Sentence, Word
from attribution.find.interview import answers
from attribution.find.turns import turns

PERSONS = {"i": "Number=Sing|Person=1", "my": "Number=Sing|Person=1", "you": "Person=2"}
TALK = (
    "Ida Lorch has counted owls for thirty years.",
    "How did you begin, Ms Lorch?",
    "I was a girl.",
    "There were more owls then.",
    "**And the road?**",
    "My sister drives.",
)


def article(*paragraphs: str) -> Article:
    text = "\n\n".join(paragraphs)
    regions, start = [], 0
    for paragraph in paragraphs:
        regions.append(Region("body", start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Article(id="a", text=text, regions=tuple(regions))


def parsed(source: Article) -> Document:
    """As much of a parse as is looked at: pronouns with their person, and names."""
    sentences = []
    for number, region in enumerate(source.regions):
        found = re.finditer(r"\w+", source.text[region.start : region.end])
        words = tuple(
            Word(
                index=i,
                start=region.start + m.start(),
                end=region.start + m.end(),
                text=m[0],
                lemma=m[0].lower(),
                upos="PRON" if m[0].lower() in PERSONS else "NOUN",
                feats=PERSONS.get(m[0].lower(), ""),
                head=-1,
                deprel="root",
            )
            for i, m in enumerate(found)
        )
        sentences.append(Sentence.build(number, words))
    names = [Name(m.start(), m.end(), "PERSON") for m in re.finditer("Ida Lorch|Lorch|Tom Lee", source.text)]
    return Document(tuple(sentences), names=tuple(names))


def said(*paragraphs: str) -> list[tuple[str, list[str]]]:
    source = article(*paragraphs)
    return [
        (q.label.of(source.text), [s.of(source.text) for s in q.spans])
        for q in answers(source, parsed(source))
    ]


def test_each_answer_is_a_turn_of_whoever_is_interviewed():
    assert said(*TALK) == [
        ("Ida Lorch", ["I was a girl.", "There were more owls then."]),
        ("Ida Lorch", ["My sister drives."]),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        TALK[:4],  # one question
        (TALK[0], "Who has to pay?", "Owners do.", "Can you pay later?", "In two parts."),  # nobody says I
        (TALK[0], "Who pays?", "I do.", "And why?", "My road."),  # nobody is spoken to
        ("Ida Lorch met Tom Lee.", "How did you begin?", "I was a girl.", "And the road?", "My sister."),
        (TALK[0], "How did you begin?", "“I was a girl,” she said.", "And the road?", "My sister drives."),
    ],
)
def test_what_is_no_interview_of_one_person_has_no_answers(paragraphs):
    assert said(*paragraphs) == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("[00:12] Ana Ruiz: We began.", "[00:31] Tom Lee: With a loan.", "[1:02:40] Ana Ruiz: A small one."),
        (
            "Ana Ruiz (mayor): We began.",
            "Tom Lee [by telephone]: With a loan.",
            "Ana Ruiz (mayor): A small one.",
        ),
        ("Ana Ruiz", "We began.", "Tom Lee", "With a loan.", "Ana Ruiz", "A small one."),
    ],
)
def test_turns_have_a_name_after_a_time_before_a_place_or_on_a_line_of_its_own(paragraphs):
    source = article(*paragraphs)
    if len(paragraphs) == 6:
        regions = [Region("body", r.start, r.end, heading=i % 2 == 0) for i, r in enumerate(source.regions)]
        source = Article(id="a", text=source.text, regions=tuple(regions))
    assert [(q.label.of(source.text), q.spans[0].of(source.text)) for q in turns(source)] == [
        ("Ana Ruiz", "We began."),
        ("Tom Lee", "With a loan."),
        ("Ana Ruiz", "A small one."),
    ]


def test_q_and_a_may_have_a_full_stop():
    source = article(
        "Ana Ruiz bakes.", "Q. Why bread?", "A. Because.", "Q. And the prize?", "A. My sister has it."
    )
    assert [q.label.of(source.text) for q in turns(source)] == ["Q", "A", "Q", "A"]
    assert turns(article("A. Ruiz came.", "It rained.", "The hall was full.")) == ()


def test_who_is_named_in_an_answer_does_not_give_it():
    assert said(*TALK[:3], "Ida Lorch owes us the count, as I have written before.", *TALK[4:]) == []
