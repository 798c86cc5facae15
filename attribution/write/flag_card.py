"""A flag for the page: its passages, and what the page filters flags by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attribution.result import Attribution, Flag
from attribution.write.comparison import FlagPassage, passages
from attribution.write.voices import QuotedSpeaker, key


@dataclass(frozen=True, slots=True)
class FlagCard:
    """A flag with its passages. ``voices`` are places among all voices, ``outlets`` among all outlets."""

    flag: Flag
    passages: tuple[FlagPassage, ...]
    voices: tuple[int, ...]
    outlets: tuple[int, ...]

    @property
    def settled(self) -> bool:
        """Whether a person decided that there is nothing to it."""
        return self.flag.verdict is not None and self.flag.verdict.verdict == "fine"


def flag_card(
    flag: Flag,
    said: Mapping[str, Attribution],
    voices: Mapping[str, QuotedSpeaker],
    outlets: Sequence[str],
) -> FlagCard:
    """The flag's card; ``said`` are attributions by id."""
    shown = passages(flag)
    places = [said[p.side.attribution] for p in shown if p.side.attribution in said]
    speaking = [voices[key(s, a.article)].index for a in places for s in (a.speaker, *a.joint)]
    papers = [outlets.index(p.side.publisher) for p in shown if p.side.publisher in outlets]
    return FlagCard(flag, shown, tuple(dict.fromkeys(speaking)), tuple(dict.fromkeys(papers)))
