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
    """A stretch of text that names a person; titles before the name begin at ``start``, the name itself at ``core``."""

    start: int
    core: int
    end: int
    name: PersonName


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Capitalised words that may be a name, and what the tagger says about them ("" where nothing)."""

    words: tuple[Word, ...]
    type: str
    name: PersonName
    text: str
    heading: bool


def people(scene: Scene, words: Words) -> list[Named]:
    """The places where people are named, in text order. They do not overlap."""
    stretches = [s for sentence in scene.document.sentences for s in _stretches(scene, sentence, words)]
    known = {s.name.keys for s in stretches}
    given_with = {s.name.keys[-1] for s in stretches if len(s.name.words) > 1 and s.name.keys[0] in words.given}
    stretches = [_as_elsewhere(s, known, given_with) for s in stretches]
    sure = {id(s) for s in stretches if s.type == "PERSON" or _reads_like_a_person(s.name, words)}
    forms = {s.name.keys for s in stretches if id(s) in sure}
    families = {keys[-1] for keys in forms}
    found = []
    for stretch in stretches:
        keys = stretch.name.keys
        if id(stretch) in sure or keys in forms or keys[-1] in families and (len(keys) == 1 or keys[0] in words.given):
            found.append(_named(scene, stretch))
    taken = {i for n in found for i in range(n.start, n.end)}
    found += [n for n in _overlooked(scene, {keys[-1] for keys in forms if len(keys) > 1}, words) if n.start not in taken]
    return sorted(found, key=lambda n: n.start)


def _as_elsewhere(stretch: _Stretch, known: set[tuple[str, ...]], families: set[str]) -> _Stretch:
    """In a heading every word has a capital: "Hillary Clinton Reassures House Democrats" names who is named elsewhere."""
    keys = stretch.name.keys
    for length in range(len(keys) - 1, 0, -1):
        prefix = keys[:length]
        if prefix in known if length > 1 else stretch.heading and prefix[0] in families:
            name = PersonName(stretch.name.words[:length], stretch.name.titles)
            end = stretch.text.index(name.words[-1]) + len(name.words[-1])
            kept = tuple(w for w in stretch.words if w.start < stretch.words[0].start + end)
            return _Stretch(kept, "PERSON" if length == 1 else stretch.type, name, stretch.text, stretch.heading)
    return stretch


def _named(scene: Scene, stretch: _Stretch) -> Named:
    start, end = stretch.words[0].start, stretch.words[-1].end
    core = scene.article.text.find(stretch.name.words[0], start, end)
    core = max((w.start for w in stretch.words if w.start <= core), default=start)  # a word begins there
    return Named(start, core, end, stretch.name)


def _overlooked(scene: Scene, families: set[str], words: Words) -> Iterator[Named]:
    """Family names that the tagger took for common words: "Young said"."""
    alone = {names.plain(w.text) for s in scene.document.sentences for w in s.words if w.deprel == "nsubj" and w.text[:1].isupper()}
    for sentence in scene.document.sentences:
        for left, right in zip(sentence.words, sentence.words[1:], strict=False):
            if (names.plain(left.text) in words.given and left.text[:1].isupper() and right.text[:1].isupper() and not left.ner and not right.ner
                    and names.plain(right.text) in alone and right.text.isalpha() and right.lemma.lower() not in words.pronouns):
                families = families | {names.plain(right.text)}
                yield Named(left.start, left.start, right.end, PersonName((left.text, right.text)))
    for sentence in scene.document.sentences:
        for word in sentence.words:
            if (word.text[:1].isupper() and names.plain(word.text) in families and word.upos in ("NOUN", "ADJ", "X", "ADV", "VERB", "PROPN", "INTJ")
                    and word.deprel.split(":")[0] in ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "parataxis")
                    and (name := names.parse(word.text, words))):
                yield Named(word.start, word.start, word.end, name)


def _stretches(scene: Scene, sentence: Sentence, words: Words) -> Iterator[_Stretch]:
    heading = _is_heading(sentence)
    for run in _runs(sentence):
        kind = next((w.ner for w in run if w.ner == "PERSON"), next((w.ner for w in run if w.ner), ""))
        if kind == "PERSON":
            run = _trimmed(run)
            tagged = [w for w in run if w.ner == "PERSON"]
            if 1 < len(tagged) < len(run) and run[-len(tagged) :] == tagged:
                first = len(run) - len(tagged)
                while first > 0 and (len(names.plain(run[first - 1].text)) == 1 or names.plain(run[first - 1].text) in words.given):
                    first -= 1
                run = run[first:]  # "Whip Richard Durbin", of which the tagger took the last two words
        if not run or kind in ("DATE", "MONEY", "TIME", "PERCENT") or _in_brackets(scene, run):
            continue
        name = names.parse(scene.article.text[run[0].start : run[-1].end], words)
        if name is None or not name.words[0][:1].isalnum() or len(name.words) > LONGEST or any(c.isdigit() for c in name.text):
            continue
        run, name = _without_description(scene, run, name, words)
        if name.keys[-1] in words.parties or name.keys[-1].removesuffix("s") in words.parties:
            continue  # "Senate Republicans"
        if len(name.text) > 1 and not (len(name.words) == 1 and name.keys[0] in words.all_titles):
            yield _Stretch(tuple(run), kind, name, scene.article.text[run[0].start : run[-1].end], heading)


def _without_description(scene: Scene, run: list[Word], name: PersonName, words: Words) -> tuple[list[Word], PersonName]:
    """"House Speaker Paul Ryan" is Paul Ryan: words that describe do not belong to the name."""
    for i in range(len(name.words) - 2, 0, -1):  # "Malaysian Defence Minister Hishammuddin Hussein"
        if name.keys[i] in words.all_titles and not any(k in words.given for k in name.keys[:i]):
            return run, PersonName(name.words[i + 1 :], (*name.titles, name.keys[i]), name.suffix)
    for i in range(1, len(name.words) - 1):
        before = name.keys[:i]
        if name.keys[i] in words.given and not any(k in words.given or len(k) < 2 for k in before) and any(words.describes(k) for k in before):
            start = scene.article.text.index(name.words[i], run[0].start)
            return [w for w in run if w.start >= start], PersonName(name.words[i:], name.titles, name.suffix)
    return run, name


def _is_heading(sentence: Sentence) -> bool:
    """Whether nearly all longer words begin with a capital."""
    long = [w.text for w in sentence.words if len(w.text) > 3 and w.text.isalpha()]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


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

