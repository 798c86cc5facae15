"""Cases: small sets of articles with the flags they must raise, and what is measured over many of them.

A case is a YAML file as ``tests/cases/README.md`` describes it. Its articles are written to a folder and checked like any others.
"""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import yaml

from attribution.article import Article
from attribution.pipeline import examine, reading_lists, scenes
from attribution.read import read
from attribution.report import Report
from attribution.result import Flag
from attribution.rule import RuleBook

SERIOUS = ("high", "medium")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CaseError(ValueError):
    """A case cannot be used; the message gives its file, the place and what is wanted."""

    code = "case-invalid"


@dataclass(frozen=True, slots=True)
class Expected:
    """A flag that must come: its kind, the severities that count, and words of its two sides."""

    kind: str
    severity: tuple[str, ...]
    a: str
    b: str

    def met_by(self, flag: Flag) -> bool:
        """Whether the flag is of the kind, counts, and two of its places hold the words."""
        if flag.kind != self.kind or flag.severity not in self.severity:
            return False
        sides = [s for s in (flag.a, flag.b, *flag.others) if s]
        texts = [f"{' '.join(s.text.split())}\n{s.sentence}" for s in sides]
        holds = lambda words: {i for i, t in enumerate(texts) if " ".join(words.split()) in t}  # noqa: E731
        a, b = holds(self.a), holds(self.b)
        return bool(a and b) and len(a | b) > 1


@dataclass(frozen=True, slots=True)
class Case:
    """One story: its articles and what must be flagged (nothing, when it is clean)."""

    name: str
    about: str
    letter: str
    """The fault's letter, or ``clean``."""
    held_back: bool
    articles: tuple[Mapping[str, str], ...] = field(repr=False)
    expect: tuple[Expected, ...]
    allow: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: which expected flags were missed, and the medium and high flags that nobody asked
    for."""

    case: Case
    missed: tuple[Expected, ...]
    extra: tuple[Flag, ...]
    report: Report = field(repr=False)

    @property
    def found(self) -> bool:
        return not self.missed


def load(folder: Path, held_back: bool | None = None) -> list[Case]:
    """The cases under a folder in order of path; only those held back, or only the others, when asked so.
    Raises CaseError."""
    found = (_case(path) for path in sorted(folder.rglob("*.yaml")))
    return [case for case in found if held_back is None or case.held_back == held_back]


def _case(path: Path) -> Case:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), LOADER)
        expect = tuple(
            Expected(e["kind"], tuple(e["severity"]), e["a"], e["b"]) for e in data.get("expect") or ()
        )
        case = Case(
            path.stem,
            data.get("about", ""),
            data.get("fault", "clean"),
            bool(data.get("held_back")),
            tuple(data["articles"]),
            expect,
            tuple(data.get("allow") or ()),
        )
        texts = [" ".join(article["text"].split()) for article in case.articles]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise CaseError(
            f"{place}: no readable YAML in UTF-8. Put text with a colon or a quotation mark between quotation marks."
        ) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise CaseError(
            f"{path}: a case needs articles, each with a name and a text, and for each expected flag kind, severity, a and b."
        ) from error
    for words in (w for e in expect for w in (e.a, e.b)):
        if not any(" ".join(words.split()) in text for text in texts):
            raise CaseError(
                f"{path}: “{words}” stands in none of its articles. Copy the words exactly, marks included."
            )
    return case


def digest(folder: Path, held_back: bool | None = None) -> str:
    """A hash of the cases that ``load`` gives."""
    return sha256(
        repr([(c.name, c.articles, c.expect, c.allow) for c in load(folder, held_back)]).encode()
    ).hexdigest()


def articles_of(case: Case, book: RuleBook) -> tuple[Article, ...]:
    """The case's articles as the readers read them from files with an ``articles.csv`` beside them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["path", "publisher", "published"])
            for article in case.articles:
                (folder / article["name"]).write_text(article["text"], encoding="utf-8")
                table.writerow([article["name"], article.get("publisher", ""), article.get("published", "")])
        return read([folder], reading_lists(book)).articles


def run(cases: Sequence[Case], book: RuleBook, **how) -> Iterable[Outcome]:
    """The outcome of each case; ``how`` goes to ``report.examine`` (models, cache)."""
    # One pass over all articles parses those that are not kept, so that the models load once and batches are
    # full.
    deque(
        scenes(
            [replace(a, id=f"{case.name}/{a.id}") for case in cases for a in articles_of(case, book)],
            book,
            **how,
        ),
        maxlen=0,
    )
    for case in cases:
        report = examine(articles_of(case, book), book, **how)
        missed = tuple(e for e in case.expect if not any(e.met_by(f) for f in report.flags))
        extra = tuple(
            f
            for f in report.flags
            if f.severity in SERIOUS
            and f.kind not in case.allow
            and not any(e.met_by(f) for e in case.expect)
        )
        yield Outcome(case, missed, extra, report)


@dataclass(frozen=True, slots=True)
class Score:
    """Over the cases of one letter: how many, in how many every expected flag came, in how many a serious
    flag nobody asked for."""

    cases: int = 0
    found: int = 0
    alarmed: int = 0


def score(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """The score of each letter, and of the clean cases, in order."""
    table: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        table[outcome.case.letter].append(outcome)
    return {
        letter: Score(len(of), sum(o.found for o in of), sum(bool(o.extra) for o in of))
        for letter, of in sorted(table.items())
    }
