"""The one definition of "the same words": a text as a row of folded tokens, each with its place in the original.

What is folded and what is not is written down in ``docs/same-words.md``; the words themselves are lists in the rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from anyascii import anyascii

WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[$£€¥₹₪₩₽₴₺%&]|…|\.{3,}|(?:\. ){2,}\.|[\[\]]"
)
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s*$")
GAP = "…"


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word. ``start``/``end`` are code points into the article. ``aside`` says that it stands in
    [brackets], ``gap`` that an ellipsis stands right before it, ``opens`` that a sentence begins with it,
    ``number`` that it is one, ``seam`` that it does not directly follow the token before it (another span of
    the same content)."""

    text: str
    start: int
    end: int
    aside: bool = False
    gap: bool = False
    opens: bool = False
    number: bool = False
    capital: bool = False
    seam: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """The tokens of a text in order; ``open_end`` says that an ellipsis follows the last."""

    tokens: tuple[Token, ...]
    open_end: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(t.text for t in self.tokens)

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words that begin at or after ``start`` and before ``end``."""
        place = attrgetter("start")
        return tuple(
            t.text
            for t in self.tokens[
                bisect_left(self.tokens, start, key=place) : bisect_left(self.tokens, end, key=place)
            ]
        )


def pairs(lines: Iterable[str]) -> dict[str, str]:
    """``variant -> canonical`` from lines "canonical = variant, variant"; a line of one word stands for
    itself."""
    table = {}
    for line in lines:
        canonical, _, variants = (part.strip() for part in line.lower().partition("="))
        table.setdefault(canonical, canonical)
        for variant in filter(None, (v.strip().strip('"') for v in variants.split(","))):
            table[variant] = canonical
    return table


@dataclass(frozen=True)
class SameWords:
    """The word lists that folding and the typing of differences go by, for one language."""

    lists: Mapping[str, tuple[str, ...]] = field(repr=False)

    def words(self, name: str) -> frozenset[str]:
        """A list in lower case; empty where the language has none of that name."""
        return frozenset(w.lower() for w in self.lists.get(name, ()))

    @cached_property
    def phrases(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Words and contractions that are written as others."""
        return {
            tuple(k.split()): tuple(v.split())
            for k, v in (self._table("spelling-words") | self._table("contraction-words")).items()
        }

    @cached_property
    def longest(self) -> int:
        """Words of the longest of the phrases."""
        return max(map(len, self.phrases), default=1)

    @cached_property
    def starts(self) -> dict[str, str]:
        return self._table("spelling-starts")

    @cached_property
    def shortest_start(self) -> int:
        return min(map(len, self.starts), default=1)

    @cached_property
    def ends(self) -> list[tuple[str, str]]:
        """The longest ending first."""
        return sorted(self._table("spelling-ends").items(), key=lambda p: -len(p[0]))

    @cached_property
    def contraction_ends(self) -> dict[str, str]:
        return self._table("contraction-ends")

    @cached_property
    def contraction_readings(self) -> frozenset[tuple[str, str]]:
        return frozenset(self._table("contraction-readings").items())

    @cached_property
    def hesitations(self) -> frozenset[str]:
        return self.words("hesitations")

    @cached_property
    def is_after(self) -> frozenset[str]:
        return self.words("is-contracted-after")

    @cached_property
    def numbers(self) -> dict[str, int]:
        return self._amounts("numbers")

    @cached_property
    def ordinals(self) -> dict[str, int]:
        return self._amounts("ordinals")

    @cached_property
    def scales(self) -> dict[str, int]:
        return self._amounts("scales")

    @cached_property
    def number_articles(self) -> frozenset[str]:
        return self.words("number-articles")

    @cached_property
    def number_joiners(self) -> frozenset[str]:
        return self.words("number-joiners")

    @cached_property
    def clock_words(self) -> dict[tuple[str, ...], int]:
        return {tuple(k.split()): n for k, n in self._amounts("clock-words").items()}

    @cached_property
    def day_halves(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(w.split()) for w in self.words("day-halves"))

    @cached_property
    def months(self) -> frozenset[str]:
        return self.words("months")

    @cached_property
    def month_joiners(self) -> frozenset[str]:
        return self.words("month-joiners")

    @cached_property
    def ordinal_ends(self) -> frozenset[str]:
        return self.words("ordinal-ends")

    @cached_property
    def currencies(self) -> dict[str, str]:
        return pairs(self.lists.get("currencies", ()))

    @cached_property
    def units(self) -> dict[str, str]:
        return pairs(self.lists.get("units", ()))

    @cached_property
    def dates(self) -> dict[str, str]:
        return pairs(self.lists.get("dates", ()))

    def _table(self, name: str) -> dict[str, str]:
        return {k: v for k, v in pairs(self.lists.get(name, ())).items() if k != v}

    def _amounts(self, name: str) -> dict[str, int]:
        return {k: int(v) for k, v in self._table(name).items()}


