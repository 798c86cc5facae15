"""What earlier versions find, on the articles as they are read and parsed today: ``python -m bench.curve DIR
COMMIT…``.

So that the rules are compared and nothing else, each commit's own code and rules are given today's regions
and parses, and today's scorer counts. Prints one row of a Markdown table for each.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from attribution.measure import gold, score
from attribution.measure.evaluation import parsed
from attribution.parse import parse_cache
from attribution.rulebook.book import load

CHILD = """
import json, sys
from attribution.article import Article, Region
from attribution.find.select import attribute
from attribution.parse.parse_cache import load as parse
from attribution.find.quotations import scan
from attribution.rulebook.book import load
from attribution.find.scene import Scene

book = load()
for line in sys.stdin:
    name, text, regions, document = json.loads(line)
    article = Article(name, text, tuple(Region(*r) for r in regions))
    found, _ = attribute(Scene(article, parse(document), scan(article, book.words("en", "elisions"))), book)
    print(json.dumps({"id": name, "attributions": [
        {role: [[s.start, s.end] for s in getattr(f, role)] for role in ("content", "source", "cue")}
        for f in found if f.rule.status != "test"]}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="What earlier versions find, on today's parses.")
    parser.add_argument("directory", type=Path, help="a folder with text/ and attributions/")
    parser.add_argument("commits", nargs="+")
    parser.add_argument("--cache", type=Path, help="where parses are kept between runs")
    given = parser.parse_args()
    answers = parsed(given.directory, load(), cache=given.cache).answers
    lines = "".join(
        json.dumps(
            [
                a.name,
                a.text,
                [[r.kind, r.start, r.end] for r in a.scene.article.regions],
                parse_cache.dump(a.scene.document),
            ]
        )
        + "\n"
        for a in answers
        if a.scene
    )
    print(
        "| commit | partial F1 | exact F1 | source overlap | attribution F1 | recall direct / mixed / "
        "indirect | precision |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for commit in given.commits:
        with tempfile.TemporaryDirectory() as folder:
            archive = subprocess.run(
                ["git", "archive", commit, "attribution", "rules", ":!attribution/models"],
                check=True,
                capture_output=True,
            ).stdout
            subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
            output = Path(folder) / "predictions.jsonl"
            done = subprocess.run(
                [sys.executable, "-c", CHILD],
                input=lines,
                cwd=folder,
                check=True,
                capture_output=True,
                text=True,
            )
            output.write_text(done.stdout, encoding="utf-8")
            found = gold.read_predictions(output, {a.name: len(a.text) for a in answers})
        print(row(commit, score.score({a.name: (a.text, a.gold) for a in answers}, found)), flush=True)


def row(commit: str, result: dict) -> str:
    overall, kinds = result["overall"], result["by_gold_type"].values()
    rates = [
        overall["content_partial"]["f1"],
        overall["content_exact"]["f1"],
        overall["source"]["overlap"],
        overall["attribution"]["f1"],
    ]
    recall = " / ".join(f"{k['content_partial_recall']:.2f}" for k in kinds)
    return (
        f"| {commit} | "
        + " | ".join(f"{r:.3f}" for r in rates)
        + f" | {recall} | {overall['content_partial']['precision']:.2f} |"
    )


if __name__ == "__main__":
    main()
