"""The words that are asked for, and the speaker who is supposed to have said them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attribution.archive.nearest import SoughtWords
from attribution.article import Article, Region, Span
from attribution.document import Document
from attribution.names.person_name import parse
from attribution.names.variants import Spellings, relation
from attribution.people.known_speakers import UNSURE
from attribution.people.same_speaker import is_description
from attribution.result import NOBODY, Attribution, Person, Speaker
from attribution.rule import RuleBook
from attribution.wording.folded import FoldedToken
from attribution.wording.normalise import fold
from attribution.wording.other_words import Wording
from attribution.wording.passage import Passage, Reading
from attribution.wording.same_words import SameWords

FRAMED = re.compile(
    r"(?:[^“”\"«»„]{2,60}[:,] *)?[“\"«„](?P<said>[^“”\"«»„]+)(?:[”\"»](?P<tail>[^“”\"«»„]{0,60}))?"
)
"""Words in quotation marks before or behind who is supposed to have said them."""
LABELLED = re.compile(r"(?P<name>[^\W\d_][\w.'’ -]{1,60}): *(?P<said>\S.*)", re.S)
"""The same without marks: a name and a colon."""

WORDS = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
LONGEST_TITLE = 2
"""Words before the name of whoever is said to have said something: “Mayor Ana Ruiz …”."""
LONGEST_REPORT = 4
"""Words between the name and "that": “has now finally admitted”."""


@dataclass(frozen=True, slots=True)
class Question:
    """The words as if somebody had said them in an article of their own, whose id is empty; and the speaker
    asked for, or None."""

    passage: Passage
    reading: Reading
    speaker: str | None
    people: Mapping[str, Person]
    wording: Wording
    sought: SoughtWords

    @classmethod
    def of(
        cls,
        words: str,
        speaker: str | None,
        documents: Mapping[str, Document],
        people: Sequence[Person],
        book: RuleBook,
        language: str,
    ) -> Question:
        """The question in one language; lemmas are those that the documents give the same forms."""
        same = SameWords(book.lists.get(language, {}))
        wording = Wording(same, Spellings(book, language))
        words, framed = unframed(words, people, wording)
        article = Article("", words, (Region("body", 0, len(words)),), language=language)
        passage = _passage(words, documents, wording)
        places = (passage.tokens[i].start for i in passage.content)
        lemmas = dict(zip(places, passage.lemmas, strict=True))
        return cls(
            passage,
            replace(Reading.of(article, {}, same), lemmas=lemmas),
            speaker or framed,
            {person.id: person for person in people},
            wording,
            SoughtWords.of(words, passage.tokens, wording.small_words),
        )

    def may_be(self, said: Attribution, article: Article) -> bool:
        """Whether it is worth while to read what was said: it has letters of the words asked for."""
        return self.sought.near(article.text, said.content[0].start, said.content[-1].end)

    def names_one_of(self, speakers: Sequence[Speaker]) -> bool:
        """Whether one of the speakers may be the one asked for; true of all where nobody is."""
        return self.speaker is None or any(self._may_be(self.speaker, speaker) for speaker in speakers)

    def _may_be(self, asked: str, speaker: Speaker) -> bool:
        """Whether the name asked for can be the speaker's, in any spelling found; or a role of theirs."""
        person = self.people.get(speaker.person or "")
        names, roles = {speaker.name or ""}, {speaker.role or ""}
        if person:
            names |= {person.name, *person.spellings}
            roles |= set(person.roles)
        if speaker.kind in ("person", "unknown") and any(self._fits(asked, name) for name in names):
            return not is_description(speaker)
        return self._bare(asked) in [self._bare(text) for text in names | roles]

    def _fits(self, asked: str, name: str) -> bool:
        """Whether the two names may be those of one person."""
        spelled = self.wording.spellings
        wanted, given = parse(asked, spelled.words), parse(name, spelled.words)
        return wanted is not None and given is not None and relation(wanted, given, spelled)[0] in UNSURE

    def _bare(self, text: str) -> list[str]:
        """The words of a name or role without articles, in lower case."""
        return [w for w in text.casefold().split() if w not in self.wording.spellings.words.definite]


