"""Speech set off by a name and a colon instead of quotation marks: transcripts and headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from attribution.article import Article, Region, Span
from attribution.find.dash_turns import dash_turns
from attribution.find.quotations import Quotation
from attribution.read.labels import labels, may_be_said, names_alone

CAPTION = re.compile(r"\s*>>")
"""What begins each turn in captions, whether it is said whose it is or not."""
HEADLINE = re.compile(
    r"[*_#\s]*(?P<label>[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|of|de|van|von|al|bin)){0,4}): +(?=\S)"
)
LONGEST_HEADLINE = 25
"""Words."""
DIRECTION = re.compile(r"\s*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\])\s*$")
"""What is told of the scene at the end of a turn: "(APPLAUSE)", "[crosstalk]"."""
OPENS = tuple("“\"‘'«„")


def turns(article: Article) -> tuple[Quotation, ...]:
    """The turns of a transcript (NAME: …, at least two of them) and a headline of that form; all of a record
    of one voice.

    Each runs to the end of its paragraph, a turn also over paragraphs that stand between it and the next
    one, in a record to its end. In an article names are in capitals, or else one of them comes back (or turns
    with a dash alone follow) and none stands before a quotation; in a record any label counts.
    """
    body = [r for r in article.regions if r.kind == "body"]
    if article.voice is not None:
        return _one_voice(body, article.voice)
    record = article.kind == "record"
    found_labels = _of_a_record(article.text, body) if record else _certain(article.text, body)
    alone = names_alone(article.text, body)
    if len(found_labels) < 2 or (record and len(alone) > len(found_labels)):
        found_labels = alone or found_labels
    found = _transcript(article.text, body, found_labels, record) if len(found_labels) >= 2 else []
    if body and 0 not in found_labels and not record:
        found.extend(_headline(article.text, body[0]))
    return tuple(found)


def _one_voice(body: Sequence[Region], voice: Span) -> tuple[Quotation, ...]:
    """All paragraphs below the words that name whose they are, as one turn."""
    spans = tuple(Span(r.start, r.end) for r in body if r.start > voice.end and not r.heading)
    return (Quotation(spans, label=voice),) if spans else ()


def _certain(text: str, body: Sequence[Region]) -> Mapping[int, re.Match[str]]:
    """The labels of an article that are names for certain, by number of the paragraph."""
    every = labels(text, body)
    capitals = {
        i: m for i, m in every.items() if m["label"].isupper() and (len(m["label"]) > 1 or m["label"] in "QA")
    }
    if len(capitals) >= 2:
        if _are_voices(text, [m["label"] for m in capitals.values()]):
            return capitals
        capitals = {}
    named = {
        i: m
        for i, m in every.items()
        if _is_name(m["label"]) and not text.startswith(OPENS, m.end()) and not body[i].heading
    }
    often = Counter(m["label"] for m in named.values())
    captions = sum(">>" in m["lead"] for m in named.values())
    if len(often) < 2:
        return capitals
    comes_back = max(often.values()) >= 2 or captions >= 2 or bool(dash_turns(text, body, named))
    return named if comes_back else capitals


def _are_voices(text: str, found: Sequence[str]) -> bool:
    """Whether labels in capitals are voices and no rubrics (“PARENTS: schools are open”): there are two, one
    comes back, or two of them look like names."""
    if len(found) == 2 or len({*found}) < len(found):
        return True
    capitalised = {*re.findall(r"\b[A-Z][a-z]\w*", text)}
    names = (len(label.split()) > 1 or len(label) == 1 or label.title() in capitalised for label in found)
    return sum(names) >= 2


def _of_a_record(text: str, body: Sequence[Region]) -> Mapping[int, re.Match[str]]:
    """The labels of a record, without what begins a sentence: “The chair said: “…””."""

    def reports(label: re.Match[str]) -> bool:
        words = label["label"].split()
        return len(words) > 1 and words[-1].islower() and text.startswith(OPENS, label.end())

    return {i: match for i, match in labels(text, body).items() if not reports(match)}


def _is_name(label: str) -> bool:
    """Whether a label in small letters looks like the name of a person."""
    words = label.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _transcript(
    text: str, body: Sequence[Region], found_labels: Mapping[int, re.Match[str]], record: bool
) -> list[Quotation]:
    last = len(body) if record else max(found_labels)
    dashed = dash_turns(text, body, found_labels)
    found = list(dashed.values())
    for i, match in found_labels.items():
        spans = [Span(start, body[i].end)] if (start := _start(text, match, body[i])) else []  # a name alone
        after = i + 1
        while (
            after < (last if spans else len(body))
            and after not in found_labels
            and after not in dashed
            and (not body[after].heading or (not spans and may_be_said(text, body[after])))
        ):
            if CAPTION.match(text, body[after].start):
                break
            spans.append(Span(body[after].start, body[after].end))
            after += 1
        spans = [kept for span in spans if (kept := _spoken(text, span)).start < kept.end]
        if spans:
            found.append(Quotation(tuple(spans), label=Span(match.start("label"), match.end("label"))))
    return found


def _start(text: str, label: re.Match[str], region: Region) -> int | None:
    """Where the words behind a label begin in its paragraph; None where it is all there is."""
    behind = text[label.end() : region.end]
    return region.end - len(behind.lstrip()) if behind.strip() else None


def _spoken(text: str, span: Span) -> Span:
    """The span without what is told of the scene at its end."""
    told = DIRECTION.search(text, max(span.start, span.end - 64), span.end)
    return Span(span.start, told.start()) if told else span


def _headline(text: str, region: Region) -> list[Quotation]:
    match = HEADLINE.match(text, region.start, region.end)
    if not match or len(text[region.start : region.end].split()) > LONGEST_HEADLINE:
        return []
    label = Span(match.start("label"), match.end("label"))
    return [Quotation((Span(match.end(), region.end),), label=label)]
