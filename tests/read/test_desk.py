"""Does every format give the same story?"""

import pytest

from attribution.read import read
from tests.helpers.lists import LISTS
from tests.read.desk import HEADLINE, SAYS, TEXT, desk

DESK = desk()
NOT_UTF8 = {"utf-16.txt", "cp1252.txt", "mac.txt"}


@pytest.mark.parametrize("name", DESK)
def test_every_format_has_the_words_of_the_plain_text(tmp_path, name):
    (tmp_path / name).write_bytes(DESK[name])
    reading = read([tmp_path / name], LISTS)
    assert [p.code for p in reading.problems] == (["other-encoding"] if name in NOT_UTF8 else [])
    (article,) = reading.articles
    story = [article.text[r.start : r.end] for r in article.regions if r.kind == "body"]
    said = " ".join(story).split()
    stopped = name == "film.vtt"  # captions end in a full stop
    assert said == (TEXT.replace(HEADLINE, f"{HEADLINE}.") if stopped else TEXT).split()
    for words in SAYS:
        assert any(words in paragraph for paragraph in story)
    assert article.plain == (name == "plain.txt")


@pytest.mark.slow
def test_every_format_gives_the_same_attributions(tmp_path):
    from attribution.pipeline import check

    for name, data in DESK.items():
        (tmp_path / name).write_bytes(data)
    report = check([tmp_path], cache=tmp_path / "cache")
    found = {
        article.id: sorted(
            (
                " … ".join(" ".join(span.of(article.text).split()) for span in a.content),
                a.kind,
                a.speaker.name,
            )
            for a in report.attributions
            if a.article == article.id
        )
        for article in report.articles
    }
    assert len(found) == len(DESK)
    plain = found.pop("plain.txt")
    assert len(plain) >= 5
    for id, attributions in found.items():
        assert attributions == plain, id
