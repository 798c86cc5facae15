"""Runs of words that may be a name: proper nouns side by side, and whatever the tagger put into one name."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.document import Sentence, Word
from attribution.find.scene import Scene
from attribution.names import person_name
from attribution.names.lexicon import Lexicon

NAMES = ("PERSON", "ORG", "PLACE", "MISC", "NORP")
"""What the tagger calls words that may stand in a name of somebody."""
FIGURES = ("DATE", "MONEY", "TIME", "PERCENT")
"""What it calls words that stand in none."""
NICKNAME_MARKS = {"“": '”"', '"': '”"', "‘": "’'", "'": "’'", "``": "''", "(": ")"}
"""What may open a nickname inside a name, and what then closes it."""


def runs(scene: Scene, sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[list[Word], str]]:
    """The runs of a sentence, each with what the tagger says of it ("" where nothing); a person where it says
    so of any word."""
    for run in _split(sentence, lexicon):
        tags = [word.ner for word in run if word.ner]
        kind = "PERSON" if "PERSON" in tags else tags[0] if tags else ""
        if kind == "PERSON":
            run = _without_role(_trimmed(run), lexicon)
        if kind == "PERSON" and len(run) == 1 and _is_place_of_somebody(sentence, run[0]):
            kind = "PLACE"
        if run and kind not in FIGURES and not _in_brackets(scene, run):
            yield _with_beginning(sentence, run), kind


def _split(sentence: Sentence, lexicon: Lexicon) -> Iterator[list[Word]]:
    """Runs cut at a possessive, and where one name ends and another begins."""
    run: list[Word] = []
    nicknames = _around_nicknames(sentence)
    for word in sentence.words:
        inside = word.index in nicknames
        if not inside and not _may_belong(word, bool(run), lexicon):
            if run:
                yield run
            run = []
            continue
        if run and not inside and run[-1].ner != word.ner and not _one_name(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _around_nicknames(sentence: Sentence) -> set[int]:
    """The words of nicknames set off inside the name of a person, with their marks and the word behind: "Ana
    | “Big Wheel” Ruiz"."""
    words, found = sentence.words, set[int]()
    for opened in (w.index for w in words if w.text in NICKNAME_MARKS and w.index):
        closing = NICKNAME_MARKS[words[opened].text]
        closed = next((w.index for w in words[opened + 2 : opened + 5] if w.text in closing), None)
        if closed is None or closed + 1 == len(words):
            continue
        before, behind = words[opened - 1], words[closed + 1]
        if before.ner == behind.ner == "PERSON" and all(
            w.text[:1].isupper() for w in words[opened + 1 : closed]
        ):
            found.update(range(opened, closed + 2))
    return found


def _may_belong(word: Word, in_run: bool, lexicon: Lexicon) -> bool:
    """Whether a word may stand in a name: behind its beginning, also one that is a common noun to the parser
    ("Karsen | Foods")."""
    possessive = word.upos == "PART" and word.text.lower() in lexicon.possessive_ends
    inside = word.ner in NAMES and not possessive
    firm_word = in_run and word.text[:1].isupper() and person_name.plain(word.text) in lexicon.firm_words
    if word.ner in ("DATE", "MONEY") or (word.upos in ("PUNCT", "SYM") and not inside):
        return False
    return word.upos == "PROPN" or inside or firm_word


def _one_name(left: Word, right: Word) -> bool:
    """Whether two neighbours with different tags are parts of one name: "Tad" (untagged) and "Devine" (a
    person)."""
    if {left.ner, right.ner} not in ({"", "PERSON"}, {"ORG", "PERSON"}):
        return False
    below = left.head == right.index and left.deprel in ("compound", "nmod:desc")
    return right.deprel.startswith("flat") or below or left.deprel.startswith("flat")


def _trimmed(run: list[Word]) -> list[Word]:
    """Without the marks at the edges and what stands after the name in brackets or by a preposition: "Tom
    Cole of Oklahoma"."""
    run = run[: next((i for i in range(len(run)) if _ends_name(run, i)), len(run))]
    while run and not any(c.isalnum() for c in run[-1].text):
        run = run[:-1]
    while run and not any(c.isalnum() for c in run[0].text):
        run = run[1:]
    return run


def _ends_name(run: list[Word], i: int) -> bool:
    """Whether the name ends before this word of the run."""
    word = run[i]
    if word.text in ("(", "["):
        return True
    if word.text == "," and i + 1 < len(run):
        return True
    return i > 1 and word.upos == "ADP" and word.deprel == "case"


def _without_role(run: list[Word], lexicon: Lexicon) -> list[Word]:
    """Without the words before a name of which the tagger took the last two: "Whip | Richard Durbin".
    Initials and given names are no such words."""
    tagged = [w for w in run if w.ner == "PERSON"]
    if not 1 < len(tagged) < len(run) or run[-len(tagged) :] != tagged:
        return run
    first = len(run) - len(tagged)
    while first > 0:
        before = person_name.plain(run[first - 1].text)
        if len(before) != 1 and before not in lexicon.given:
            break
        first -= 1
    return run[first:]


def _is_place_of_somebody(sentence: Sentence, word: Word) -> bool:
    """Whether a word stands behind a name and "of", as the place does where somebody lives: "Jane Fox of
    Bern"."""
    return (
        word.deprel == "nmod"
        and word.head >= 0
        and sentence.words[word.head].ner == "PERSON"
        and any(sentence.words[c].deprel == "case" for c in sentence.children[word.index])
    )


def _in_brackets(scene: Scene, run: list[Word]) -> bool:
    """Whether the run stands in brackets, as a party and a place after a name do: "(D-Mo.)"."""
    text, start, end = scene.article.text, run[0].start, run[-1].end
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] in (")", ".")


def _with_beginning(sentence: Sentence, run: list[Word]) -> list[Word]:
    """With what a hyphen joins to a name that begins in the middle of a word: "Do" of "Do-yun Baek", a verb
    to the parser."""
    if run[0].index < 2 or not run[0].text[:1].islower():
        return run
    first, hyphen = sentence.words[run[0].index - 2 : run[0].index]
    joined = hyphen.text == "-" and first.end == hyphen.start and hyphen.end == run[0].start
    return [first, hyphen, *run] if joined and first.text[:1].isupper() else run
