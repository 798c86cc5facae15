"""Where an article names a person: the spans that the tagger calls so, and those that the other names of the article explain.

Taggers miss names and mistake their type in single places, while an article names most people several times; so a name
counts as a person's when any place says so, when it begins with a given name, or when it stands after a form of address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from attribution.article import Span
from attribution.document import Sentence, Word
from attribution.find.scene import Scene
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.names.person_name import PersonName
from attribution.speakers import organisation_names as firm
from attribution.speakers import roles
from attribution.speakers.coreference import Chains

LONGEST = 5
"""Words of a personal name without titles."""
LEADING = ("ADV", "SCONJ", "CCONJ", "ADP", "AUX", "DET")
"""Parts of speech that no personal name begins with."""


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of text that names a person; titles before the name begin at ``start``, the name itself at
    ``core``."""

    start: int
    core: int
    end: int
    name: PersonName


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
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
    def place(self) -> tuple[int, int]:
        return self.words[0].start, self.words[-1].end


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what an article names: places of people, and of organisations that the tagger may not know as
    such. They do not overlap."""

    people: list[Named]
    organisations: list[Span]


def find(scene: Scene, words: Lexicon, chains: Chains) -> Names:
    """The places where people and organisations are named, in text order."""
    every = [s for sentence in scene.document.sentences for s in _stretches(scene, sentence, words)]
    own = {s.name.keys for s in every if firm.is_firm(s.name, s.type, words)} | _employers(
        scene, every, words
    )
    things = {s.name.keys for s in every if s.thing}
    called = {
        s.name.keys[-1] for s in every if s.type == "PERSON" and (len(s.name.words) == 1 or s.name.titles)
    }
    told = {
        s.name.keys for s in every if s.of_person or _is_flat(s) and s.name.keys[-1] in called
    }  # "Tor Eikeland", and below "Eikeland said"
    people = (
        {
            s.name.keys
            for s in every
            if s.type == "PERSON" or s.name.keys in told or _reads_like_a_person(s.name, words)
        }
        - own
        - things
    )
    firms = [
        s
        for s in every
        if s.name.keys in own or s.type == "ORG" and len(s.name.words) > 1 and s.name.keys not in people
    ]
    stretches = [s for s in every if s.name.keys not in own | things]
    known = {s.name.keys for s in stretches}
    inside = {s.name.keys for s in stretches if s.words[0].index}
    given_with = {
        s.name.keys[-1] for s in stretches if len(s.name.words) > 1 and s.name.keys[0] in words.given
    }
    stretches = [
        _as_elsewhere(
            s,
            known if s.words[0].index or s.name.keys in inside else known | {(k,) for k in given_with},
            given_with,
            words.given,
        )
        for s in stretches
    ]
    sure = {
        s
        for s in stretches
        if s.type == "PERSON" or s.name.keys in told or _reads_like_a_person(s.name, words)
    }
    short = firm.ShortForms(
        scene, words, chains, [(s.name.keys[0], s.place) for s in firms], [s.name for s in sure]
    )
    shortened = {s for s in stretches if short.takes(s.name, s.place)}
    sure -= shortened
    forms = {s.name.keys for s in sure}
    families = {keys[-1] for keys in forms}
    found = []
    for stretch in stretches:
        keys = stretch.name.keys
        if stretch not in shortened and (
            stretch in sure
            or keys in forms
            or keys[-1] in families
            and (len(keys) == 1 or keys[0] in words.given)
        ):
            found.append(_named(scene, stretch, words))
    taken = {i for n in found for i in range(n.start, n.end)}
    found += [
        n
        for n in _overlooked(scene, {keys[-1] for keys in forms if len(keys) > 1}, words)
        if n.start not in taken
    ]
    organisations = [Span(*s.place) for s in (*firms, *shortened) if s.place[0] not in taken]
    named = _couples(scene, sorted(found, key=lambda n: n.start), words)
    return Names([_in_full(scene, n, words) for n in named], sorted(organisations))


def _employers(scene: Scene, every: list[_Stretch], words: Lexicon) -> set[tuple[str, ...]]:
    """Single names that own somebody who has a full name: "Norvane's Ana Ruiz". Whose husband or lawyer he
    is, an article says."""
    borne = {key for s in every if len(s.name.words) > 1 for key in (s.name.keys[0], s.name.keys[-1])}
    found = set()
    for one, other in zip(every, every[1:], strict=False):
        between = scene.article.text[one.place[1] : other.place[0]]
        if (
            between in ("'s ", "’s ")
            and len(one.name.words) == 1
            and not one.name.titles
            and one.name.keys[0] not in borne | words.given
            and len(other.name.words) > 1
            and (other.type == "PERSON" or _reads_like_a_person(other.name, words))
        ):
            found.add(one.name.keys)
    return found


def _couples(scene: Scene, found: list[Named], words: Lexicon) -> list[Named]:
    """With the family name that two given names share: "Bill and Lottie Hale"."""
    families = {n.name.keys[-1] for n in found if len(n.name.words) > 1}
    result = list(found)
    for i, (one, other) in enumerate(zip(found, found[1:], strict=False)):
        between = scene.tokens_between(one.end, other.start)
        if (
            len(one.name.words) == 1
            and one.name.keys[0] in words.given - families
            and len(other.name.words) == 2
            and other.name.keys[0] in words.given
            and len(between) == 1
            and scene.word(between[0]).upos == "CCONJ"
        ):
            result[i] = replace(
                one, name=PersonName((*one.name.words, other.name.words[-1]), one.name.titles)
            )
    return result


def _in_full(scene: Scene, place: Named, words: Lexicon) -> Named:
    """With the given name behind it that tells two of one family apart: "the elder Hale, Lottie, said"."""
    token = next(iter(scene.tokens_between(place.start, place.end)), None)
    if token is None or len(place.name.words) > 1:
        return place
    row, last = scene.sentence(token).words, token.word
    before, behind = row[last - 1].text.lower() if last else "", row[last + 1 : last + 3]
    if (
        before in words.age_words
        and len(behind) == 2
        and behind[0].text == ","
        and person_name.plain(behind[1].text) in words.given
    ):
        return replace(place, name=PersonName((behind[1].text, *place.name.words), place.name.titles))
    return place


def _as_elsewhere(
    stretch: _Stretch, known: set[tuple[str, ...]], families: set[str], given: frozenset[str]
) -> _Stretch:
    """In a heading every word has a capital: "Hillary Clinton Reassures House Democrats" names who is named
    elsewhere. The same at the head of a sentence: "Still Clinton said"."""
    keys = stretch.name.keys
    leading = not stretch.words[0].index and stretch.words[0].upos in (
        *LEADING,
        "PROPN",
        "NOUN",
        "ADJ",
        "VERB",
    )
    if (
        (stretch.heading or leading)
        and len(keys) == 2
        and keys[0] not in families | given
        and keys[1] in families
        and keys[1:] in known
    ):
        return _Stretch(
            stretch.words[-1:],
            stretch.type,
            PersonName(stretch.name.words[1:]),
            stretch.words[-1].text,
            stretch.heading,
        )  # "Calm Ruiz"
    for length in range(len(keys) - 1, 0, -1):
        prefix = keys[:length]
        two = (
            len(keys) == 2 and keys[1] in families and keys[0] not in given and keys[0] != keys[1]
        )  # "Castell Hale": who does what to whom
        if prefix in known if length > 1 else (stretch.heading or two) and prefix[0] in families:
            name = PersonName(stretch.name.words[:length], stretch.name.titles)
            end = stretch.text.index(name.words[-1]) + len(name.words[-1])
            kept = tuple(w for w in stretch.words if w.start < stretch.words[0].start + end)
            return _Stretch(
                kept, "PERSON" if length == 1 else stretch.type, name, stretch.text, stretch.heading
            )
    return stretch


def _named(scene: Scene, stretch: _Stretch, words: Lexicon) -> Named:
    start, end = stretch.place
    core = scene.article.text.find(stretch.name.words[0], start, end)
    core = max((w.start for w in stretch.words if w.start <= core), default=start)  # a word begins there
    return Named(start, core, end, stretch.name)


def _overlooked(scene: Scene, families: set[str], words: Lexicon) -> Iterator[Named]:
    """Family names that the tagger took for common words: "Young said"."""
    alone = {
        person_name.plain(w.text)
        for s in scene.document.sentences
        for w in s.words
        if w.deprel == "nsubj" and w.text[:1].isupper()
    }
    for sentence in scene.document.sentences:
        for left, right in zip(sentence.words, sentence.words[1:], strict=False):
            if (
                person_name.plain(left.text) in words.given
                and left.text[:1].isupper()
                and right.text[:1].isupper()
                and not left.ner
                and not right.ner
                and person_name.plain(right.text) in alone
                and right.text.isalpha()
                and right.lemma.lower() not in words.pronouns
            ):
                families = families | {person_name.plain(right.text)}
                yield Named(left.start, left.start, right.end, PersonName((left.text, right.text)))
    for sentence in scene.document.sentences:
        for word in sentence.words:
            if (
                word.text[:1].isupper()
                and person_name.plain(word.text) in families
                and word.upos in ("NOUN", "ADJ", "X", "ADV", "VERB", "PROPN", "INTJ")
                and word.deprel.split(":")[0]
                in ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "parataxis")
                and (name := person_name.parse(word.text, words))
            ):
                yield Named(word.start, word.start, word.end, name)


def _stretches(scene: Scene, sentence: Sentence, words: Lexicon) -> Iterator[_Stretch]:
    heading = is_heading(scene, sentence)
    for run in _runs(sentence, words.firm_words):
        kind = next((w.ner for w in run if w.ner == "PERSON"), next((w.ner for w in run if w.ner), ""))
        if kind == "PERSON":
            run = _trimmed(run)
            tagged = [w for w in run if w.ner == "PERSON"]
            if 1 < len(tagged) < len(run) and run[-len(tagged) :] == tagged:
                first = len(run) - len(tagged)
                while first > 0 and (
                    len(person_name.plain(run[first - 1].text)) == 1
                    or person_name.plain(run[first - 1].text) in words.given
                ):
                    first -= 1
                run = run[first:]  # "Whip Richard Durbin", of which the tagger took the last two words
        if kind == "PERSON" and len(run) == 1 and _of_somebody(sentence, run[0]):
            kind = "PLACE"
        if not run or kind in ("DATE", "MONEY", "TIME", "PERCENT") or _in_brackets(scene, run):
            continue
        run = _with_beginning(sentence, run)
        name = person_name.parse(scene.article.text[run[0].start : run[-1].end], words)
        if (
            name is None
            or not name.words[0][:1].isalnum()
            or len(name.words) > LONGEST
            or any(c.isdigit() for c in name.text)
        ):
            continue
        run, name = _without_description(scene, run, name, words)
        if name.keys[-1] in words.parties or name.keys[-1].removesuffix("s") in words.parties:
            continue  # "Senate Republicans"
        if len(name.text) > 1 and not (len(name.words) == 1 and name.keys[0] in words.all_titles):
            of_person = (
                len(name.words) > 1
                and _who_behind(sentence, run[-1].index, words)
                or _somebody_beside(sentence, run, words)
            )
            thing = (
                len(name.words) > 1
                and not name.titles
                and name.keys[0] not in words.given
                and _has_article(sentence, run, words)
            )
            yield _Stretch(
                tuple(run),
                kind,
                name,
                scene.article.text[run[0].start : run[-1].end],
                heading,
                of_person,
                thing,
            )


def _with_beginning(sentence: Sentence, run: list[Word]) -> list[Word]:
    """With what a hyphen joins to a name that begins in the middle of a word: "Do" of "Do-yun Baek", a verb
    to the parser."""
    if run[0].index < 2 or not run[0].text[:1].islower():
        return run
    first, hyphen = sentence.words[run[0].index - 2 : run[0].index]
    joined = hyphen.text == "-" and first.end == hyphen.start and hyphen.end == run[0].start
    return [first, hyphen, *run] if joined and first.text[:1].isupper() else run


def _of_somebody(sentence: Sentence, word: Word) -> bool:
    """Whether a word stands behind a name and "of", as the place does where somebody lives: "Jane Fox of
    Bern"."""
    return (
        word.deprel == "nmod"
        and word.head >= 0
        and sentence.words[word.head].ner == "PERSON"
        and any(sentence.words[c].deprel == "case" for c in sentence.children[word.index])
    )


