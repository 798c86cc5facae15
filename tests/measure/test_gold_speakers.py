"""Is a line of gold speakers that cannot be used told with its place, and is a name right in any spelling?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.article import Span
from attribution.measure.gold import ScoreError
from attribution.measure.gold_speakers import gold_speakers, read_lines, read_rows

LINE = {
    "article": "a",
    "content": [[9, 20]],
    "source": [[0, 8]],
    "source_form": "name",
    "speaker": {"name": "Ana O’Hara", "kind": "person"},
    "accept": ["O’Hara"],
}


def written(folder: Path, *lines: object) -> list[Path]:
    file = folder / "gold.jsonl"
    file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return [file]


def test_lines_are_read_by_article_and_place(tmp_path):
    earlier = {**LINE, "content": [[2, 4]]}
    unsaid = {"article": "b", "content": [[1, 3]], "speech": False}
    said, marks = gold_speakers(read_rows(written(tmp_path, LINE, "", unsaid, earlier)))
    assert [g.content for g in said] == [(Span(2, 4),), (Span(9, 20),)] and marks == [("b", Span(1, 3))]
    assert said[0].takes("ana o'hara") and said[0].takes("O'Hara") and not said[0].takes("Ana")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ({key: value for key, value in LINE.items() if key != "accept"}, "'accept' is missing"),
        ({**LINE, "speaker": "Ana"}, "gold.jsonl:2: "),
        ({**LINE, "content": [[1]]}, "gold.jsonl:2: "),
    ],
)
def test_a_line_of_another_form_is_told_with_its_place(tmp_path, line, told):
    with pytest.raises(ScoreError, match=told) as error:
        read_lines(written(tmp_path, LINE, line))
    assert "gold.jsonl:2: " in str(error.value)
