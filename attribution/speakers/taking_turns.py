"""Whose turn it is in a dialogue of two: they speak one after the other, and whom one speaks to is the
other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from attribution.article import text_of
from attribution.find.dialogue import is_question, spoken_to
from attribution.find.found import Found
from attribution.find.quotations import Quotation
from attribution.speakers.entities import Entities
from attribution.speakers.of_two import named_between
from attribution.speakers.referent import Referent


@dataclass(frozen=True, slots=True)
class LineVoice:
    """Who says a line: somebody of the article, else whoever these source words stand for ("I")."""

    referent: Referent | None = None
    words: str = ""


UNKNOWN = LineVoice()


class TakingTurns:
    """The dialogues of one article, asked in text order. ``answer`` tells who says an attribution that is no
    bare line of one, by its number in ``found``."""

    def __init__(
        self, entities: Entities, found: Sequence[Found], answer: Callable[[int], Referent | None]
    ) -> None:
        self._entities, self._found, self._answer = entities, found, answer
        self._by_quotation = {q: i for i, f in enumerate(found) for q in f.quotations}
        self._bare: dict[Quotation, LineVoice] = {}
        """Whose turn it is, by bare line."""

    def of(self, i: int) -> LineVoice | None:
        """Whose turn an attribution without source is: UNKNOWN where the dialogue does not tell, None where
        it is no turn of one."""
        if not self._found[i].quotations or self._found[i].cue:
            return None
        said = self._found[i].quotations[0]
        above = self._above(said)
        turn = self._whose_turn(said, above, [self._voice_of(line) for line in above]) if above else None
        if turn is not None:
            self._bare[said] = turn
        return turn

    def _above(self, said: Quotation) -> tuple[Quotation, ...]:
        """The lines of a dialogue above one of it, in text order; none where it is the line of none."""
        lines = next((lines for lines in self._entities.scene.dialogues if said in lines), ())
        return lines[: lines.index(said)] if lines else ()

    def _voice_of(self, line: Quotation) -> LineVoice:
        """Whoever says a line, as far as that is known."""
        i = self._by_quotation.get(line)
        if line in self._bare or i is None:
            return self._bare.get(line, UNKNOWN)
        referent = self._answer(i)
        words = "" if referent is not None else text_of(self._found[i].source, self._text)
        return LineVoice(referent, words.lower())

    def _whose_turn(
        self, said: Quotation, above: Sequence[Quotation], voices: Sequence[LineVoice]
    ) -> LineVoice | None:
        """The other of two, or again the last of them, who speaks to the other; UNKNOWN where more than two
        speak, None where one alone does and neither asks nor acts."""
        known = list(dict.fromkeys(voice for voice in voices if voice != UNKNOWN))
        last = voices[-1]
        if len(known) == 1 and last in known:
            opens = is_question(self._text, above[-1]) or above[-1] in self._entities.scene.actors
            return self._other_named(above[0], last) if opens else None
        if len(known) != 2 or last not in known:
            return UNKNOWN
        other = known[known[0] == last]
        return last if self._speaks_to(said, other) else other

    def _other_named(self, first: Quotation, voice: LineVoice) -> LineVoice:
        """The other of the two whom the paragraph above a dialogue names, and its first line."""
        scene = self._entities.scene
        at = scene.paragraph(first.start)
        named = named_between(
            self._entities, scene.paragraphs[max(at - 1, 0)].start, scene.paragraphs[at].end
        )
        others = [referent for referent in named if referent is not voice.referent]
        return LineVoice(others[0]) if len(named) == 2 and len(others) == 1 else UNKNOWN

    def _speaks_to(self, said: Quotation, voice: LineVoice) -> bool:
        """Whether a line calls somebody by a name of theirs."""
        called = [span.of(self._text) for span in spoken_to(self._entities.scene.document, said)]
        return voice.referent is not None and any(name in voice.referent.name.split() for name in called)

    @property
    def _text(self) -> str:
        return self._entities.scene.article.text
