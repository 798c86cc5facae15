"""Stretches of text that may name a person, with what the words around them tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution.article import Span
from attribution.document import Sentence, Word
from attribution.find.scene import Scene, Token
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers import name_runs, roles
from attribution.speakers.headings import is_heading

LONGEST = 5
"""Words of a personal name without titles."""


@dataclass(frozen=True, slots=True, eq=False)
class NameStretch:
    """Capitalised words that may be a name, and what the tagger says about them ("" where nothing)."""

    words: tuple[Word, ...]
    type: str
    name: PersonName
    text: str
    heading: bool
    of_person: bool = False
    """Whether the words around it tell that it names a person: "Ilmo Brekke, who leads the party"."""
    thing: bool = False
    """Whether "the" stands before it, as before the names of ships: "the Brora Maid"."""

    @property
    def keys(self) -> tuple[str, ...]:
        return self.name.keys

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def opens_sentence(self) -> bool:
        return not self.words[0].index

    @property
    def is_flat(self) -> bool:
        """Whether the parser put the words of a longer name side by side, as it does with those of people."""
        side_by_side = all(w.deprel.startswith("flat") for w in self.words[1:])
        return not self.heading and 1 < len(self.name.words) == len(self.words) and side_by_side

    def names_person(self, lexicon: Lexicon) -> bool:
        """Whether the tagger says that it names a person, or it reads so."""
        return self.type == "PERSON" or reads_like_a_person(self.name, lexicon)


def stretches(scene: Scene, lexicon: Lexicon) -> list[NameStretch]:
    """All stretches of a scene in text order."""
    words = (w for sentence in scene.document.sentences for w in sentence.words)
    nouns = frozenset(person_name.plain(w.text) for w in words if w.upos == "NOUN" and w.text.islower())
    return [s for sentence in scene.document.sentences for s in _of_sentence(scene, sentence, nouns, lexicon)]


def _of_sentence(
    scene: Scene, sentence: Sentence, nouns: frozenset[str], lexicon: Lexicon
) -> Iterator[NameStretch]:
    """``nouns`` are the article's own, in small letters."""
    heading = is_heading(scene, sentence)
    for found, kind in name_runs.runs(scene, sentence, lexicon):
        run = _behind_label(scene, sentence, found)
        if scene.in_dateline(run[0].start) or _only_a_kind(scene, run) or _several(sentence, run):
            continue
        parsed = person_name.parse(scene.article.text[run[0].start : run[-1].end], lexicon)
        if parsed is None or not _may_be_a_name(parsed):
            continue
        words, name = _without_description(scene, run, parsed, nouns, lexicon)
        if _names_nobody(name, lexicon):
            continue
        several = len(name.words) > 1
        yield NameStretch(
            tuple(words),
            kind,
            name,
            scene.article.text[words[0].start : words[-1].end],
            heading,
            of_person=(several and _who_behind(sentence, words[-1].index, lexicon))
            or _somebody_beside(sentence, words[-1].index, lexicon),
            thing=several
            and not name.titles
            and name.keys[0] not in lexicon.given
            and _has_article(sentence, words, lexicon),
        )


def _behind_label(scene: Scene, sentence: Sentence, run: list[Word]) -> list[Word]:
    """The words without the label of a turn before them: "A | Kara Lund"."""
    behind = [w for w in run if Token(sentence.index, w.index) not in scene.label_tokens]
    return behind or run


def _only_a_kind(scene: Scene, run: Sequence[Word]) -> bool:
    """Whether a single word only tells of what kind something is: "Kangol-style hats"."""
    behind = scene.article.text[run[-1].end : run[-1].end + 2]
    return len(run) == 1 and behind[:1] in ("-", "–") and behind[1:].islower()


def _several(sentence: Sentence, run: Sequence[Word]) -> bool:
    """Whether a number word counts the bearers of a name: "two Robert Castellanos"."""
    before = sentence.words[run[0].index - 1] if run[0].index else None
    return before is not None and before.deprel == "nummod" and before.text.isalpha()


def _may_be_a_name(name: PersonName) -> bool:
    """Whether the words are not too many, and neither marks nor figures."""
    return (
        name.words[0][:1].isalnum() and len(name.words) <= LONGEST and not any(c.isdigit() for c in name.text)
    )


