"""``quotes.csv``: one row an attribution, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from attribution.article import Article, Span, text_of
from attribution.decisions import FORMULA, not_computed
from attribution.report import Report

COLUMNS = (
    "article",
    "publisher",
    "published",
    "kind",
    "act",
    "speaker",
    "role",
    "quote",
    "cue",
    "sentence",
    "flags",
    "against",
    "id",
    "start",
    "end",
    "url",
)
AGAINST = {"record": "against the record", "paper": "paper against paper", None: ""}


def table(report: Report) -> str:
    """The file's text, with byte order mark."""
    articles = {a.id: a for a in report.articles}
    flags = defaultdict(list)
    against = defaultdict(list)
    for flag in report.flags:
        for side in flag.sides:
            flags[side.attribution].append(f"{flag.kind} ({flag.severity})")
            against[side.attribution].append(AGAINST[flag.against])
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for a in report.attributions:
        if a.trial:
            continue
        article = articles[a.article]
        quote, cue = (text_of(spans, article.text) for spans in (a.content, a.cue))
        where = sentence(article, report.sentences.get(article.id, ()), a.content or a.cue)
        writer.writerow(
            map(
                cell,
                (
                    a.article,
                    article.publisher,
                    article.published,
                    a.kind,
                    a.act,
                    a.speaker.name,
                    a.speaker.role,
                    quote,
                    cue,
                    where,
                    "; ".join(dict.fromkeys(flags[a.id])),
                    "; ".join(filter(None, dict.fromkeys(against[a.id]))),
                    a.id,
                    *((str(a.content[0].start), str(a.content[-1].end)) if a.content else ("", "")),
                    article.url,
                ),
            )
        )
    return "\ufeff" + out.getvalue()


def cell(value: str | None) -> str:
    """One line of text that no spreadsheet takes for a formula."""
    text = " ".join((value or "").split())
    return f"'{text}" if (value or "").startswith(FORMULA) else not_computed(text)


def sentence(article: Article, sentences: Sequence[Span], spans: Sequence[Span]) -> str:
    """The sentences that the spans touch; where none are known, their paragraphs."""
    if not spans:
        return ""
    start, end = spans[0].start, max(s.end for s in spans)
    blocks = sentences or article.regions
    first = max(0, bisect_right(blocks, start, key=lambda b: b.start) - 1)
    touched = [
        b for b in blocks[first : bisect_right(blocks, end - 1, key=lambda b: b.start)] if b.end > start
    ]
    return article.text[min([start, *(b.start for b in touched)]) : max([end, *(b.end for b in touched)])]
