"""Articles with parses such as no parser makes: heads in circles, names across sentences, any relation."""

from __future__ import annotations

from attribution.article import Article, Region, Span
from attribution.document import Document, Name, Sentence, Word
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from tests.fuzz.choices import Choices

VOCABULARY = (
    "Ana Ruiz Tom Lee Bank She he they It said told says asked denied according to that the mayor who was "
    "not will rained bridge May 5 900 million hundred “ ” ‘ ’ \" ' , . : ? — ( ) … 's n't |"
)
WORDS = VOCABULARY.split()
GRAMMAR = (
    "root nsubj obj iobj obl ccomp xcomp parataxis advcl acl acl:relcl appos nmod nmod:poss amod det flat "
    "compound case mark punct conj cc aux aux:pass nsubj:pass obl:agent cop dep fixed expl advmod"
)
RELATIONS = GRAMMAR.split()
UPOS = ("VERB", "NOUN", "PROPN", "PRON", "AUX", "PUNCT", "ADP", "DET", "ADJ", "SCONJ", "NUM", "X")
LEMMAS = {"said": "say", "says": "say", "told": "tell", "asked": "ask", "denied": "deny", "was": "be"}
FEATS = (
    "",
    "Number=Sing",
    "Number=Plur",
    "Person=1|Number=Sing",
    "Gender=Fem|Number=Sing|Person=3",
    "VerbForm=Ger",
)
TYPES = ("PERSON", "ORG", "PLACE", "NORP", "DATE")


def scene(choices: Choices, id: str) -> Scene:
    """One article with the quotations in it."""
    text, sentences = "", []
    for index in range(1 + choices.number(5)):
        text += ("", " ", "\n\n")[choices.number(3)] if text else ""
        words: list[Word] = []
        size = 1 + choices.number(30)
        for number in range(size):
            text += " " * (choices.number(8) > 1) if words else ""
            start = len(text)
            form = choices.of(WORDS) if choices.number(8) else choices.text(8).strip() or "x"
            text += "x" if not form.strip() or "\n" in form else form
            head = choices.number(size + 1) - 1
            form = text[start:]
            words.append(
                Word(
                    number, start, len(text), form, LEMMAS.get(form, form.lower()), choices.of(UPOS),
                    choices.of(FEATS), head, choices.of(RELATIONS), choices.of(("", "", "", *TYPES)),
                )
            )  # fmt: skip
        sentences.append(Sentence.build(index, tuple(words)))
    spans = [_span(choices, len(text)) for _ in range(choices.number(6))]
    names = tuple(Name(s.start, s.end, choices.of(TYPES)) for s in sorted(spans))
    chains = tuple(
        tuple(sorted({_span(choices, len(text)) for _ in range(1 + choices.number(4))}))
        for _ in range(choices.number(3))
    )
    article = Article(
        id,
        text,
        tuple(_regions(text, choices)),
        choices.of((None, "Ferry to Kalda", "“It rained,” says Ruiz")),
        choices.of((None, "Northern Wire")),
        choices.of((None, "2026-03-03", "2026-03-04T10:00:00Z")),
        kind=choices.of(("article", "article", "record")),
    )
    return Scene(article, Document(tuple(sentences), names, chains), scan(article))


def _regions(text: str, choices: Choices) -> list[Region]:
    regions, at = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph:
            regions.append(Region("body", at, at + len(paragraph), choices.number(5) == 4))
        at += len(paragraph) + 2
    return regions


def _span(choices: Choices, length: int) -> Span:
    start = choices.number(length)
    return Span(start, min(length, start + 1 + choices.number(30)))
