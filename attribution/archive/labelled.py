"""Corrections that people made in Label Studio, to tasks that ``attribution export`` wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from attribution.archive.decided import Correction, correct
from attribution.archive.recheck import recheck
from attribution.archive.store import Store
from attribution.article import Article, Span
from attribution.refusal import Refusal
from attribution.result import BY_A_PERSON, Attribution
from attribution.rule import RuleBook


class LabelsError(Refusal):
    """The file is no export of Label Studio, or of other articles."""

    code = "labels-unusable"
    next = "Export the project from Label Studio as JSON (not JSON-MIN), with the tasks of this store."

    def __init__(self, message: str) -> None:
        super().__init__(self.code, message, self.next)


class _Value(BaseModel):
    start: int = 0
    end: int = 0
    labels: list[str] = Field(default_factory=list)
    text: str | list[str] = ""


class _Mark(BaseModel):
    id: str = ""
    type: str = ""
    value: _Value = Field(default_factory=_Value)


class _Annotation(BaseModel):
    result: list[_Mark] = Field(default_factory=list)
    was_cancelled: bool = False
    completed_by: int | dict[str, Any] | None = None
    updated_at: str = ""


class _Data(BaseModel):
    model_config = ConfigDict(extra="ignore")
    article: str
    text: str


class LabelledTask(BaseModel):
    """A task as Label Studio exports it."""

    data: _Data
    annotations: list[_Annotation] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Content:
    """What a person marked as said: its place, and the name that they gave."""

    span: Span
    speaker: str | None


def read(data: bytes) -> list[LabelledTask]:
    """The tasks of an export that a person has worked on. Raises LabelsError."""
    try:
        tasks = json.loads(data)
        read = [LabelledTask.model_validate(task) for task in tasks]
    except (ValueError, TypeError, RecursionError) as error:
        what = f"{error.error_count()} values" if isinstance(error, ValidationError) else str(error)
        raise LabelsError(f"This is no export of Label Studio: {what}") from None
    return [task for task in read if any(not a.was_cancelled for a in task.annotations)]


def take_up(store: Store, tasks: Sequence[LabelledTask], book: RuleBook) -> dict[str, int]:
    """Keep what people corrected in the tasks, and work out anew what hangs on it: the number of corrections
    by article, of those that have any. Raises LabelsError before anything is kept, StoreError."""
    made: dict[str, list[Correction]] = {}
    for task in tasks:
        article = store.article(task.data.article)
        if article is None:
            raise LabelsError(f"{task.data.article} is not in the store")
        made[article.id] = list(corrections(article, store.attributions(article.id), task))
    for id, each in made.items():
        for correction in each:
            correct(store, correction)
        if each:
            recheck(store, id, book)
    return {id: len(each) for id, each in made.items() if each}


def corrections(article: Article, found: Sequence[Attribution], task: LabelledTask) -> Iterator[Correction]:
    """What the last annotation of the task says otherwise than what is found now. Content that is gone is no
    speech; content that nobody found was missed; other ends and another name are corrected. Raises
    LabelsError where the task's text is not the article's, or a region none of its stretches."""
    if task.data.text != article.text:
        raise LabelsError(f"The text of {article.id} is another in the task than in the store")
    last = [a for a in task.annotations if not a.was_cancelled][-1]
    marked = _marked(article, last)
    said_so = Correction(
        article.id, attribution="", fault="as-found", by=_name(last.completed_by), when=last.updated_at
    )
    for a in (a for a in found if a.content and not a.trial):
        said, whole = _taken(marked, a), _whole(a)
        of = replace(said_so, attribution=a.id)
        if said is None and a.rule == BY_A_PERSON and not a.cue:
            # What a person marked is taken back by its place.
            yield replace(said_so, start=whole.start, end=whole.end)
        elif said is None:
            yield replace(of, fault="not-speech")
        else:
            if said.span != whole:
                yield replace(of, fault="other-span", start=said.span.start, end=said.span.end)
            if said.speaker != a.speaker.name:
                yield replace(of, fault="other-speaker", speaker=said.speaker)
    for said in marked.values():
        at = said.span
        yield replace(said_so, fault="missed", start=at.start, end=at.end, speaker=said.speaker)


def _marked(article: Article, annotation: _Annotation) -> dict[str, _Content]:
    """What is marked as content: by the attribution that the region was made from, else by the region. Raises
    LabelsError for a region that is no stretch of the article."""
    text = article.text
    names = {r.id: _first(r.value.text) for r in annotation.result if r.type == "textarea"}
    found: dict[str, _Content] = {}
    for region in annotation.result:
        if region.type == "labels" and "Content" in region.value.labels:
            id = region.id.partition("-content-")[0]
            span, before = _span(text, region.value), found.get(id)
            if not 0 <= span.start < span.end <= len(text):
                raise LabelsError(
                    f"What is marked from {span.start} to {span.end} is no stretch of {article.id}, "
                    f"which has {len(text)} characters"
                )
            if before is not None:  # a quotation in pieces
                span = Span(min(span.start, before.span.start), max(span.end, before.span.end))
            found[id] = _Content(span, names.get(region.id) or (before.speaker if before else None))
    return found


def _taken(marked: dict[str, _Content], a: Attribution) -> _Content | None:
    """What is marked for an attribution, by its id or else by its place, taken out of what is marked."""
    at = (id for id, said in marked.items() if said.span == _whole(a))
    id = a.id if a.id in marked else next(at, None)
    return marked.pop(id) if id is not None else None


def _whole(a: Attribution) -> Span:
    return Span(a.content[0].start, a.content[-1].end)


def _span(text: str, value: _Value) -> Span:
    """The place in code points; some versions of Label Studio count UTF-16 units."""
    span = Span(value.start, value.end)
    if not value.text or span.of(text) == value.text:
        return span
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = (len(units[: 2 * n].decode("utf-16-le", "replace")) for n in (value.start, value.end))
    return Span(start, end) if text[start:end] == value.text else span


def _first(text: str | list[str]) -> str | None:
    name = text if isinstance(text, str) else (text or [""])[0]
    return " ".join(name.split()) or None


def _name(who: int | Mapping[str, Any] | None) -> str:
    if isinstance(who, Mapping):
        return str(who.get("email") or who.get("id") or "")
    return "" if who is None else f"Label Studio {who}"
