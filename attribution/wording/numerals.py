"""Numbers, times and days in one form: numerals and number words as figures, times as hours and minutes, the
days of a month behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attribution.wording.folded import FoldedToken
from attribution.wording.same_words import SameWords

THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
ORDINAL = "th"
"""How an ordinal ends in its folded form, in any language: 5th."""
SHORT_SCALE = 2
"""Letters of scales that count only behind a figure that they are written together with: "38k", "41m"."""
LARGEST = 10**15
"""What is larger is no amount that anybody tells: its words are not put together any further."""
LONGEST_FIGURE = 24
"""Characters of the longest figure that is read as an amount, marks between its digits among them."""
LONGEST_TIME = 5
"""Tokens of the longest time of the day."""

Tokens = Sequence[FoldedToken]


# ---------------------------------------------------------------- times
@dataclass(frozen=True, slots=True)
class _Time:
    """An hour and its minutes, told by so many tokens."""

    size: int
    hour: int
    minutes: int

    @property
    def text(self) -> str:
        return f"{self.hour}:{self.minutes:02}" if self.minutes else str(self.hour)


def times(tokens: Tokens, text: str, same: SameWords) -> list[FoldedToken]:
    """Times of the day as hours and minutes: "half past seven", "7.30pm" -> 7:30 (and pm)."""
    result: list[FoldedToken] = []
    starts = same.clock_starts
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if not (token.number or token.text[:1].isdecimal() or token.text in starts):
            result.append(token)
            i += 1
            continue
        row = tokens[i : i + LONGEST_TIME]
        time = _in_words(row, same) or _with_colon(row, text) or _with_dot(row, same)
        if time is None:
            result.append(tokens[i])
        else:
            end = tokens[i + time.size - 1].end
            result.append(tokens[i]._replace(text=time.text, end=end, number=True))
        i += time.size if time is not None else 1
    return result


def _in_words(row: Tokens, same: SameWords) -> _Time | None:
    """ "Half past seven", "a quarter to one"."""
    words = [t.text for t in row]
    for length in range(1, len(words)):
        minutes = same.clock_words.get(tuple(words[:length]))
        if minutes is None or not 0 < (hour := _hour(words[length], same)) <= 12:
            continue
        if minutes > 0:
            return _Time(length + 1, hour, minutes)
        return _Time(length + 1, hour - 1 or 12, 60 + minutes)
    return None


def _hour(word: str, same: SameWords) -> int:
    return int(word) if word.isdecimal() and len(word) <= 2 else same.numbers.get(word, 0)


def _with_colon(row: Tokens, text: str) -> _Time | None:
    """ "7:30"."""
    if len(row) < 2 or text[row[0].end : row[1].start] != ":":
        return None
    hour, minutes = row[0].text, row[1].text
    if not (hour.isdecimal() and minutes.isdecimal() and len(hour) <= 2 == len(minutes) and int(hour) < 24):
        return None
    return _Time(2, int(hour), int(minutes))


def _with_dot(row: Tokens, same: SameWords) -> _Time | None:
    """ "7.30" before "pm", in one word or two."""
    words = [t.text for t in row]
    figures = words[0].split(".") if row[0].number else []
    half = tuple(words[1:2]) in same.day_halves or tuple(words[1:3]) in same.day_halves
    if len(figures) != 2 or len(figures[0]) > 2 or len(figures[1]) != 2 or not half:
        return None
    return _Time(1, int(figures[0]), int(figures[1]))


# ---------------------------------------------------------------- numbers
@dataclass(frozen=True, slots=True)
class _Number:
    """A number in figures, and the first token behind it."""

    text: str
    after: int


def numbers(tokens: Tokens, same: SameWords) -> list[FoldedToken]:
    """Numerals and number words as figures ("thirty-eight thousand", "38 000", "38k" -> 38000), currencies
    behind them."""
    result: list[FoldedToken] = []
    starts, named = same.number_starts, same.ordinals_and_units
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.text.isalpha() and not token.number and token.text not in starts:
            result.append(_ordinal_or_unit(token, same) if token.text in named else token)
            i += 1
            continue
        currency = same.currencies.get(token.text) if not token.text.isalpha() else None
        number = _number_at(tokens, i + 1 if currency else i, same)
        if number is None:
            result.append(_ordinal_or_unit(token, same))
            i += 1
            continue
        if currency is None and number.after < len(tokens):
            currency = same.currencies.get(tokens[number.after].text)
            if currency is not None:
                number = _with_change(tokens, number, same)
        amount = token._replace(text=number.text, end=tokens[number.after - 1].end, number=True)
        result.append(amount)
        if currency:
            result.append(amount._replace(text=currency, number=False, gap=False, opens=False))
        i = number.after
    return result


def _ordinal_or_unit(token: FoldedToken, same: SameWords) -> FoldedToken:
    """An ordinal word as figures; a currency or unit under its one name; any other token as it is."""
    if (ordinal := same.ordinals.get(token.text)) is not None:
        return token._replace(text=f"{ordinal}{ORDINAL}", number=True)
    text = same.currencies.get(token.text) or same.units.get(token.text, token.text)
    return token if text == token.text else token._replace(text=text)


def _with_change(tokens: Tokens, number: _Number, same: SameWords) -> _Number:
    """The number with the currency behind it, and with the change behind that: "two pounds fifty"."""
    whole = _Number(number.text, number.after + 1)
    change = _number_at(tokens, whole.after, same)
    if (
        change is None
        or not (change.text.isdecimal() and len(change.text) <= 2 and int(change.text) > 0)
        or not (whole.text.isdecimal() and len(whole.text) <= LONGEST_FIGURE)
        or tokens[whole.after].text not in same.numbers
    ):
        return whole
    return _Number(_figures(int(whole.text) + int(change.text) / 100), change.after)


def _number_at(tokens: Tokens, i: int, same: SameWords) -> _Number | None:
    """The number that begins at a token; None where none begins."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.text in same.half_words and i + 1 < len(tokens) and tokens[i + 1].text in same.number_articles:
        scale = _scale(tokens, i + 2, same)
        if scale is not None:
            return _Number(_figures(scale / 2), i + 3)  # "half a million"
    if token.text in same.number_articles:
        return _behind_article(tokens, i + 1, same)
    if token.number and token.text[0].isdigit():
        return _in_figures(tokens, i, same)
    if token.text in same.numbers:
        return _spelled_out(tokens, i, same)
    return _scaled(tokens, 1, i, same) if _scale(tokens, i, same) else None


