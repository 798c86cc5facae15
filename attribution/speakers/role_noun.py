"""Whether a phrase may be shown as what somebody is: an office, a trade, a relation. A wrong one libels."""

from __future__ import annotations

import re

from attribution.names.lexicon import Lexicon

LONGEST_ROLE = 8
"""Words. Longer phrases beside names are descriptions of what happened, not of an office."""


def is_role(phrase: str, lexicon: Lexicon) -> bool:
    """Whether the phrase is short and its noun, which stands last before what is added to it ("head | of the
    port"), names people: not "the right to refuse service", nor "Thai vice haven"."""
    words = re.split(r"[,;(]", phrase)[0].split()
    if not 0 < len(words) <= LONGEST_ROLE:
        return False
    added = (i for i, word in enumerate(words) if i and word.lower() in lexicon.role_complements)
    noun = words[next(added, len(words)) - 1].lower().rstrip(".")
    people = lexicon.person_words | lexicon.before_names
    return not people.isdisjoint((noun, lexicon.stem(noun), *noun.split("-")))
