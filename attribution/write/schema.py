"""The output contract, version 1, as pydantic models: the form of each line that the program writes, and the way back.

``attribution schema`` prints the JSON Schema made from these. Offsets are code points into the article's text, end exclusive.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from attribution import result
from attribution.article import Article, Problem, Region, Span
from attribution.result import Act, Kind, Severity, SpeakerKind

CONTRACT = 1

Offset = Annotated[int, Field(ge=0)]
Support = Annotated[float, Field(ge=0, le=1)]


class Line(BaseModel):
    """Keys that a later version adds are passed over when a line is read."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, use_attribute_docstrings=True)

    def written(self) -> str:
        """One line of JSON. U+2028 and its like are escaped, because some programs take them for the end of a
        line."""
        text = self.model_dump_json(by_alias=True, exclude=self._left_out())
        return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")

    def _left_out(self) -> set[str]:
        return set()


class SpanForm(Line):
    """A stretch of the article's text."""

    start: Offset
    end: Offset

    @classmethod
    def of(cls, span: Span) -> SpanForm:
        return cls(start=span.start, end=span.end)

    def back(self) -> Span:
        return Span(self.start, self.end)


class WordsForm(SpanForm):
    """A stretch of the article's text with its words."""

    text: str

    @classmethod
    def all(cls, spans: tuple[Span, ...], text: str) -> tuple[WordsForm, ...]:
        return tuple(cls(start=s.start, end=s.end, text=s.of(text)) for s in spans)


class RegionForm(SpanForm):
    kind: Literal["body", "furniture"]
    """``furniture`` stands around the story: captions, related links, bylines."""
    heading: bool = False


class ArticleLine(Line):
    """A line of ``articles.jsonl``."""

    article: str
    """The id: the path relative to the path given, for a row of JSON Lines ``path#id``."""
    title: str | None
    publisher: str | None
    published: str | None
    """ISO 8601 date."""
    url: str | None
    byline: str | None
    language: str
    sha256: str
    """Of the text in UTF-8."""
    words: int
    """WordsForm of the body, as white space parts them."""
    regions: tuple[RegionForm, ...]
    text: str | None = None
    """Only where the source is not plain text."""

    @classmethod
    def of(cls, article: Article) -> ArticleLine:
        body = (article.text[r.start : r.end] for r in article.regions if r.kind == "body")
        return cls(
            article=article.id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            url=article.url,
            byline=article.byline,
            language=article.language,
            sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
            words=sum(len(block.split()) for block in body),
            regions=tuple(
                RegionForm(start=r.start, end=r.end, kind=r.kind, heading=r.heading) for r in article.regions
            ),
            text=None if article.plain else article.text,
        )

    def _left_out(self) -> set[str]:
        return {"text"} if self.text is None else set()

    def back(self, text: str | None = None) -> Article:
        """The article; ``text`` is needed where the line has none."""
        if self.text is None and text is None:
            raise ValueError(f"{self.article}: the line has no text")
        return Article(
            id=self.article,
            text=text if self.text is None else self.text,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            byline=self.byline,
            language=self.language,
            plain=self.text is None,
            regions=tuple(Region(b.kind, b.start, b.end, b.heading) for b in self.regions),
        )


class SpeakerForm(Line):
    name: str | None
    """The fullest form that the article gives, without title or office; null where nobody is named or
    described."""
    person: str | None
    """The id in ``people.jsonl``."""
    kind: SpeakerKind
    role: str | None

    @classmethod
    def of(cls, speaker: result.Speaker) -> SpeakerForm:
        return cls(name=speaker.name, person=speaker.person, kind=speaker.kind, role=speaker.role)

    def back(self) -> result.Speaker:
        return result.Speaker(self.name, self.kind, self.role, self.person)


class CandidateForm(Line):
    name: str
    support: Support
    """How often, on gold data, a candidate with this evidence was the one."""


