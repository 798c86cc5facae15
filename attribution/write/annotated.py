"""An article for the page: its paragraphs with what was said marked in them, and notes beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from attribution.article import Article, Region, Span
from attribution.result import BY_A_PERSON, Attribution, Flag
from attribution.write.marked import Layer, marked
from attribution.write.voices import QuotedSpeaker, key


@dataclass(frozen=True, slots=True)
class Note:
    """One attribution: its number in the article, its speaker, the flags that name it, the number of the one
    that relays it."""

    number: int
    attribution: Attribution
    voice: QuotedSpeaker
    joint: tuple[QuotedSpeaker, ...]
    flags: tuple[Flag, ...]
    within: int | None

    @property
    def classes(self) -> str:
        """Colour, kind, and whether it is something other than a statement."""
        act = "" if self.attribution.act == "statement" else " act"
        return f"c{self.voice.colour} {self.attribution.kind}{act}{' flagged' if self.flags else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the article and the notes of the attributions that begin in it."""

    region: Region
    words: Markup
    notes: tuple[Note, ...]

    def is_title(self, article: Article) -> bool:
        """Whether the block says only what stands above it as the title."""
        return article.text[self.region.start : self.region.end].split() == (article.title or "").split()


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article. ``flags`` are those that have a side in it."""

    article: Article
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    flags: tuple[Flag, ...]

    @property
    def voices(self) -> tuple[int, ...]:
        """Who speaks in it, as places among all voices."""
        return tuple(dict.fromkeys(v.index for n in self.notes for v in (n.voice, *n.joint)))


def annotated(
    article: Article,
    attributions: Sequence[Attribution],
    voices: Mapping[str, QuotedSpeaker],
    flags: Mapping[str, Sequence[Flag]],
    quotations: Sequence[Span] = (),
    to_note: Callable[[str], str] = "#n-{}".format,
) -> AnnotatedArticle:
    """The article with its attributions; ``flags`` are by the id of the attribution, ``quotations`` what
    stands between marks. ``to_note`` is the address of the note on an attribution."""
    ordered = sorted(attributions, key=lambda a: (_first(a), a.id))
    numbers = {a.id: n for n, a in enumerate(ordered, 1)}
    notes = tuple(
        Note(
            numbers[a.id],
            a,
            voices[key(a.speaker, a.article)],
            tuple(voices[key(s, a.article)] for s in a.joint),
            tuple(flags.get(a.id, ())),
            numbers.get(a.within or ""),
        )
        for a in ordered
    )
    starts = [r.start for r in article.regions]
    layers: dict[int, list[Layer]] = defaultdict(list)
    beside: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        beside[max(0, bisect_right(starts, _first(note.attribution).start) - 1)].append(note)
        for layer in _layers(note, quotations, to_note(note.attribution.id)):
            for i in range(
                max(0, bisect_right(starts, layer.start) - 1), bisect_right(starts, layer.end - 1)
            ):
                layers[i].append(layer)
    rows = tuple(
        Row(r, marked(article.text, r.start, r.end, layers[i]), tuple(beside[i]))
        for i, r in enumerate(article.regions)
    )
    mine = {f.id: f for note in notes for f in note.flags}
    return AnnotatedArticle(article, rows, notes, tuple(mine.values()))


def _first(a: Attribution) -> Span:
    return (a.content or a.cue or a.source or (Span(0, 0),))[0]


def _layers(note: Note, quotations: Sequence[Span], address: str) -> list[Layer]:
    a = note.attribution
    # The number is drawn by the style sheet, so that words which are copied have no figures in them.
    by = (" by-person", ", corrected") if a.rule == BY_A_PERSON else ("", "")
    number = Markup(
        f'<a class="n{by[0]}" href="{escape(address)}" aria-label="note {note.number}{by[1]}"'
        f" data-i={note.number}></a>"
    )
    found = [
        Layer(
            s.start,
            s.end,
            f"q {note.classes}",
            number=note.number,
            anchor=f"a-{a.id}" if i == 0 else "",
            after=number if i == len(a.content) - 1 else Markup(""),
        )
        for i, s in enumerate(a.content)
    ]
    if a.kind == "mixed":
        found += [
            Layer(max(s.start, q.start), min(s.end, q.end), f"quoted c{note.voice.colour}")
            for s in a.content
            for q in quotations
            if q.overlaps(s)
        ]
    found += [Layer(s.start, s.end, f"src c{note.voice.colour}", "span", note.number) for s in a.source]
    return found + [Layer(s.start, s.end, "cue", "span", note.number) for s in a.cue]
