"""The one definition of "the same words": what of a text is folded, in order.

What is folded and what is not is written down in ``docs/same-words.md``; the words themselves are lists in
the rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from anyascii import anyascii

from attribution.wording import calendar_days, clock_times, numerals
from attribution.wording.folded import START, Folded, FoldedToken
from attribution.wording.same_words import SameWords

SIGNS = "$£€¥₹₪₩₽₴₺"
"""Signs of currencies, which stay as they are."""
WORD = re.compile(
    rf"\d+(?:[.,]\d+)*|(?:[A-Z]\.){{2,}}"
    rf"|[^\W\d_]{{1,3}}\*+[^\W\d_]+"
    rf"|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*|[{SIGNS}%&]|…|\.{{3,}}|(?:\. ){{2,}}\.|[\[\]]"
)
"""A figure, initials with full stops, a censored word (f***ing), a word, a sign, an ellipsis or a square
bracket."""
ROUND_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
"""What a paper puts into a quotation to make it clear, as it does between square brackets."""
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s*$")
OPENING_MARKS = " \"'“”‘’(["
LONGEST_WORD = 60
"""Letters of the longest word that is spelled evenly; what is longer is no word, and stays as it is."""
SHORTEST_WITH_ENDING = 7
"""Letters of the shortest word whose ending is folded: "organize", but not "size"."""


def fold(text: str, same: SameWords, start: int = 0, end: int | None = None) -> Folded:
    """The folded tokens of ``text[start:end]``, with offsets into ``text``."""
    raw, open_end = _raw(text, start, len(text) if end is None else end)
    tokens = _spelling(raw, same)
    tokens = clock_times.times(tokens, text, same)
    tokens = numerals.numbers(tokens, same)
    tokens = calendar_days.days(tokens, same)
    return Folded(tuple(tokens), open_end)


def fold_part(text: str, same: SameWords, start: int, end: int, whole: Folded) -> Folded:
    """As ``fold``, of a text that is folded as a ``whole`` already."""
    tokens = whole.tokens
    i, j = (bisect_left(tokens, at, key=START) for at in (start, end))
    if i >= j or not _stands_alone(text, same, start, end, tokens[i : j + 1], j < len(tokens)):
        return fold(text, same, start, end)
    first = tokens[i]
    return Folded((first if first.opens else first._replace(opens=True), *tokens[i + 1 : j]))


def _stands_alone(
    text: str, same: SameWords, start: int, end: int, tokens: Sequence[FoldedToken], behind: bool
) -> bool:
    """Whether what stands around a part has no say in how its tokens are folded: nothing crosses its ends,
    and its first word, and the last or the one behind it, are never folded with others. ``tokens`` are those
    of the part, and the next one where there is one ``behind``."""
    first, last = tokens[0], tokens[-2 if behind else -1]
    bound = same.bound_words
    if first.number or first.gap or first.text in bound or not first.text.isalpha():
        return False
    if (last.number or last.text in bound or not last.text.isalpha()) and behind:
        following = tokens[-1]
        if following.number or following.text in bound or not following.text.isalpha():
            return False
    before, after = text[start : first.start], text[last.end : end]
    return (
        last.end <= end
        and not any(map(str.isalnum, before + after))
        and not any(mark in before for mark in ".…")
        and "…" not in after
        and after.count(".") < 2
        and not any(text.find(bracket, start, end) >= 0 for bracket in "[](")
        and not any(token.aside for token in tokens)
    )


def _raw(text: str, start: int, end: int) -> tuple[list[FoldedToken], bool]:
    """The words as they stand, without accents and case; and whether an ellipsis follows the last."""
    tokens: list[FoldedToken] = []
    made, forms = tuple.__new__, _forms  # every word of every article comes here
    aside, gap, last = False, False, start
    bracketed = _Bracketed(text, start, end) if text.find("(", start, end) >= 0 else None
    for match in WORD.finditer(text, start, end):
        word = match.group()
        form = forms.get(word) or _form(word)
        plain, number, capital = form
        if plain is None:
            if word in "[]":
                aside = word == "["
            else:
                gap = True
            continue
        begin, end_of_word = match.span()
        opens = not tokens or (text[last:begin] != " " and _ends_sentence(text[last:begin]))
        inside = aside or (bracketed is not None and bracketed.holds(begin))
        tokens.append(made(FoldedToken, (plain, begin, end_of_word, inside, gap, opens, number, capital)))
        gap, last = False, end_of_word
    return tokens, gap


_Form = tuple[str | None, bool, bool]
_forms: dict[str, _Form] = {}
"""Words as they were written so far, each plain, whether it is a figure, and whether it has a capital."""
FORMS = 1 << 17
"""So many are remembered."""


def _form(word: str) -> _Form:
    """The word plain (None for a bracket or an ellipsis), and whether it is a figure and has a capital."""
    if len(_forms) >= FORMS:
        _forms.clear()
    plain = None if word in "[]" or word[0] in ".…" else _plain(word)
    form = _forms[word] = plain, word[0].isdecimal(), word[0].isupper()
    return form


class _Bracketed:
    """What stands in round brackets, asked for places that only ever rise."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._spans = ROUND_BRACKETS.finditer(text, start, end)
        self._next = next(self._spans, None)

    def holds(self, place: int) -> bool:
        while self._next is not None and self._next.end() <= place:
            self._next = next(self._spans, None)
        return self._next is not None and self._next.start() < place