def _behind_article(tokens: Tokens, i: int, same: SameWords) -> _Number | None:
    """ "A hundred and four", "a dozen"."""
    if _scale(tokens, i, same):
        return _scaled(tokens, 1, i, same)
    word = tokens[i].text if i < len(tokens) else ""
    if word in same.counted_with_article and word in same.numbers:
        return _Number(_figures(same.numbers[word]), i + 1)
    return None


def _scale(tokens: Tokens, i: int, same: SameWords) -> int | None:
    """What a word multiplies by: "hundred", "million"; None for others and for short forms."""
    word = tokens[i].text if i < len(tokens) else ""
    return same.scales.get(word) if len(word) > SHORT_SCALE else None


def _in_figures(tokens: Tokens, i: int, same: SameWords) -> _Number:
    """A numeral, with the groups of three digits, the ordinal ending or the scale behind it."""
    text = tokens[i].text
    grouped = THOUSANDS.fullmatch(text) is not None
    if ":" in text or len(text) > LONGEST_FIGURE or (not grouped and text.count(".") + text.count(",") > 1):
        return _Number(text, i + 1)
    text = text.replace(",", "" if grouped else ".")
    value, i = float(text), i + 1
    while "." not in text and len(text) <= 3 and value < LARGEST and _is_group(tokens, i):  # "38 000"
        value, i = value * 1000 + int(tokens[i].text), i + 1
    if i < len(tokens):
        word, attached = tokens[i].text, tokens[i].start == tokens[i - 1].end
        if attached and word in same.ordinal_ends:
            return _Number(f"{value:g}{ORDINAL}", i + 1)
        if word in same.scales and (attached or len(word) > SHORT_SCALE):
            return _Number(_figures(value * same.scales[word]), i + 1)
    return _Number(_figures(value), i)


