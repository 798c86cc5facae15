"""SARIF 2.1.0 (OASIS), as code hosts show findings beside lines: flags, and faults of rule files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attribution import __version__
from attribution.article import Article
from attribution.read.address import is_address
from attribution.report import Report
from attribution.result import Flag, Side
from attribution.write.flag_kinds import called

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"high": "error", "medium": "warning", "low": "note", "info": "note"}


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """``report.sarif``."""
    articles = {a.id: _ArticleInFile(a, report.places.get(a.id, a.id)) for a in report.articles}
    results = [_flag(flag, articles) for flag in report.flags]
    results += [
        {
            "ruleId": problem.code,
            "level": problem.level,
            "message": {"text": problem.message},
            "locations": [
                _location(
                    problem.place.file,
                    {"startLine": max(1, problem.place.line), "startColumn": max(1, problem.place.column)},
                )
            ],
        }
        for problem in report.rules.problems
    ]
    driver = {
        "name": "attribution",
        "version": __version__,
        "rules": [
            {"id": id, "shortDescription": {"text": called(id)}}
            for id in sorted({r["ruleId"] for r in results})
        ],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    sarif = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield "report.sarif", json.dumps(sarif, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class _ArticleInFile:
    """An article, and the file that it lies in."""

    article: Article
    file: str


def _flag(flag: Flag, articles: dict[str, _ArticleInFile]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": flag.kind,
        "level": LEVELS[flag.severity],
        "message": {"text": flag.because},
        "partialFingerprints": {"attributionFlag/v1": flag.id},
        "locations": [_place(flag.a, articles)],
        "relatedLocations": [{"id": i, **_place(side, articles)} for i, side in enumerate(flag.sides[1:], 1)],
    }
    if flag.verdict is not None:
        status = "underReview" if flag.verdict.verdict == "unsure" else "accepted"
        result["suppressions"] = [{"kind": "external", "status": status, "justification": flag.verdict.note}]
    return result


def _place(side: Side, articles: dict[str, _ArticleInFile]) -> dict[str, Any]:
    """Where the words stand: of a plain text line and column; of others, whose lines are not the text's, the
    file."""
    at = articles[side.article]
    text, (start, end) = at.article.text, (side.spans[0].start, side.spans[0].end)
    region = {
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": start - text.rfind("\n", 0, start),
        "endLine": text.count("\n", 0, end) + 1,
        "endColumn": end - text.rfind("\n", 0, end),
        "charOffset": start,
        "charLength": end - start,
        "snippet": {"text": text[start:end]},
    }
    return {
        **_location(at.file, region if at.article.plain else None),
        "logicalLocations": [{"fullyQualifiedName": f"{side.article}:{start}-{end}"}],
        "message": {"text": text[start:end]},
    }


def _location(file: str, region: dict[str, Any] | None) -> dict[str, Any]:
    if file.startswith(".."):
        file = Path(file).resolve().as_uri()
    # Before the first slash a colon would make a scheme of what is a path (RFC 3986, section 4.2).
    uri = file if file.startswith("file://") else quote(file, safe="/:#" if is_address(file) else "/")
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    return {"physicalLocation": place | ({"region": region} if region else {})}
