"""The output contract, version 1, as pydantic models: the form of each line, and the way back from it.

``attribution schema`` prints the JSON Schema made from these. Offsets are code points into the article's
text, end exclusive.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from attribution.write.schema.across import AlignmentLine, FlagLine, PassedLine, PersonLine
from attribution.write.schema.article import ArticleLine, ProblemLine
from attribution.write.schema.attribution import AttributionLine
from attribution.write.schema.line import Line
from attribution.write.schema.run import Run

CONTRACT = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, type[Line]] = {
    "articles.jsonl": ArticleLine,
    "attributions.jsonl": AttributionLine,
    "flags.jsonl": FlagLine,
    "passed.jsonl": PassedLine,
    "alignments.jsonl": AlignmentLine,
    "people.jsonl": PersonLine,
    "problems.jsonl": ProblemLine,
    "trial.jsonl": AttributionLine,
    "run.json": Run,
}
"""The model of each line of each file for programs."""


def schema(file: str | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line of one file, or of a line of any; raises KeyError for a file that
    is not of the contract."""
    if file is not None:
        return {"$schema": DIALECT, **FILES[file].model_json_schema(by_alias=True, mode="serialization")}
    keys, whole = models_json_schema(
        [(model, "serialization") for model in dict.fromkeys(FILES.values())], by_alias=True
    )
    lines = [{"title": name, **keys[model, "serialization"]} for name, model in FILES.items()]
    return {
        "$schema": DIALECT,
        "title": f"Attribution output contract, version {CONTRACT}",
        "anyOf": lines,
        **whole,
    }
