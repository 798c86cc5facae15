"""Lines of what is found across articles: ``flags.jsonl``, ``alignments.jsonl`` and ``people.jsonl``."""

from __future__ import annotations

from typing import Literal

from attribution import result
from attribution.result import Against, Decision, SpeakerKind
from attribution.rule import Severity
from attribution.write.schema.line import Line, SpanForm, spans_of


class DifferenceForm(Line):
    type: str
    """``negation``, ``number``, ``word``, ``cut``, ``spelling`` …"""
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
    record: bool = False
    """Whether the article is a record of what was said."""

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
            record=s.record,
        )

    def back(self) -> result.Side:
        return result.Side(
            self.article,
            self.publisher,
            self.published,
            self.attribution,
            spans_of(self.spans),
            self.text,
            self.sentence,
            self.speaker,
            self.record,
        )


class VerdictForm(Line):
    """What a person decided about a flag."""

    verdict: Decision
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
    against: Against | None = None
    """``record``: a paper against a record of what was said; ``paper``: papers against each other."""

    @classmethod
    def of(cls, f: result.Flag) -> FlagLine:
        return cls(
            id=f.id,
            kind=f.kind,
            severity=f.severity,
            a=SideForm.of(f.a),
            b=SideForm.of(f.b) if f.b else None,
            others=tuple(map(SideForm.of, f.others)),
            differences=tuple(map(DifferenceForm.of, f.differences)),
            rule=f.rule,
            because=f.because,
            verdict=VerdictForm.of(f.verdict) if f.verdict else None,
            against=f.against,
        )

    def back(self) -> result.Flag:
        return result.Flag(
            self.id,
            self.kind,
            self.severity,
            self.a.back(),
            self.b.back() if self.b else None,
            self.rule,
            self.because,
            tuple(s.back() for s in self.others),
            tuple(d.back() for d in self.differences),
            self.verdict.back() if self.verdict else None,
        )


class PassedLine(Line):
    """A line of ``passed.jsonl``: what was compared and does not agree, and why no flag was raised."""

    id: str
    kind: str
    """The kind of flag that the rule would have raised."""
    severity: Severity
    a: SideForm
    b: SideForm
    differences: tuple[DifferenceForm, ...]
    rule: str
    condition: str
    """The condition of the rule that passed it."""
    because: str

    @classmethod
    def of(cls, p: result.Passed) -> PassedLine:
        return cls(
            id=p.id,
            kind=p.kind,
            severity=p.severity,
            a=SideForm.of(p.a),
            b=SideForm.of(p.b),
            differences=tuple(map(DifferenceForm.of, p.differences)),
            rule=p.rule,
            condition=p.condition,
            because=p.because,
        )

    def back(self) -> result.Passed:
        return result.Passed(
            self.id,
            self.kind,
            self.severity,
            self.a.back(),
            self.b.back(),
            self.rule,
            self.condition,
            self.because,
            tuple(d.back() for d in self.differences),
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
