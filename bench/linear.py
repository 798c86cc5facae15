"""Does the work of every stage grow with its input, not with its square? ``python -m bench.linear [STAGE…]``.

Each input is given at sizes that double; the exponent is the slope of time over size, both as logarithms: 1
is linear, 2 is square. The inputs are those that are hard on a stage: marks, dashes and names without end,
one long word, one long line. Ends with 1 where an exponent is above MOST.
"""

from __future__ import annotations

import gc
import math
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import process_time

from attribution.article import Article, Region, Span
from attribution.document import Document, Name, Sentence, Word
from attribution.extract import statements
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.find.select import attribute
from attribution.find.turns import turns
from attribution.flags.cross_check import cross_check
from attribution.parse.whole_sentences import LONGEST_SENTENCE
from attribution.people.known_name import NameRules
from attribution.people.link import link
from attribution.pipeline import reading_lists
from attribution.read import READERS
from attribution.read.draft import ArticleDraft
from attribution.read.furniture import stands_alone
from attribution.read.layout import lay_out
from attribution.read.opening import drafts
from attribution.read.paragraphs import blocks
from attribution.read.phrases import Phrases
from attribution.report import Report
from attribution.result import Attribution, Speaker
from attribution.rulebook.book import load
from attribution.wording.normalise import SameWords, fold
from attribution.write.contract import contract
from attribution.write.html import html
from attribution.write.markdown import markdown
from attribution.write.table import table
from bench.hard_texts import FILES, TEXTS

MOST = 1.25
LEAST_SECONDS, MOST_SECONDS = 0.05, 20.0
"""An input is doubled until it takes so long that time can be measured; one that takes very long is not."""
DOUBLINGS = 3
BOOK = load()
LISTS = BOOK.lists["en"]
NAMES = NameRules.of(BOOK, "en")
SAME = SameWords(LISTS)
PHRASES = Phrases(reading_lists(BOOK)["en"])
WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Measured:
    """One stage and kind of input: its work at a size, and what to time of it."""

    stage: str
    input: str
    prepare: Callable[[int], Callable[[], object]]


def article(text: str, id: str = "a") -> Article:
    cut = blocks(text, lambda line: stands_alone(line, PHRASES))
    return Article(id, text, lay_out(text, cut, PHRASES).regions)


def parsed(of: Article) -> Document:
    """A parse as a bad parser makes it: sentences of any length allowed, all below the word that says."""
    sentences: list[Sentence] = []
    names: list[Name] = []
    for region in of.regions:
        if region.kind != "body":
            continue
        row = [Span(m.start(), m.end()) for m in WORD.finditer(of.text, region.start, region.end)]
        at = 0
        while at < len(row):
            ends = (
                i for i in range(at, min(len(row), at + LONGEST_SENTENCE)) if row[i].of(of.text) in ".!?”"
            )
            end = next(ends, min(len(row), at + LONGEST_SENTENCE) - 1) + 1
            sentences.append(_sentence(len(sentences), row[at:end], of.text))
            at = end
    pairs = re.finditer(r"[A-Z][a-z]+ [A-Z][a-z]+", of.text)
    names += [Name(found.start(), found.end(), "PERSON") for found in pairs]
    return Document(tuple(sentences), tuple(names))


def _sentence(index: int, row: list[Span], text: str) -> Sentence:
    words = [s.of(text) for s in row]
    root = next((i for i, w in enumerate(words) if w == "said"), 0)
    made = []
    for i, (word, span) in enumerate(zip(words, row, strict=True)):
        name = word[:1].isupper() and word[1:].islower()
        upos = "PUNCT" if not word[:1].isalnum() else "VERB" if i == root else "PROPN" if name else "NOUN"
        relation = "punct" if upos == "PUNCT" else "nsubj" if name else "ccomp" if word == "rained" else "dep"
        lemma = "say" if word == "said" else word.lower()
        head, deprel = (-1, "root") if i == root else (root, relation)
        made.append(
            Word(i, span.start, span.end, word, lemma, upos, "", head, deprel, "PERSON" if name else "")
        )
    return Sentence.build(index, tuple(made))


def scene(text: str, id: str = "a") -> Scene:
    of = article(text, id)
    return Scene(of, parsed(of), scan(of, BOOK.words("en", "elisions")))


