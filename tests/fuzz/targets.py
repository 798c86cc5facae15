"""What is fuzzed: each target takes any bytes, and fails where it raises."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from attribution import configuration
from attribution.article import Article, Problem
from attribution.decisions import DecisionError
from attribution.extract import statements
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.find.select import attribute
from attribution.find.turns import turns
from attribution.flags import verdicts
from attribution.flags.cross_check import cross_check
from attribution.people import judgements
from attribution.pipeline import reading_lists
from attribution.read import phrases, read
from attribution.read.formats.pdf import _draft
from attribution.read.formats.pdf_layout import PageLine, PdfPage
from attribution.read.formats.pdf_pages import FARTHEST
from attribution.read.furniture import stands_alone
from attribution.read.layout import lay_out
from attribution.read.paragraphs import blocks
from attribution.report import Report
from attribution.result import Attribution, Verdict
from attribution.rule import RuleBook
from attribution.rulebook.book import assemble, load
from attribution.rulebook.file import RuleFile
from attribution.rulebook.file import read as read_rules
from attribution.rulebook.rule_files import files, shipped_folder
from attribution.wording.align import overlap
from attribution.wording.normalise import fold
from attribution.wording.same_words import SameWords
from attribution.write.contract import contract
from attribution.write.markdown import markdown
from attribution.write.table import table
from tests.fuzz import desk_requests, odd_parses
from tests.fuzz.choices import Choices
from tests.helpers.flagging import article as marked
from tests.read import desk as samples

MEMORY = Path("/dev/shm")
PLACE = Path(tempfile.mkdtemp(prefix="attribution-fuzz-", dir=MEMORY if MEMORY.is_dir() else None))
BOOK = load()
ENGLISH = {name: tuple(words) for name, words in reading_lists(BOOK)["en"].items()}
LISTS = {"en": {name: words for name, words in ENGLISH.items() if name in phrases.LISTS}}
PHRASES = phrases.Phrases(LISTS["en"])
SAME = SameWords(ENGLISH)
PARTS = {"statement.docx": "word/document.xml", "notes.odt": "content.xml", "book.epub": "OPS/one.xhtml"}
"""Packages whose text is fuzzed, not the packing: a changed byte of what is packed is only a wrong sum."""


# ---------------------------------------------------------------- texts and files
def quotations(data: bytes) -> None:
    text = data.decode("utf-8", "replace").replace("\r", "\n")
    cut = blocks(text, lambda line: stands_alone(line, PHRASES))
    sound(Article("a", text, lay_out(text, cut, PHRASES).regions))


def reader(name: str) -> Callable[[bytes], None]:
    """The reader of files of this name."""
    file, part = PLACE / name, PARTS.get(name)
    package = samples.desk()[name] if part else b""

    def target(data: bytes) -> None:
        file.write_bytes(_repacked(package, part, data) if part else data)
        found = read([file], LISTS)
        for article in found.articles:
            sound(article)
        assert found.articles or found.problems
        for problem in found.problems:
            sound_problem(problem)

    return target


def _repacked(package: bytes, part: str, data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return out.getvalue()


def pdf_layout(data: bytes) -> None:
    choices = Choices(data)
    sizes = (0.0, 1.0, 10.0, 12.0, 30.0, 72.0, 300.0, 720.0, -5.0, FARTHEST)

    def line() -> PageLine:
        left, bottom, wide, high, size = (choices.of(sizes) for _ in range(5))
        text = choices.of(
            ("It rained,", "he said.", "hyphen-", "ated", "12", "• one", choices.text(20).strip() or "x")
        )
        return PageLine(text, left, bottom, left + wide, bottom + high, size, choices.number(2) == 1)

    pages = []
    while choices.left and len(pages) < 9:
        pages.append(PdfPage(choices.of(sizes), tuple(line() for _ in range(choices.number(12)))))
    made = _draft(pages, "a")
    assert all(0 <= b.start < b.end <= len(made.text) for b in made.blocks)


def sound(article: Article) -> None:
    """An article is what ``Article`` promises, and its quotations lie in it."""
    at = 0
    for region in article.regions:
        assert at <= region.start < region.end <= len(article.text)
        assert not article.text[at : region.start].strip()
        at = region.end
    assert not article.text[at:].strip()
    assert article.id.isprintable()
    if article.published:
        date.fromisoformat(article.published[:10])
    for quotation in (*scan(article), *turns(article)):
        assert all(0 <= s.start < s.end <= len(article.text) for s in quotation.spans)


def sound_problem(problem: Problem) -> None:
    assert problem.code and problem.message and problem.next and problem.article.isprintable()


# ---------------------------------------------------------------- rules
@cache
def _word_lists() -> tuple[RuleFile, ...]:
    return tuple(replace(read_rules(p, s), rules=()) for p, s in files([shipped_folder()]))


@cache
def _told() -> Told:
    return Told.of(odd_parses.scene(Choices(bytes(range(n, 250, n + 1)) * 2), f"s{n}") for n in (1, 2))


def rules(data: bytes) -> None:
    """Whatever is taken for a rule can be looked for, and asked about in a cross-check."""
    file = PLACE / "rules.yaml"
    file.write_bytes(data)
    given = read_rules(file, "rules.yaml")
    book = assemble([*_word_lists(), given], base_packs={f.pack for f in _word_lists()})
    assert all(p.code and p.message and p.place.line >= 1 for p in book.problems)
    if any(rule.finds == "flag" for rule in book.rules):
        _told().crossed(book)
    elif book.rules:
        for scene in _told().scenes.values():
            attribute(scene, book)


# ---------------------------------------------------------------- articles that are parsed
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


# ---------------------------------------------------------------- what people write down
def decisions(data: bytes) -> None:
    """A file is read whole or refused; what was decided stays when more is."""
    file = PLACE / "decided.csv"
    file.write_bytes(data)
    for kind in (verdicts, judgements):
        try:
            kind.read(file)
        except DecisionError as error:
            assert error.code and error.next and str(file) in str(error)
    try:
        before = verdicts.read(file)
        verdicts.write(file, "f-new", Verdict("unsure", 'a, "b"', "Mo", "2026-03-03"))
    except DecisionError:
        assert file.read_bytes() == data
        return
    assert verdicts.read(file).items() >= {k: v for k, v in before.items() if k != "f-new"}.items()
    assert verdicts.read(file)["f-new"].verdict == "unsure"


def configured(data: bytes) -> None:
    file = PLACE / configuration.OWN
    file.write_bytes(data)
    try:
        configuration.read(file)
    except configuration.ConfigurationError as error:
        assert error.code and error.next


def desk(data: bytes) -> None:
    desk_requests.request(data, PLACE)


# ---------------------------------------------------------------- seeds
def _texts() -> list[bytes]:
    return [p.encode() for p in (*samples.PARAGRAPHS, samples.TEXT, "“‘a’ ‘b’” 'c' \"d\" «e» „f“ — g: `h`")]


def _rules() -> list[bytes]:
    """Each shipped rule as a file of its own."""
    found = []
    for path, _ in files([shipped_folder()]):
        head, *each = re.split(r"(?m)^(?=  - id:)", path.read_text(encoding="utf-8"))
        lead = re.sub(r"(?m)^pack: .*", "pack: mine", "".join(head.partition("lists:")[0]))
        lead = lead if "rules:" in lead else f"{lead}rules:\n"
        found += [(lead + rule).encode() for rule in each[:12]]
    return found


def _pairs() -> list[bytes]:
    first = samples.SAYS[0]
    return [
        f"{first}\n{first.replace('nine', '9').replace('nobody', 'no one')}".encode(),
        b"on 5 May at half past seven we paid 2.5 million\non May 5th at 7:30 we didn't pay $2.5m",
        b"nine hundred and four people will not, um, go [there] ... if it rains\n904 people'll go (there)",
    ]


def _choices() -> list[bytes]:
    return [bytes((n * k + n // 7) % 256 for n in range(400)) for k in (1, 3, 7, 31, 101)]


DECIDED = [
    b'flag,verdict,note,by,when\r\na1,fine,"a, ""b""\r\nc",Mo,2026-03-03\r\na2,fault,,,\r\n',
    b"\xef\xbb\xbfverdict,flag\nfine,a1",
    b"a,b,judgement\nAna Ruiz,A. Ruiz,same\nTom Lee,Tim Lee,different\n",
]
SETTLED = [
    b'paths = ["a", "https://x.example/"]\nmodels = ["en-news"]\nfail-on = "high"\nprivate-addresses = true\n'
    b'rules = ["r"]\ncache = "~/c"\n'
]
TARGETS: dict[str, Callable[[bytes], None]] = {
    "quotations": quotations,
    **{
        f"read-{name}": reader(name)
        for name in samples.desk()
        if name not in ("print.pdf", "mac.txt", "cp1252.txt")
    },
    "pdf-layout": pdf_layout,
    "rules": rules,
    "matcher": matcher,
    "report": report,
    "wording": wording,
    "decisions": decisions,
    "desk": desk,
    "configuration": configured,
}
SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "quotations": _texts,
    "rules": _rules,
    "wording": _pairs,
    "matcher": _choices,
    "report": _choices,
    "pdf-layout": _choices,
    "decisions": lambda: DECIDED,
    "desk": lambda: [bytes([number, *range(40)]) for number in range(60)],
    "configuration": lambda: SETTLED,
}


def seeds(name: str) -> list[bytes]:
    """What a target begins with: small things that are as they should be."""
    if name in SEEDS:
        return SEEDS[name]()
    sample = name.removeprefix("read-")
    data = samples.desk()[sample]
    if sample in PARTS:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return [package.read(PARTS[sample])]
    return [data]


def clean() -> None:
    """Takes away what the targets wrote."""
    shutil.rmtree(PLACE, ignore_errors=True)
