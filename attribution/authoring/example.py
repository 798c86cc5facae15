"""Examples of rules: run through the whole book, and compared with what is marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from attribution.article import Article, Region, Span
from attribution.document import Document
from attribution.find import spans
from attribution.find.matcher import QUOTE, NearMiss, Thing, holds, matches, satisfies
from attribution.find.quotations import Quotation, scan
from attribution.find.scene import Scene, Token
from attribution.find.select import Found, Lost, attribute
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
    """A text as an article all of whose paragraphs (set apart by blank lines) are its story."""
    regions, at = [], 0
    for block in re.split(r"(\n\s*\n)", text):
        if block.strip():
            regions.append(Region("body", at, at + len(block.rstrip())))
        at += len(block)
    return Article(id=id, text=text, regions=tuple(regions), **about)  # type: ignore[arg-type]


def judge(case: ExampleCase, book: RuleBook, documents: Mapping[str, Document]) -> ExampleOutcome:
    """The example run through the whole book, but for the rules on trial unless it is one of theirs.
    ``documents`` holds the parse of each of its texts."""
    book = book if case.rule.status == "test" else book.stable()
    if case.rule.finds == "flag":
        return _judge_flag(case, book, documents)
    [text] = case.articles
    scene = Scene(text, documents[text.text], scan(text, book.words(text.language, "elisions")))
    found, lost = attribute(scene, book)
    won = [f for f in found if _wins(case.rule, f)]
    marked = example_markup.parse(str(case.example.text)).spans
    roles = (
        ROLES
        if case.rule.finds == "attribution"
        else [r for r in ROLES if r == "source" or _marked(marked, r)]
    )
    expected = {r: spans.union(_marked(marked, r), text.text) for r in roles}
    got = {r: spans.union((s for f in won for s in getattr(f, r)), text.text) for r in roles}
    hit = expected == got if "counter" not in case.kind else not won
    if case.kind.startswith("todo_"):
        return ExampleOutcome(case, not hit, f"it passes now: move it up to “{case.kind[5:]}”" if hit else "")
    if hit:
        return ExampleOutcome(case, True)
    if "counter" in case.kind:
        message = f"“{case.rule.id}” found something in a counterexample"
    elif not won:
        message = f"“{case.rule.id}” found nothing"
    else:
        message = f"“{case.rule.id}” found other words"
    words = {True: expected, False: got}
    shown = {
        which: {r: tuple(s.of(text.text) for s in found_) for r, found_ in by.items() if found_}
        for which, by in words.items()
    }
    return ExampleOutcome(
        case,
        False,
        message,
        shown[True],
        shown[False],
        tuple(_trace(case.rule, scene, marked, found, won, lost)),
        tree(scene.document),
    )


def _wins(rule: Rule, found: Found) -> bool:
    won = found.source_rule if rule.finds == "source" else found.rule
    return won is not None and won.name == rule.name


def _marked(marked: Mapping[str, Sequence[Span]], role: str) -> list[Span]:
    return [
        s for node in (("quote", "content") if role == "content" else (role,)) for s in marked.get(node, ())
    ]


def _trace(
    rule: Rule,
    scene: Scene,
    marked: Mapping[str, Sequence[Span]],
    found: Sequence[Found],
    won: Sequence[Found],
    lost: Sequence[Lost],
) -> Iterator[str]:
    """Why the rule did not win what was expected: what it lost to, what else was found, and where it nearly
    matched."""
    text = scene.article.text
    for match in lost:
        if match.found.rule.name == rule.name:
            yield f"matched “{_words(match.found.content, text)}”, but {match.to.rule.name} (priority {match.to.rule.priority}) won there"
    for other in found:
        if other not in won:
            by = other.rule.name + (f", source by {other.source_rule.name}" if other.source_rule else "")
            yield f"{by} found content “{_words(other.content, text)}”, cue “{_words(other.cue, text)}”, source “{_words(other.source, text)}”"
    if not won:
        yield from _unmet(rule, scene, marked)
        for near in near_misses(rule, scene, found):
            bound = ", ".join(f"{name} “{_thing(thing, scene)}”" for name, thing in near.bound)
            yield f"nearly matched: with {bound or 'nothing bound'}, “{near.failed}” did not hold"


def _unmet(rule: Rule, scene: Scene, marked: Mapping[str, Sequence[Span]]) -> Iterator[str]:
    """Which conditions and edges do not hold on the words that are marked, each mark standing for the word at
    its top."""
    things: dict[str, Thing] = {}
    for name, marks in marked.items():
        if name == QUOTE:
            things.update(
                {QUOTE: q for q in scene.outer_quotations if any(q.spans[0].overlaps(m) for m in marks)}
            )
        elif name in rule.nodes and (token := _top(scene, marks[0])) is not None:
            things[name] = token
    for name, thing in things.items():
        if (
            isinstance(thing, Token)
            and name in rule.nodes
            and (failed := satisfies(rule.nodes[name], scene.word(thing)))
        ):
            word = scene.word(thing)
            is_ = {
                "lemma": word.lemma,
                "word": word.text,
                "upos": word.upos,
                "feats": word.feats,
                "ner": word.ner,
                "deprel": word.deprel,
            }
            yield f"{name} “{word.text}”: {failed} is “{is_.get(failed, '')}”, asked for {_few(getattr(rule.nodes[name], failed))}"
        elif (
            isinstance(thing, Quotation)
            and name in rule.nodes
            and rule.nodes[name].form
            and scene.form(thing) not in rule.nodes[name].form
        ):
            yield f"{name} “{_thing(thing, scene)}”: form is “{scene.form(thing)}”, asked for {_few(rule.nodes[name].form)}"
    for edge in rule.where:
        if edge.left in things and edge.right in things and not holds(edge, scene, things):
            yield f"“{edge.text}” does not hold of “{_thing(things[edge.left], scene)}” and “{_thing(things[edge.right], scene)}”"
    for edge in rule.unless:
        if edge.left in things and edge.right in things and holds(edge, scene, things):
            yield f"“{edge.text}” holds, and “unless” forbids it"


def _top(scene: Scene, span: Span) -> Token | None:
    """The word of a span that no other word of it governs."""
    inside = scene.tokens_between(span.start, span.end)
    return next(
        (
            t
            for t in inside
            if Token(t.sentence, scene.word(t).head) not in inside and scene.word(t).upos != "PUNCT"
        ),
        None,
    )


def _few(values: Iterable[str]) -> str:
    told = sorted(values)
    return ", ".join(f"“{v}”" for v in told[:6]) + (f" or {len(told) - 6} more" if len(told) > 6 else "")


def near_misses(rule: Rule, scene: Scene, found: Sequence[Found] = (), most: int = 3) -> list[NearMiss]:
    """Where the rule came furthest before it failed, most nodes bound first."""
    misses: list[NearMiss] = []
    if rule.finds == "source":
        for one in found:
            given = {n: t for n, t in one.binding.items() if n in rule.nodes and n in ("cue", "content")}
            for _ in matches(rule, scene, given, misses.append):
                pass
    else:
        for _ in matches(rule, scene, {}, misses.append):
            pass
    furthest = max((len(m.bound) for m in misses), default=0)
    return list(dict.fromkeys(m for m in misses if len(m.bound) == furthest))[:most]


def _thing(thing: object, scene: Scene) -> str:
    return (
        scene.word(thing).text
        if isinstance(thing, Token)
        else _words(getattr(thing, "spans", ()), scene.article.text)
    )


def _words(parts: Sequence[Span], text: str) -> str:
    return " … ".join(s.of(text) for s in parts)


def tree(document: Document) -> str:
    """The parse as an indented tree: word, lemma, part of speech, relation to the line above it."""
    lines: list[str] = []
    for sentence in document.sentences:

        def below(index: int, depth: int) -> Iterator[str]:
            word = sentence.words[index]
            ner = f" {word.ner}" if word.ner else ""
            yield f"{'  ' * depth}{word.text}  [{word.lemma} {word.upos}{ner}] {word.deprel}"
            if depth < 60:
                for child in sentence.children[index]:
                    yield from below(child, depth + 1)

        for word in sentence.words:
            if word.head < 0:
                lines += below(word.index, 0)
    return "\n".join(lines)


def _judge_flag(case: ExampleCase, book: RuleBook, documents: Mapping[str, Document]) -> ExampleOutcome:
    from attribution.pipeline import conclude

    seen = [Scene(a, documents[a.text], scan(a, book.words(a.language, "elisions"))) for a in case.articles]
    report = conclude(seen, book)
    raised = [f for f in report.flags if f.rule == case.rule.name]
    hit = bool(raised) is ("counter" not in case.kind)
    if case.kind.startswith("todo_"):
        return ExampleOutcome(case, not hit, f"it passes now: move it up to “{case.kind[5:]}”" if hit else "")
    if hit:
        return ExampleOutcome(case, True)
    message = (
        f"“{case.rule.id}” raised a flag in a counterexample"
        if raised
        else f"“{case.rule.id}” raised no flag"
    )
    trace = [f"raised: {f.rule} ({f.severity}): {f.because}" for f in report.flags]
    trace += [
        f"{a.article}: {a.speaker.name or a.speaker.kind} – "
        + " … ".join(s.of(text[a.article]) for s in a.content)
        + f" ({a.rule})"
        for text in [{x.id: x.text for x in case.articles}]
        for a in report.attributions
    ]
    return ExampleOutcome(
        case,
        False,
        message,
        trace=tuple(trace),
        tree="\n\n".join(f"{s.article.id}:\n{tree(s.document)}" for s in seen),
    )


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
    for label, words in (("expected", outcome.expected), ("got", outcome.got)):
        if outcome.expected or outcome.got:
            told = "  ".join(f"{role}: {' | '.join(f'“{w}”' for w in said)}" for role, said in words.items())
            lines.append(f"  {label:9} {told or 'nothing'}")
    lines += [f"  {line}" for line in outcome.trace]
    lines += [f"    {line}".rstrip() for line in outcome.tree.split("\n") if outcome.tree]
    return "\n".join(lines)