def _who_behind(sentence: Sentence, last: int, words: Lexicon) -> bool:
    """Whether ", who" stands behind a name that the parser takes for that of a person, its words side by side
    ("flat")."""
    rest = sentence.words[last + 1 : last + 3]
    return (
        len(rest) == 2
        and rest[0].text == ","
        and rest[1].text.lower() in words.pronouns_personal
        and sentence.words[last].deprel.startswith("flat")
    )


def _somebody_beside(sentence: Sentence, run: list[Word], words: Lexicon) -> bool:
    """Whether a noun for a person, which says nothing of firms, stands beside a name between commas: "Ana
    Ruiz, a baker, said"."""
    noun = roles.set_behind(sentence, run[-1].index)
    if noun is None or "Number=Plur" in sentence.words[noun].feats:
        return False
    return sentence.words[noun].lemma.lower() in words.person_words - words.firm_roles


def _has_article(sentence: Sentence, run: list[Word], words: Lexicon) -> bool:
    """Whether an article stands right before a name and belongs to it alone."""
    before = sentence.words[run[0].index - 1] if run[0].index else None
    return (
        before is not None
        and before.upos == "DET"
        and before.text.lower() in words.definite
        and any(w.index == before.head for w in run)
    )


def _is_flat(stretch: _Stretch) -> bool:
    """Whether the parser put the words of a longer name side by side, as it does with those of people."""
    return (
        not stretch.heading
        and 1 < len(stretch.name.words) == len(stretch.words)
        and all(w.deprel.startswith("flat") for w in stretch.words[1:])
    )


