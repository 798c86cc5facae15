"""Label Studio tasks (https://labelstud.io/guide/tasks): an article each, what was found as predictions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attribution import __version__
from attribution.article import Article
from attribution.report import Report
from attribution.result import Attribution

INTERFACE = """\
<View>
  <Labels name="part" toName="text">
    <Label value="Content"/><Label value="Cue"/><Label value="Source"/>
  </Labels>
  <Text name="text" value="$text" granularity="character"/>
  <TextArea name="speaker" toName="text" perRegion="true" editable="true"/>
</View>
"""


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """``tasks.json`` to import, ``interface.xml`` to label with."""
    tasks = [
        _task(article, [a for a in report.attributions if a.article == article.id and not a.trial])
        for article in report.articles
    ]
    yield "interface.xml", INTERFACE
    yield "tasks.json", json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _task(article: Article, found: list[Attribution]) -> dict[str, Any]:
    return {
        "data": {"text": article.text, "article": article.id, "publisher": article.publisher},
        "predictions": [
            {
                "model_version": f"attribution {__version__}",
                "result": [region for a in found for region in _regions(article, a)],
            }
        ],
    }


def _regions(article: Article, a: Attribution) -> Iterator[dict[str, Any]]:
    for part, spans in (("Content", a.content), ("Cue", a.cue), ("Source", a.source)):
        for number, span in enumerate(spans):
            place = {"start": span.start, "end": span.end, "text": span.of(article.text)}
            region = {
                "id": f"{a.id}-{part.lower()}-{number}",
                "from_name": "part",
                "to_name": "text",
                "type": "labels",
                "value": {**place, "labels": [part]},
            }
            yield region
            if part == "Content" and a.speaker.name:
                yield {
                    **region,
                    "from_name": "speaker",
                    "type": "textarea",
                    "value": {**place, "text": [a.speaker.name]},
                }
