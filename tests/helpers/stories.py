"""Small stories with their speakers marked, and their parses, kept beside them.

``python -m tests.stories`` parses the stories anew with the shipped pack and writes the parses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

import yaml

from attribution.article import Article, Region, Span
from attribution.document import Document
from attribution.find.found import Found
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.parse import conllu
from attribution.parse.annotator import Annotator
from attribution.parse.conllu import Stored
from attribution.parse.model_pack import find
from attribution.rule import Place, Rule
from attribution.rulebook.book import load
from attribution.speakers.head_word import head_noun
from attribution.speakers.resolver import Voice, resolve
from tests.helpers.places import TESTS

FOLDER = TESTS / "speakers"
MARK = re.compile(r"\{([^|{}]+)\|([^{}]*)\}")
RULE = Rule("marked", "test", "en", "attribution", "Marked", "Marked.", Place("stories.yaml", 1, 1))


@dataclass(frozen=True)
class Story:
    """One story: its text without marks, and for each source its span and the speaker ("" for nobody; joint
    ones by " + ")."""

    id: str
    text: str
    sources: tuple[tuple[Span, str], ...]
    needs_chains: bool = False
    roles: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def article(self) -> Article:
        regions = tuple(Region("body", m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.text))
        return Article(self.id, self.text, regions)


def stories() -> list[Story]:
    return [_story(entry) for entry in yaml.safe_load((FOLDER / "stories.yaml").read_text(encoding="utf-8"))]


def _story(entry: dict) -> Story:
    text, sources, at = "", [], 0
    marked = entry["text"].strip()
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        sources.append((Span(len(text), len(text) + len(mark[1])), "" if mark[2] == "?" else mark[2]))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    return Story(
        entry["id"],
        text,
        tuple(sources),
        entry.get("chains") == "needed",
        entry.get("roles", {}),
        entry.get("kinds", {}),
    )


@cache
def parses() -> dict[str, Stored]:
    """The stored parses by the key of their text."""
    file = FOLDER / "stories.conllu"
    return dict(conllu.by_key(conllu.read(file.read_text(encoding="utf-8")))) if file.is_file() else {}


@cache
def _annotator() -> Annotator:
    return Annotator(find())


def document(story: Story) -> Document:
    """The stored parse of a story, or a new one where the text has changed since."""
    stored = parses().get(conllu.text_key(story.text))
    if stored is not None and stored.text == story.text:
        return stored.document
    return next(iter(_annotator().parse([story.article])))[1]


def voices(story: Story, *, chains: bool = True) -> list[Voice]:
    """The voice of each marked source."""
    parse = document(story)
    scene = Scene(story.article, parse if chains else replace(parse, chains=()), scan(story.article))
    found = []
    for source, _ in story.sources:
        near = [
            s
            for q in scene.outer_quotations
            for s in q.spans
            if scene.paragraph(s.start) == scene.paragraph(source.start) and not s.covers(source)
        ]
        found.append(Found(RULE, {}, tuple(near), (), (source,), None, head_noun(scene, (source,))))
    return resolve(scene, found, load())


def main() -> None:
    pack = find()
    parsed = Annotator(pack).parse([story.article for story in stories()])
    (FOLDER / "stories.conllu").write_text(
        conllu.write(Stored(a.text, pack.id, d) for a, d in parsed), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
