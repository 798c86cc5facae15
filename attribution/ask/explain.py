"""Why the report says so: what it holds about an attribution or flag, and what the rules find there again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution.ask.found_again import found_again, quoted
from attribution.parse.model_pack import SHIPPED_PACK, Models
from attribution.refusal import Refusal
from attribution.rule import RuleBook
from attribution.rulebook.book import load


class ExplainError(Refusal):
    """Nothing can be explained."""


@dataclass(frozen=True, slots=True)
class ReportLines:
    """The lines of a report's files, by id, and how the report was made."""

    attributions: Mapping[str, Mapping[str, Any]]
    flags: Mapping[str, Mapping[str, Any]]
    passed: Mapping[str, Mapping[str, Any]]
    run: Mapping[str, Any]


def explain(
    report: Path,
    id: str,
    *,
    rules: Sequence[Path] = (),
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
) -> Iterator[str]:
    """Lines of plain text about the attribution or flag of that id (or the beginning of one) in a report's
    folder, or about what was passed over.

    Raises ExplainError: ``no-report``, ``no-such-id``; PackError where an article must be parsed again and no
    model loads.
    """
    lines = _lines_of(report)
    line = _line_with(id, lines)
    book = load(rules)
    wanted = [line]
    if line["id"] in lines.flags or line["id"] in lines.passed:
        yield from _flag(line, book) if line["id"] in lines.flags else _passed(line, book)
        sides = (side["attribution"] for side in (line["a"], line["b"]) if side)
        wanted = [lines.attributions[side] for side in sides if side in lines.attributions]
    for attribution in wanted:
        yield from _told(attribution)
        yield from found_again(attribution, lines.run["arguments"], book, models, cache)
    if book.digest != lines.run["rules"]:
        yield (
            "The rules have changed since the report was written; what is said of rules that lost is of the "
            "rules as they are now."
        )


def _lines_of(report: Path) -> ReportLines:
    """The lines of a report's folder; those of rules on trial count among the attributions."""
    try:
        run = json.loads((report / "run.json").read_text(encoding="utf-8"))
        attributions, trial, flags, passed = (
            {line["id"]: line for line in map(json.loads, _text_lines(report / f"{name}.jsonl"))}
            for name in ("attributions", "trial", "flags", "passed")
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ExplainError(
            "no-report",
            f"{report} holds no report that can be read ({error})",
            "Name the folder that `attribution check --out` wrote.",
        ) from None
    return ReportLines(attributions | trial, flags, passed, run)


def _text_lines(file: Path) -> list[str]:
    if not file.exists() and file.name == "passed.jsonl":  # reports of earlier versions have none
        return []
    return file.read_text(encoding="utf-8").splitlines()


def _line_with(id: str, lines: ReportLines) -> Mapping[str, Any]:
    """The one line whose id begins so."""
    found = [
        line
        for key, line in {**lines.attributions, **lines.flags, **lines.passed}.items()
        if key.startswith(id)
    ]
    if len(found) != 1:
        raise ExplainError(
            "no-such-id",
            f"{len(found) or 'no'} attributions or flags have the id “{id}”",
            "Ids stand in attributions.jsonl, flags.jsonl and passed.jsonl; the report shows them too.",
        )
    return found[0]


def _flag(line: Mapping[str, Any], book: RuleBook) -> Iterator[str]:
    yield f"{line['kind']} ({line['severity']}), {line['rule']}: {line['because']}"
    yield from _conditions(line, book)
    yield ""


def _passed(line: Mapping[str, Any], book: RuleBook) -> Iterator[str]:
    yield f"passed over, no flag: {line['because']}"
    yield f"  {line['rule']} would raise {line['kind']} ({line['severity']}), unless {line['condition']}"
    for side in (line["a"], line["b"]):
        yield f"  {side['article']}, {side['speaker'] or 'nobody by name'}: {quoted(side['text'])}"
    yield from _conditions(line, book)
    yield ""


def _conditions(line: Mapping[str, Any], book: RuleBook) -> Iterator[str]:
    rule = next((r for r in book.rules if r.name == line["rule"]), None)
    if rule:
        yield f"  {rule.title}."
        for word, conditions in (("when", rule.when), ("unless", rule.unless_when)):
            for key, value in conditions.items():
                said = " or ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                yield f"  {word} {key}: {said.lower()}"
    for difference in line["differences"]:
        yield f"  differs ({difference['type']}): “{difference['a']}” / “{difference['b']}”"


def _told(line: Mapping[str, Any]) -> Iterator[str]:
    """What the report itself says of an attribution."""
    speaker = line["speaker"]
    about = ", ".join(part for part in (speaker["kind"], speaker["role"]) if part)
    yield f"{line['id']} in {line['article']}: {speaker['name'] or 'nobody by name'} ({about})"
    for role in ("content", "cue", "source"):
        if line[role]:
            yield (
                f"  {role:8} "
                + " … ".join(quoted(s["text"]) for s in line[role])
                + f"  at {line[role][0]['start']}"
            )
    negated = ", negated" if line["negated"] else ""
    yield f"  {'kind':8} {line['kind']}, {line['act']}{negated}" + (
        f", within {line['within']}" if line["within"] else ""
    )
    yield f"  {'rule':8} {line['rule']}: {line['because']}"
    for number, step in enumerate(line.get("steps", ()), 1):
        yield f"  step {number:<3} {step}"
    for candidate in line["candidates"]:
        yield f"  speaker? {candidate['name']}  {candidate['support']}"
