"""Addresses for programs: what is asked and sent there, and how they answer in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from attribution.archive.file import StoreError
from attribution.desk.flag_list import STATES
from attribution.desk.visit import Visit, number, visit_of
from attribution.refusal import Refusal
from attribution.result import SEVERITIES, Decision

T = TypeVar("T")
JSON = "application/json"
NUMBERED = re.compile(r"(?<=^w)\d+$")
"""Words of an example are w0, w1 …"""


class RefusedRequest(Refusal):
    """What was asked for is not there, or cannot be done; ``status`` is that of the answer."""

    def __init__(self, status: int, code: str, message: str, next: str) -> None:
        super().__init__(code, message, next)
        self.status = status


def nothing_there() -> RefusedRequest:
    return RefusedRequest(
        404, "desk-not-found", "The store has nothing of that id.", "Look for it by its words."
    )


def there(found: T | None) -> T:
    """What was found. Raises RefusedRequest where nothing was."""
    if found is None:
        raise nothing_there()
    return found


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address: what it gives (``many``: a list with the count of all pages), and what it is asked with.
    Where it takes a body (``takes``), it decides something, and ``do`` is called with it."""

    path: str
    summary: str
    do: Callable[..., Any]
    gives: type[BaseModel] | None
    many: bool = False
    parameters: tuple[tuple[str, str], ...] = ()
    takes: type[BaseModel] | None = None

    @property
    def method(self) -> str:
        return "POST" if self.takes else "GET"


def route(endpoint: Endpoint) -> Route:
    """The address as it is served. Other sites cannot send anything there: browsers ask leave for JSON, and
    get none; and who comes from another site is refused before."""

    async def answer(request: Request) -> Response:
        visit, _ = await run_in_threadpool(visit_of, request)
        if visit is None:
            next = "Send it as Authorization: Bearer TOKEN."
            return refusal(RefusedRequest(401, "desk-without-tokens", "A token is wanted.", next))
        try:
            given = await _body(request, endpoint.takes) if endpoint.takes else None
            return await run_in_threadpool(_answered, visit, endpoint, given)
        except RefusedRequest as refused:
            return refusal(refused)

    return Route(endpoint.path, answer, methods=[endpoint.method])


def check_query(query: Mapping[str, str], names: Collection[str]) -> None:
    """Raises RefusedRequest for a name that the address does not have, and for a value that no answer could
    fit: who asks so must not be told that there is nothing."""
    for name, value in query.items():
        if NUMBERED.sub("0", name) not in names:
            message = f"{name}: there is no such name here."
            raise _wrong_query(message, f"There are {', '.join(names) or 'none'}: /api tells them.")
        if value and not VALUES.get(name, str)(value):
            raise _wrong_query(f"{name}: {value[:40]!r} is none of its values.", "/api tells what it takes.")


def _wrong_query(message: str, next: str) -> RefusedRequest:
    return RefusedRequest(422, "desk-wrong-query", message, next)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


async def _body(request: Request, form: type[BaseModel]) -> BaseModel:
    if request.headers.get("content-type", "").split(";")[0].strip() != JSON:
        raise RefusedRequest(415, "desk-no-json", f"The body must be {JSON}.", "Send that Content-Type.")
    try:
        return form.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the body"
        message = f"{place}: {first['msg']}"
        raise RefusedRequest(422, "desk-no-json", message, "/api/openapi.json has the form.") from error


def _answered(visit: Visit, endpoint: Endpoint, given: BaseModel | None) -> Response:
    check_query(visit.query, [name for name, _ in endpoint.parameters])
    try:
        found = endpoint.do(visit) if given is None else endpoint.do(visit, given)
    except StoreError as error:
        raise RefusedRequest(503, error.code, str(error), error.next) from error
    return JSONResponse(_plain(found), 200 if given is None else 201)


def _plain(found: Any) -> Any:
    return found.model_dump(mode="json", by_alias=True) if isinstance(found, BaseModel) else found


def refusal(refused: RefusedRequest) -> Response:
    told = {"code": refused.code, "message": str(refused), "next": refused.next}
    return JSONResponse(told, refused.status)


VALUES: Mapping[str, Callable[[str], object]] = {
    "severity": lambda value: value in SEVERITIES,
    "state": lambda value: value in (*STATES, *get_args(Decision)),
    "since": _is_day,
    "until": _is_day,
    "page": number,
}
"""What is asked with: whether a value is one."""


def listed(lines: list[Any], count: int) -> dict[str, Any]:
    """One page of lines, and how many there are on all pages."""
    return {"count": count, "items": [_plain(line) for line in lines]}