def fold(text: str, same: SameWords, start: int = 0, end: int | None = None) -> Folded:
    """The folded tokens of ``text[start:end]``, with offsets into ``text``."""
    raw, open_end = _raw(text, start, len(text) if end is None else end)
    tokens = _days(_numbers(_times(_words(raw, same), text, same), same), same)
    return Folded(tuple(tokens), open_end)


def joined(parts: Iterable[Folded]) -> Folded:
    """Several spans of one content as one row of tokens; the first token of each later span is a seam."""
    tokens: list[Token] = []
    open_end = False
    for part in parts:
        if part.tokens:
            first, *rest = part.tokens
            tokens += [replace(first, seam=bool(tokens), gap=first.gap or open_end and bool(tokens)), *rest]
            open_end = part.open_end
    return Folded(tuple(tokens), open_end)


def _raw(text: str, start: int, end: int) -> tuple[list[Token], bool]:
    tokens: list[Token] = []
    depth, gap, last = 0, False, start
    for match in WORD.finditer(text, start, end):
        word = match.group()
        if word in "[]":
            depth = 1 if word == "[" else 0
            continue
        if word[0] in ".…":
            gap = True
            continue
        between = text[last : match.start()]
        opens = not tokens or bool(SENTENCE_END.search(between.rstrip(" \"'“”‘’([")) or "\n\n" in between)
        word_folded = (
            anyascii(word.translate(APOSTROPHES)).lower()
            if not word.isascii() or not word.islower()
            else word
        )
        if word[0] in "$£€¥₹₪₩₽₴₺":
            word_folded = word
        tokens.append(
            Token(
                word_folded,
                match.start(),
                match.end(),
                aside=depth > 0,
                gap=gap,
                opens=opens,
                number=word[0].isdecimal(),
                capital=word[0].isupper(),
            )
        )
        gap, last = False, match.end()
    return tokens, gap


def _words(raw: list[Token], same: SameWords) -> list[Token]:
    """Spelling, contractions and hesitations folded."""
    result: list[Token] = []
    i = 0
    while i < len(raw):
        token = raw[i]
        for length in range(min(same.longest, len(raw) - i), 0, -1):
            key = tuple(t.text for t in raw[i : i + length])
            if key in same.phrases:
                _emit(result, same.phrases[key], raw[i : i + length])
                i += length
                break
        else:
            i += 1
            if token.text in same.hesitations:
                if i < len(raw) and (token.gap or token.opens):
                    raw[i] = replace(raw[i], gap=raw[i].gap or token.gap, opens=raw[i].opens or token.opens)
                continue
            _emit(result, _spelled(token.text, same), [token])
    return result


def _emit(result: list[Token], words: tuple[str, ...], sources: list[Token]) -> None:
    first, last = sources[0], sources[-1]
    if words == (first.text,) and first is last:
        result.append(first)
        return
    for n, word in enumerate(words):
        result.append(
            replace(first, text=word, end=last.end, gap=first.gap and n == 0, opens=first.opens and n == 0)
        )


def _spelled(word: str, same: SameWords) -> tuple[str, ...]:
    if "'" in word:
        for ending, canonical in same.contraction_ends.items():
            if word.endswith(ending) and len(word) > len(ending):
                return (*_spelled(word[: -len(ending)], same), canonical)
        if word.endswith("'s"):
            stem = word[:-2]
            return (stem, "is") if stem in same.is_after else (*_spelled(stem, same), "'s")
        word = word.replace("'", "")
    for length in range(len(word), same.shortest_start - 1, -1):
        if word[:length] in same.starts:
            return (same.starts[word[:length]] + word[length:],)
    if len(word) >= 7:
        for ending, canonical in same.ends:
            if word.endswith(ending):
                return (word[: -len(ending)] + canonical,)
    return (word,)


