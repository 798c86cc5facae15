"""What a rule looks at: an article with its parse, its quotations and its paragraphs, indexed by word.

A scene knows places (what stands beside, before, inside what) but no rule and no language.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from attribution.article import Article, Span
from attribution.document import Document, Sentence, Word
from attribution.find.quotations import Quotation, turns

MARKS = "“”\"'‘’`„«»‹›‚‟"


DATELINE = re.compile(
    r"(?:[A-Z][^\n()]{2,80}?\s?\([^()]{1,60}\)|[A-Z][A-Z .'’-]{2,30}(?:, [^\n()]{2,40}?)?)\s?[–—-]{1,2}\s"
)
"""A place, perhaps a date, and an agency in brackets, or a place in capitals; and a dash."""
LONGEST_PHRASE = 20
"""Words between a quotation and its verb that may be no clause of the verb's: a name with its offices."""


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
        """The first word of the span whose head stands outside it."""
        tokens = self.tokens_between(span.start, span.end) if span else []
        inside = set(tokens)
        return next(
            (
                t
                for t in tokens
                if Token(t.sentence, self.word(t).head) not in inside and self.word(t).upos != "PUNCT"
            ),
            None,
        )

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
        return [q for q in self.quotations if q.level == 0]

    @cached_property
    def held(self) -> dict[Token, list[Quotation]]:
        """The quotations below a word, kept for the matcher, which asks again and again."""
        return {}

    @cached_property
    def turns(self) -> tuple[Quotation, ...]:
        """Speech set off by a name and a colon alone; in a headline the name must be a person's ("Live: …" is
        none)."""
        people = [Span(n.start, n.end) for n in self.document.names if n.type == "PERSON"]
        return tuple(
            q
            for q in turns(self.article)
            if q.label is not None
            and (q.label.of(self.article.text).isupper() or any(p.overlaps(q.label) for p in people))
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
        paragraph = self.paragraphs[self.paragraph(offset)]
        dateline = DATELINE.match(self.article.text, paragraph.start, paragraph.end)
        return dateline is not None and offset < dateline.end()

    def in_brackets(self, token: Token) -> bool:
        """Whether the word stands in round brackets that its sentence closes again."""
        marks = [w.text for w in self.sentence(token).words]
        before, after = marks[: token.word], marks[token.word + 1 :]
        return before.count("(") > before.count(")") and after.count(")") > after.count("(")

    def form(self, quotation: Quotation) -> str:
        """How the quotation stands in its text: ``sentence`` where the marks set it off as speech of its own,
        ``title`` where it looks like a name or title (every long word has a capital), ``phrase`` where it is
        part of a clause.

        Set off: it begins at a paragraph's start or after a mark (a longer one also with a capital), and it
        ends at a mark.
        """
        text = self.article.text
        inner = text[quotation.start : quotation.end].strip(MARKS + " \n\r\t*_")
        if not inner:
            return "phrase"
        words = inner.split()
        long = [w for w in words if len(w) > 3 and w[0].isalpha()]
        first = self.paragraphs[self.paragraph(quotation.start)]
        last = self.paragraphs[self.paragraph(quotation.end - 1)]
        before = text[first.start : quotation.start].rstrip(" *_")
        opens = inner[-1] == "," and (not before or before[-1] in ".!?" + MARKS)  # “Denver,” he answered
        if (
            len(words) <= 8
            and inner[-1] not in "?!"
            and all(w[0].isupper() for w in long)
            and words[0][0].isupper()
            and (len(words) > 1 or inner[-1] not in ".")
            and not opens
        ):
            return "title"
        after = text[quotation.end : last.end].lstrip(" *_")
        begins = (
            not before
            or before[-1] in ",:;.!?—–-…)" + MARKS
            or (inner[0].isupper() or inner[0] in "[(…")
            and len(words) > 3
        )
        ends = inner[-1] in ",.!?…—–-" or not after or after[0] in ",.;—–" or not quotation.closed
        return "sentence" if begins and ends else "phrase"

    def clause_top(self, token: Token) -> int:
        """The word at the top of the token's verb group: what it is an auxiliary, ``xcomp`` or ``conj`` part
        of."""
        sentence = self.sentence(token)
        top, seen = token.word, set()
        while sentence.words[top].deprel.split(":")[0] in ("aux", "cop", "xcomp") and top not in seen:
            seen.add(top)
            if sentence.words[top].head < 0:
                break
            top = sentence.words[top].head
        return top

    def gap_is_clause(self, token: Token, start: int, end: int, across: bool = False) -> bool:
        """Whether between two offsets stand only marks and words of the token's own clause, in one paragraph.

        The words of a clause that the token governs are not its own. ``across``: a sentence's end may stand
        between, even that of a paragraph which is no headline where the next one opens with the quotation.
        """
        between = self.article.text[start:end]
        reached = self.paragraph(
            end if not across or self.paragraph(start) in self.headlines else max(start, end - 1)
        )  # a headline is nobody's clause
        if self.paragraph(start) != reached:
            if across and self.word(token).upos == "PUNCT" and end == self.word(token).start:
                return self.paragraph(end) == self.paragraph(start) + 1 and not between.strip(" \r\n\t*_>")
            # A colon at a paragraph's end introduces the paragraph after it.
            first = self.paragraphs[self.paragraph(start)]
            if self.paragraph(end) != self.paragraph(start) + 1 or not self.article.text[
                start : first.end
            ].rstrip(" *_").endswith(":"):
                return False
            if between[first.end - start :].strip(" \r\n\t*_>"):
                return False
            end = first.end
        sentence = self.sentence(token)
        own = self._own_words(token)
        strange = False
        for other in self.tokens_between(start, end):
            word = self.word(other)
            if word.upos in ("PUNCT", "SYM"):
                if word.text in (".", "?", "!") and not across and self._ends_sentence(other):
                    return False
                continue
            if other.sentence != token.sentence:
                return False
            strange = strange or other.word not in own
        # A bare phrase between a quotation and the verb after it names who speaks, whatever the parser hangs
        # it on.
        return not strange or end <= sentence.words[token.word].start and self._is_phrase(start, end)

    def is_finished(self, thing: Token | Quotation) -> bool:
        """Whether a quotation ends with a full stop, as the reporting clause after it would not let it."""
        return isinstance(thing, Quotation) and self.article.text[thing.start : thing.end].rstrip(
            MARKS + " "
        ).endswith(".")

    def leads_in(self, token: Token) -> bool:
        """Whether the token's clause goes on to what is said: “A.” Ruiz said: “B.” or “A.” Ruiz said that …"""
        sentence, after = self.sentence(token), self.word(token).end
        if any(
            sentence.words[c].deprel == "ccomp"
            and c > token.word
            and any(sentence.words[m].deprel == "mark" for m in sentence.children[c])
            for c in sentence.children[token.word]
        ):
            return True
        following = next((q for q in self.outer_quotations if q.start >= after), None)
        return (
            following is not None
            and self.article.text[after : following.start].rstrip().endswith(":")
            and self.gap_is_clause(token, after, following.start)
        )

    def _own_words(self, token: Token) -> set[int]:
        """The words of the token's clause without those of clauses that it governs."""
        sentence = self.sentence(token)
        own = set(sentence.subtree(self.clause_top(token)))
        for child in sentence.children[token.word]:
            if sentence.words[child].deprel in ("ccomp", "parataxis", "advcl", "conj"):
                own -= set(sentence.subtree(child))
        return own

    def _is_phrase(self, start: int, end: int) -> bool:
        """Whether the words are a noun phrase or two: no verb among them but in a relative clause, and not
        too many."""
        tokens = self.tokens_between(start, end)
        bare = [
            self.word(t)
            for t in tokens
            if not any(
                self.sentence(t).words[i].deprel.startswith("acl")
                for i in (t.word, *self.sentence(t).ancestors(t.word))
            )
        ]
        return 0 < len(tokens) <= LONGEST_PHRASE and not any(
            w.upos in ("VERB", "AUX", "SCONJ", "CCONJ") or w.text in ("(", ":", ";") for w in bare
        )

    def _ends_sentence(self, token: Token) -> bool:
        """Whether the mark is the last of its sentence but for closing marks."""
        return all(w.upos == "PUNCT" for w in self.sentence(token).words[token.word :])
