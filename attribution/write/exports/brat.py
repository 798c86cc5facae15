"""brat standoff (https://brat.nlplab.org/standoff.html): a text and its annotations for each article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.article import Article, Span
from attribution.report import Report
from attribution.result import Attribution
from attribution.write.exports.conllu import file_name

CONFIGURATION = """\
[entities]
Content
Cue
Source
[relations]
By\tArg1:Content, Arg2:Source
With\tArg1:Content, Arg2:Cue
[events]
[attributes]
"""
RELATIONS = {"Source": "By", "Cue": "With"}


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """``annotation.conf``, and ``.txt`` and ``.ann`` for each article."""
    yield "annotation.conf", CONFIGURATION
    for article in report.articles:
        found = [a for a in report.attributions if a.article == article.id and not a.trial]
        yield f"{file_name(article.id)}.txt", article.text
        yield f"{file_name(article.id)}.ann", "".join(f"{line}\n" for line in _lines(article, found))


def _lines(article: Article, found: Sequence[Attribution]) -> Iterator[str]:
    """The spans of each attribution, its content first, and what joins the others to it."""
    number = relations = 0
    for attribution in found:
        content = number + 1
        for kind, spans in (
            ("Content", attribution.content),
            ("Cue", attribution.cue),
            ("Source", attribution.source),
        ):
            if spans:
                number += 1
                yield f"T{number}\t{kind} {_places(article, spans)}\t{_words(article, spans)}"
                if kind == "Content":
                    name = attribution.speaker.name or "nobody named"
                    yield f"#{number}\tAnnotatorNotes T{number}\t{' '.join(name.split())} [{attribution.id}]"
                elif attribution.content:
                    relations += 1
                    yield f"R{relations}\t{RELATIONS[kind]} Arg1:T{content} Arg2:T{number}"


def _pieces(article: Article, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without their line ends, which brat does not allow within one."""
    for span in spans:
        start = span.start
        for line in span.of(article.text).splitlines(keepends=True):
            words = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
            if words.strip():
                yield Span(start, start + len(words))
            start += len(line)


def _places(article: Article, spans: Sequence[Span]) -> str:
    return ";".join(f"{s.start} {s.end}" for s in _pieces(article, spans))


def _words(article: Article, spans: Sequence[Span]) -> str:
    return " ".join(s.of(article.text) for s in _pieces(article, spans))
