"""Lines of ``attributions.jsonl`` and of ``trial.jsonl``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from attribution import result
from attribution.result import Act, Kind, SpeakerKind
from attribution.write.schema.line import Line, WordsForm, spans_of

Support = Annotated[float, Field(ge=0, le=1)]


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
            content=spans_of(self.content),
            cue=spans_of(self.cue),
            source=spans_of(self.source),
            speaker=self.speaker.back(),
            rule=self.rule,
            because=self.because,
            joint=tuple(s.back() for s in self.joint),
            within=self.within,
            negated=self.negated,
            candidates=tuple(result.Candidate(c.name, c.support) for c in self.candidates),
            steps=self.steps,
        )