class AttributionLine(Line):
    """A line of ``attributions.jsonl`` and of ``trial.jsonl``."""

    id: str
    article: str
    kind: Kind
    act: Act
    content: tuple[WordsForm, ...]
    cue: tuple[WordsForm, ...]
    source: tuple[WordsForm, ...]
    speaker: SpeakerForm
    joint: tuple[SpeakerForm, ...] = Field(alias="with")
    """Others who said it jointly."""
    within: str | None
    """The id of the attribution that relays this one."""
    negated: bool
    rule: str
    because: str
    candidates: tuple[CandidateForm, ...]
    """Speakers that were considered, best first."""
    steps: tuple[str, ...] = ()
    """The ways from the source words to the speaker, in words."""

    @classmethod
    def of(cls, a: result.Attribution, text: str) -> AttributionLine:
        return cls(
            id=a.id,
            article=a.article,
            kind=a.kind,
            act=a.act,
            content=WordsForm.all(a.content, text),
            cue=WordsForm.all(a.cue, text),
            source=WordsForm.all(a.source, text),
            speaker=SpeakerForm.of(a.speaker),
            joint=tuple(map(SpeakerForm.of, a.joint)),
            within=a.within,
            negated=a.negated,
            rule=a.rule,
            because=a.because,
            steps=a.steps,
            candidates=tuple(CandidateForm(name=c.name, support=c.support) for c in a.candidates),
        )

    def back(self) -> result.Attribution:
        return result.Attribution(
            id=self.id,
            article=self.article,
            kind=self.kind,
            act=self.act,
            content=_spans(self.content),
            cue=_spans(self.cue),
            source=_spans(self.source),
            speaker=self.speaker.back(),
            rule=self.rule,
            because=self.because,
            joint=tuple(s.back() for s in self.joint),
            within=self.within,
            negated=self.negated,
            candidates=tuple(result.Candidate(c.name, c.support) for c in self.candidates),
            steps=self.steps,
        )


class DifferenceForm(Line):
    type: str
    """``negation``, ``number``, ``word``, ``cut``, ``spelling``, ``typography`` …"""
    a: str
    b: str

    @classmethod
    def of(cls, d: result.Difference) -> DifferenceForm:
        return cls(type=d.type, a=d.a, b=d.b)

    def back(self) -> result.Difference:
        return result.Difference(self.type, self.a, self.b)


class SideForm(Line):
    """One place of a flag."""

    article: str
    publisher: str | None
    published: str | None
    attribution: str
    """Its id; "" where no rule found who speaks."""
    spans: tuple[SpanForm, ...]
    text: str
    sentence: str
    speaker: str | None

    @classmethod
    def of(cls, s: result.Side) -> SideForm:
        return cls(
            article=s.article,
            publisher=s.publisher,
            published=s.published,
            attribution=s.attribution,
            spans=tuple(map(SpanForm.of, s.spans)),
            text=s.text,
            sentence=s.sentence,
            speaker=s.speaker,
        )

    def back(self) -> result.Side:
        return result.Side(
            self.article,
            self.publisher,
            self.published,
            self.attribution,
            _spans(self.spans),
            self.text,
            self.sentence,
            self.speaker,
        )


class VerdictForm(Line):
    """What a person decided about a flag."""

    verdict: Literal["fine", "fault", "unsure"]
    note: str
    by: str
    when: str

    @classmethod
    def of(cls, v: result.Verdict) -> VerdictForm:
        return cls(verdict=v.verdict, note=v.note, by=v.by, when=v.when)

    def back(self) -> result.Verdict:
        return result.Verdict(self.verdict, self.note, self.by, self.when)


