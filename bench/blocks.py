"""Whether people of an archive meet more and more others as it grows: ``python -m bench.blocks``.

Names meet under keys, and whoever meets, directly or through others, is linked together. Names alone are made
up here, as ``bench.made_up`` gives them to the people of its articles.
"""

from __future__ import annotations

from collections import Counter

from attribution.flags.groups import connected
from attribution.people.judgements import Judgements
from attribution.people.keys import meeting_keys, sought
from attribution.people.known_name import KnownName, NameRules
from attribution.rulebook.book import load
from bench.made_up import PER_PERSON, MadeUp

SIZES = (400, 4_000, 40_000)
"""People; each has PER_PERSON attributions, about."""


def main() -> None:
    rules, names = NameRules.of(load(), "en", Judgements()), MadeUp().names(max(SIZES))
    keys = [meeting_keys(KnownName(n, "person", frozenset({("", n)})), rules) for n in names]
    for people in SIZES:
        there, first = set[str]().union(*keys[:people]), dict[str, int]()
        met = ((key.lstrip("?!"), i) for i in range(people) for key in keys[i] if sought(key) in there)
        links = ((first.setdefault(key, i), i) for key, i in met)
        sizes = Counter(map(len, connected(people, links)))
        mean = sum(size * size * times for size, times in sizes.items()) / people
        print(
            f"{people * PER_PERSON:,} attributions: {people:,} people, each in a block of {mean:.1f}, "
            f"the largest {max(sizes)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
