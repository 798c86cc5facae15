"""The OpenAPI document of the addresses for programs, made from the models of the output contract."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from attribution import __version__
from attribution.desk.endpoint import JSON, Endpoint

IN_PATH = re.compile(r"{(\w+)(?::path)?}")
REFUSAL = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("code", "message", "next")},
}
"""Codes are told in docs/errors.md."""


def openapi(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of all addresses."""
    gives = dict.fromkeys(e.gives for e in endpoints if e.gives)
    takes = dict.fromkeys(e.takes for e in endpoints if e.takes)
    forms, whole = models_json_schema(
        [*((m, "serialization") for m in gives), *((m, "validation") for m in takes)],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for each in endpoints:
        paths[public(each.path)][each.method.lower()] = _operation(each, forms)
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


def public(path: str) -> str:
    """The address as it is written down."""
    return IN_PATH.sub(r"{\1}", path)


def keys(form: type[BaseModel]) -> list[tuple[str, str]]:
    """The keys of what is sent, each with what it is for, or the words that it takes."""
    found = []
    for name, key in form.model_json_schema()["properties"].items():
        words = [w for one in (key, *key.get("anyOf", ())) for w in one.get("enum", ())]
        told = [key.get("description", ""), ", ".join(words)]
        found.append((name, "; ".join(filter(None, told)) or "text"))
    return found


def _operation(e: Endpoint, forms: Mapping[Any, Any]) -> dict[str, Any]:
    one = forms[e.gives, "serialization"] if e.gives else {"type": "object"}
    page = {"count": {"type": "integer"}, "items": {"type": "array", "items": one}}
    found = {"type": "object", "properties": page} if e.many else one
    inside = [(name, "path", "an id") for name in IN_PATH.findall(e.path)]
    asked = [(name, "query", told) for name, told in e.parameters]
    operation: dict[str, Any] = {
        "summary": e.summary,
        "parameters": [_parameter(*each) for each in (*inside, *asked)],
        "responses": {
            "201" if e.takes else "200": _content("kept" if e.takes else "found", found),
            "default": _content("refused", REFUSAL),
        },
    }
    if e.takes:
        operation["requestBody"] = {
            "required": True,
            "content": {JSON: {"schema": forms[e.takes, "validation"]}},
        }
    return operation


def _parameter(name: str, where: str, told: str) -> dict[str, Any]:
    form = {"type": "string"}
    return {"name": name, "in": where, "required": where == "path", "description": told, "schema": form}


def _content(told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": told, "content": {JSON: {"schema": schema}}}