def unframed(words: str, people: Sequence[Person], wording: Wording) -> tuple[str, str | None]:
    """What somebody is supposed to have said, without the words around it, and the one of the people who did.

    It stands between quotation marks behind a lead with a colon or comma ("Dowd said: “…”"), or before a tail
    ("“…,” Dowd said"), behind the name of one of the people and a colon, or behind their name, a few words
    and "that" ("Dowd has admitted that …"); else it is all of the words.
    """
    whole = words.strip()
    if framed := FRAMED.fullmatch(whole):
        beside = whole[: framed.start("said")], whole[framed.end("said") :]
        return framed["said"], _one_of(" ".join(beside), people)
    labelled = LABELLED.fullmatch(whole)
    names = {name.casefold() for p in people for name in (p.name, *p.spellings)}
    if labelled and labelled["name"].casefold() in names:
        return labelled["said"], labelled["name"]
    return _without_report(whole, people, wording) or (words, None)


def _without_report(words: str, people: Sequence[Person], wording: Wording) -> tuple[str, str] | None:
    """The clause behind a name, a few words and "that", and the name; None where it is another sentence, or
    where the few words deny it."""
    same = wording.same
    for opener in same.words("clause-openers"):
        lead, found, said = words.partition(f" {opener} ")
        name = _one_of(lead, people)
        if not found or name is None:
            continue
        before, _, between = lead.casefold().partition(name.casefold())
        row = between.split()
        denied = wording.negative_words.intersection(row) or any(
            f" {phrase} " in f" {between.strip()} " for phrase in same.words("denial-phrases")
        )
        if len(before.split()) <= LONGEST_TITLE and 0 < len(row) <= LONGEST_REPORT and not denied:
            return said, name
    return None


def _one_of(words: str, people: Sequence[Person]) -> str | None:
    """The name of one of the people among the words, the fullest, or the family name alone; None where there
    are two names."""
    row = f" {' '.join(WORDS.findall(words.casefold()))} "
    found = {
        max(there, key=len)
        for p in people
        if (there := [n for n in {p.name, *p.spellings, p.name.split()[-1]} if f" {n.casefold()} " in row])
    }
    return found.pop() if len(found) == 1 else None


def _kept(tokens: Sequence[FoldedToken], wording: Wording) -> Iterator[FoldedToken]:
    """The tokens without a bracket that explains the pronoun before it ("they [the council]"); one that
    stands in the place of a word is kept."""
    kinds = ("male", "female", "neutral", "plural")
    pronouns = frozenset[str]().union(*(wording.same.words(f"pronouns-{kind}") for kind in kinds))
    explains = False
    for before, token in pairwise([None, *tokens]):
        if token is None:
            continue
        if token.aside and (before is None or not before.aside):
            explains = before is not None and before.text in pronouns
        if not (token.aside and explains):
            yield token


def _passage(words: str, documents: Mapping[str, Document], wording: Wording) -> Passage:
    whole = Span(0, len(words))
    tokens = fold(words, wording.same)
    folded = replace(tokens, tokens=tuple(_kept(tokens.tokens, wording)))
    lemmas = {
        word.text.lower(): word.lemma.lower()
        for document in documents.values()
        for sentence in document.sentences
        for word in sentence.words
        if word.lemma
    }
    content = tuple(i for i, token in enumerate(folded.tokens) if token.text not in wording.small_words)
    return Passage(
        Attribution("", "", "direct", "statement", (whole,), (), (), NOBODY, "", ""),
        whole,
        folded,
        quoted=True,
        order=0,
        heading=False,
        content=content,
        lemmas=tuple(lemmas.get(folded.tokens[i].text, folded.tokens[i].text) for i in content),
    )
