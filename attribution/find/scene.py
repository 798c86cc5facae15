"""What a rule looks at: an article with its parse, its quotations and its paragraphs, indexed by word and
by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from attribution.article import Article, Span
from attribution.document import Document, Sentence, Word
from attribution.find.beats import beats
from attribution.find.dialogue import dialogues, dialogues_of_strangers
from attribution.find.interview import answers
from attribution.find.letters import letters
from attribution.find.names_above import under_names
from attribution.find.quotations import Quotation
from attribution.find.statements import statements
from attribution.find.turns import turns
from attribution.find.unclosed import up_to_report

DATELINE = re.compile(
    r"(?:[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|de|del|la|of|\d{1,4})){0,12}\s?\([A-Z][^()\n]{0,60}\)"
    r"|[A-Z][A-Z .'’-]{2,30}(?:, [^\n()]{2,40}?)?)\s?[–—-]{1,2}\s"
)
"""A place, perhaps a date, and an agency in brackets, or a place in capitals; and a dash."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word's place in the document: the index of its sentence and its index there."""

    sentence: int
    word: int


@dataclass(frozen=True)
class Scene:
    """An article as the rules see it."""

    article: Article
    document: Document
    quotations: tuple[Quotation, ...] = field(repr=False)

    # ---------------------------------------------------------------- words
    def word(self, token: Token) -> Word:
        return self.document.sentences[token.sentence].words[token.word]

    def sentence(self, token: Token) -> Sentence:
        return self.document.sentences[token.sentence]

    @cached_property
    def tokens_by_lemma(self) -> dict[str, list[Token]]:
        """Tokens by lower-case lemma, in text order."""
        index = defaultdict(list)
        for sentence in self.document.sentences:
            for word in sentence.words:
                index[word.lemma.lower()].append(Token(sentence.index, word.index))
        return index

    @cached_property
    def tokens_by_form(self) -> dict[str, list[Token]]:
        """Tokens by lower-case form, in text order."""
        index = defaultdict(list)
        for sentence in self.document.sentences:
            for word in sentence.words:
                index[word.text.lower()].append(Token(sentence.index, word.index))
        return index

    @cached_property
    def tokens(self) -> list[Token]:
        return [Token(s.index, w.index) for s in self.document.sentences for w in s.words]

    @cached_property
    def _starts(self) -> list[int]:
        return [self.word(t).start for t in self.tokens]

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """Tokens that begin at or after ``start`` and before ``end``."""
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def head(self, span: Span | None) -> Token | None:
        """The first word of the span whose head stands outside it; of a span within a word ("Q" in "**Q:**")
        that word."""
        tokens = self.tokens_between(span.start, span.end) if span else []
        if span and not tokens:
            return self._around(span)
        inside = set(tokens)
        return next(
            (
                t
                for t in tokens
                if Token(t.sentence, self.word(t).head) not in inside and self.word(t).upos != "PUNCT"
            ),
            None,
        )

    def _around(self, span: Span) -> Token | None:
        before = bisect_right(self._starts, span.start) - 1
        return self.tokens[before] if before >= 0 and self.span(self.tokens[before]).end >= span.end else None

    def span(self, token: Token) -> Span:
        word = self.word(token)
        return Span(word.start, word.end)

    # ---------------------------------------------------------------- places
    @cached_property
    def paragraphs(self) -> list[Span]:
        """Body regions in text order."""
        return [Span(r.start, r.end) for r in self.article.regions if r.kind == "body"]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def paragraph(self, offset: int) -> int:
        """The index of the paragraph that holds the offset (or that stands last before it)."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)

    @cached_property
    def headlines(self) -> frozenset[int]:
        """The paragraphs, by index, that are headlines."""
        return frozenset(
            i for i, r in enumerate(r for r in self.article.regions if r.kind == "body") if r.heading
        )

    @cached_property
    def outer_quotations(self) -> list[Quotation]:
        return [up_to_report(self.document, q) for q in self.quotations if q.level == 0]

    @cached_property
    def actors(self) -> dict[Quotation, Token]:
        """Who does something beside a quotation, in all that its paragraph tells."""
        found = beats(self.article, self.document, self.outer_quotations)
        return {said: Token(sentence.index, doer.index) for said, sentence, doer in found}

    @cached_property
    def dialogues(self) -> tuple[tuple[Quotation, ...], ...]:
        """The lines of each dialogue that is printed a line a paragraph."""
        return dialogues(self.article, self.document, self.outer_quotations, self.actors)

    @cached_property
    def dialogue_lines(self) -> frozenset[Quotation]:
        """The lines of all dialogues."""
        return frozenset(line for lines in self.dialogues for line in lines) | self.lines_of_strangers

    @cached_property
    def lines_of_strangers(self) -> frozenset[Quotation]:
        """The lines of dialogues of which no word tells who speaks."""
        found = dialogues_of_strangers(self.article, self.outer_quotations)
        return frozenset(line for lines in found for line in lines)

    @cached_property
    def held(self) -> dict[Token, list[Quotation]]:
        """The quotations that have words in the subtree of a word: a cache that ``edges`` fills, because
        the matcher asks for the same word many times."""
        return {}

    @cached_property
    def steps(self) -> Counter[str]:
        """How much each rule has tried in this scene, by its name; the matcher counts."""
        return Counter()

    @cached_property
    def given_up(self) -> set[str]:
        """The names of the rules that tried more than they may in this scene; the matcher gives them up."""
        return set()

    @cached_property
    def turns(self) -> tuple[Quotation, ...]:
        """Speech set off by a name and a colon alone. In an article a label must be the name of a person
        ("Live: …" is none) or come back beside one, or stand in capitals and not once only as a single
        word ("WHEN: …", "TEXT: …"); in a record every label counts. Where there is none, the statements
        behind names, else letters, else quotations below names, else the answers of an interview.
        """
        if self.article.kind == "record":
            return turns(self.article)
        return (
            self._named_turns
            or statements(self.article, self.document)
            or letters(self.article, self.document)
            or under_names(self.article, self.document, self.quotations)
            or answers(self.article, self.document)
        )

    @cached_property
    def labels(self) -> Counter[str]:
        """How often each label of a turn stands in the article."""
        return Counter(q.label.of(self.article.text) for q in self.turns if q.label is not None)

    @cached_property
    def label_tokens(self) -> frozenset[Token]:
        """The words of those labels."""
        spans = (q.label for q in self.turns if q.label is not None)
        return frozenset(t for span in spans for t in self.tokens_between(span.start, span.end))

    def is_said_in_turn(self, offset: int) -> bool:
        """Whether the character stands in the words of a turn, behind its label."""
        i = bisect_right(self._turn_starts, offset) - 1
        return i >= 0 and offset < self._turn_spans[i].end

    @cached_property
    def _turn_spans(self) -> list[Span]:
        return sorted(s for q in self.turns for s in q.spans)

    @cached_property
    def _turn_starts(self) -> list[int]:
        return [span.start for span in self._turn_spans]

    @cached_property
    def _named_turns(self) -> tuple[Quotation, ...]:
        text = self.article.text
        people = [Span(n.start, n.end) for n in self.document.names if n.type == "PERSON"]
        named = {word.upper() for p in people for word in p.of(text).split()}
        found = [(q, q.label) for q in turns(self.article) if q.label is not None]
        labels = [label.of(text) for _, label in found]
        often = Counter(word for label in labels for word in {label, label.split()[-1]})
        tagged = any(p.overlaps(label) for _, label in found for p in people)
        return tuple(
            q
            for q, label in found
            if any(p.overlaps(label) for p in people)
            or (tagged and " " in label.of(text) and often[label.of(text)] > 1)
            or (label.of(text).isupper() and (" " in label.of(text) or often[label.of(text)] > 1))
            or (label.of(text).isupper() and label.of(text) in named | {"Q", "A"})
        )

    @cached_property
    def _quoted_spans(self) -> list[tuple[int, int, Quotation]]:
        return sorted((s.start, s.end, q) for q in self.outer_quotations for s in q.spans)

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [start for start, _, _ in self._quoted_spans]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation that holds the character, marks included."""
        i = bisect_right(self._quoted_starts, offset) - 1
        if i >= 0 and offset < self._quoted_spans[i][1]:
            return self._quoted_spans[i][2]
        return None

    def in_dateline(self, offset: int) -> bool:
        """Whether the character stands in the place and agency that open a paragraph: "LONDON (Northern Wire)
        – "."""
        return offset < self._dateline_end(offset)

    def behind_dateline(self, span: Span) -> Span:
        """The span without the dateline of its paragraph, which nobody says; empty where it is no more."""
        return Span(min(max(span.start, self._dateline_end(span.start)), span.end), span.end)

    def _dateline_end(self, offset: int) -> int:
        """Where the dateline of the paragraph of a character ends, or the paragraph begins."""
        paragraph = self.paragraphs[self.paragraph(offset)]
        dateline = DATELINE.match(self.article.text, paragraph.start, paragraph.end)
        return dateline.end() if dateline else paragraph.start

    def in_brackets(self, token: Token) -> bool:
        """Whether the word stands in round brackets that its sentence closes again."""
        marks = [w.text for w in self.sentence(token).words]
        before, after = marks[: token.word], marks[token.word + 1 :]
        return before.count("(") > before.count(")") and after.count(")") > after.count("(")
