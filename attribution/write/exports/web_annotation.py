"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/) as JSON-LD: who said it, and what is asked.

An attribution is an annotation of what was said; a flag one of all its places; a verdict one of its flag.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from attribution import __version__
from attribution.article import Article, Span
from attribution.report import Report
from attribution.result import Attribution, Flag

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words by which a program finds them again."""
WEB = ("http://", "https://")
Json = dict[str, Any]


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """One file, ``annotations.jsonld``."""
    yield "annotations.jsonld", json.dumps(page(report), ensure_ascii=False, indent=1) + "\n"


def page(report: Report) -> Json:
    """An annotation page with all attributions, flags and verdicts, in the order of the report."""
    return {
        "@context": CONTEXT,
        "id": "urn:x-attribution:page",
        "type": "AnnotationPage",
        "items": list(_items(report)),
    }


def _items(report: Report) -> Iterator[Json]:
    """Each attribution, then each flag, the verdict behind it; what rules on trial found is left out."""
    articles = {a.id: a for a in report.articles}
    for attribution in report.attributions:
        if not attribution.trial and attribution.content:
            yield _attribution(attribution, articles[attribution.article])
    for flag in sorted(report.flags, key=lambda f: (f.a.article, f.a.spans, f.id)):
        yield _flag(flag, articles)
        if flag.verdict is not None:
            yield _verdict(flag)


def iri(kind: str, id: str) -> str:
    """The name of an article, attribution or flag where it has no address."""
    return f"urn:x-attribution:{kind}:{quote(id, safe='/')}"


def _attribution(a: Attribution, article: Article) -> Json:
    people = [s for s in (a.speaker, *a.joint) if s.name]
    return _annotation(
        iri("attribution", a.id),
        "identifying",
        [
            *(_text(s.name or "", "identifying") for s in people),
            *(_text(tag, "tagging") for tag in (a.kind, a.act, *(["negated"] if a.negated else []))),
            _text(a.because, "describing"),
        ],
        [_target(article, span) for span in a.content],
    )


def _flag(flag: Flag, articles: dict[str, Article]) -> Json:
    return _annotation(
        iri("flag", flag.id),
        "questioning",
        [_text(flag.because, "questioning"), _text(flag.kind, "tagging"), _text(flag.severity, "tagging")],
        [_target(articles[side.article], span) for side in flag.sides for span in side.spans],
    )


def _verdict(flag: Flag) -> Json:
    decided = flag.verdict
    assert decided is not None
    bodies = [_text(decided.verdict, "assessing")]
    bodies += [_text(decided.note, "commenting")] if decided.note else []
    made = _annotation(iri("verdict", flag.id), "assessing", bodies, [iri("flag", flag.id)])
    return {**made, "creator": {"type": "Person", "name": decided.by}} if decided.by else made


def _annotation(id: str, motivation: str, body: Iterable[Json], target: Iterable[Json | str]) -> Json:
    return {
        "id": id,
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"type": "Software", "name": f"attribution {__version__}"},
        "body": list(body),
        "target": list(target),
    }


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(article: Article, span: Span) -> Json:
    """The words where they stand: by themselves with what is around them, and by their offsets in the text
    that the program read, which for a page with an address is not the text that a browser counts in."""
    before = article.text[max(0, span.start - AROUND) : span.start]
    after = article.text[span.end : span.end + AROUND]
    words = {"type": "TextQuoteSelector", "exact": span.of(article.text), "prefix": before, "suffix": after}
    if article.url and article.url.startswith(WEB):
        return {"type": "SpecificResource", "source": article.url, "selector": words}
    offsets = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": iri("article", article.id), "selector": [words, offsets]}
