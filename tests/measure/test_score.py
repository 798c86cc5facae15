"""Is the scorer right? Expected values were worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.measure import characters, score
from attribution.measure.gold import GoldAttribution, ScoreError, read_gold, read_predictions
from tests.helpers.places import TESTS


def span(text: str, part: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return start, start + len(part)


def quoted(text: str) -> str:
    """The text with every character outside quotation marks as a dot."""
    inside = characters.quoted_positions(text)
    return "".join(c if i in inside else c if c == "\n" else "." for i, c in enumerate(text))


def report(text: str, gold: list[GoldAttribution], pred: list[GoldAttribution]) -> dict:
    return score.report(score.score_article(text, gold, pred))


# ------------------------------------------------------------------ characters


def test_normalise_strips_edges_and_joins_over_punctuation() -> None:
    text = "He said, \u201cGo home.\u201d \u201cNow!\u201d \u2014 then left."
    assert characters.normalise_spans(text, [span(text, " \u201cGo home.\u201d ")]) == [span(text, "Go home")]
    # Two spans with only '." ' and an opening mark between them are one.
    pieces = [span(text, "\u201cNow!\u201d \u2014"), span(text, "\u201cGo home")]
    assert characters.normalise_spans(text, pieces) == [span(text, "Go home.\u201d \u201cNow!")]
    # A letter between keeps them apart; a span of punctuation only vanishes.
    assert characters.normalise_spans("ab c. d", [(0, 1), (3, 5), (4, 5)]) == [(0, 1), (3, 4)]
    assert characters.normalise_spans('a ." b', [(2, 4)]) == []
    # A span inside another adds nothing.
    assert characters.normalise_spans("abcdef", [(0, 5), (1, 3)]) == [(0, 5)]


def test_char_set_has_no_spaces() -> None:
    assert characters.char_set('"a b, c."', [(0, 9)]) == frozenset({1, 3, 4, 6})


def test_iou() -> None:
    a, b = frozenset(range(6)), frozenset(range(4, 10))
    assert characters.iou(a, b) == pytest.approx(2 / 10)
    assert characters.iou(a, frozenset()) == 0.0
    assert characters.iou(frozenset(), frozenset()) == 0.0


# ----------------------------------------------------------------- quote marks


@pytest.mark.parametrize(
    "text, expected",
    [
        ('a "b" c', '.."b"..'),
        ("a \u201cb\u201d c \u201cd\u201d", "..\u201cb\u201d...\u201cd\u201d"),
        ("a ''b'' c", "..''b''.."),  # doubled apostrophes
        ("it's 'b' c", "." * 10),  # single marks do not count
        ('a "b" "c', '.."b"...'),  # third mark is left over
        ('"a b\n\nc', '"a b\n\n.'),  # opens the paragraph
        ('x "a b\n\nc', "......\n\n."),  # does not, and none follows
        ('x "a b\n\n"c" d', '.."a b\n\n"c"..'),  # speech goes on below
        ("\u201ca\n\u201cb\u201d c", "\u201ca\n\u201cb\u201d.."),
        ('"a\u201d b" c', '"a\u201d b"..'),  # each kind pairs with its own,
        ('a \u201cb" c', '..\u201cb"..'),  # or else with the other
        ('"b\u201d c', '"b\u201d..'),
    ],
)
def test_quoted_positions(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_quote_type_limits() -> None:
    inside = frozenset(range(100))
    assert characters.quote_type(frozenset(range(10)), inside) == "direct"
    assert characters.quote_type(frozenset(range(91, 101)), inside) == "direct"  # 9 of 10
    assert characters.quote_type(frozenset(range(92, 102)), inside) == "mixed"  # 8 of 10
    assert characters.quote_type(frozenset(range(99, 110)), inside) == "mixed"  # 1 of 11
    assert characters.quote_type(frozenset(range(100, 110)), inside) == "indirect"


# --------------------------------------------------------------------- scoring

#        0         1         2         3         4
#        0123456789012345678901234567890123456789012345
TEXT = 'Ann said "abcd efgh." Bob thinks that ijkl mn.'
ANN, BOB = (0, 3), (22, 25)
DIRECT = GoldAttribution(content=((9, 21),), source=(ANN,), cue=((4, 8),))
INDIRECT = GoldAttribution(content=((33, 46),), source=(BOB,), cue=((26, 32),))


def test_perfect() -> None:
    result = report(TEXT, [DIRECT, INDIRECT], [INDIRECT, DIRECT])
    for name in ("content_exact", "content_partial", "content_soft", "attribution"):
        assert result["overall"][name] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert result["overall"]["source"] == {"pairs": 2, "overlap": 1.0, "exact": 1.0}
    assert result["by_gold_type"]["direct"]["gold"] == 1
    assert result["by_gold_type"]["mixed"]["gold"] == 0
    assert result["by_gold_type"]["mixed"]["content_exact_recall"] is None
    assert result["by_predicted_type"]["indirect"]["content_exact_precision"] == 1.0


def test_partial_source_and_soft_by_hand() -> None:
    # Direct: right content (quotation marks do not matter), wrong source.
    # Indirect: "that ijkl mn" has 10 characters; "ijkl mn" has 6: IoU 0.6, and
    # source "Bob thinks" shares characters with "Bob" but is not the same.
    # A third prediction, "Ann said" (7 characters), matches nothing.
    pred = [
        GoldAttribution(content=((10, 19),), source=(BOB,)),
        GoldAttribution(content=((38, 45),), source=((22, 32),)),
        GoldAttribution(content=((0, 8),), source=()),
    ]
    result = report(TEXT, [DIRECT, INDIRECT], pred)
    overall = result["overall"]
    assert (overall["gold"], overall["predicted"]) == (2, 3)
    assert overall["content_exact"]["precision"] == pytest.approx(1 / 3)
    assert overall["content_exact"]["recall"] == pytest.approx(1 / 2)
    assert overall["content_exact"]["f1"] == pytest.approx(0.4)
    assert overall["content_partial"]["f1"] == pytest.approx(0.8)  # 2/3 and 2/2
    # Soft: gold has 8 + 10 characters, predictions 8 + 6 + 7, common 8 + 6.
    assert overall["content_soft"]["precision"] == pytest.approx(14 / 21)
    assert overall["content_soft"]["recall"] == pytest.approx(14 / 18)
    assert overall["source"] == {"pairs": 2, "overlap": 0.5, "exact": 0.0}
    assert overall["attribution"]["precision"] == pytest.approx(1 / 3)
    assert overall["attribution"]["recall"] == pytest.approx(1 / 2)
    direct = result["by_gold_type"]["direct"]
    assert direct["content_exact_recall"] == 1.0
    assert direct["attribution_recall"] == 0.0
    assert direct["source"] == {"pairs": 1, "overlap": 0.0, "exact": 0.0}
    indirect = result["by_gold_type"]["indirect"]
    assert indirect["content_exact_recall"] == 0.0
    assert indirect["content_partial_recall"] == 1.0
    assert indirect["content_soft_recall"] == pytest.approx(0.6)
    assert indirect["source"] == {"pairs": 1, "overlap": 1.0, "exact": 0.0}
    precision = result["by_predicted_type"]
    assert precision["direct"]["content_partial_precision"] == 1.0
    assert precision["indirect"]["predicted"] == 2
    assert precision["indirect"]["content_partial_precision"] == 0.5
    assert precision["indirect"]["content_soft_precision"] == pytest.approx(6 / 13)


def test_partial_limit_is_half() -> None:
    text = "abcdefghij"
    gold = [GoldAttribution(content=((0, 10),))]
    hit = report(text, gold, [GoldAttribution(content=((0, 5),))])["overall"]
    miss = report(text, gold, [GoldAttribution(content=((0, 4),))])["overall"]
    assert hit["content_partial"]["recall"] == 1.0
    assert miss["content_partial"]["recall"] == 0.0
    # Neither side has a source, so the pair is a right attribution.
    assert hit["attribution"]["f1"] == 1.0
    assert miss["attribution"]["f1"] == 0.0
    assert hit["source"] == {"pairs": 0, "overlap": None, "exact": None}


def test_source_missing_on_one_side_is_wrong() -> None:
    text = "abcdefghij K"
    with_source = GoldAttribution(content=((0, 10),), source=((11, 12),))
    without = GoldAttribution(content=((0, 10),))
    a = report(text, [with_source], [without])["overall"]
    b = report(text, [without], [with_source])["overall"]
    assert a["attribution"]["f1"] == 0.0 and b["attribution"]["f1"] == 0.0
    assert a["source"]["pairs"] == 1 and a["source"]["overlap"] == 0.0
    assert b["source"]["pairs"] == 0


def test_matching_is_one_to_one_and_best_first() -> None:
    text = "abcdefghijklmnopqrst"
    gold = [GoldAttribution(content=((0, 10),)), GoldAttribution(content=((10, 20),))]
    # 0-12 has IoU 10/12 with the first and 2/20 with the second; 0-9 has 9/10
    # with the first: it wins that one, and 0-12 gets the second (IoU 0.1).
    pred = [GoldAttribution(content=((0, 12),)), GoldAttribution(content=((0, 9),))]
    quoted_set = characters.quoted_positions(text)
    pairs = score.match(score.items(text, gold, quoted_set), score.items(text, pred, quoted_set))
    assert [(g, round(value, 3)) for g, _, value in pairs] == [(0, 0.9), (1, 0.1)]
    overall = report(text, gold, pred)["overall"]
    assert overall["content_partial"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    # Soft measures ignore the pairing: 12 of 20 gold characters, all right.
    assert overall["content_soft"]["recall"] == pytest.approx(0.6)
    assert overall["content_soft"]["precision"] == 1.0


def test_one_prediction_serves_one_gold_only() -> None:
    text = "abcdefghij"
    gold = [GoldAttribution(content=((0, 10),)), GoldAttribution(content=((0, 9),))]
    overall = report(text, gold, [GoldAttribution(content=((0, 10),))])["overall"]
    assert overall["content_partial"]["recall"] == 0.5
    assert overall["content_soft"]["recall"] == 1.0


def test_precision_goes_by_the_predicted_type() -> None:
    text = 'She said: they are "the very best" of all'
    gold = [GoldAttribution(content=(span(text, 'they are "the very best" of all'),))]
    pred = [GoldAttribution(content=(span(text, '"the very best" of'),))]
    # Gold: 7 + 13 + 5 = 25 characters, 13 of them within (and with) the marks.
    # Prediction: 'theverybest"of', 14 characters, 12 of them quoted (86 %).
    result = report(text, gold, pred)
    assert result["by_gold_type"]["mixed"]["content_partial_recall"] == 1.0
    assert result["by_predicted_type"]["mixed"]["content_partial_precision"] == 1.0
    pred = [GoldAttribution(content=(span(text, '"the very best"'),))]
    result = report(text, gold, pred)  # 11 of 25: too little for a hit
    assert result["by_gold_type"]["mixed"]["content_soft_recall"] == pytest.approx(11 / 25)
    assert result["by_predicted_type"]["direct"]["predicted"] == 1
    assert result["by_predicted_type"]["direct"]["content_partial_precision"] == 0.0
    gold = [GoldAttribution(content=(span(text, 'are "the very best"'),))]
    result = report(text, gold, pred)  # 11 of 'are"theverybest', 15
    assert result["by_gold_type"]["mixed"]["content_partial_recall"] == 1.0
    assert result["by_predicted_type"]["direct"]["content_partial_precision"] == 1.0
    assert result["by_predicted_type"]["mixed"]["content_partial_precision"] is None


def test_equal_iou_prefers_matching_source() -> None:
    text = "abcdefghij K L"
    gold = [
        GoldAttribution(content=((0, 10),), source=((11, 12),)),
        GoldAttribution(content=((0, 10),), source=((13, 14),)),
    ]
    pred = [gold[1], gold[0]]
    assert report(text, gold, pred)["overall"]["attribution"]["f1"] == 1.0


def test_discontinuous_content_is_mixed() -> None:
    text = 'They had "won big," she said, in two states.'
    gold = [
        GoldAttribution(
            content=(span(text, 'They had "won big,"'), span(text, "in two states.")),
            source=(span(text, "she"),),
        )
    ]
    # 14 + 11 characters within the edges: 'Theyhad"wonbig' and 'intwostates'.
    one_part = [GoldAttribution(content=(span(text, "in two states"),))]
    result = report(text, gold, one_part)
    assert result["by_gold_type"]["mixed"]["gold"] == 1
    assert result["by_gold_type"]["mixed"]["content_soft_recall"] == pytest.approx(11 / 25)
    assert result["overall"]["content_partial"]["recall"] == 0.0


def test_empty_predictions_and_f1() -> None:
    overall = report(TEXT, [DIRECT], [])["overall"]
    assert overall["content_exact"] == {"precision": None, "recall": 0.0, "f1": None}
    assert score.f1(0.0, 0.0) == 0.0
    assert score.f1(0.5, 1.0) == pytest.approx(2 / 3)


# --------------------------------------------------------------------- reading


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "text" / "two.txt").write_text("Nothing here.", encoding="utf-8")
    ann = (
        "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\n"
        'T3\tContent 9 14;15 21\t"abcd efgh."\nT4\tAttribution 4 8\tsaid\n'
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
        "T5\tContent 33 37\tthat\nT6\tContent 38 46\tijkl mn.\n"
        "T7\tAttribution-no-source 26 32\tthinks\n"
        "E2\tAttribution-no-source:T7 Content:T5 Content2:T6 Cue:T7\n"
        "E3\tAttribution:T4 Cue:T2\n#1\tAnnotatorNotes T4\ta note\nstray line\n"
    )
    (tmp_path / "attributions" / "one_0a1b.ann").write_text(ann, encoding="utf-8")
    (tmp_path / "attributions" / "one_9f9f.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "two_0a1b.ann").write_text("", encoding="utf-8")
    return tmp_path


def write(path: Path, *records: object) -> Path:
    path.write_text(
        "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), encoding="utf-8"
    )
    return path


def test_read_gold(gold_dir: Path) -> None:
    articles, skipped = read_gold(gold_dir)
    assert sorted(articles) == ["one", "two"] and skipped == 1
    text, attributions = articles["one"]
    assert text == TEXT
    assert attributions == [
        GoldAttribution(content=((9, 14), (15, 21)), source=((0, 3),), cue=((4, 8),)),
        GoldAttribution(content=((33, 37), (38, 46)), source=(), cue=((26, 32),)),
    ]


def run(gold_dir: Path, pred: Path, *more: object):
    return CliRunner().invoke(
        app, ["evaluate", "polnear", str(gold_dir), "--predictions", str(pred), *map(str, more)]
    )


def test_end_to_end(gold_dir: Path, tmp_path: Path) -> None:
    pred = write(
        tmp_path / "p.jsonl", {"id": "one", "attributions": [{"content": [[10, 19]], "source": [[0, 3]]}]}
    )
    out = tmp_path / "out.json"
    outcome = run(gold_dir, pred, "--json", out)
    assert outcome.exit_code == 0
    result = json.loads(out.read_text(encoding="utf-8"))
    assert (result["articles"], result["articles_predicted"]) == (2, 1)
    assert result["gold_events_without_content_skipped"] == 1
    assert result["overall"]["content_exact"]["precision"] == 1.0
    assert result["overall"]["content_exact"]["recall"] == 0.5
    assert result["overall"]["attribution"]["f1"] == pytest.approx(2 / 3)
    assert "attribution" in outcome.stdout


@pytest.mark.parametrize(
    "record, message",
    [
        ("{", "not JSON"),
        ({"id": "one"}, "need an object"),
        ({"id": "three", "attributions": []}, "not in the gold"),
        ({"id": "one", "attributions": [[]]}, "not an object"),
        ({"id": "one", "attributions": [{"source": [[0, 3]]}]}, "no content"),
        ({"id": "one", "attributions": [{"content": [[0, 999]]}]}, "does not fit"),
        ({"id": "one", "attributions": [{"content": [[5, 5]]}]}, "does not fit"),
        ({"id": "one", "attributions": [{"content": [[0, True]]}]}, "pair of integers"),
        ({"id": "one", "attributions": [{"content": "x"}]}, "not a list"),
    ],
)
def test_bad_predictions(gold_dir: Path, tmp_path: Path, record: object, message: str) -> None:
    outcome = run(gold_dir, write(tmp_path / "p.jsonl", record))
    assert outcome.exit_code == 2
    error = " ".join(outcome.stderr.split())
    assert message in error and "p.jsonl:1" in error


def test_other_bad_input(gold_dir: Path, tmp_path: Path) -> None:
    lengths = {"one": len(TEXT)}
    twice = {"id": "one", "attributions": []}
    with pytest.raises(ScoreError, match="occurs twice"):
        read_predictions(write(tmp_path / "p.jsonl", twice, twice), lengths)
    with pytest.raises(ScoreError, match="cannot read"):
        read_predictions(tmp_path / "absent.jsonl", lengths)
    with pytest.raises(ScoreError, match="no such directory"):
        read_gold(tmp_path / "absent")
    bad = gold_dir / "attributions" / "two_0a1b.ann"
    bad.write_text("T1\tSource 0 99\tx\n", encoding="utf-8")
    with pytest.raises(ScoreError, match=r"two_0a1b\.ann:1: span 0-99"):
        read_gold(gold_dir)
    bad.write_text("E1\tAttribution:T1\n", encoding="utf-8")
    with pytest.raises(ScoreError, match="points to no span"):
        read_gold(gold_dir)
    bad.rename(bad.with_name("two.ann"))
    with pytest.raises(ScoreError, match="name is not"):
        read_gold(gold_dir)


# ------------------------------------------------------------------- agreement


def test_agrees_with_the_scorer_of_the_published_comparisons() -> None:
    """Made-up texts with random spans; the reports were computed by the scorer that other programs were
    measured with."""
    cases = json.loads((TESTS / "gold" / "scores.json").read_text(encoding="utf-8"))
    assert len(cases) >= 20

    def attributions(rows: list[list[list[list[int]]]]) -> list[GoldAttribution]:
        return [GoldAttribution(*(tuple(map(tuple, spans)) for spans in row)) for row in rows]

    total = score.CountsByType()
    for case in cases[:-1]:
        tally = score.score_article(case["text"], attributions(case["gold"]), attributions(case["predicted"]))
        assert score.report(tally) == case["report"]
        total.add(tally)
    assert score.report(total) == cases[-1]["report"]
