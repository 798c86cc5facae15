"""Apache Parquet (https://parquet.apache.org): a table of attributions and one of flags, for notebooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from attribution.article import text_of
from attribution.report import Report
from attribution.result import Side
from attribution.write.table import sentence

TEXT, NUMBER, TRUTH, TEXTS = "string", "int32", "bool", "strings"
ATTRIBUTIONS = {
    **dict.fromkeys(("id", "article", "publisher", "published", "url", "kind", "act"), TEXT),
    "negated": TRUTH,
    **dict.fromkeys(("speaker", "speaker_kind", "role", "person"), TEXT),
    "with": TEXTS,
    **dict.fromkeys(("quote", "cue", "source", "sentence"), TEXT),
    **dict.fromkeys(("start", "end"), NUMBER),
    **dict.fromkeys(("rule", "because"), TEXT),
    "flags": TEXTS,
}
SIDE = ("article", "publisher", "published", "attribution", "text", "speaker")
FLAGS = {
    **dict.fromkeys(("id", "kind", "severity", "because", "rule"), TEXT),
    **{f"{side}_{name}": TEXT for side in "ab" for name in SIDE},
    "others": TEXTS,
    **dict.fromkeys(("verdict", "note", "by", "when"), TEXT),
}


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """``attributions.parquet`` and ``flags.parquet``; offsets are code points, end exclusive. Raises
    ModuleNotFoundError without pyarrow."""
    yield "attributions.parquet", _written(ATTRIBUTIONS, list(_attributions(report)))
    yield "flags.parquet", _written(FLAGS, list(_flags(report)))


def _attributions(report: Report) -> Iterator[dict[str, Any]]:
    articles = {a.id: a for a in report.articles}
    flags = defaultdict(list)
    for flag in report.flags:
        for side in flag.sides:
            flags[side.attribution].append(flag.id)
    for a in (a for a in report.attributions if not a.trial):
        article = articles[a.article]
        quote, cue, source = (text_of(spans, article.text) for spans in (a.content, a.cue, a.source))
        yield {
            "id": a.id,
            "article": a.article,
            "publisher": article.publisher,
            "published": article.published,
            "url": article.url,
            "kind": a.kind,
            "act": a.act,
            "negated": a.negated,
            "speaker": a.speaker.name,
            "speaker_kind": a.speaker.kind,
            "role": a.speaker.role,
            "person": a.speaker.person,
            "with": [s.name for s in a.joint if s.name],
            "quote": quote,
            "cue": cue,
            "source": source,
            "sentence": sentence(article, report.sentences.get(article.id, ()), a.content or a.cue),
            "start": a.content[0].start if a.content else None,
            "end": a.content[-1].end if a.content else None,
            "rule": a.rule,
            "because": a.because,
            "flags": list(dict.fromkeys(flags[a.id])),
        }


def _flags(report: Report) -> Iterator[dict[str, Any]]:
    for flag in report.flags:
        decided = flag.verdict
        yield {
            **{name: getattr(flag, name) for name in ("id", "kind", "severity", "because", "rule")},
            **_side("a", flag.a),
            **_side("b", flag.b),
            "others": [side.attribution for side in flag.others],
            **{name: getattr(decided, name, None) for name in ("verdict", "note", "by", "when")},
        }


def _side(name: str, side: Side | None) -> dict[str, Any]:
    return {f"{name}_{of}": getattr(side, of, None) for of in SIDE}


def _written(columns: dict[str, str], rows: list[dict[str, Any]]) -> bytes:
    """The table as a file; its columns have the same types however many rows there are."""
    import pyarrow  # an extra, and half a second
    from pyarrow import parquet

    types = {
        TEXT: pyarrow.string(),
        NUMBER: pyarrow.int32(),
        TRUTH: pyarrow.bool_(),
        TEXTS: pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    out = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), out)
    return bytes(out.getvalue())
