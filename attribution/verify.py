"""Did somebody say these words? Every place they are found, as said, under another name, altered, or only reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.align import overlap
from attribution.article import Article, Region, Span
from attribution.crosscheck import ALIKE
from attribution.difference import FREE, Wording, differences
from attribution.document import Document
from attribution.echo import echo
from attribution.evidence import UNSURE
from attribution.fold import SameWords, fold
from attribution.names import parse
from attribution.passage import Passage, Reading, passages
from attribution.result import Attribution, Difference, Person, Speaker
from attribution.rule import RuleBook
from attribution.spelling import Spellings, relation

Status = Literal["as-said", "other-speaker", "altered", "reported", "unattributed", "in-text", "not-found"]
STATUSES: tuple[Status, ...] = ("as-said", "other-speaker", "altered", "reported", "unattributed", "in-text", "not-found")
"""From the best answer to the worst; the answer to a question is that of its best place."""
EXIT = {"as-said": 0, "not-found": 4}
"""Exit status by answer; 1 for all others."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the words stand, and how. ``speaker`` is who says them there; ``because`` is why that is known."""

    status: Status
    article: str
    publisher: str | None
    published: str | None
    attribution: str | None
    speaker: str | None
    text: str
    span: Span
    sentence: str
    because: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer: the status of the best place, and all places, best first."""

    words: str
    speaker: str | None
    status: Status
    places: tuple[Found, ...]

    @property
    def exit(self) -> int:
        return EXIT.get(self.status, 1)


def verify(words: str, speaker: str | None, articles: Sequence[Article], documents: Mapping[str, Document], attributions: Sequence[Attribution],
           people: Sequence[Person], book: RuleBook) -> Finding:
    """Who said the words, if anybody. With ``speaker``, words that somebody else says are ``other-speaker``.

    ``as-said``: in quotation marks, the same words. ``altered``: with typed differences. ``reported``: only in reported
    speech. ``unattributed``: in marks, but nobody is named. ``in-text``: the words stand in an article in nobody's mouth.
    """
    language = articles[0].language if articles else "en"
    same = SameWords(book.lists.get(language, {}))
    spellings = Spellings(book, language)
    wording = Wording(same, spellings)
    lexicon = {w.text.lower(): w.lemma.lower() for d in documents.values() for s in d.sentences for w in s.words if w.lemma}
    asked = _asked(words, language, same, wording, lexicon)
    found: list[Found] = []
    for article in articles:
        reading = Reading.of(article, documents.get(article.id), same)
        ours = [a for a in attributions if a.article == article.id]
        here = [f for p in passages(reading, ours, wording.function_words, book.words(language, "elisions"))
                if (f := _place(asked[0], asked[1], p, reading, wording, speaker, people, spellings)) is not None]
        if not here:
            here = _in_text(asked[0], reading)
        found += here
    found.sort(key=lambda f: (STATUSES.index(f.status), f.published or "", f.article, f.span))
    return Finding(words, speaker, found[0].status if found else "not-found", tuple(found))


def _asked(words: str, language: str, same: SameWords, wording: Wording, lexicon: Mapping[str, str]) -> tuple[Passage, Reading]:
    """The words as if somebody had said them in an article of their own; lemmas are those that the articles give the same forms."""
    article = Article("", words, (Region("body", 0, len(words)),), language=language)
    whole = Span(0, len(words))
    attribution = Attribution("", "", "direct", "statement", (whole,), (), (), Speaker(None), "", "")
    folded = fold(words, same)
    content = tuple(i for i, t in enumerate(folded.tokens) if t.text not in wording.function_words)
    lemmas = tuple(lexicon.get(folded.tokens[i].text, folded.tokens[i].text) for i in content)
    return Passage(attribution, whole, folded, True, 0, False, (), content, lemmas), Reading.of(article, None, same)


def _place(asked: Passage, question: Reading, passage: Passage, reading: Reading, wording: Wording, speaker: str | None,
           people: Sequence[Person], spellings: Spellings) -> Found | None:
    attribution = passage.attribution
    if not passage.quoted:
        if echo(asked, passage) is None:
            return None
        return _found("reported", passage, reading, ())
    common = overlap(asked.folded.words, passage.folded.words, wording.function_words)
    if common is None or common.equal < ALIKE * len(asked.tokens) or common.equal < 2:
        return None
    shown = differences(asked, passage, common, wording, question, reading)
    missing = common.a_start + len(asked.tokens) - common.a_end
    weighty = [d for d in shown if d.type not in FREE]
    if missing and not weighty:
        lost = [asked.folded.words[i] for i in (*range(common.a_start), *range(common.a_end, len(asked.tokens)))]
        weighty = [Difference("cut", " ".join(lost), "")]
        shown = (*shown, *weighty)
    if weighty:
        return _found("altered", passage, reading, shown)
    if attribution.speaker.name is None:
        return _found("unattributed", passage, reading, ())
    if speaker is not None and not any(_is(speaker, s, people, spellings) for s in (attribution.speaker, *attribution.joint)):
        return _found("other-speaker", passage, reading, ())
    return _found("as-said", passage, reading, ())


def _is(asked: str, speaker: Speaker, people: Sequence[Person], spellings: Spellings) -> bool:
    """Whether the name asked for can be the speaker's, in any spelling found."""
    person = next((p for p in people if p.id == speaker.person), None)
    wanted = parse(asked, spellings.words)
    for name in {speaker.name or "", *(person.spellings if person else ()), *((person.name,) if person else ())}:
        if name.casefold() == asked.casefold():
            return True
        given = parse(name, spellings.words)
        if wanted and given and speaker.kind == "person" and relation(wanted, given, spellings)[0] in UNSURE:
            return True
    return bool(person and any(asked.casefold() == r.casefold() for r in person.roles))


def _in_text(asked: Passage, reading: Reading) -> list[Found]:
    """Where the words stand in the text of the article, though nobody is said to speak them."""
    tokens = fold(reading.article.text, reading.same).tokens
    wanted = asked.folded.words
    if len(wanted) < 2:
        return []
    row = [t.text for t in tokens]
    return [_found("in-text", None, reading, (), Span(tokens[i].start, tokens[i + len(wanted) - 1].end))
            for i in range(len(row) - len(wanted) + 1) if row[i] == wanted[0] and tuple(row[i : i + len(wanted)]) == wanted]


def _found(status: Status, passage: Passage | None, reading: Reading, shown: tuple[Difference, ...], span: Span | None = None) -> Found:
    article = reading.article
    attribution = passage.attribution if passage else None
    place = passage.span if passage else span
    because = " ".join((attribution.because, *attribution.steps)) if attribution else "The words stand in the text; no rule found anybody who says them."
    return Found(status, article.id, article.publisher, article.published, attribution.id if attribution else None,
                 attribution.speaker.name if attribution else None, place.of(article.text), place,
                 " ".join(reading.sentence(place).of(article.text).split()), because, shown)
