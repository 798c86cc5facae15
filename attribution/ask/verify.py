"""Did somebody say these words? Every place they are found, as said, under another name, altered, or only reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from attribution.article import Article, Region, Span
from attribution.document import Document
from attribution.flags.cross_check import ALIKE, FACTS
from attribution.names.person_name import parse
from attribution.names.variants import Spellings, relation
from attribution.people.same_speaker import UNSURE
from attribution.result import Attribution, Difference, Person, Speaker
from attribution.rule import RuleBook
from attribution.wording.align import Overlap, overlap
from attribution.wording.differences import FREE, differences
from attribution.wording.find_passages import passages
from attribution.wording.normalise import fold
from attribution.wording.paraphrase import paraphrase
from attribution.wording.passage import Passage, Reading
from attribution.wording.same_words import SameWords, Wording
from attribution.wording.splice import Piece, pieces, splices
from attribution.write.store import Store

Status = Literal["as-said", "other-speaker", "altered", "reported", "unattributed", "in-text", "not-found"]
STATUSES: tuple[Status, ...] = (
    "as-said",
    "other-speaker",
    "altered",
    "reported",
    "unattributed",
    "in-text",
    "not-found",
)
"""From the best answer to the worst; the answer to a question is that of its best place."""
ALIKE_CONTENT = 0.6
"""The least share of the content words asked for that must be the same where not all words are."""
WHOLE = 0.75
"""The least share of the words asked for that several quotations of one speaker must give."""
Named = Callable[[Sequence[Speaker]], bool]
"""Whether one of the speakers is the one asked for; true for all where nobody is."""
EXIT = {"as-said": 0, "not-found": 4}
"""Exit status by answer; 1 for all others."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the words stand, and how. ``speaker`` is who says them there; ``because`` is why that
    is known."""

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
    under_another_name: bool = False
    """Whether a speaker was asked for and this is another."""


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


def verify(
    words: str,
    speaker: str | None,
    articles: Sequence[Article],
    documents: Mapping[str, Document],
    attributions: Sequence[Attribution],
    people: Sequence[Person],
    book: RuleBook,
) -> Finding:
    """Who said the words, if anybody. With ``speaker``, words that somebody else says are ``other-speaker``.

    ``as-said``: in quotation marks, the same words. ``altered``: with typed differences. ``reported``: only
    in reported speech. ``unattributed``: in marks, but nobody is named. ``in-text``: the words stand in an
    article in nobody's mouth.
    """
    language = articles[0].language if articles else "en"
    same = SameWords(book.lists.get(language, {}))
    spellings = Spellings(book, language)
    wording = Wording(same, spellings)
    lexicon = {
        w.text.lower(): w.lemma.lower()
        for d in documents.values()
        for s in d.sentences
        for w in s.words
        if w.lemma
    }
    question, asked_in = _asked(words, language, same, wording, lexicon)
    found: list[Found] = []
    spoken: list[Passage] = []
    readings = {"": asked_in}
    named = lambda s: speaker is None or any(_is(speaker, each, people, spellings) for each in s)  # noqa: E731
    for article in articles:
        reading = readings[article.id] = Reading.of(article, documents.get(article.id), same)
        ours = [a for a in attributions if a.article == article.id]
        said = passages(reading, ours, wording.small_words)
        here = [f for p in said if (f := _place(question, asked_in, p, reading, wording, named)) is not None]
        found += here or _in_text(question, reading)
        spoken += [p for p in said if p.quoted]
    if not any(f.status in ("as-said", "other-speaker") for f in found):
        joined = _in_pieces(question, spoken, readings, wording, named)
        better = {
            (f.article, f.span)
            for f in joined
            if f.status != "altered" or any(d.type in ("joined", "turned") for d in f.differences)
        }
        found = [f for f in found if (f.article, f.span) not in better]
        found += [f for f in joined if (f.article, f.span) not in {(g.article, g.span) for g in found}]
    found.sort(
        key=lambda f: (STATUSES.index(f.status), f.under_another_name, f.published or "", f.article, f.span)
    )
    return Finding(words, speaker, found[0].status if found else "not-found", tuple(found))


def verify_stored(words: str, speaker: str | None, file: Path, book: RuleBook) -> Finding:
    """The same over a store. Only articles that have one of the weighty words are looked at, in either
    spelling. Raises StoreError."""
    with Store(file) as store:
        language = store.language()
        same = SameWords(book.lists.get(language, {}))
        folded = fold(words, same)
        weighty = [t for t in folded.tokens if t.text not in same.words("small-words")]
        articles = store.articles(
            holding={form for t in weighty for form in (t.text, words[t.start : t.end])}
        )
        documents = {a.id: document for a in articles if (document := store.document(a.id)) is not None}
        attributions = [found for a in articles for found in store.attributions(a.id)]
        return verify(words, speaker, articles, documents, attributions, store.people(), book)


def _asked(
    words: str, language: str, same: SameWords, wording: Wording, lexicon: Mapping[str, str]
) -> tuple[Passage, Reading]:
    """The words as if somebody had said them in an article of their own; lemmas are those that the articles
    give the same forms."""
    article = Article("", words, (Region("body", 0, len(words)),), language=language)
    whole = Span(0, len(words))
    attribution = Attribution("", "", "direct", "statement", (whole,), (), (), Speaker(None), "", "")
    folded = fold(words, same)
    content = tuple(i for i, t in enumerate(folded.tokens) if t.text not in wording.small_words)
    lemmas = tuple(lexicon.get(folded.tokens[i].text, folded.tokens[i].text) for i in content)
    return Passage(attribution, whole, folded, True, 0, False, (), content, lemmas), Reading.of(
        article, None, same
    )


def _place(
    asked: Passage, question: Reading, passage: Passage, reading: Reading, wording: Wording, named: Named
) -> Found | None:
    speakers = (passage.attribution.speaker, *passage.attribution.joint)
    other = passage.attribution.speaker.name is not None and not named(speakers)
    common = overlap(asked.folded.words, passage.folded.words, wording.small_words)
    alike = common is not None and _enough(asked, passage, common, wording)
    shown = differences(asked, passage, common, wording, question, reading) if alike else ()
    if not passage.quoted:
        wrong = tuple(d for d in shown if d.type in FACTS)
        if wrong:
            return _found("altered", passage, reading, wrong, other=other)
        return (
            _found("reported", passage, reading, (), other=other)
            if paraphrase(asked, passage, wording.person_words) is not None
            else None
        )
    if not alike:
        return None
    missing = common.a_start + len(asked.tokens) - common.a_end
    weighty = [d for d in shown if d.type not in FREE]
    if missing and not weighty:
        lost = [
            asked.folded.words[i] for i in (*range(common.a_start), *range(common.a_end, len(asked.tokens)))
        ]
        weighty = [Difference("cut", " ".join(lost), "")]
        shown = (*shown, *weighty)
    if weighty:
        return _found("altered", passage, reading, shown, other=other)
    if passage.attribution.speaker.name is None:
        return _found("unattributed", passage, reading, ())
    return _found("other-speaker" if other else "as-said", passage, reading, (), other=other)


def _enough(asked: Passage, passage: Passage, common: Overlap, wording: Wording) -> bool:
    """Whether so much is the same that the one can be the other altered, not two statements with a phrase in
    common.

    Words without a content word are found only where they are the whole of a quotation: everybody says "and
    the". A negation is no content word here: without it the words are the same, altered.
    """
    if common.equal == len(asked.tokens):
        return bool(asked.content) or common.equal == len(passage.tokens)
    negatives = lambda row: sum(w in wording.negative_words for w in row)  # noqa: E731
    content = len(asked.content) - negatives(asked.folded.words[i] for i in asked.content)
    equal = common.content - negatives(
        w
        for b in common.blocks
        for w in asked.folded.words[b.a : b.a + b.size]
        if w not in wording.small_words
    )
    return common.equal >= ALIKE * len(asked.tokens) and (
        0 < equal == content or equal >= max(2, ALIKE_CONTENT * content)
    )


def _in_pieces(
    asked: Passage, spoken: Sequence[Passage], readings: Mapping[str, Reading], wording: Wording, named: Named
) -> list[Found]:
    """Where the words stand in several quotations of one speaker: as said if the quotations follow each
    other, else altered."""
    of_one: dict[str, list[Passage]] = defaultdict(list)
    for passage in spoken:
        if name := passage.attribution.speaker.person or passage.attribution.speaker.name:
            of_one[name].append(passage)
    found: list[Found] = []
    for group in of_one.values():
        parts = pieces(asked, group, wording.small_words)
        if len(parts) < 2 or sum(p.block.size for p in parts) < WHOLE * len(asked.tokens):
            continue
        whole = sum(p.block.size for p in parts) == len(asked.tokens)
        seams = splices(asked, group, readings, wording.small_words)
        shown = [
            Difference(
                s.how,
                asked.span.of(readings[""].article.text),
                f"{_words(s.first, readings)} … {_words(s.second, readings)}",
            )
            for s in seams
        ]
        shown += [
            Difference("left-out", "", _between(p, q, readings))
            for p, q in pairwise(parts)
            if p.passage is q.passage and p.block.b + p.block.size < q.block.b
        ]
        other = not named((parts[0].passage.attribution.speaker, *parts[0].passage.attribution.joint))
        status: Status = ("other-speaker" if other else "as-said") if whole and not shown else "altered"
        found += [
            _found(status, passage, readings[passage.article], tuple(shown), other=other)
            for passage in dict.fromkeys(p.passage for p in parts)
        ]
    return found


def _words(piece: Piece, readings: Mapping[str, Reading]) -> str:
    tokens = piece.passage.tokens[piece.block.b : piece.block.b + piece.block.size]
    return Span(tokens[0].start, tokens[-1].end).of(readings[piece.passage.article].article.text)


def _between(first: Piece, second: Piece, readings: Mapping[str, Reading]) -> str:
    tokens = first.passage.tokens[first.block.b + first.block.size : second.block.b]
    return Span(tokens[0].start, tokens[-1].end).of(readings[first.passage.article].article.text)


def _is(asked: str, speaker: Speaker, people: Sequence[Person], spellings: Spellings) -> bool:
    """Whether the name asked for can be the speaker's, in any spelling found; or a role of his."""
    person = next((p for p in people if p.id == speaker.person), None)
    wanted = parse(asked, spellings.words)
    bare = lambda text: [w for w in text.casefold().split() if w not in spellings.words.definite]  # noqa: E731
    names = {speaker.name or "", *(person.spellings if person else ()), *((person.name,) if person else ())}
    for name in names:
        given = parse(name, spellings.words)
        if (
            wanted
            and given
            and speaker.kind in ("person", "unknown")
            and relation(wanted, given, spellings)[0] in UNSURE
        ):
            return True
    return bare(asked) in map(bare, (*names, *(person.roles if person else ()), speaker.role or ""))


