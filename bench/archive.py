"""What one more article costs in an archive, and what a whole archive costs: ``python -m bench.archive
[ATTRIBUTIONS…]`` (default: 10000 100000).

Articles are made up (``bench.made_up``) and parsed already; times are processor time of one process.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from attribution.archive.add import add
from attribution.archive.store import Store
from attribution.ask.verify import verify_stored
from attribution.rule import RuleBook
from attribution.rulebook.book import load
from bench.made_up import PER_ARTICLE, MadeUp, Planted

BATCH = 1000
"""Articles that are kept at once while the archive grows."""
ADDED = 30
"""Articles that are added one by one at each size."""
ASKED = 10
KINDS = {"altered": ("wording-altered",), "other-name": ("speaker-conflict",)}
"""The kinds of flags that a planted fault must raise."""


def main() -> None:
    sizes = sorted(int(size) for size in sys.argv[1:] or ("10000", "100000"))
    book, made = load(), MadeUp()
    with tempfile.TemporaryDirectory() as folder, Store(file := Path(folder) / "archive.sqlite") as store:
        whole = 0.0
        for size in sizes:
            while store.size() < size // PER_ARTICLE:
                start = time.process_time()
                add(store, made.take(min(BATCH, size // PER_ARTICLE - store.size())), book)
                whole += time.process_time() - start
            print(f"{size:,} attributions kept in {whole:.0f} s ({1000 * whole / size:.2f} ms each)")
            print(f"  file {file.stat().st_size / 1e6:.0f} MB, memory {_memory():.0f} MB")
            print(f"  one article more: {_one_by_one(store, made, book)}")
            print(f"  verify, a word in five altered: {_asked(store, file, made, book)}")
            print(f"  {right(store, made.planted)}", flush=True)


def _one_by_one(store: Store, made: MadeUp, book: RuleBook) -> str:
    times = []
    for article in made.take(ADDED):
        start = time.process_time()
        add(store, [article], book)
        times.append(1000 * (time.process_time() - start))
    return f"median {statistics.median(times):.0f} ms, most {max(times):.0f} ms"


def _asked(store: Store, file: Path, made: MadeUp, book: RuleBook) -> str:
    """How long it takes to find words of which every fifth is altered, and how often they are found."""
    rows = store.db.execute(
        "SELECT content, articles.id FROM attributions JOIN articles ON articles.row = article "
        "WHERE attributions.row % 997 = 1 ORDER BY attributions.row DESC LIMIT ?",
        (ASKED,),
    ).fetchall()
    times, right = [], 0
    for content, id in rows:
        words = content.strip("“”,").split()
        asked = " ".join("zzyzx" if n % 5 == 4 else word for n, word in enumerate(words))
        start = time.process_time()
        found = verify_stored(asked, None, file, book)
        times.append(1000 * (time.process_time() - start))
        right += any(place.article == id for place in found.places)
    return f"{right} of {len(rows)} found, median {statistics.median(times):.0f} ms, most {max(times):.0f} ms"


def right(store: Store, planted: list[Planted]) -> str:
    """How many planted faults have their flag, and how many grave flags nobody planted."""
    pairs: dict[frozenset[str], set[str]] = {}
    grave = 0
    touched: list[set[str]] = []
    for flag in store.flags():
        places = {side.article for side in flag.sides}
        if flag.severity in ("high", "medium"):
            grave += 1
            touched.append(places)
        for one in places:
            for other in places:
                pairs.setdefault(frozenset((one, other)), set()).add(flag.kind)
    there = {row[0] for row in store.db.execute("SELECT id FROM articles")}
    wanted = [p for p in planted if {p.first, p.copy} <= there]
    found = {
        fate: (
            sum(bool(pairs.get(frozenset((p.first, p.copy)), set()) & set(kinds)) for p in mine),
            len(mine),
        )
        for fate, kinds in KINDS.items()
        if (mine := [p for p in wanted if p.fate == fate])
    }
    of_planted = {a for p in wanted for a in (p.first, p.copy)}
    false = sum(not places & of_planted for places in touched)
    told = ", ".join(f"{fate} {n} of {of}" for fate, (n, of) in found.items())
    return f"planted faults flagged: {told}; {false} of {grave} grave flags with nothing planted"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