def _without_description(
    scene: Scene, run: list[Word], name: PersonName, words: Lexicon
) -> tuple[list[Word], PersonName]:
    """ "House Speaker Paul Ryan" is Paul Ryan: words that describe do not belong to the name."""
    while (
        len(name.words) > 1 and name.keys[0] in words.role_words and name.keys[0] not in words.given
    ):  # "Coach Delacroix"
        name = PersonName(name.words[1:], (*name.titles, name.keys[0]), name.suffix)
    for i in range(len(name.words) - 2, 0, -1):  # "Malaysian Defence Minister Hishammuddin Hussein"
        if name.keys[i] in words.all_titles and not any(k in words.given for k in name.keys[:i]):
            return run, PersonName(name.words[i + 1 :], (*name.titles, name.keys[i]), name.suffix)
    for i in range(1, len(name.words) - 1):
        before = name.keys[:i]
        if (
            name.keys[i] in words.given
            and not any(k in words.given or len(k) < 2 for k in before)
            and any(words.describes(k) for k in before)
        ):
            start = scene.article.text.index(name.words[i], run[0].start)
            return [w for w in run if w.start >= start], PersonName(name.words[i:], name.titles, name.suffix)
    return run, name


def is_heading(scene: Scene, sentence: Sentence) -> bool:
    """Whether nearly all longer words begin with a capital, or the sentence opens the article, alone in its
    paragraph and without a mark at its end."""
    long = [w.text for w in sentence.words if len(w.text) > 3 and w.text.isalpha()]
    if len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long):
        return True
    return (
        sentence.index == 0
        and len(scene.paragraphs) > 1
        and sentence.end == scene.paragraphs[0].end
        and sentence.words[-1].text[-1:].isalnum()
    )


