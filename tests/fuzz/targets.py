"""What is fuzzed: each target takes any bytes, and fails where it raises."""

from __future__ import annotations

from collections.abc import Callable

from tests.fuzz import of_people, of_rules, of_stories, of_texts
from tests.read import desk as samples

TARGETS: dict[str, Callable[[bytes], None]] = {
    "quotations": of_texts.quotations,
    **{
        f"read-{name}": of_texts.reader(name)
        for name in samples.desk()
        if name not in ("print.pdf", "mac.txt", "cp1252.txt")
    },
    "pdf-layout": of_texts.pdf_layout,
    "rules": of_rules.rules,
    "matcher": of_stories.matcher,
    "report": of_stories.report,
    "wording": of_stories.wording,
    "decisions": of_people.decisions,
    "desk": of_people.desk,
    "configuration": of_people.configured,
}
SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "quotations": of_texts.texts,
    "rules": of_rules.shipped,
    "wording": of_stories.pairs,
    "matcher": of_stories.choices,
    "report": of_stories.choices,
    "pdf-layout": of_stories.choices,
    "decisions": lambda: of_people.DECIDED,
    "desk": lambda: [bytes([number, *range(40)]) for number in range(60)],
    "configuration": lambda: of_people.SETTLED,
}


def seeds(name: str) -> list[bytes]:
    """What a target begins with: small things that are as they should be."""
    return SEEDS[name]() if name in SEEDS else of_texts.sample(name.removeprefix("read-"))
