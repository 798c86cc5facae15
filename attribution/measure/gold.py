"""Attributions that people marked, as PolNeAR stores them, and those that a program predicts, as JSON Lines.

A folder of gold data holds ``text/<article>.txt`` (UTF-8) and ``attributions/<article>_<hex4>.ann`` (brat
standoff, ``<hex4>`` = annotator). Where an article has several annotators, the alphabetically first file is
used. Every event line (``E1<TAB>Attribution:T4 Content:T3 Cue:T2 Source:T1``) with at least one content span
is one gold attribution; numbered roles (``Content2``, ``Source2``) are added to the unnumbered role. Event
lines without content cannot be scored and are skipped.

A file of predictions has one JSON object per line, one line per article::

    {"id": "<article>", "attributions": [{"content": [[s, e], ...], "source": [[s, e], ...], "cue": [[s, e],
    ...]}]}

Offsets are code points, end exclusive, into the text file read as UTF-8 with no newline translation.
``content`` must not be empty; ``source`` and ``cue`` may be empty or missing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution.find.found import Found
from attribution.measure.characters import Span
from attribution.refusal import Refusal
from attribution.result import Attribution

NAME = re.compile(r"^(?P<stem>.+)_(?P<annotator>[0-9a-f]{4})$")


class ScoreError(Refusal):
    """What was marked, or predicted, cannot be used; the message says which file and line."""

    code = "gold-unusable"
    next = "Mend it; attribution/measure/gold.py and tests/gold/README.md describe the forms."

    def __init__(self, message: str) -> None:
        super().__init__(self.code, message, self.next)


def read_text(path: Path) -> str:
    """The file's text, line ends as they are. Raises ScoreError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ScoreError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ScoreError(f"{path}: not UTF-8") from None


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Spans of one attribution, as character offsets into the article."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()

    @classmethod
    def of(cls, found: Attribution | Found) -> GoldAttribution:
        """What the program found, in the same form."""
        parts = (found.content, found.source, found.cue)
        return cls(*(tuple((span.start, span.end) for span in spans) for spans in parts))


def parse_ann(path: Path, length: int) -> tuple[list[GoldAttribution], int]:
    """Attributions of one brat file, and the number of events without content.

    ``length`` is the length of the text, against which offsets are checked. Lines that are no ``T`` or ``E``
    line (notes, text of a multi-line span) are skipped. Raises ScoreError.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[tuple[int, list[str]]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if re.fullmatch(r"T\d+", fields[0]):
            _, _, offsets = fields[1].partition(" ")
            try:
                parsed = tuple((int(s), int(e)) for s, e in (part.split() for part in offsets.split(";")))
            except ValueError:
                raise ScoreError(f"{path}:{number}: bad offsets: {fields[1]!r}") from None
            for start, end in parsed:
                if not 0 <= start < end <= length:
                    raise ScoreError(
                        f"{path}:{number}: span {start}-{end} does not fit a text of {length} characters"
                    )
            spans[fields[0]] = parsed
        elif re.fullmatch(r"E\d+", fields[0]):
            events.append((number, fields[1].split()))
    attributions: list[GoldAttribution] = []
    skipped = 0
    for number, arguments in events:
        roles: dict[str, list[Span]] = defaultdict(list)
        for argument in arguments:
            role, _, target = argument.partition(":")
            if target not in spans:
                raise ScoreError(f"{path}:{number}: {argument!r} points to no span")
            roles[role.rstrip("0123456789")].extend(spans[target])
        if roles["Content"]:
            attributions.append(
                GoldAttribution(tuple(roles["Content"]), tuple(roles["Source"]), tuple(roles["Cue"]))
            )
        else:
            skipped += 1
    return attributions, skipped


def annotation_files(directory: Path) -> dict[str, Path]:
    """The annotation file of each article, in order of name. Raises ScoreError if the folder is not laid out
    as it must be."""
    for needed in (directory / "text", directory / "attributions"):
        if not needed.is_dir():
            raise ScoreError(f"no such directory: {needed}")
    files: dict[str, Path] = {}
    for path in sorted((directory / "attributions").glob("*.ann")):
        name = NAME.match(path.stem)
        if not name:
            raise ScoreError(f"{path}: name is not <article>_<4 hex digits>.ann")
        files.setdefault(name["stem"], path)
    if not files:
        raise ScoreError(f"no .ann files in {directory / 'attributions'}")
    return dict(sorted(files.items()))


def read_gold(directory: Path) -> tuple[dict[str, tuple[str, list[GoldAttribution]]], int]:
    """``{article: (text, attributions)}`` and the number of skipped events. Raises ScoreError."""
    articles: dict[str, tuple[str, list[GoldAttribution]]] = {}
    skipped = 0
    for stem, path in annotation_files(directory).items():
        text_path = directory / "text" / f"{stem}.txt"
        if not text_path.is_file():
            raise ScoreError(f"{path}: no text file {text_path}")
        text = read_text(text_path)
        attributions, without_content = parse_ann(path, len(text))
        articles[stem] = (text, attributions)
        skipped += without_content
    return articles, skipped


def digest(directory: Path) -> str:
    """A hash of the texts and annotations that ``read_gold`` reads."""
    sha = hashlib.sha256()
    for stem, path in annotation_files(directory).items():
        for part in (stem.encode(), (directory / "text" / f"{stem}.txt").read_bytes(), path.read_bytes()):
            sha.update(part + b"\0")
    return sha.hexdigest()


def read_predictions(path: Path, lengths: dict[str, int]) -> dict[str, list[GoldAttribution]]:
    """``{article: attributions}``; ``lengths`` gives each article's text length. Raises ScoreError."""
    result: dict[str, list[GoldAttribution]] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise ScoreError(f"{where}: not JSON: {error}") from None
        if (
            not isinstance(record, dict)
            or not isinstance(record.get("id"), str)
            or not isinstance(record.get("attributions"), list)
        ):
            raise ScoreError(f'{where}: need an object with "id" and "attributions"')
        article = record["id"]
        if article not in lengths:
            raise ScoreError(f"{where}: article {article!r} is not in the gold data")
        if article in result:
            raise ScoreError(f"{where}: article {article!r} occurs twice")
        attributions = []
        for index, entry in enumerate(record["attributions"]):
            at = f"{where}: attribution {index}"
            if not isinstance(entry, dict):
                raise ScoreError(f"{at}: not an object")
            roles = {
                role: _read_spans(entry.get(role, []), lengths[article], f"{at}: {role}")
                for role in ("content", "source", "cue")
            }
            if not roles["content"]:
                raise ScoreError(f"{at}: no content span")
            attributions.append(GoldAttribution(**roles))
        result[article] = attributions
    return result


def _read_spans(value: Any, length: int, where: str) -> tuple[Span, ...]:
    if not isinstance(value, list):
        raise ScoreError(f"{where}: not a list of [start, end] pairs")
    result = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(x) is int for x in pair)):
            raise ScoreError(f"{where}: {pair!r} is not a [start, end] pair of integers")
        start, end = pair
        if not 0 <= start < end <= length:
            raise ScoreError(f"{where}: span {start}-{end} does not fit a text of {length} characters")
        result.append((start, end))
    return tuple(result)