def _plain(word: str) -> str:
    if word.isascii() and word.islower():
        return word.replace("`", "'") if "`" in word else word
    if word[0] in SIGNS:
        return word
    if word[-1] == ".":
        return word.replace(".", "").lower()
    return anyascii(word.translate(APOSTROPHES)).lower()


def _ends_sentence(between: str) -> bool:
    """Whether a sentence or a paragraph ends in what stands between two words."""
    return bool(SENTENCE_END.search(between.rstrip(OPENING_MARKS))) or "\n\n" in between


def _spelling(raw: Sequence[FoldedToken], same: SameWords) -> list[FoldedToken]:
    """Spelling and contractions folded, hesitations left out."""
    result: list[FoldedToken] = []
    left_out: FoldedToken | None = None
    lengths, spelled = same.phrase_lengths, same.spelled
    i = 0
    while i < len(raw):
        if left_out is None and raw[i].text in same.left_as_they_are:
            result.append(raw[i])  # nearly all words
            i += 1
            continue
        here = raw[i] if left_out is None else _in_place_of(left_out, raw[i])
        left_out = None
        length = _phrase_at(raw, i, same) if here.text in lengths else 0
        if length:
            words = same.phrases[tuple(t.text for t in raw[i : i + length])]
            result += _written(words, here, raw[i + length - 1].end)
        elif here.text in same.hesitations:
            left_out = here
        else:
            if here.text not in spelled:
                spelled[here.text] = _spelled(here.text, same)
                if spelled[here.text] == (here.text,) and here.text not in lengths:
                    same.left_as_they_are.add(here.text)
            result += _written(spelled[here.text], here, here.end)
        i += length or 1
    return result


def _in_place_of(left_out: FoldedToken, token: FoldedToken) -> FoldedToken:
    """The token with what is true of the place of a hesitation right before it."""
    return token._replace(gap=token.gap or left_out.gap, opens=token.opens or left_out.opens)


def _phrase_at(raw: Sequence[FoldedToken], i: int, same: SameWords) -> int:
    """How many tokens the longest phrase has that is written as other words and begins here; 0 where none
    does."""
    for length in same.phrase_lengths.get(raw[i].text, ()):
        if i + length <= len(raw) and tuple(t.text for t in raw[i : i + length]) in same.phrases:
            return length
    return 0


def _written(words: Sequence[str], first: FoldedToken, end: int) -> list[FoldedToken]:
    """The words in the place of the tokens from the first to the end; only the first word of them can open a
    sentence or stand behind an ellipsis."""
    if end == first.end and (first.text,) == words:
        return [first]  # making it anew takes time
    return [
        first._replace(text=word, end=end, gap=first.gap and not n, opens=first.opens and not n)
        for n, word in enumerate(words)
    ]


def _spelled(word: str, same: SameWords) -> tuple[str, ...]:
    """A single word in the one spelling, its contracted ending as a word of its own."""
    if len(word) > LONGEST_WORD:
        return (word,)
    if "'" in word:
        for ending, canonical in same.contraction_ends.items():
            if word.endswith(ending) and len(word) > len(ending):
                return (*_spelled(word[: -len(ending)], same), canonical)
        for ending in same.possessive_ends:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if stem in same.is_after:
                    return (stem, *same.contracted_is)
                return (*_spelled(stem, same), ending)
        word = word.replace("'", "")
    if word[: same.shortest_start] in same.start_heads:
        for length in range(len(word), same.shortest_start - 1, -1):
            if word[:length] in same.starts:
                return (same.starts[word[:length]] + word[length:],)
    if len(word) >= SHORTEST_WITH_ENDING and word.endswith(same.any_end):
        for ending, canonical in same.ends:
            if word.endswith(ending):
                return (word[: -len(ending)] + canonical,)
    return (word,)