class FlagLine(Line):
    """A line of ``flags.jsonl``."""

    id: str
    kind: str
    severity: Severity
    a: SideForm
    b: SideForm | None
    others: tuple[SideForm, ...]
    differences: tuple[DifferenceForm, ...]
    rule: str
    because: str
    verdict: VerdictForm | None

    @classmethod
    def of(cls, f: result.Flag) -> FlagLine:
        return cls(
            id=f.id,
            kind=f.kind,
            severity=f.severity,
            a=SideForm.of(f.a),
            b=f.b and SideForm.of(f.b),
            others=tuple(map(SideForm.of, f.others)),
            differences=tuple(map(DifferenceForm.of, f.differences)),
            rule=f.rule,
            because=f.because,
            verdict=f.verdict and VerdictForm.of(f.verdict),
        )

    def back(self) -> result.Flag:
        return result.Flag(
            self.id,
            self.kind,
            self.severity,
            self.a.back(),
            self.b and self.b.back(),
            self.rule,
            self.because,
            tuple(s.back() for s in self.others),
            tuple(d.back() for d in self.differences),
            self.verdict and self.verdict.back(),
        )


class AlignmentLine(Line):
    """A line of ``alignments.jsonl``: the same words in several places."""

    attributions: tuple[str, ...]
    speakers: Literal["same", "different", "unknown"]
    differences: tuple[DifferenceForm, ...]

    @classmethod
    def of(cls, a: result.Alignment) -> AlignmentLine:
        return cls(
            attributions=a.attributions,
            speakers=a.speakers,
            differences=tuple(map(DifferenceForm.of, a.differences)),
        )

    def back(self) -> result.Alignment:
        return result.Alignment(self.attributions, self.speakers, tuple(d.back() for d in self.differences))


class PersonLine(Line):
    """A line of ``people.jsonl``: a person or organisation across articles."""

    person: str
    name: str
    kind: SpeakerKind
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    articles: int
    attributions: int
    because: tuple[str, ...] = ()
    """Why the spellings were taken for one."""

    @classmethod
    def of(cls, p: result.Person) -> PersonLine:
        return cls(
            person=p.id,
            name=p.name,
            kind=p.kind,
            spellings=p.spellings,
            roles=p.roles,
            articles=p.articles,
            attributions=p.attributions,
            because=p.because,
        )

    def back(self) -> result.Person:
        return result.Person(
            self.person,
            self.name,
            self.kind,
            self.spellings,
            self.roles,
            self.articles,
            self.attributions,
            self.because,
        )


class ProblemLine(Line):
    """A line of ``problems.jsonl``."""

    article: str
    code: str
    message: str
    next: str

    @classmethod
    def of(cls, p: Problem) -> ProblemLine:
        return cls(article=p.article, code=p.code, message=p.message, next=p.next)

    def back(self) -> Problem:
        return Problem(self.article, self.code, self.message, self.next)


class RuleFault(Line):
    """A fault in a rule file; the rule was left out if ``level`` is ``error``."""

    code: str
    file: str
    line: int
    column: int
    message: str
    level: Literal["error", "warning"]


class Counts(Line):
    articles: int
    attributions: int
    direct: int
    mixed: int
    indirect: int
    people: int
    alignments: int
    flags: dict[Severity, int]
    """By severity, with those that have a verdict."""
    settled: int
    """Flags that have a verdict."""
    problems: int
    skipped: int
    """Files of a kind that no reader knows."""


class Run(Line):
    """``run.json``."""

    contract: Literal[1]
    program: str
    pack: str
    """The model pack."""
    rules: str
    """A digest that changes when any rule, list or order does."""
    arguments: tuple[str, ...]
    counts: Counts
    boilerplate: tuple[str, ...]
    """Wordings that stand in so many articles that they were not compared."""
    faults: tuple[RuleFault, ...]


FILES: dict[str, type[Line]] = {
    "articles.jsonl": ArticleLine,
    "attributions.jsonl": AttributionLine,
    "flags.jsonl": FlagLine,
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


DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _spans(places: tuple[SpanForm, ...]) -> tuple[Span, ...]:
    return tuple(p.back() for p in places)
