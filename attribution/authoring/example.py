"""Examples of rules: run through the whole book, and compared with what is marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from attribution.article import Article, Region, Span, text_of
from attribution.authoring.example_trace import trace
from attribution.document import Document, indented
from attribution.extract import scene_of
from attribution.find import spans
from attribution.find.found import Found
from attribution.find.scene import Scene
from attribution.find.select import attribute
from attribution.pipeline import conclude
from attribution.rule import Example, Place, Rule, RuleBook
from attribution.rulebook import example_markup

Kind = Literal["examples", "counterexamples", "todo_examples", "todo_counterexamples"]
KINDS: tuple[Kind, ...] = ("examples", "counterexamples", "todo_examples", "todo_counterexamples")
ROLES = ("content", "cue", "source")


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One example of one rule, with its small articles (one, unless the rule finds flags)."""

    rule: Rule
    kind: Kind
    example: Example
    articles: tuple[Article, ...]

    @property
    def place(self) -> Place:
        return self.example.place

    @property
    def is_counterexample(self) -> bool:
        return self.kind.endswith("counterexamples")

    @property
    def is_todo(self) -> bool:
        """Whether it is a known miss."""
        return self.kind.startswith("todo_")


@dataclass(frozen=True, slots=True)
class ExampleOutcome:
    """How an example went. ``passed`` takes ``todo_`` into account: such an example passes while it misses.

    ``expected`` and ``got`` are words by role, ``trace`` says how far the rule came and what stood in its
    way, ``tree`` is the parse.
    """

    case: ExampleCase
    passed: bool
    message: str = ""
    expected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    got: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trace: tuple[str, ...] = ()
    tree: str = ""


def cases(rules: Iterable[Rule]) -> Iterator[ExampleCase]:
    """Every example of the rules, in the order of their files."""
    for rule in rules:
        for kind in KINDS:
            for example in getattr(rule, kind):
                yield ExampleCase(rule, kind, example, tuple(_articles(rule, example)))


def _articles(rule: Rule, example: Example) -> Iterator[Article]:
    if isinstance(example.text, str):
        yield article("example", example_markup.parse(example.text).text, language=rule.language)
        return
    for name, given in example.text.items():
        said = {"text": given} if isinstance(given, str) else dict(given)  # type: ignore[call-overload]
        yield article(name, str(said.pop("text")), language=rule.language, **{"publisher": name, **said})


def article(id: str, text: str, **about: str) -> Article:
    """A text as an article all of whose paragraphs (set apart by blank lines) are its story, headlines where
    they begin with #."""
    regions, at = [], 0
    for block in re.split(r"(\n\s*\n)", text):
        if block.strip():
            heading = block.lstrip().startswith("#")
            regions.append(Region("body", at, at + len(block.rstrip()), heading))
        at += len(block)
    return Article(id=id, text=text, regions=tuple(regions), **about)  # type: ignore[arg-type]


def judge(case: ExampleCase, book: RuleBook, documents: Mapping[str, Document]) -> ExampleOutcome:
    """The example run through the whole book, but for the rules on trial unless it is one of theirs.
    ``documents`` holds the parse of each of its texts."""
    book = book if case.rule.status == "test" else book.stable()
    scenes = [scene_of(a, documents[a.text], book) for a in case.articles]
    if case.rule.finds == "flag":
        return _judge_flag(case, book, scenes)
    return _judge_words(case, book, scenes[0])


def _judge_words(case: ExampleCase, book: RuleBook, scene: Scene) -> ExampleOutcome:
    """Whether the rule wins exactly the words that are marked; in a counterexample, none."""
    text = scene.article.text
    found, lost = attribute(scene, book)
    won = [f for f in found if _wins(case.rule, f)]
    marked = example_markup.parse(str(case.example.text)).spans
    roles = [r for r in ROLES if case.rule.finds == "attribution" or r == "source" or _marked(marked, r)]
    expected = {r: spans.union(_marked(marked, r), text) for r in roles}
    got = {r: spans.union((s for f in won for s in getattr(f, r)), text) for r in roles}
    hit = not won if case.is_counterexample else expected == got
    if hit or case.is_todo:
        return _as_wished(case, hit)
    if case.is_counterexample:
        message = f"“{case.rule.id}” found something in a counterexample"
    elif not won:
        message = f"“{case.rule.id}” found nothing"
    else:
        message = f"“{case.rule.id}” found other words"
    return ExampleOutcome(
        case,
        False,
        message,
        expected=_shown(expected, text),
        got=_shown(got, text),
        trace=tuple(trace(case.rule, scene, marked, found, won, lost)),
        tree=_tree(scene.document),
    )