# ---------------------------------------------------------------- stages
def stages() -> Iterator[Measured]:
    for name, data in FILES.items():
        yield Measured("read", name, lambda n, name=name, data=data: _reading(name.split()[0], data(n)))
    for name, text in TEXTS.items():
        yield Measured("lay out", name, lambda n, text=text: lambda given=text(n): article(given))
        yield Measured("scan", name, lambda n, text=text: lambda of=article(text(n)): (scan(of), turns(of)))
        yield Measured("fold", name, lambda n, text=text: lambda given=text(n): fold(given, SAME))
        yield Measured("match", name, lambda n, text=text: lambda at=_fresh(text(n)): attribute(at(), BOOK))
        yield Measured(
            "speakers", name, lambda n, text=text: lambda at=_fresh(text(n)): statements(at(), BOOK)
        )
    for name, make in {
        "one surname": _surname,
        "one name": _one_name,
        "names": _names,
        "firms": _firms,
    }.items():
        yield Measured("link", name, lambda n, make=make: lambda given=make(n // 100): link(*given, NAMES))
    for name, kind in {"articles": _articles, "long quotations": _long, "one wording": _wording}.items():
        yield Measured("flags", name, lambda n, kind=kind: lambda given=kind(n): _crossed(given))
        for writer in (contract, html, markdown, table):
            yield Measured(
                "write",
                f"{writer.__name__}, {name}",
                lambda n, kind=kind, writer=writer: lambda report=_report(kind(n)): _written(writer, report),
            )


def _reading(name: str, data: bytes) -> Callable[[], object]:
    reader = next(r for r in READERS if name.endswith(r.suffixes))
    return lambda: [d for d in drafts(reader, data, name, READERS) if isinstance(d, ArticleDraft)]


def _fresh(text: str) -> Callable[[], Scene]:
    of = article(text)
    document, quotations = parsed(of), scan(of, BOOK.words("en", "elisions"))
    return lambda: Scene(of, document, quotations)  # what a scene keeps is not kept from one run to the next


def _said(names: list[tuple[str, str]]) -> tuple[list[Attribution], list[Article]]:
    articles, said = [], []
    for i, (name, kind) in enumerate(names):
        text = f"In Varna near Odessa it rained. Word{i}a word{i}b word{i}c word{i}d word{i}e."
        start = text.index("Word")
        articles.append(Article(f"{i:06}", text, (Region("body", 0, len(text)),)))
        content = (Span(start, len(text)),)
        speaker = Speaker(name, kind, f"role{i}")
        said.append(
            Attribution(f"x{i}", f"{i:06}", "direct", "statement", content, (), (), speaker, "t/r", "")
        )
    return said, articles


def _letters(i: int) -> str:
    return "".join("bcdfgklmnprst"[i // 13**k % 13] + "aeiou"[i // 5**k % 5] for k in range(4)).title()


def _surname(n: int) -> tuple[list[Attribution], list[Article]]:
    return _said([(f"{_letters(i)} Holm", "person") for i in range(n)])


def _one_name(n: int) -> tuple[list[Attribution], list[Article]]:
    return _said([("Sarah Chen", "person")] * n)


def _names(n: int) -> tuple[list[Attribution], list[Article]]:
    return _said([(f"{_letters(i)} {_letters(i + 7)}son", "person") for i in range(n)])


def _firms(n: int) -> tuple[list[Attribution], list[Article]]:
    return _said([(f"{_letters(i)} Bank", "organisation") for i in range(n)])


Told = tuple[list[Article], list[Attribution]]


def _story(texts: list[str]) -> Told:
    """Articles whose quotations are all said by somebody."""
    articles, said = [], []
    for i, text in enumerate(texts):
        of = Article(
            f"{i:06}", text, tuple(Region("body", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
        )
        articles.append(of)
        for k, quotation in enumerate(scan(of)):
            speaker = Speaker(("Ana Ruiz", "Tom Lee", "Ida Holm")[(i + k) % 3], "person", None)
            said.append(
                Attribution(
                    f"{i:06}.{k}",
                    of.id,
                    "direct",
                    "statement",
                    quotation.spans,
                    (),
                    (),
                    speaker,
                    "en/clause",
                    "",
                )
            )
    return articles, said


def _articles(n: int) -> Told:
    return _story(
        [
            f"“{_letters(i)} will be ready in {_letters(i + 3)} on day {i},” she said.\n"
            f"“It will {_letters(i // 2).lower()} the {_letters(i // 2 + 5).lower()} by {i // 2},” he said."
            for i in range(n // 160)
        ]
    )


def _long(n: int) -> Told:
    """Two articles with one long quotation each, the same but for a few words."""
    words = [_letters(i).lower() for i in range(n // 18)]
    other = [w if i % 50 else "not" for i, w in enumerate(words)]
    return _story([f"“{' '.join(words)},” she said.", f"“{' '.join(other)},” he said."])


def _wording(n: int) -> Told:
    return _story(
        [f"“We will be ready when the day comes to the town of {i},” she said." for i in range(n // 60)]
    )


def _crossed(told: Told) -> object:
    return cross_check(told[1], told[0], {}, BOOK, None)


def _report(told: Told) -> Report:
    crossed = cross_check(told[1], told[0], {}, BOOK, None)
    return Report(
        tuple(told[0]),
        crossed.attributions,
        crossed.people,
        crossed.alignments,
        crossed.flags,
        (),
        BOOK,
        "pack",
    )


def _written(writer: Callable, report: Report) -> object:
    return list(writer(report, [])) if writer is contract else writer(report)


# ---------------------------------------------------------------- measuring
def exponent(measured: Measured) -> tuple[float, int, float]:
    """The slope over the last doubling, the size that it was measured at, and the seconds there."""
    size, times = 4_000, []
    while True:
        work = measured.prepare(size)
        gc.collect()
        start = process_time()
        work()
        seconds = process_time() - start
        del work
        times.append(seconds)
        slow = [t for t in times if t > LEAST_SECONDS]
        if len(slow) > DOUBLINGS or seconds > MOST_SECONDS or size > 2_000_000:
            break
        size *= 2
    if len(slow) < 2:
        return 0.0, size, seconds
    return math.log2(slow[-1] / slow[0]) / (len(slow) - 1), size, seconds


def main() -> None:
    wanted, over = sys.argv[1:], []
    print(f"{'stage':<10}{'input':<40}{'exponent':>10}{'size':>12}{'seconds':>10}")
    for measured in stages():
        if wanted and not any(w in f"{measured.stage}: {measured.input}" for w in wanted):
            continue
        slope, size, seconds = exponent(measured)
        mark = "  !" if slope > MOST else ""
        print(
            f"{measured.stage:<10}{measured.input:<40}{slope:>10.2f}{size:>12,}{seconds:>10.2f}{mark}",
            flush=True,
        )
        if mark:
            over.append(measured)
    if over:
        sys.exit(f"{len(over)} grow faster than size to the power {MOST}.")


if __name__ == "__main__":
    main()
