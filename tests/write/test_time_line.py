"""The places of a flag in the order of time."""

from __future__ import annotations

from attribution.article import Span
from attribution.result import Difference, Flag, Side
from attribution.write.time_line import MOST, time_line


def side(outlet: str, day: str | None, text: str) -> Side:
    return Side(outlet, outlet, day, outlet, (Span(0, len(text)),), text, text, "Ana Ruiz")


def flag(*sides: Side) -> Flag:
    difference = Difference("number", "fourteen", "four")
    return Flag("f", "wording-altered", "high", sides[0], sides[1], "r", "", sides[2:], (difference,))


def test_who_had_which_words_first():
    late = side("Late", "2025-10-09T08:00:00Z", "fourteen of them")
    places = time_line(
        flag(late, side("Early", "2025-10-05", "four of them"), side("Mid", "2025-10-06", "four"))
    )
    assert [(p.side.publisher, p.words, p.along, p.departs) for p in places] == [
        ("Early", "four", 0.0, False),
        ("Mid", "four", 0.25, False),
        ("Late", "fourteen", 1.0, True),
    ]


def test_what_has_no_order_is_not_drawn():
    a, b = side("A", "2025-10-09", "four"), side("B", "2025-10-10", "fourteen")
    assert time_line(flag(a, b)) == (), "two dates stand on the card"
    assert time_line(flag(a, a, a)) == (), "all of one day"
    assert time_line(flag(a, b, side("C", "soon", "four"))) == (), "a place without a date has none"
    assert time_line(flag(a, side("D", "2025-10-11", "four"), a)) == (), "all have the same words"
    assert len(time_line(flag(b, *[a] * 30))) == MOST


def test_the_place_that_stands_alone_is_marked_whichever_side_it_is():
    most = [side("A", "2025-10-05", "four"), side("B", "2025-10-06", "four")]
    places = time_line(flag(most[0], side("C", "2025-10-07", "fourteen"), most[1]))
    assert [(p.side.publisher, p.departs) for p in places] == [("A", False), ("B", False), ("C", True)]
