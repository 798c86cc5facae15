"""Does the scanner find every quotation, whatever marks it stands between, and nothing else?

In the golden cases ⟦…⟧ stands around each quotation that must be found, ⟦+…⟧ around a further paragraph of
the one before, ⟦?…⟧ around one whose closing mark is missing. Nested brackets are nested quotations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.article import Article, Region, Span
from attribution.find.marks import MARK
from attribution.find.quotations import Quotation, scan
from attribution.find.turns import turns
from attribution.rulebook.book import load

ELISIONS = load().words("en", "elisions")

GOLDEN = [
    # one kind of mark after the other
    "⟦“We are ready,”⟧ she said.",
    '⟦"We are ready,"⟧ she said.',
    "⟦‘We are ready,’⟧ she said.",
    "⟦'We are ready,'⟧ she said.",
    "⟦«We are ready»⟧, she said.",
    "⟦»We are ready«⟧, she said.",
    "⟦„We are ready“⟧, she said.",
    "⟦„We are ready”⟧, she said.",
    "⟦‚We are ready‘⟧, she said.",
    "⟦‹We are ready›⟧, she said.",
    "⟦``We are ready,''⟧ she said.",
    "⟦''We are ready,''⟧ she said.",
    # marks that do not match: the near one closes
    '⟦“We are ready,"⟧ she said.',
    '⟦``We are ready,"⟧ she said.',
    "⟦“We are ready,“⟧ she said, and left.",
    "⟦”We are ready,”⟧ she said.",
    # several, close together
    "⟦“We,”⟧ she said, ⟦“are ready.”⟧ ⟦“Now?”⟧ he asked.",
    'A ⟦"red"⟧, a ⟦"blue"⟧ and a ⟦"green"⟧ line.',
    "(⟦“Ready,”⟧ she wrote.)",
    "It was—⟦“ready”⟧—late.",
    "She called it ⟦“ready”⟧.",
    "**⟦“Ready!”⟧** she shouted.",
    # apostrophes are no marks
    "They don't know, we can’t say, it's the minister's, it’s the ministers’ own.",
    "The '90s and the ’80s were rock 'n' roll, 'til the end; 'twas so.",
    "The players' coach and the players’ bus left at six o'clock.",
    "⟦“It’s the ’90s, y’all,”⟧ said O’Neill of the dogs’ home.",
    "⟦'It's the ministers' own fault,'⟧ she said.",
    "⟦‘It’s the players’ view that we can’t win,’⟧ the captain’s brother said.",
    "⟦‘The dogs’ home isn’t full.’⟧",
    "James' car, Texas' law.",
    # nothing to measure by
    'A 6" pipe and a 12" one.',
    "He is 6' tall.",
    # nested
    "⟦“He told me ⟦‘never again’⟧ and left,”⟧ she said.",
    "⟦‘He told me ⟦“never again”⟧ and left,’⟧ she said.",
    "⟦\"He told me ⟦'never again'⟧ and left,\"⟧ she said.",
    "⟦«He said ⟦“never ⟦‘ever’⟧ again”⟧ to me»⟧, she said.",
    "⟦“He said ⟦‘never again.’⟧”⟧",
    '⟦"I mean, not ⟦"over Christmas"⟧ — no fight,"⟧ she wrote. ⟦"We live apart."⟧',
    # over several paragraphs, the mark repeated
    "⟦“We are ready.⟧\n\n⟦+“We are able.”⟧",
    "She said: ⟦“We are ready.⟧\n\n⟦+“We are able.⟧\n\n⟦+“We are here,”⟧ and left.",
    '⟦"We are ready.⟧\n\n⟦+"We are able," ⟧she said.'.replace('" ⟧', '"⟧ '),
    "⟦‘We are ready.⟧\n\n⟦+‘We are able,’⟧ she said.",
    "⟦«We are ready.⟧\n\n⟦+«We are able»⟧, she said.",
    "⟦``We are ready.⟧\n\n⟦+``We are able,''⟧ she said.",
    "⟦“He wrote ⟦‘never’⟧ to me.⟧\n\n⟦+“And ⟦‘ever’⟧ to you.”⟧",
    # opened after a sentence, it runs on where the next paragraph says so
    "⟦“We are ready,”⟧ she said. ⟦“We are able.⟧\n\n⟦+“We are here.”⟧",
    "⟦''We are ready,''⟧ she said. ⟦''We are able.⟧\n\n⟦+''We are here.''⟧",
    # taken up again and never closed, it ends with its paragraph
    "⟦“We are ready,”⟧ she said. ⟦?“We are able.⟧\n\nThe mayor left.",
    # closed in one paragraph, another begins in the next
    "⟦“We are ready.”⟧\n\n⟦“We are able.”⟧",
    # a closing mark that never comes
    "⟦?“We are ready, she said.⟧\n\nThe mayor left.",
    "She said: ⟦?“We are ready.⟧\n\nThe mayor left.",
    # marks that are nothing
    "",
    "“”",
    '""',
    "A ” alone.",
    "No mark at all.",
    # line ends inside a paragraph
    "⟦“We are\r\nready,”⟧ she said.",
]


def article(text: str) -> Article:
    """All paragraphs (set apart by blank lines) are the story."""
    regions = tuple(Region("body", m.start(), m.end()) for m in re.finditer(r"\S(?:.|\r?\n(?!\s*\n))*", text))
    return Article("a.txt", text, regions)


@dataclass
class _Marked:
    """A quotation as the brackets give it."""

    level: int
    closed: bool
    spans: list[Span] = field(default_factory=list)


def unmarked(marked: str) -> tuple[str, list[Quotation]]:
    """The text without brackets, and the quotations that they stand around."""
    text = ""
    open_: list[tuple[int, _Marked]] = []
    found: list[_Marked] = []
    for part in re.split(r"(⟦[+?]?|⟧)", marked):
        if part.startswith("⟦"):
            if part == "⟦+":
                into = next(q for q in reversed(found) if q.level == len(open_))
            else:
                into = _Marked(len(open_), part != "⟦?")
                found.append(into)
            open_.append((len(text), into))
        elif part == "⟧":
            start, into = open_.pop()
            into.spans.append(Span(start, len(text)))
        else:
            text += part
    return text, [Quotation(tuple(q.spans), q.level, q.closed) for q in found]


@pytest.mark.parametrize("marked", GOLDEN)
def test_golden(marked: str) -> None:
    text, wanted = unmarked(marked)
    found = scan(article(text), ELISIONS)
    assert [[s.of(text) for s in q.spans] for q in found] == [[s.of(text) for s in q.spans] for q in wanted]
    assert sorted(found, key=lambda q: q.spans) == sorted(wanted, key=lambda q: q.spans)


def test_furniture_has_no_quotations_and_a_quotation_runs_on_past_it() -> None:
    text = "“We are ready.\n\nRelated: “Cakes” and “tea”\n\n“We are able.”"
    first, line, last = (Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    regions = (
        Region("body", first.start, first.end),
        Region("furniture", line.start, line.end),
        Region("body", last.start, last.end),
    )
    assert scan(Article("a.txt", text, regions)) == (Quotation((first, last)),)


def label(quotation: Quotation, text: str) -> str:
    return quotation.label.of(text) if quotation.label else ""


def test_turns_of_a_transcript() -> None:
    text = "QUESTION: Will you stay?\n\nMAYOR RUIZ: I will.\n\nQUESTION: Why?"
    assert [(label(q, text), [s.of(text) for s in q.spans]) for q in turns(article(text))] == [
        ("QUESTION", ["Will you stay?"]),
        ("MAYOR RUIZ", ["I will."]),
        ("QUESTION", ["Why?"]),
    ]


def labels(text: str) -> list[tuple[str, list[str]]]:
    return [(q.label.of(text), [s.of(text) for s in q.spans]) for q in turns(article(text)) if q.label]


def test_what_somebody_is_belongs_to_no_label():
    text = (
        "ERIK LUND, REPORTER (voice-over): It rains.\n\nREAR ADM. ADA FALK, ANALYST: It will.\n\n"
        "LUND: 6:15, the roads."
    )
    assert labels(text) == [
        ("ERIK LUND", ["It rains."]),
        ("REAR ADM. ADA FALK", ["It will."]),
        ("LUND", ["6:15, the roads."]),
    ]


def test_a_nameless_caption_is_not_of_the_one_above():
    text = ">> ADA FALK: Who pays?\n\n>> Nobody knows.\n\n>> ERIK LUND: The state."
    assert labels(text) == [("ADA FALK", ["Who pays?"]), ("ERIK LUND", ["The state."])]


def test_names_in_small_letters_are_turns_where_one_comes_back():
    text = "Ada Falk: Who pays?\n\nErik Lund: The state.\n\nAda Falk: I see."
    assert [label for label, _ in labels(text)] == ["Ada Falk", "Erik Lund", "Ada Falk"]
    assert labels("A talk\n\nAda Falk: “Who pays?”\n\nErik Lund: “The state.”\n\nAda Falk: “I see.”") == []


def test_one_name_and_colon_is_no_transcript() -> None:
    assert turns(article("The town met.\n\nNOTE: The hall is small.\n\nIt was full.")) == ()


def test_a_headline_with_a_name_and_a_colon() -> None:
    text = "Ana Ruiz: The bridge is safe\n\nThe mayor spoke on Monday."
    [headline] = turns(article(text))
    assert (label(headline, text), headline.spans[0].of(text)) == ("Ana Ruiz", "The bridge is safe")


ODD = st.text(alphabet=st.sampled_from("aZ9 .,:!?—-()[]*_\r\n\u2028\u00a0“”\"‘’'`„‚‟«»‹›"), max_size=120)


@settings(max_examples=500, deadline=None)
@given(ODD | st.text(max_size=60), st.booleans())
def test_whatever_stands_in_a_text(text: str, elided: bool) -> None:
    """Never raises; spans lie inside paragraphs, one in each; a quotation begins with a mark; levels are
    those of the nesting."""
    source = article(text)
    found = scan(source, ELISIONS if elided else frozenset())
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.end))
    for quotation in found:
        assert quotation.spans == tuple(sorted(quotation.spans))
        homes = [
            [i for i, r in enumerate(source.regions) if r.start <= s.start < s.end <= r.end]
            for s in quotation.spans
        ]
        assert all(len(home) == 1 for home in homes)
        assert len({home[0] for home in homes}) == len(homes)
        assert all(MARK.match(text, s.start) for s in quotation.spans)
        if quotation.closed:
            assert any(m.end() == quotation.end for m in MARK.finditer(text, quotation.spans[-1].start))
    spans = [(s, q) for q in found for s in q.spans]
    for s, q in spans:
        for t, p in spans:
            if p is not q and s.overlaps(t):
                assert s.covers(t) or t.covers(s), "quotations nest, they do not cross"
                assert (p.level > q.level) == (s.covers(t) and s != t)
    turns(source)


@pytest.mark.parametrize(
    "text",
    [
        "'a" + " players'" * 12_000 + " end.'",
        "'a" + " players' ‘" * 8_000 + " end.'",
        "*" * 40_000 + " 'a" * 40_000,
        " " * 40_000 + "'a" * 40_000,
        ": '" * 40_000,
        "‘" * 100_000,
        "'S " * 40_000,
    ],
    ids=lambda text: text[:12],
)
def test_work_grows_with_the_length(text):
    before = process_time()
    scan(article(text))
    assert process_time() - before < 4
