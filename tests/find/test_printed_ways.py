"""Do words find their speaker in the ways in which papers, wires and transcripts print them?"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from attribution.pipeline import check

PRINTED = {
    one["id"]: one for one in yaml.safe_load(Path(__file__).with_name("printed_ways.yaml").read_text("utf-8"))
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str | None]]]:
    """What is said in each text, with its speaker."""
    folder = tmp_path_factory.mktemp("printed")
    for name, one in PRINTED.items():
        (folder / f"{name}.txt").write_text(one["text"], encoding="utf-8")
    report = check(folder, cache=tmp_path_factory.mktemp("cache"))
    texts = {a.id: a.text for a in report.articles}
    found: dict[str, list[tuple[str, str | None]]] = {name: [] for name in PRINTED}
    for a in report.attributions:
        words = " ".join(s.of(texts[a.article]) for s in a.content)
        found[a.article.removesuffix(".txt")].append((words, a.speaker.name))
    return found


@pytest.mark.parametrize("name", PRINTED)
def test_words_are_their_speakers(said, name: str) -> None:
    for words, speaker in PRINTED[name]["said"].items():
        holders = [who for content, who in said[name] if words in content]
        assert holders in (([], [None]) if speaker is None else ([speaker],)), words
