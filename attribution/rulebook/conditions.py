"""What a flag rule may ask for and say: its conditions with their values, the kinds of flags, and the slots of a message."""

from __future__ import annotations

from collections.abc import Mapping

DIFFERENCES = (
    "negation",
    "number",
    "date",
    "unit",
    "name",
    "word",
    "hedge",
    "left-out",
    "turned",
    "joined",
    "cut",
    "grown",
    "function",
    "tense",
    "person",
    "spelling",
    "filler",
    "brackets",
    "ellipsis",
)
YES_NO = ("true", "false")
CONDITIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "pair": {
        "words": ("same", "altered", "similar", "reported"),
        "marks": ("both", "one"),
        "pieces": ("joined", "turned"),
        "speakers": ("same", "different", "different-organisations", "less-specific", "uncertain", "unknown"),
        "difference": DIFFERENCES,
        "length": ("short", "long"),
        "one_quotes_the_other": YES_NO,
        "denied": YES_NO,
        "joint": YES_NO,
        "common": YES_NO,
        "everyday": YES_NO,
        "repeated": YES_NO,
        "translated": YES_NO,
        "also_credited": YES_NO,
        "quoted_elsewhere": YES_NO,
        "reported_by": ("one", "several", "earlier"),
    },
    "attribution": {
        "speaker": ("nobody", "several", "one"),
        "marks": ("quoted", "reported"),
        "length": ("short", "long"),
        "place": ("heading", "body"),
    },
}
"""For each value of ``over``, the conditions of ``when`` and ``unless`` and the values that each may have."""
KINDS = (
    "speaker-conflict",
    "wording-altered",
    "spliced-quote",
    "paraphrase-as-quote",
    "less-specific-source",
    "unattributed-quote",
    "ambiguous-speaker",
)
"""The kinds of flags. On the same words, a fault of the graver severity is shown, then the kind that comes
first here."""
SIDE_SLOTS = ("publisher", "article", "published", "speaker")
SLOTS: Mapping[str, tuple[str, ...]] = {
    "pair": (*(f"{side}.{slot}" for side in "ab" for slot in SIDE_SLOTS), "differences", "majority"),
    "attribution": (*(f"a.{slot}" for slot in SIDE_SLOTS), "candidates"),
}
"""For each value of ``over``, what may stand in braces in a message."""
