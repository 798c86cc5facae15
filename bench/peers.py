"""How fast others are on the same texts: ``python -m bench.peers PATH…``. Peers are installed from PyPI into
an environment of their own, build/peers.

Of the four that are compared, only textacy is on PyPI as a program that runs: GenderGapTracker is not there,
the package named citron is empty, and SaysWho wants spaCy models, as textacy does, that PyPI does not have.
Where spaCy's English model is installed in build/peers, textacy is timed from raw text; where it is not, only
its search for quotations is, over the parses of this program: its parse would come on top.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from attribution.document import Document
from attribution.each_article import scenes
from attribution.pipeline import reading_lists
from attribution.read import read
from attribution.rulebook.book import load

PLACE = Path("build/peers")
WANTED = ("textacy==0.13.0",)
TIMED = """\
import json, sys, time
from textacy.extract.triples import direct_quotations
import spacy
from spacy.tokens import Doc
rows = [json.loads(line) for line in sys.stdin]
try:
    parse = spacy.load("en_core_web_sm")
except OSError:
    parse = None
    known = spacy.blank("en").vocab
    docs = [Doc(known, **row["parse"]) for row in rows]
found, refused, begun = 0, 0, time.process_time()
for number, row in enumerate(rows):
    doc = parse(row["text"]) if parse else docs[number]
    try:
        found += sum(1 for _ in direct_quotations(doc))
    except ValueError:  # a mark has no partner
        refused += 1
print(json.dumps([time.process_time() - begun, found, refused, parse is not None]))
"""


def as_spacy(document: Document) -> dict[str, list]:
    """The parse as spaCy's ``Doc`` takes it."""
    sentences = document.sentences
    words = [word for sentence in sentences for word in sentence.words]
    following = [word.start for word in words[1:]] + [0]
    first, heads = 0, []
    for sentence in sentences:
        heads += [first + (w.head if w.head >= 0 else w.index) for w in sentence.words]
        first += len(sentence.words)
    return {
        "words": [w.text for w in words],
        "spaces": [w.end < then for w, then in zip(words, following, strict=True)],
        "lemmas": [w.lemma for w in words],
        "pos": [w.upos for w in words],
        "deps": ["ROOT" if w.head < 0 else w.deprel for w in words],
        "heads": heads,
    }


def main(paths: list[str]) -> None:
    python = PLACE / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *WANTED], check=True)
    book = load()
    articles = read(paths, reading_lists(book)).articles
    words = sum(len(article.text.split()) for article in articles)
    rows = [
        json.dumps({"text": scene.article.text, "parse": as_spacy(scene.document)})
        for scene in scenes(articles, book, jobs=1)
    ]
    begun = time.perf_counter()
    done = subprocess.run([str(python), "-c", TIMED], input="\n".join(rows), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"textacy failed after {time.perf_counter() - begun:.0f} s:\n{done.stderr[-2000:]}")
    seconds, found, refused, whole = json.loads(done.stdout.splitlines()[-1])
    alone = "its search alone, over our parses (spaCy's English model is not on PyPI)"
    print(f"textacy 0.13.0, direct quotations, {'from raw text' if whole else alone}:")
    rate = f"{seconds:.2f} s of the processor, {words / seconds:.0f} words/s"
    print(f"  {found} found, {refused} articles refused for marks without a partner, {rate}")
    print("GenderGapTracker: not on PyPI. Citron: an empty package on PyPI. SaysWho: needs spaCy models too.")


if __name__ == "__main__":
    main(sys.argv[1:] or ["seeds"])
