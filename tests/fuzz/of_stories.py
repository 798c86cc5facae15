"""Targets of what follows a parse: rules over parses that no parser makes, reports, wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attribution.extract import statements
from attribution.find.scene import Scene
from attribution.flags.cross_check import cross_check
from attribution.report import Report
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.wording.align import overlap
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords
from attribution.write.contract import contract
from attribution.write.markdown import markdown
from attribution.write.table import table
from tests.fuzz import odd_parses
from tests.fuzz.choices import Choices
from tests.fuzz.place import BOOK, ENGLISH
from tests.helpers.flagging import article as marked
from tests.read import desk as samples

SAME = SameWords(ENGLISH)


def matcher(data: bytes) -> None:
    scene = odd_parses.scene(Choices(data), "a")
    length = len(scene.article.text)
    for said in statements(scene, BOOK):
        assert all(0 <= s.start < s.end <= length for s in (*said.content, *said.cue, *said.source))


def report(data: bytes) -> None:
    """Two articles to what the files of a report say. The page, which takes longest, says the same."""
    choices = Choices(data)
    made = Told.of((odd_parses.scene(choices, "a"), odd_parses.scene(choices, "b"))).crossed(BOOK)
    for _, text in contract(made, []):
        text.encode()
    table(made)
    markdown(made)


@dataclass(frozen=True, slots=True)
class Told:
    """Scenes by the ids of their articles, and what the shipped rules find in them."""

    scenes: Mapping[str, Scene]
    found: tuple[Attribution, ...]

    @classmethod
    def of(cls, scenes: Iterable[Scene]) -> Told:
        by_id = {scene.article.id: scene for scene in scenes}
        return cls(by_id, tuple(said for scene in by_id.values() for said in statements(scene, BOOK)))

    def crossed(self, book: RuleBook) -> Report:
        """The report on them; the flags are those of the book."""
        articles = tuple(scene.article for scene in self.scenes.values())
        documents = {id: scene.document for id, scene in self.scenes.items()}
        quoted = {id: scene.quotations for id, scene in self.scenes.items()}
        made = cross_check(self.found, articles, documents, book, None, quoted)
        said, people, same, flags = made.attributions, made.people, made.alignments, made.flags
        return Report(
            articles, said, people, same, flags, (), book, "pack", quotations=quoted, passed=made.passed
        )


def wording(data: bytes) -> None:
    one, _, other = re.sub(r"[{}|]", " ", data.decode("utf-8", "replace")).partition("\n")
    rows = []
    for text in (one, other):
        folded = fold(text, SAME)
        assert all(0 <= t.start < t.end <= len(text) for t in folded.tokens)
        rows.append(folded.words)
    if common := overlap(*rows, SAME.words("small-words")):
        assert 0 <= common.a_start < common.a_end <= len(rows[0])
        assert 0 <= common.b_start < common.b_end <= len(rows[1])
    made = [
        marked(id, f"{{{who}|“{text}”}} said {who}.", day)
        for id, who, text, day in (
            ("a", "Ana Ruiz", one, "2026-03-03"),
            ("b", "Tom Lee", other, "2026-03-04"),
            ("c", "Ana Ruiz", other, None),
        )
    ]
    documents = {article.id: document for article, document, _ in made}
    cross_check([x for *_, said in made for x in said], [a for a, *_ in made], documents, BOOK)


def pairs() -> list[bytes]:
    first = samples.SAYS[0]
    return [
        f"{first}\n{first.replace('nine', '9').replace('nobody', 'no one')}".encode(),
        b"on 5 May at half past seven we paid 2.5 million\non May 5th at 7:30 we didn't pay $2.5m",
        b"nine hundred and four people will not, um, go [there] ... if it rains\n904 people'll go (there)",
    ]


def choices() -> list[bytes]:
    return [bytes((n * k + n // 7) % 256 for n in range(400)) for k in (1, 3, 7, 31, 101)]
