"""What each kind of flag is called where people read of it."""

from __future__ import annotations

KINDS = {
    "speaker-conflict": "Same words, different speakers",
    "wording-altered": "Words differ inside the quotation marks",
    "not-in-record": "Not in the record, although it is whole",
    "spliced-quote": "Separate words joined into one quotation",
    "paraphrase-as-quote": "Reported speech put between quotation marks",
    "less-specific-source": "A name here, a vaguer source there",
    "unattributed-quote": "Nobody named as the speaker",
    "ambiguous-speaker": "More than one possible speaker",
}
"""The kinds of the shipped rules; those of other rules are called by their own names."""


def called(kind: str) -> str:
    """What the kind is called."""
    return KINDS.get(kind, kind)
