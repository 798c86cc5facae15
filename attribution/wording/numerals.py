"""Numbers in one form: numerals and number words as figures."""

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

Tokens = Sequence[FoldedToken]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in figures, and the first token behind it."""

    text: str
    after: int


def numbers(tokens: Tokens, same: SameWords) -> list[FoldedToken]:
    """Numerals and number words as figures ("thirty-eight thousand", "38 000", "38k" -> 38000), currencies
    behind them."""
    result: list[FoldedToken] = []
    words, done = same.words_of_numbers, 0
    for i in [i for i, t in enumerate(tokens) if t.text in words or t.number or not t.text.isalpha()]:
        if i < done:
            continue
        token = tokens[i]
        result += tokens[done:i]
        done = i + 1
        if token.text.isalpha() and not token.number and token.text not in same.number_starts:
            result.append(_ordinal_or_unit(token, same))
            continue
        currency = same.currencies.get(token.text) if not token.text.isalpha() else None
        number = _number_at(tokens, i + 1 if currency else i, same)
        if number is None:
            result.append(_ordinal_or_unit(token, same))
            continue
        if currency is None and number.after < len(tokens):
            currency = same.currencies.get(tokens[number.after].text)
            if currency is not None:
                number = _with_change(tokens, number, same)
        amount = token._replace(text=number.text, end=tokens[number.after - 1].end, number=True)
        result.append(amount)
        if currency:
            result.append(amount._replace(text=currency, number=False, gap=False, opens=False))
        done = number.after
    return [*result, *tokens[done:]]


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