def _runs(sentence: Sentence, firm_words: frozenset[str]) -> Iterator[list[Word]]:
    """Proper nouns side by side, and whatever the tagger put into one name; cut at a possessive and where one
    name ends and another begins."""
    run: list[Word] = []
    for word in sentence.words:
        inside = word.ner in ("PERSON", "ORG", "PLACE", "MISC", "NORP") and (
            word.upos != "PART" or word.text.lower() not in ("'s", "’s")
        )
        firm_word = (
            run and word.text[:1].isupper() and person_name.plain(word.text) in firm_words
        )  # a common noun to the parser: "Karsen | Foods"
        if (
            not (word.upos == "PROPN" or inside or firm_word)
            or word.ner in ("DATE", "MONEY")
            or word.upos in ("PUNCT", "SYM")
            and not inside
        ):
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
    return (
        right.deprel.startswith("flat")
        or left.head == right.index
        and left.deprel in ("compound", "nmod:desc")
        or left.deprel.startswith("flat")
    )


def _trimmed(run: list[Word]) -> list[Word]:
    """Without the marks at the edges and what stands after the name in brackets or by a preposition: "Tom
    Cole of Oklahoma"."""
    cut = next(
        (
            i
            for i, w in enumerate(run)
            if w.text in ("(", "[")
            or w.text == ","
            and i + 1 < len(run)
            or i > 1
            and w.upos == "ADP"
            and w.deprel == "case"
        ),
        len(run),
    )
    run = run[:cut]
    while run and not any(c.isalnum() for c in run[-1].text):
        run = run[:-1]
    while run and not any(c.isalnum() for c in run[0].text):
        run = run[1:]
    return run


def _in_brackets(scene: Scene, run: list[Word]) -> bool:
    """ "(D-Mo.)" after a name tells a party and a place."""
    return scene.article.text[max(0, run[0].start - 1) : run[0].start] == "(" and scene.article.text[
        run[-1].end : run[-1].end + 1
    ] in (")", ".")


def _reads_like_a_person(name: PersonName, words: Lexicon) -> bool:
    if (
        set(name.titles) & (words.titles_male | words.titles_female)
        or name.suffix
        and len(name.words) > 1
        and not words.firm_words & set(name.keys)
    ):
        return True
    return (
        1 < len(name.words) <= 4
        and name.keys[0] in words.given
        and not any(
            k in words.organisation_nouns or k in words.place_words or k in words.firm_words
            for k in name.keys[1:]
        )
    )
