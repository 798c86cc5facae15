"""One article in, what was found out: what the rules found and who was meant, as attributions, each with its
reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from attribution.article import Article, Span, text_of
from attribution.document import Document
from attribution.find.found import Found
from attribution.find.quotations import Quotation, scan
from attribution.find.reading import hardly_reports
from attribution.find.scene import Scene, Token
from attribution.find.select import attribute
from attribution.result import NOBODY, Act, Attribution, Kind, short_id
from attribution.rule import TURN, RuleBook
from attribution.speakers.resolver import resolve

DIRECT_SHARE = 0.9
"""From this share of its characters inside quotation marks on, a content counts as direct (as in the PolNeAR
evaluation)."""
ACTS: tuple[Act, ...] = ("belief", "intention", "attitude")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one article, whatever others say: attributions with the speakers that it names, and
    quotations; which models failed on it, and which rules were given up."""

    attributions: tuple[Attribution, ...]
    quotations: tuple[Quotation, ...]
    gaps: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds in an article and its parse what a rule book finds there: workers do so beside each other."""

    book: RuleBook

    def __call__(self, article: Article, document: Document) -> Findings:
        return findings(scene_of(article, document, self.book), self.book)


def scene_of(article: Article, document: Document, book: RuleBook) -> Scene:
    """The article with its parse and its quotations."""
    return Scene(article, document, quotations(article, book))


def quotations(article: Article, book: RuleBook) -> tuple[Quotation, ...]:
    """What stands between marks in the article."""
    return scan(article, book.words(article.language, "elisions"))


def findings(scene: Scene, book: RuleBook) -> Findings:
    """What the rules find in a scene."""
    found = tuple(statements(scene, book))
    return Findings(found, scene.quotations, scene.document.gaps, tuple(sorted(scene.given_up)))


def statements(scene: Scene, book: RuleBook) -> list[Attribution]:
    """The attributions of one article in text order, with canonical speakers; after them what rules on trial
    find.

    Rules on trial change nothing about what the others find.
    """
    stable = book.stable()
    told = _told(scene, attribute(scene, stable)[0], book)
    if stable is not book:
        told += [a for a in _told(scene, attribute(scene, book)[0], book) if a.trial]
    return told


def _told(scene: Scene, found: Sequence[Found], book: RuleBook) -> list[Attribution]:
    voices = resolve(scene, found, book)
    ids = [id_of(scene, f) for f in found]
    return [
        Attribution(
            id=ids[i],
            article=scene.article.id,
            kind="turn" if _is_turn(scene, f) else kind(scene, f.content),
            act=_act(scene, f, book),
            content=f.content,
            cue=f.cue,
            source=f.source,
            speaker=voice.speaker,
            rule=f.rule.name,
            because=because(scene, f),
            joint=voice.joint,
            within=None if f.within is None else ids[f.within],
            negated=f.negated or _denies(scene, f, book),
            candidates=voice.candidates,
            steps=voice.steps,
            trial="test" in (f.rule.status, f.source_rule.status if f.source_rule else ""),
        )
        for i, (f, voice) in enumerate(zip(found, voices, strict=True))
        if f.source or voice.speaker is not NOBODY or _is_reported(scene, f)
    ]


def _is_reported(scene: Scene, found: Found) -> bool:
    """Whether words that nobody is known to say are said at all: what stands alone may be a line of anything,
    and what a verb like "give" takes between marks is the reporter's own word. Lines of a dialogue are."""
    if any(q in scene.dialogue_lines for q in found.quotations):
        return True
    return bool(found.cue) and (found.cue_token is None or not hardly_reports(scene.word(found.cue_token)))


def _is_turn(scene: Scene, found: Found) -> bool:
    """Whether a record has this said in a turn of its own."""
    return scene.article.kind == "record" and isinstance(found.binding.get(TURN), Quotation)


def kind(scene: Scene, content: Sequence[Span]) -> Kind:
    """``direct`` if the whole content is quoted, ``mixed`` if part of it is, else ``indirect``."""
    text = scene.article.text
    inside = whole = 0
    for span in content:
        for i in range(span.start, span.end):
            if text[i].isalnum():
                whole += 1
                inside += scene.quotation_at(i) is not None
    if whole and inside >= DIRECT_SHARE * whole:
        return "direct"
    return "mixed" if inside else "indirect"


def because(scene: Scene, found: Found) -> str:
    """The winning rule's reason with the words that it bound, then that of the rule that found the source."""
    parts = [_filled(scene, found, found.rule.because)]
    if found.source_rule is not None:
        parts.append(_filled(scene, found, found.source_rule.because))
    return " ".join(parts)


def _filled(scene: Scene, found: Found, sentence: str) -> str:
    def words(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in ("content", "cue", "source") and (spans := getattr(found, name)):
            text = text_of(spans, scene.article.text)
        elif isinstance(thing := found.binding.get(name), Token):
            text = scene.word(thing).text
        elif isinstance(thing, Quotation):
            text = scene.article.text[thing.start : thing.end]
        else:
            text = name
        text = " ".join(text.split())
        return text if len(text) <= 80 else text[:60].rsplit(" ", 1)[0] + " …"

    return re.sub(r"\{([\w-]+)\}", words, sentence)


def _act(scene: Scene, found: Found, book: RuleBook) -> Act:
    """The rule's act, unless the cue's lemma stands in the list of words for a belief, an intention or an
    attitude."""
    if found.cue_token is not None and found.rule.act == "statement" and not found.quotations:
        word = scene.word(found.cue_token)
        for act in ACTS:
            if word.lemma.lower() in book.words(scene.article.language, f"{act}-cues"):
                return act
    return found.rule.act


def _denies(scene: Scene, found: Found, book: RuleBook) -> bool:
    """Whether the cue denies what follows ("denied that …"); words that are all quoted are a denial in
    themselves."""
    return (
        found.cue_token is not None
        and scene.word(found.cue_token).lemma.lower() in book.words(scene.article.language, "denials")
        and kind(scene, found.content) != "direct"
    )


def id_of(scene: Scene, found: Found) -> str:
    """The id of the attribution made of what was found: the same article and words have the same id."""
    digest = hashlib.sha256(scene.article.id.encode("utf-8", "surrogatepass"))
    for spans in (found.content, found.cue):
        digest.update(
            b"\n"
            + " ".join(f"{s.start}-{s.end}:{s.of(scene.article.text)}" for s in spans).encode(
                "utf-8", "surrogatepass"
            )
        )
    return short_id(digest.hexdigest())