def _names_nobody(name: PersonName, lexicon: Lexicon) -> bool:
    """Whether the words are members of a party ("Senate Republicans"), a title alone or a single letter."""
    if name.keys[-1] in lexicon.parties or lexicon.stem(name.keys[-1]) in lexicon.parties:
        return True
    return len(name.text) < 2 or (len(name.words) == 1 and name.keys[0] in lexicon.all_titles)


def reads_like_a_person(name: PersonName, lexicon: Lexicon) -> bool:
    """Whether a name is a person's by its looks: by a title or suffix, or as it begins with a given name and
    no other word of it is one of organisations or places."""
    if set(name.titles) & (lexicon.titles_male | lexicon.titles_female):
        return True
    if name.suffix and len(name.words) > 1 and not lexicon.firm_words & set(name.keys):
        return True
    others = (lexicon.organisation_nouns, lexicon.place_words, lexicon.firm_words)
    given = 1 < len(name.words) <= 4 and name.keys[0] in lexicon.given
    return given and all(words.isdisjoint(name.keys[1:]) for words in others)


def _without_description(
    scene: Scene, run: list[Word], name: PersonName, nouns: frozenset[str], lexicon: Lexicon
) -> tuple[list[Word], PersonName]:
    """The words and the name without those that describe: "House Speaker Paul Ryan" is Paul Ryan."""
    given = lexicon.given
    while len(name.words) > 2 and (  # "Grocer Lew Pratt", "smith Dora Finch"
        _is_trade(run[0], name.keys[0], nouns, lexicon) or (run[0].text.islower() and name.keys[1] in given)
    ):
        run, name = run[1:], PersonName(name.words[1:], name.titles, name.suffix)
    while (
        len(name.words) > 1 and name.keys[0] in lexicon.role_words and name.keys[0] not in given
    ):  # "Coach Delacroix"
        name = PersonName(name.words[1:], (*name.titles, name.keys[0]), name.suffix)
    for i in range(len(name.words) - 2, 0, -1):  # "Malaysian Defence Minister Hishammuddin Hussein"
        if name.keys[i] in lexicon.all_titles and given.isdisjoint(name.keys[:i]):
            return run, PersonName(name.words[i + 1 :], (*name.titles, name.keys[i]), name.suffix)
    for i in range(1, len(name.words) - 1):
        before = name.keys[:i]
        if (
            name.keys[i] in given
            and not any(k in given or len(k) < 2 for k in before)
            and any(lexicon.describes(k) for k in before)
        ):
            start = scene.article.text.index(name.words[i], run[0].start)
            return [w for w in run if w.start >= start], PersonName(name.words[i:], name.titles, name.suffix)
    return run, name


def _is_trade(first: Word, key: str, nouns: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the first word of a longer name is a noun for a person: by its small letter, here or elsewhere
    in the article, or by the lists."""
    if person_name.plain(first.text) != key or key in lexicon.given:
        return False
    return (first.upos == "NOUN" and first.text.islower()) or key in nouns or lexicon.is_trade(key)


def _who_behind(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Whether ", who" stands behind a name that the parser takes for that of a person, its words side by side
    ("flat")."""
    rest = sentence.words[last + 1 : last + 3]
    return (
        len(rest) == 2
        and rest[0].text == ","
        and rest[1].text.lower() in lexicon.pronouns_personal
        and sentence.words[last].deprel.startswith("flat")
    )


def _somebody_beside(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Whether a noun for a person, which says nothing of firms, stands beside a name between commas: "Ana
    Ruiz, a baker, said"."""
    noun = roles.set_behind(sentence, last)
    if noun is None or "Number=Plur" in sentence.words[noun].feats:
        return False
    return sentence.words[noun].lemma.lower() in lexicon.person_words - lexicon.firm_roles


def _has_article(sentence: Sentence, run: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether an article stands right before a name and belongs to it alone."""
    if not run[0].index:
        return False
    before = sentence.words[run[0].index - 1]
    belongs = any(w.index == before.head for w in run)
    return before.upos == "DET" and before.text.lower() in lexicon.definite and belongs
