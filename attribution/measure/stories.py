"""Stories: small sets of articles with the flags they must raise, and what is measured over many of them.

A story is a YAML file as ``tests/cases/README.md`` describes it. Its articles are written to a folder and
checked like any others.
"""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

import yaml

from attribution.article import Article
from attribution.each_article import Examined
from attribution.parse.model_pack import SHIPPED_PACK, Models
from attribution.parse.parsed_articles import Progress
from attribution.pipeline import examine, reading_lists
from attribution.read import read
from attribution.refusal import Refusal
from attribution.report import Report
from attribution.result import Flag
from attribution.rule import RuleBook

SERIOUS = ("high", "medium")
CLEAN = "clean"
"""Stands in place of a fault's letter for stories without one."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StoryError(Refusal):
    """A story cannot be used; the message gives its file, the place and what is wanted."""

    code, next = "case-invalid", "tests/cases/README.md describes the form."

    def __init__(self, message: str) -> None:
        super().__init__(self.code, message, self.next)


@dataclass(frozen=True, slots=True)
class ExpectedFlag:
    """A flag that must come: its kind, the severities that count, and words of its two sides."""

    kind: str
    severity: tuple[str, ...]
    a: str
    b: str

    def met_by(self, flag: Flag) -> bool:
        """Whether the flag is of the kind, counts, and two of its places hold the words."""
        if flag.kind != self.kind or flag.severity not in self.severity:
            return False
        texts = [f"{_squeezed(s.text)}\n{s.sentence}" for s in flag.sides]
        a, b = ({i for i, text in enumerate(texts) if _squeezed(words) in text} for words in (self.a, self.b))
        return bool(a and b) and len(a | b) > 1


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its articles and what must be flagged (nothing, when it is clean)."""

    name: str
    about: str
    letter: str
    """The fault's letter, or CLEAN."""
    held_back: bool
    articles: tuple[Mapping[str, str], ...] = field(repr=False)
    expect: tuple[ExpectedFlag, ...]
    allow: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """What came of a story: which expected flags were missed, and the medium and high flags that nobody asked
    for."""

    story: Story
    missed: tuple[ExpectedFlag, ...]
    extra: tuple[Flag, ...]
    report: Report = field(repr=False)

    @property
    def found(self) -> bool:
        return not self.missed


def load(folder: Path, held_back: bool | None = None) -> list[Story]:
    """The stories under a folder in order of path; only those held back, or only the others, when asked so.
    Raises StoryError."""
    found = (_story(path) for path in sorted(folder.rglob("*.yaml")))
    return [story for story in found if held_back is None or story.held_back == held_back]


def _story(path: Path) -> Story:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), LOADER)
        story = Story(
            name=path.stem,
            about=data.get("about", ""),
            letter=data.get("fault", CLEAN),
            held_back=bool(data.get("held_back")),
            articles=tuple(data["articles"]),
            expect=tuple(
                ExpectedFlag(e["kind"], tuple(e["severity"]), e["a"], e["b"])
                for e in data.get("expect") or ()
            ),
            allow=tuple(data.get("allow") or ()),
        )
        texts = [_squeezed(article["text"]) for article in story.articles]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise StoryError(
            f"{place}: no readable YAML in UTF-8. Put text with a colon or a quotation mark between "
            "quotation marks."
        ) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise StoryError(
            f"{path}: a case needs articles, each with a name and a text, "
            "and for each expected flag kind, severity, a and b."
        ) from error
    for words in (w for e in story.expect for w in (e.a, e.b)):
        if not any(_squeezed(words) in text for text in texts):
            raise StoryError(
                f"{path}: “{words}” stands in none of its articles. Copy the words exactly, marks included."
            )
    return story


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def digest(folder: Path, held_back: bool | None = None) -> str:
    """A hash of the stories that ``load`` gives."""
    told = [(s.name, s.articles, s.expect, s.allow) for s in load(folder, held_back)]
    return sha256(repr(told).encode()).hexdigest()


def articles_of(story: Story, book: RuleBook) -> tuple[Article, ...]:
    """The story's articles as they are read from files with an ``articles.csv`` beside them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["path", "publisher", "published"])
            for article in story.articles:
                (folder / article["name"]).write_text(article["text"], encoding="utf-8")
                table.writerow([article["name"], article.get("publisher", ""), article.get("published", "")])
        return read([folder], reading_lists(book)).articles


def run(
    stories: Sequence[Story],
    book: RuleBook,
    *,
    models: Models = SHIPPED_PACK,
    cache: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Iterator[StoryOutcome]:
    """The outcome of each story. Raises PackError where models are needed and do not load."""
    # One pass over all articles keeps what is found in each, so that the models load once and all jobs work.
    read_of = [
        [replace(article, id=f"{number}/{article.id}") for article in articles_of(story, book)]
        for number, story in enumerate(stories)
    ]
    together = list(chain.from_iterable(read_of))
    for _ in Examined(together, book, models=models, cache=cache, jobs=jobs, progress=progress):
        pass
    for story, articles in zip(stories, read_of, strict=True):
        report = examine(articles, book, models=models, cache=cache)
        missed = tuple(e for e in story.expect if not any(e.met_by(f) for f in report.flags))
        extra = tuple(
            f
            for f in report.flags
            if f.severity in SERIOUS
            and f.kind not in story.allow
            and not any(e.met_by(f) for e in story.expect)
        )
        yield StoryOutcome(story, missed, extra, report)


@dataclass(frozen=True, slots=True)
class StoryScore:
    """Over the stories of one letter: how many, in how many every expected flag came, in how many a serious
    flag nobody asked for."""

    stories: int = 0
    found: int = 0
    alarmed: int = 0


def score(outcomes: Iterable[StoryOutcome]) -> dict[str, StoryScore]:
    """The score of each letter, and of the clean stories, in order."""
    table: dict[str, list[StoryOutcome]] = defaultdict(list)
    for outcome in outcomes:
        table[outcome.story.letter].append(outcome)
    return {
        letter: StoryScore(len(of), sum(o.found for o in of), sum(bool(o.extra) for o in of))
        for letter, of in sorted(table.items())
    }


def chief(scores: Mapping[str, StoryScore]) -> dict[str, float]:
    """The rates worth a floor."""
    found = {f"{letter}: found": s.found / s.stories for letter, s in scores.items() if letter != CLEAN}
    return found | {f"{letter}: no other flag": 1 - s.alarmed / s.stories for letter, s in scores.items()}
