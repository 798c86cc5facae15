"""Where an article names a person: the spans that the tagger calls so, and those that the other names of the article explain.

Taggers miss names and mistake their type in single places, while an article names most people several times; so a name
counts as a person's when any place says so, when it begins with a given name, or when it stands after a form of address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attribution import names
from attribution.document import Sentence, Word
from attribution.names import PersonName
from attribution.scene import Scene
from attribution.words import Words

LONGEST = 5
"""Words of a personal name without titles."""


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of text that names a person."""

    start: int
    end: int
    name: PersonName


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Capitalised words that may be a name, and what the tagger says about them ("" where nothing)."""

    words: tuple[Word, ...]
    type: str
    name: PersonName


def people(scene: Scene, words: Words) -> list[Named]:
    """The places where people are named, in text order. They do not overlap."""
    stretches = [s for sentence in scene.document.sentences for s in _stretches(scene, sentence, words)]
    sure = [s for s in stretches if s.type == "PERSON" or _reads_like_a_person(s.name, words)]
    forms = {s.name.keys for s in sure}
    families = {s.name.keys[-1] for s in sure}
    found = []
    for stretch in stretches:
        if stretch in sure or stretch.name.keys in forms or stretch.name.keys[-1] in families and (
                len(stretch.name.words) == 1 or stretch.name.keys[0] in words.given):
            found.append(Named(stretch.words[0].start, _end(scene, stretch.words), stretch.name))
    return found


def _stretches(scene: Scene, sentence: Sentence, words: Words) -> Iterator[_Stretch]:
    for run in _runs(sentence):
        kind = next((w.ner for w in run if w.ner == "PERSON"), next((w.ner for w in run if w.ner), ""))
        if kind == "PERSON":
            run = _trimmed(run)
        if not run or kind in ("DATE", "MONEY", "TIME", "PERCENT") or _in_brackets(scene, run):
            continue
        name = names.parse(scene.article.text[run[0].start : run[-1].end], words)
        if name is None or len(name.words) > LONGEST or any(c.isdigit() for c in name.text):
            continue
        while len(name.words) > 2 and name.keys[0] not in words.given and name.keys[1] in words.given:
            name = PersonName(name.words[1:], name.titles, name.suffix)  # "Libertarian Gary Johnson"
        if len(name.text) > 1 and not (len(name.words) == 1 and name.keys[0] in words.all_titles):
            yield _Stretch(tuple(run), kind, name)


def _runs(sentence: Sentence) -> Iterator[list[Word]]:
    """Proper nouns side by side, and whatever the tagger put into one name; cut at a possessive and where one name ends
    and another begins."""
    run: list[Word] = []
    for word in sentence.words:
        inside = word.ner in ("PERSON", "ORG", "PLACE", "MISC", "NORP") and (word.upos != "PART" or word.text.lower() not in ("'s", "’s"))
        if not (word.upos == "PROPN" or inside) or word.ner in ("DATE", "MONEY") or word.upos in ("PUNCT", "SYM") and not inside:
            if run:
                yield run
            run = []
            continue
        if run and run[-1].ner != word.ner and not _one_name(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _one_name(left: Word, right: Word) -> bool:
    """Whether two neighbours with different tags are parts of one name: "Tad" (untagged) "Devine" (a person)."""
    if {left.ner, right.ner} not in ({"", "PERSON"}, {"ORG", "PERSON"}):
        return False
    return right.deprel.startswith("flat") or left.head == right.index and left.deprel in ("compound", "nmod:desc") or left.deprel.startswith("flat")


def _trimmed(run: list[Word]) -> list[Word]:
    """Without the marks at the edges and what stands in brackets after the name."""
    cut = next((i for i, w in enumerate(run) if w.text in ("(", "[") or w.text == "," and i + 1 < len(run)), len(run))
    run = run[:cut]
    while run and not any(c.isalnum() for c in run[-1].text):
        run = run[:-1]
    while run and not any(c.isalnum() for c in run[0].text):
        run = run[1:]
    return run


def _in_brackets(scene: Scene, run: list[Word]) -> bool:
    """"(D-Mo.)" after a name tells a party and a place."""
    return scene.article.text[max(0, run[0].start - 1) : run[0].start] == "(" and scene.article.text[run[-1].end : run[-1].end + 1] in (")", ".")


def _reads_like_a_person(name: PersonName, words: Words) -> bool:
    if set(name.titles) & (words.titles_male | words.titles_female):
        return True
    return 1 < len(name.words) <= 4 and name.keys[0] in words.given and not any(k in words.organisation_nouns or k in words.place_words for k in name.keys[1:])


def _end(scene: Scene, run: tuple[Word, ...]) -> int:
    return run[-1].end
