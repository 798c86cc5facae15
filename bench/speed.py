"""How fast each stage is, and what the parse cache saves: ``python -m bench.speed PATH…`` (default: the
sample articles).

All times are processor time of one run on one machine, so that other work there does not count; the shares
and ratios carry over to other machines, the rest does not.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from attribution import pipeline, write
from attribution.extract import statements
from attribution.find.quotations import scan
from attribution.find.scene import Scene
from attribution.find.select import attribute
from attribution.flags.cross_check import cross_check
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import find
from attribution.read import read
from attribution.rulebook.book import load
from attribution.speakers.resolver import resolve


def timed(work: Callable) -> tuple[float, object]:
    """Seconds of processor time that the work took, and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def without_coreference(pack: Path, folder: Path) -> Path:
    """The same pack, in the folder, without its coreference model."""
    for path in pack.rglob("*"):
        if path.is_file() and "coref" not in path.parts:
            link = folder / path.relative_to(pack)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    return folder


def stages(paths: list[str], folder: Path) -> tuple[dict[str, float], int, int]:
    """Seconds of each stage, the number of articles, and of words."""
    seconds: dict[str, float] = {}
    seconds["load the rules"], book = timed(load)
    seconds["read"], reading = timed(lambda: read(paths, book.lists))
    articles = reading.articles
    pack = find()
    grammar = Annotator(find(without_coreference(pack.folder, folder)))
    seconds["load the models"], _ = timed(lambda: list(grammar.parse(articles[:1])))
    seconds["words, grammar, names"], _ = timed(lambda: list(grammar.parse(articles)))
    whole = Annotator(pack)
    list(whole.parse(articles[:1]))
    with_chains, parsed = timed(lambda: list(whole.parse(articles)))
    seconds["coreference"] = max(0.0, with_chains - seconds["words, grammar, names"])
    documents = {a.id: d for a, d in parsed}
    seconds["quotations"], seen = timed(
        lambda: [Scene(a, documents[a.id], scan(a, book.words(a.language, "elisions"))) for a in articles]
    )
    seconds["rules"], found = timed(lambda: [attribute(scene, book)[0] for scene in seen])
    seconds["speakers"], _ = timed(
        lambda: [resolve(scene, of, book) for scene, of in zip(seen, found, strict=True)]
    )
    said = [a for scene in seen for a in statements(scene, book)]
    seconds["across articles"], _ = timed(lambda: cross_check(said, articles, documents, book, None))
    return seconds, len(articles), sum(len(s.words) for d in documents.values() for s in d.sentences)


def runs(paths: list[str]) -> tuple[float, float]:
    """Seconds of a first run of the whole program and of a second one, whose parses are kept; reports are
    written."""
    with tempfile.TemporaryDirectory() as folder:

        def whole() -> None:
            write.write(
                pipeline.check(paths, cache=Path(folder) / "cache"), Path(folder) / "reports", arguments=paths
            )

        return timed(whole)[0], timed(whole)[0]


def main(paths: list[str]) -> None:
    first, second = runs(paths)
    with tempfile.TemporaryDirectory() as folder:
        seconds, articles, words = stages(paths, Path(folder))
    total = sum(s for name, s in seconds.items() if not name.startswith("load"))
    print(f"{articles} articles, {words} words\n")
    print(f"{'stage':24}{'seconds':>9}{'words/s':>10}{'share':>8}")
    for name, of in seconds.items():
        if name.startswith("load"):
            print(f"{name:24}{of:>9.2f}")
        else:
            print(f"{name:24}{of:>9.2f}{words / of if of else 0:>10.0f}{of / total:>8.1%}")
    print(
        f"\nfirst run {first:.1f} s; second run, with the parses kept, {second:.1f} s: "
        f"{first / second:.1f} times as fast"
    )
    by_rules = seconds["rules"] + seconds["speakers"]
    parsing = seconds["words, grammar, names"] + seconds["coreference"]
    print(
        f"rules and speakers: {1000 * by_rules / articles:.0f} ms an article, "
        f"{parsing / by_rules:.0f} times as fast as parsing"
    )


if __name__ == "__main__":
    main(sys.argv[1:] or ["seeds"])
