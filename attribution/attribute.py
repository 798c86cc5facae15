"""Which rule wins for which words: from all matches of all rules to one set of content, cue and source spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.article import Span
from attribution.match import Thing
from attribution.quotes import Quotation
from attribution.rule import Rule
from attribution.scene import Token


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before its speaker is known. Spans are in text order; ``cue`` and ``source`` may be empty.

    ``cue_token`` and ``source_token`` are the words that the rule bound (the head of the cue, of the source phrase);
    ``source_rule`` is the rule that found the source, where the attribution's own rule names none.
    """

    rule: Rule
    binding: Mapping[str, Thing]
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    cue_token: Token | None
    source_token: Token | None
    quotations: tuple[Quotation, ...] = ()
    source_rule: Rule | None = None
    negated: bool = False
    within: int | None = None
    """The place in the list of the attribution that relays this one."""