def _times(tokens: list[Token], text: str, same: SameWords) -> list[Token]:
    """Times of the day as hours and minutes: "half past seven", "7.30pm" -> 7:30 (and pm)."""
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        size, hour, minutes = _time(tokens[i : i + 5], text, same)
        if size:
            last = tokens[i + size - 1]
            result.append(
                replace(
                    tokens[i],
                    text=f"{hour}:{minutes:02}" if minutes else str(hour),
                    end=last.end,
                    number=True,
                )
            )
        else:
            result.append(tokens[i])
        i += size or 1
    return result


def _time(row: list[Token], text: str, same: SameWords) -> tuple[int, int, int]:
    """How many of the tokens tell a time, its hour and its minutes; 0 tokens where none do."""
    words = [t.text for t in row]
    for length in range(1, len(words)):
        minutes = same.clock_words.get(tuple(words[:length]))
        hour = words[length] if words[length].isdecimal() else str(same.numbers.get(words[length], ""))
        if minutes is not None and hour and 0 < int(hour) <= 12:
            return (
                (length + 1, int(hour), minutes)
                if minutes > 0
                else (length + 1, int(hour) - 1 or 12, 60 + minutes)
            )
    if (
        len(row) > 1
        and all(w.isdecimal() for w in words[:2])
        and len(words[1]) == 2
        and int(words[0]) < 24
        and text[row[0].end : row[1].start] == ":"
    ):
        return 2, int(words[0]), int(words[1])
    figures = words[0].split(".") if row[0].number else []
    if (
        len(figures) == 2
        and len(figures[1]) == 2
        and (tuple(words[1:2]) in same.day_halves or tuple(words[1:3]) in same.day_halves)
    ):
        return 1, int(figures[0]), int(figures[1])
    return 0, 0, 0


def _numbers(tokens: list[Token], same: SameWords) -> list[Token]:
    """Numerals and number words as figures ("thirty-eight thousand", "38 000", "38k" -> 38000), currencies
    after them."""
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        currency = same.currencies.get(token.text) if not token.text.isalpha() else None
        at = i + 1 if currency else i
        value, after = _number(tokens, at, same)
        if value is None:
            ordinal = same.ordinals.get(token.text)
            if ordinal is not None:
                result.append(replace(token, text=f"{ordinal}th", number=True))
            else:
                text = currency or same.currencies.get(token.text) or same.units.get(token.text, token.text)
                result.append(token if text == token.text else replace(token, text=text))
            i += 1
            continue
        last = tokens[after - 1]
        if not currency and after < len(tokens) and tokens[after].text in same.currencies:
            currency = same.currencies[tokens[after].text]
            last = tokens[after]
            after += 1
            change, beyond = _number(tokens, after, same)  # "two pounds fifty"
            if (
                change
                and change.isdigit()
                and 0 < int(change) < 100
                and value.isdigit()
                and tokens[after].text in same.numbers
            ):
                value, last, after = _text(int(value) + int(change) / 100), tokens[beyond - 1], beyond
        merged = replace(token, text=value, end=last.end, number=True)
        result.append(merged)
        if currency:
            result.append(replace(merged, text=currency, number=False, gap=False, opens=False))
        i = after
    return result


def _days(tokens: list[Token], same: SameWords) -> list[Token]:
    """Days of a month as month and figure: "the 5th of May", "5 May" and "May 5th" -> may 5."""
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        month = next(
            (
                j
                for j in (i + 1, i + 2)
                if _is_day(token)
                and j < len(tokens)
                and tokens[j].text in same.months
                and tokens[j].capital
                and (j == i + 1 or tokens[i + 1].text in same.month_joiners)
            ),
            None,
        )
        if month is not None:
            result += [
                replace(tokens[month], text=same.dates.get(tokens[month].text, tokens[month].text)),
                replace(token, text=token.text.removesuffix("th")),
            ]
            i = month + 1
            continue
        if token.text in same.months and token.capital and i + 1 < len(tokens) and _is_day(tokens[i + 1]):
            result += [
                replace(token, text=same.dates.get(token.text, token.text)),
                replace(tokens[i + 1], text=tokens[i + 1].text.removesuffix("th")),
            ]
            i += 2
            continue
        result.append(token)
        i += 1
    return result


