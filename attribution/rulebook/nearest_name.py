"""What somebody may have meant who wrote a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein


def near(name: str, allowed: Iterable[str]) -> str:
    """“did you mean …? ” where one allowed name is close to the one given, else nothing."""
    found = process.extractOne(
        name, sorted(allowed), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6
    )
    return f"did you mean “{found[0]}”? " if found else ""


def closest(name: str, allowed: Iterable[str], most: int = 12) -> str:
    """The names allowed, or of many those nearest to the one given."""
    names = sorted(allowed)
    if len(names) <= most:
        return ", ".join(names) or "none"
    found = process.extract(name, names, scorer=DamerauLevenshtein.normalized_similarity, limit=most)
    return f"{', '.join(one for one, *_ in found)} and {len(names) - most} more"