def _in_text(asked: Passage, reading: Reading) -> list[Found]:
    """Where the words stand in the text of the article, though nobody is said to speak them."""
    tokens = fold(reading.article.text, reading.same).tokens
    wanted = asked.folded.words
    if not asked.content:
        return []
    row = [t.text for t in tokens]
    return [
        _found("in-text", None, reading, (), Span(tokens[i].start, tokens[i + len(wanted) - 1].end))
        for i in range(len(row) - len(wanted) + 1)
        if row[i] == wanted[0] and tuple(row[i : i + len(wanted)]) == wanted
    ]


def _found(
    status: Status,
    passage: Passage | None,
    reading: Reading,
    shown: tuple[Difference, ...],
    span: Span | None = None,
    *,
    other: bool = False,
) -> Found:
    article = reading.article
    attribution = passage.attribution if passage else None
    place = passage.span if passage else span
    because = (
        " ".join((attribution.because, *attribution.steps))
        if attribution
        else "The words stand in the text; no rule found anybody who says them."
    )
    return Found(
        status,
        article.id,
        article.publisher,
        article.published,
        attribution.id if attribution else None,
        attribution.speaker.name if attribution else None,
        place.of(article.text),
        place,
        " ".join(reading.sentence(place).of(article.text).split()),
        because,
        shown,
        other,
    )