def _is_day(token: Token) -> bool:
    figure = token.text.removesuffix("th")
    return token.number and figure.isdecimal() and 0 < int(figure) <= 31


def _number(tokens: list[Token], at: int, same: SameWords) -> tuple[str | None, int]:
    """The number that begins at a token, as figures, and the token after it; None where none begins."""
    return _Reader(tokens, same).read(at)


@dataclass(slots=True)
class _Reader:
    tokens: list[Token]
    same: SameWords

    def read(self, i: int) -> tuple[str | None, int]:
        tokens, same = self.tokens, self.same
        if i >= len(tokens):
            return None, i
        if (
            tokens[i].text in ("half",)
            and i + 2 < len(tokens)
            and tokens[i + 1].text in same.number_articles
            and tokens[i + 2].text in same.scales
            and len(tokens[i + 2].text) > 2
        ):
            return _text(same.scales[tokens[i + 2].text] / 2), i + 3
        if tokens[i].text in same.number_articles:
            if i + 1 < len(tokens) and tokens[i + 1].text in same.scales and len(tokens[i + 1].text) > 2:
                return self._scaled(1, i + 1)
            if (
                i + 1 < len(tokens)
                and same.numbers.get(tokens[i + 1].text) == 12
                and tokens[i + 1].text != "twelve"
            ):
                return _text(12), i + 2
            return None, i
        if tokens[i].number and tokens[i].text[0].isdigit():
            return self._figures(i)
        if tokens[i].text in same.numbers:
            return self._spelled(i)
        if tokens[i].text in same.scales and len(tokens[i].text) > 2:
            return self._scaled(1, i)
        return None, i

    def _figures(self, i: int) -> tuple[str, int]:
        text = self.tokens[i].text
        if ":" in text:
            return text, i + 1
        if THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        elif text.count(".") + text.count(",") > 1:
            return text, i + 1
        text = text.replace(",", ".")
        value = float(text)
        i += 1
        while (
            "." not in text
            and len(text) <= 3
            and i < len(self.tokens)
            and re.fullmatch(r"\d{3}", self.tokens[i].text)
            and self.tokens[i].start == self.tokens[i - 1].end + 1
        ):  # "38 000"
            value = value * 1000 + int(self.tokens[i].text)
            i += 1
        if i < len(self.tokens):
            following = self.tokens[i]
            attached = following.start == self.tokens[i - 1].end
            if attached and following.text in self.same.ordinal_ends:
                return f"{value:g}th", i + 1
            if following.text in self.same.scales and (attached or len(following.text) > 2):
                return _text(value * self.same.scales[following.text]), i + 1
        return _text(value), i

    def _spelled(self, i: int) -> tuple[str, int]:
        value = self.same.numbers[self.tokens[i].text]
        i += 1
        if 20 <= value < 100 and i < len(self.tokens):
            units = self.same.numbers.get(self.tokens[i].text, 0)
            ordinal = self.same.ordinals.get(self.tokens[i].text, 0)
            if 0 < units < 10:
                value, i = value + units, i + 1
            elif 0 < ordinal < 10:
                return f"{value + ordinal}th", i + 1
        return self._scaled(value, i)

    def _scaled(self, value: float, i: int) -> tuple[str, int]:
        """``value`` times the scales that follow: "three hundred and four thousand"."""
        total, current = 0.0, float(value)
        while i < len(self.tokens):
            word = self.tokens[i].text
            if word in self.same.scales and len(word) > 2:
                scale = self.same.scales[word]
                if scale == 100:
                    current *= 100
                else:
                    total += current * scale
                    current = 0.0
                i += 1
                continue
            joiner = word in self.same.number_joiners and (total or current >= 100)
            j = i + 1 if joiner else i
            if (
                (total or current >= 100)
                and j < len(self.tokens)
                and self.tokens[j].text in self.same.numbers
                and self.tokens[i - 1].text in self.same.scales
            ):
                add = self.same.numbers[self.tokens[j].text]
                j += 1
                if (
                    20 <= add < 100
                    and j < len(self.tokens)
                    and 0 < self.same.numbers.get(self.tokens[j].text, 0) < 10
                ):
                    add += self.same.numbers[self.tokens[j].text]
                    j += 1
                current += add
                i = j
                continue
            break
        return _text(total + current), i


def _text(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.10g}"
