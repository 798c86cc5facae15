"""Which language a text is in, so that one that no pack knows is named and left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

ENOUGH = 20_000
"""Code points looked at."""
FUNCTION_WORDS = 0.2
"""A text of which this share are a language's function words is in that language; English news has about 0.4,
and no other language comes near it with the English list."""
CERTAIN = 0.9
"""How sure the identifier must be before an article is left out."""
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, packs: Mapping[str, Collection[str]]) -> str:
    """The ISO 639-1 code of the language of ``text``.

    ``packs`` gives the function words of each language that has a pack. A text with too few words to tell is
    taken to be in the first of them: leaving out an article needs a reason.
    """
    words = WORD.findall(text[:ENOUGH].lower())
    for language, function_words in packs.items():
        if words and sum(word in function_words for word in words) >= FUNCTION_WORDS * len(words):
            return language
    default = next(iter(packs), "en")
    if not words:
        return default
    named, certainty = _identifier().classify(" ".join(words))
    return named if certainty >= CERTAIN else default


@cache
def _identifier() -> Any:
    from py3langid.langid import (  # half a second: only where function words do not tell
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