def _judge_flag(case: ExampleCase, book: RuleBook, scenes: Sequence[Scene]) -> ExampleOutcome:
    """Whether the rule raises a flag over the articles; in a counterexample, none."""
    report = conclude(scenes, book)
    raised = any(f.rule == case.rule.name for f in report.flags)
    hit = raised is not case.is_counterexample
    if hit or case.is_todo:
        return _as_wished(case, hit)
    what = "raised a flag in a counterexample" if raised else "raised no flag"
    texts = {a.id: a.text for a in case.articles}
    told = [f"raised: {f.rule} ({f.severity}): {f.because}" for f in report.flags]
    for a in report.attributions:
        speaker = a.speaker.name or a.speaker.kind
        told.append(f"{a.article}: {speaker} – {text_of(a.content, texts[a.article])} ({a.rule})")
    return ExampleOutcome(
        case,
        False,
        f"“{case.rule.id}” {what}",
        trace=tuple(told),
        tree="\n\n".join(f"{s.article.id}:\n{_tree(s.document)}" for s in scenes),
    )


def _tree(document: Document) -> str:
    return "\n".join(line for sentence in document.sentences for line in indented(sentence))


def _as_wished(case: ExampleCase, hit: bool) -> ExampleOutcome:
    """The outcome of an example that holds, or of a known miss, which passes while it does not."""
    if not case.is_todo:
        return ExampleOutcome(case, True)
    place = case.kind.removeprefix("todo_")
    return ExampleOutcome(case, not hit, f"it passes now: move it up to “{place}”" if hit else "")


def _wins(rule: Rule, found: Found) -> bool:
    won = found.source_rule if rule.finds == "source" else found.rule
    return won is not None and won.name == rule.name


def _marked(marked: Mapping[str, Sequence[Span]], role: str) -> list[Span]:
    nodes = ("quote", "content") if role == "content" else (role,)
    return [span for node in nodes for span in marked.get(node, ())]


def _shown(by_role: Mapping[str, Sequence[Span]], text: str) -> dict[str, tuple[str, ...]]:
    return {role: tuple(s.of(text) for s in of) for role, of in by_role.items() if of}


def run(
    case: ExampleCase, book: RuleBook, documents: Mapping[str, Document], lacking: Mapping[str, str] = {}
) -> ExampleOutcome:
    """``judge`` for an example some text of which may have no parse: it fails then, with the reason."""
    for text in case.articles:
        if text.text not in documents:
            return ExampleOutcome(
                case,
                False,
                f"“{case.rule.id}”: no parse of this example: {lacking.get(text.text, 'none was made')}",
            )
    return judge(case, book, documents)


def render(outcome: ExampleOutcome) -> str:
    """A failed example in plain text: its place, what was expected, what came, why, and the parse."""
    case = outcome.case
    lines = [f"{case.place}: {outcome.message} [{case.kind}]"]
    if isinstance(case.example.text, str):
        lines += [f"    {line}" for line in case.example.text.rstrip().split("\n")]
    for label, by_role in (("expected", outcome.expected), ("got", outcome.got)):
        if outcome.expected or outcome.got:
            told = "  ".join(
                f"{role}: {' | '.join(f'“{w}”' for w in said)}" for role, said in by_role.items()
            )
            lines.append(f"  {label:9} {told or 'nothing'}")
    lines += [f"  {line}" for line in outcome.trace]
    lines += [f"    {line}".rstrip() for line in outcome.tree.split("\n") if outcome.tree]
    return "\n".join(lines)
