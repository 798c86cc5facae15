"""Lists of quotations below the names of those who said them: a line with a name, then paragraphs in marks.

The same lines may stand the other way round, each name below its words; the first of them tells which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from attribution.article import Article, Span
from attribution.document import Document
from attribution.find.quotations import Quotation

LEAST = 2
"""So many names with words below them make such a list."""
LONGEST_LINE = 100
"""Code points of a line with a name and what somebody is."""
BLANKS = " \t\r\n*_#>-–—•"
PARTING = ",;:(–—-"
MARKS = '“"«„'


def under_names(
    article: Article, document: Document, quotations: Sequence[Quotation]
) -> tuple[Quotation, ...]:
    """The quotations below each name of such a list, as turns of the one who is named."""
    body = [_bare(article.text, Span(r.start, r.end)) for r in article.regions if r.kind == "body"]
    outer = {s for q in quotations if q.level == 0 for s in q.spans}
    quoted = [p in outer for p in body]
    named: dict[int, Span] = {}
    if sum(quoted) >= LEAST:
        people = [Span(n.start, n.end) for n in document.names if n.type == "PERSON"]
        lines = ((i, _name(article.text, document, p, people)) for i, p in enumerate(body) if i)
        named = {i: name for i, name in lines if name is not None}
    found = tuple(_below(body, named, quoted)) if len(named) >= LEAST else ()
    return found if len(found) >= LEAST else ()


def _below(body: Sequence[Span], named: Mapping[int, Span], quoted: Sequence[bool]) -> Iterator[Quotation]:
    """The quotations below each name, of runs of names and quotations that begin with a name and end with a
    quotation."""
    for listed, run in groupby(range(len(body)), key=lambda i: i in named or quoted[i]):
        lines = list(run)
        if not listed or lines[0] not in named or not quoted[lines[-1]]:
            continue
        heads = [i for i in lines if i in named]
        for head, end in pairwise([*heads, lines[-1] + 1]):
            if end > head + 1:
                yield Quotation(tuple(body[head + 1 : end]), label=named[head])


def _name(text: str, document: Document, line: Span, people: Sequence[Span]) -> Span | None:
    """The name that a line gives, alone or before a mark, or else without a verb; None for any other
    paragraph."""
    if line.end - line.start > LONGEST_LINE or any(mark in line.of(text) for mark in MARKS):
        return None
    name = next((p for p in people if line.covers(p)), None)
    if name is None or text[name.end : line.end].strip(" *_")[:1] in (*PARTING, ""):
        return name
    words = (w for s in document.sentences_at(line.start, line.end) for w in s.words)
    return None if any("VerbForm=Fin" in w.feats for w in words) else name


def _bare(text: str, paragraph: Span) -> Span:
    """The paragraph without signs of lists, headings and emphasis around it."""
    words = paragraph.of(text)
    start = paragraph.start + len(words) - len(words.lstrip(BLANKS))
    return Span(start, max(start, paragraph.start + len(words.rstrip(BLANKS))))