def _is_group(tokens: Tokens, i: int) -> bool:
    """Whether a token is three digits, one place behind the token before it."""
    if i >= len(tokens) or tokens[i].start != tokens[i - 1].end + 1:
        return False
    return re.fullmatch(r"\d{3}", tokens[i].text) is not None


def _spelled_out(tokens: Tokens, i: int, same: SameWords) -> _Number:
    """A number in words, also an ordinal of two: "seven hundred and four", "twenty-first"."""
    value, after = _below_hundred(tokens, i, same)
    if 20 <= value < 100 and after == i + 1 < len(tokens):
        ordinal = same.ordinals.get(tokens[after].text, 0)
        if 0 < ordinal < 10:
            return _Number(f"{value + ordinal}{ORDINAL}", after + 1)
    return _scaled(tokens, value, after, same)


def _below_hundred(tokens: Tokens, i: int, same: SameWords) -> tuple[int, int]:
    """The value of a number word, and of the ones behind tens ("twenty-four"); and the token behind."""
    value, i = same.numbers[tokens[i].text], i + 1
    if 20 <= value < 100 and i < len(tokens):
        ones = same.numbers.get(tokens[i].text, 0)
        if 0 < ones < 10:
            return value + ones, i + 1
    return value, i


def _scaled(tokens: Tokens, value: float, i: int, same: SameWords) -> _Number:
    """The value times the scales that follow: "three hundred and four thousand"."""
    total, current = 0.0, float(value)
    while i < len(tokens) and total + current < LARGEST:
        if scale := _scale(tokens, i, same):
            if scale == 100:
                current *= 100
            else:
                total, current = total + current * scale, 0.0
            i += 1
            continue
        large = total or current >= 100
        j = i + 1 if large and tokens[i].text in same.number_joiners else i
        if not large or j >= len(tokens) or tokens[j].text not in same.numbers:
            break
        if tokens[i - 1].text not in same.scales:
            break
        more, i = _below_hundred(tokens, j, same)
        current += more
    return _Number(_figures(total + current), i)


def _figures(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.10g}"


# ---------------------------------------------------------------- days
def days(tokens: Tokens, same: SameWords) -> list[FoldedToken]:
    """Days of a month as month and figure: "the 5th of May", "5 May" and "May 5th" -> may 5."""
    result: list[FoldedToken] = []
    i = 0
    while i < len(tokens):
        if not (tokens[i].number or tokens[i].capital):
            result.append(tokens[i])
            i += 1
        elif (month := _month_behind_day(tokens, i, same)) is not None:
            result += _month_and_day(tokens[month], tokens[i], same)
            i = month + 1
        elif _is_month(tokens[i], same) and i + 1 < len(tokens) and _is_day(tokens[i + 1]):
            result += _month_and_day(tokens[i], tokens[i + 1], same)
            i += 2
        else:
            result.append(tokens[i])
            i += 1
    return result


def _month_behind_day(tokens: Tokens, i: int, same: SameWords) -> int | None:
    """Where the month of the day stands: right behind it, or behind a joining word."""
    if not _is_day(tokens[i]):
        return None
    if i + 1 < len(tokens) and _is_month(tokens[i + 1], same):
        return i + 1
    joined = i + 2 < len(tokens) and tokens[i + 1].text in same.month_joiners
    return i + 2 if joined and _is_month(tokens[i + 2], same) else None


def _month_and_day(month: FoldedToken, day: FoldedToken, same: SameWords) -> list[FoldedToken]:
    return [
        month._replace(text=same.dates.get(month.text, month.text)),
        day._replace(text=day.text.removesuffix(ORDINAL)),
    ]


def _is_month(token: FoldedToken, same: SameWords) -> bool:
    return token.capital and token.text in same.months


def _is_day(token: FoldedToken) -> bool:
    if not token.number:
        return False
    figure = token.text.removesuffix(ORDINAL)
    return figure.isdecimal() and len(figure) <= 2 and 0 < int(figure) <= 31
