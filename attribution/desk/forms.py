"""What programs send to the desk and get from it, beyond the forms of the output contract."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from attribution.archive.decided import Fault, JudgementWord
from attribution.result import Decision
from attribution.write.schema.line import Line, Offset

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Note = Annotated[str, StringConstraints(max_length=2000)]


class Given(BaseModel):
    """Something that a program sends: a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class GivenVerdict(Given):
    verdict: Decision | Literal[""]
    """"" takes back the verdict that there is."""
    note: Note = ""


class KeptVerdictForm(Line):
    verdict: Decision | Literal[""]
    note: str
    by: str
    when: str


class GivenCorrection(Given):
    """For words that were missed, ``article``, ``words`` and ``speaker``; else ``attribution`` and what is
    wrong with it. ``as-found`` takes back all corrections of it."""

    fault: Fault
    attribution: str = ""
    article: str = ""
    words: str = ""
    """The right words, as they stand in the article."""
    near: Offset = 0
    """Of several places of the words, the one closest behind this offset."""
    speaker: Annotated[str, StringConstraints(max_length=300)] | None = None
    """The right one; empty for nobody by name."""
    note: Note = ""


class CorrectionForm(Line):
    article: str
    attribution: str
    fault: Fault
    start: int | None
    end: int | None
    speaker: str | None
    note: str
    by: str
    when: str


class GivenJudgement(Given):
    """Whether two names are one person's; ``a`` is a name of somebody in the store."""

    a: Name
    b: Name
    judgement: JudgementWord
    note: Note = ""


class JudgementForm(Line):
    a: str
    b: str
    judgement: JudgementWord
    note: str
    by: str
    when: str


class GivenRemoval(Given):
    article: str


class GivenDraft(Given):
    text: str


class LookedUpForm(Line):
    words: str
    finding: dict[str, Any]
    """As ``verify --json`` answers."""


class GivenArticle(Given):
    """A text with what is known of it, or an address."""

    text: str = ""
    address: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""


class ProblemForm(Line):
    article: str
    code: str
    message: str
    next: str


class BatchForm(Line):
    """What was handed in together."""

    name: str
    by: str
    when: str
    state: str
    """``waiting``, ``reading``, ``done`` or ``failed``."""
    articles: tuple[str, ...]
    """The ids of those that are new in the store."""
    flags: int
    problems: tuple[ProblemForm, ...]


class ExampleForm(Line):
    words: tuple[str, ...]
    """Words that can be replaced: ``w0``, ``w1`` … of the address stand in their places."""
    yaml: str


class CellForm(Line):
    row: str
    column: str
    number: int


class PictureForm(Line):
    title: str
    about: str
    cells: tuple[CellForm, ...]
