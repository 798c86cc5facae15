"""The OpenAPI document of the addresses for programs, made from the models of the output contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import models_json_schema

from attribution import __version__
from attribution.desk.visit import Visit
from attribution.result import Decision
from attribution.write.schema.across import VerdictForm

JSON = "application/json"


class GivenVerdict(BaseModel):
    """A verdict that a program sends."""

    model_config = ConfigDict(extra="forbid")
    verdict: Decision
    note: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address: what it gives (``many``: a list with the count of all pages), and what it is asked with."""

    path: str
    summary: str
    give: Callable[[Visit], Any]
    model: type[BaseModel] | None
    many: bool = False
    parameters: tuple[tuple[str, str], ...] = ()


def openapi(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of all addresses."""
    models = [e.model for e in endpoints if e.model] + [VerdictForm]
    keys, whole = models_json_schema(
        [*((m, "serialization") for m in dict.fromkeys(models)), (GivenVerdict, "validation")],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, Any] = {}
    for e in endpoints:
        one = keys[e.model, "serialization"] if e.model else {"type": "object"}
        listed = {
            "type": "object",
            "properties": {"count": {"type": "integer"}, "items": {"type": "array", "items": one}},
        }
        inside = [(name, "path", "an id") for name in _in_path(e.path)]
        asked = [(name, "query", told) for name, told in e.parameters]
        paths[e.path] = {
            "get": {
                "summary": e.summary,
                "parameters": [
                    {
                        "name": n,
                        "in": where,
                        "required": where == "path",
                        "description": told,
                        "schema": {"type": "string"},
                    }
                    for n, where, told in (*inside, *asked)
                ],
                "responses": {
                    "200": _content(listed if e.many else one),
                    "404": {"description": "not in the store"},
                },
            }
        }
    paths["/api/flags/{flag}/verdicts"] = {
        "post": {
            "summary": "Decide on a flag",
            "parameters": [{"name": "flag", "in": "path", "required": True, "schema": {"type": "string"}}],
            "requestBody": {
                "required": True,
                "content": {JSON: {"schema": keys[GivenVerdict, "validation"]}},
            },
            "responses": {
                "201": _content(keys[VerdictForm, "serialization"]),
                "404": {"description": "no such flag"},
            },
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "The desk", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": whole.get("$defs", {}),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "found", "content": {JSON: {"schema": schema}}}


def _in_path(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]
