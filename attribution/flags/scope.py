"""Whether a phrase of an article is tied by grammar to certain words, not only near them.

"She did not say when it would reopen" denies nothing that she is quoted with; "she never said those words"
does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attribution.article import Span
from attribution.document import Sentence, Word
from attribution.wording.passage import Reading

CLAUSE_BORDERS = frozenset({"advcl", "conj", "parataxis", "acl:relcl", "csubj"})
"""Relations between a clause and one beside or above it that says something of its own."""
OBJECTS = frozenset({"ccomp", "xcomp", "obj", "nsubj:pass", "appos", "dep", "obl", "nmod", "acl", "flat"})
"""Relations by which a verb or noun has what it says or names below it."""
REACH = 3
"""Words that may stand between a phrase and the words that follow as its object ("denied having ever said
that “…”"), where the parse does not tell."""


def places(pattern: re.Pattern[str], reading: Reading, span: Span) -> Iterator[Span]:
    """Where a pattern over folded words matches within the span, as spans of the article."""
    if not reading.holds(pattern):
        return
    tokens = reading.folded.within(span.start, span.end)
    row, starts = " ", []
    for token in tokens:
        starts.append(len(row))
        row += f"{token.text} "
    for found in pattern.finditer(row):
        first = bisect_right(starts, found.start() + 1) - 1
        last = bisect_right(starts, found.end() - 2) - 1
        yield Span(tokens[first].start, tokens[last].end)


def words_between(reading: Reading, left: Span, right: Span) -> int:
    """How many words stand between two spans, of which the first ends before the second begins."""
    return len(reading.folded.between(left.end, right.start))


def sentence_of(reading: Reading, span: Span) -> Sentence | None:
    """The parsed sentence in which the span begins; None where there is no parse."""
    if reading.document is None:
        return None
    return next((s for s in reading.document.sentences if s.start <= span.start < s.end), None)


def top(sentence: Sentence, span: Span) -> Word | None:
    """The word of the span that the others in it depend on; the first, where there are several."""
    inside = [w for w in sentence.words if span.start <= w.start < span.end and w.upos != "PUNCT"]
    indices = {w.index for w in inside}
    return next((w for w in inside if w.head not in indices), None)


def reaches(reading: Reading, phrase: Span, words: Span) -> bool:
    """Whether the words follow the phrase as its object, with few words and no end of a sentence between."""
    between = reading.article.text[phrase.end : words.start]
    return (
        phrase.end <= words.start
        and words_between(reading, phrase, words) <= REACH
        and not any(mark in between for mark in ".!?;\n")
    )


def beside_outside_marks(
    phrases: re.Pattern[str],
    reading: Reading,
    whole: Span,
    targets: Sequence[Span],
    comparing: frozenset[str],
) -> bool:
    """Whether one of the phrases stands in the stretch, outside all marks, in one clause with a target."""
    return any(
        in_one_clause(reading, place, target, comparing)
        for place in places(phrases, reading, whole)
        if not any(marked.overlaps(place) for marked in reading.quoted)
        for target in targets
    )


def rules_over(reading: Reading, phrase: Span, words: Span) -> bool:
    """Whether the phrase has the words as its object, or as what it says: by the parse alone."""
    sentence = sentence_of(reading, phrase)
    if sentence is None:
        return False
    within = {w.index for w in sentence.words if phrase.start <= w.start < phrase.end}
    below = top(sentence, words)
    while below is not None and below.index not in within and below.head >= 0:
        if below.deprel not in OBJECTS:
            return False
        below = sentence.words[below.head]
    return below is not None and below.index in within


def in_one_clause(reading: Reading, phrase: Span, words: Span, comparing: frozenset[str]) -> bool:
    """Whether no border of a clause stands between the phrase and the words. A participle beside the words
    ("quoting the motto") and a comparison ("as the proverb has it") are of their clause; ``comparing`` are
    the words that open such a comparison."""
    sentence = sentence_of(reading, phrase)
    if sentence is None:
        return False
    one, other = top(sentence, phrase), top(sentence, words)
    if one is None or other is None:
        return False
    here, there = _up(sentence, one), _up(sentence, other)
    common = next((w for w in here if w in there), None)
    if common is None:
        return all(w.head < 0 for w in sentence.words)  # no grammar is known: the sentence is all there is
    steps = [*here[: here.index(common)], *there[: there.index(common)]]
    return not any(_is_border(sentence, sentence.words[i], comparing) for i in steps)


def noun_of(reading: Reading, phrase: Span) -> Span | None:
    """The noun that the phrase describes as an adjective before it; None where it is no adjective."""
    sentence = sentence_of(reading, phrase)
    word = top(sentence, phrase) if sentence else None
    if sentence is None or word is None or word.deprel not in ("amod", "compound") or word.head < 0:
        return None
    noun = sentence.words[word.head]
    return Span(noun.start, noun.end)


def in_main_clause(reading: Reading, phrase: Span) -> bool:
    """Whether no border of a clause stands between the phrase and the root of its sentence."""
    sentence = sentence_of(reading, phrase)
    word = top(sentence, phrase) if sentence else None
    if sentence is None or word is None:
        return False
    return not any(_is_border(sentence, sentence.words[i], frozenset()) for i in _up(sentence, word))


def _up(sentence: Sentence, word: Word) -> list[int]:
    return [word.index, *sentence.ancestors(word.index)]


def _is_border(sentence: Sentence, word: Word, comparing: frozenset[str]) -> bool:
    if word.deprel != "advcl":
        return word.deprel in CLAUSE_BORDERS
    marks = [sentence.words[i] for i in sentence.children[word.index] if sentence.words[i].deprel == "mark"]
    return any(mark.lemma.lower() not in comparing for mark in marks)
