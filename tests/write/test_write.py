"""The files of a report: their form, their bytes, and that nothing from an article becomes code in them."""

import csv
import io
import json
import re
import resource
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from attribution.article import Problem
from attribution.cli import app
from attribution.write import write
from attribution.write.markdown import plain
from attribution.write.marked import Layer, marked
from attribution.write.placed import ASIDE, WHOLE, put
from attribution.write.printable import printable
from attribution.write.schema import FILES, schema
from attribution.write.schema.across import FlagLine
from attribution.write.schema.attribution import AttributionLine
from attribution.write.table import COLUMNS, cell
from attribution.write.voices import COLOURS, voices
from tests.helpers.reports import FIRST, HOSTILE, SECOND, report

TEXTS = {a.id: a.text for a in (FIRST, SECOND)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "deep" / "er"
    write(report(), folder, ["articles"])
    return folder


def lines(folder: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


# ---------------------------------------------------------------- the contract
def test_every_file_is_there_and_nothing_else(folder):
    assert {p.name for p in folder.iterdir()} == {*FILES, "report.html", "report.md", "quotes.csv"}


def test_the_paths_come_back(tmp_path):
    assert set(write(report(), tmp_path)) == set(tmp_path.iterdir())


def test_a_second_run_writes_the_same_bytes(folder, tmp_path):
    write(report(), tmp_path, ["articles"])
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_keys_of_the_contract(folder):
    first = lines(folder, "attributions.jsonl")[0]
    assert list(first)[:14] == [
        "id",
        "article",
        "kind",
        "act",
        "content",
        "cue",
        "source",
        "speaker",
        "with",
        "within",
        "negated",
        "rule",
        "because",
        "candidates",
    ]
    assert first["speaker"] == {
        "name": "Ana Ruiz",
        "person": "ana-ruiz",
        "kind": "person",
        "role": "the engineer",
    }
    assert first["candidates"][0] == {"name": "Ana Ruiz", "support": 0.9}
    flag = lines(folder, "flags.jsonl")[0]
    assert list(flag) == [
        "id",
        "kind",
        "severity",
        "a",
        "b",
        "others",
        "differences",
        "rule",
        "because",
        "verdict",
        "against",
    ]
    assert list(flag["a"]) == [
        "article",
        "publisher",
        "published",
        "attribution",
        "spans",
        "text",
        "sentence",
        "speaker",
        "record",
    ]
    assert lines(folder, "flags.jsonl")[1]["verdict"] == {
        "verdict": "fine",
        "note": "a\nslip",
        "by": "Mo",
        "when": "2025-10-10",
    }
    assert list(lines(folder, "problems.jsonl")[0]) == ["article", "code", "message", "next"]
    assert list(lines(folder, "people.jsonl")[0])[:7] == [
        "person",
        "name",
        "kind",
        "spellings",
        "roles",
        "articles",
        "attributions",
    ]
    assert list(lines(folder, "alignments.jsonl")[0]) == ["attributions", "speakers", "differences"]


def test_offsets_slice_the_article(folder):
    for line in lines(folder, "attributions.jsonl"):
        for part in (*line["content"], *line["cue"], *line["source"]):
            assert TEXTS[line["article"]][part["start"] : part["end"]] == part["text"]


def test_text_stands_only_where_the_file_does_not_have_it(folder):
    plain_text, page, blank = lines(folder, "articles.jsonl")
    assert "text" not in plain_text and "text" not in blank
    assert page["text"] == SECOND.text
    assert blank["words"] == 0 and plain_text["words"] == len(FIRST.text[: FIRST.regions[-1].start].split())


def test_trial_rules_write_their_own_file(folder):
    assert [a["id"] for a in lines(folder, "trial.jsonl")] == ["t1"]
    assert "t1" not in {a["id"] for a in lines(folder, "attributions.jsonl")}
    assert "Cakes" not in (folder / "quotes.csv").read_text(encoding="utf-8-sig")


def test_lines_read_back_as_they_were(folder):
    given_report = report()
    for found, line in zip(given_report.attributions, [*lines(folder, "attributions.jsonl")], strict=False):
        if not found.trial and found.id == line["id"]:
            assert AttributionLine.model_validate(line).back() == found
    assert [FlagLine.model_validate(line).back() for line in lines(folder, "flags.jsonl")] == list(
        given_report.flags
    )


def test_run_says_what_was_run_and_no_time(folder):
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (
        run["contract"] == 1
        and run["pack"] == "en-test-000"
        and run["rules"] == "0123456789abcdef"
        and run["arguments"] == ["articles"]
    )
    assert run["program"].startswith("attribution ")
    assert run["counts"]["flags"] == {"high": 1, "medium": 1, "low": 0, "info": 1}
    assert (
        run["counts"]["attributions"],
        run["counts"]["direct"],
        run["counts"]["mixed"],
        run["counts"]["indirect"],
    ) == (7, 5, 1, 1)


def test_schema_names_what_is_written(folder):
    for name in FILES:
        described = schema(name)
        for line in (
            lines(folder, name)
            if name.endswith("l")
            else [json.loads((folder / name).read_text(encoding="utf-8"))]
        ):
            assert set(described["required"]) <= set(line) <= set(described["properties"])
    printed = CliRunner().invoke(app, ["schema", "flags.jsonl"])
    assert json.loads(printed.stdout) == schema("flags.jsonl")
    assert {d["title"] for d in schema()["anyOf"]} == set(FILES)
    assert CliRunner().invoke(app, ["schema", "nothing.jsonl"]).exit_code == 2


# ---------------------------------------------------------------- whole or not at all
def test_a_full_disk_leaves_the_last_report(tmp_path):
    write(report(), tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (4000, limits[1])
    )  # no file may grow longer: some fit, the page does not
    try:
        with pytest.raises(OSError):
            write(replace(report(), articles=report().articles[:2]), tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OSError):
        write(report(), tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


# ---------------------------------------------------------------- names that are no text
def test_names_that_are_no_text_are_made_printable(tmp_path):
    odd = "caf\udce9.txt"
    given_report = report()
    found = replace(
        given_report,
        articles=(
            replace(FIRST, id=odd, text=FIRST.text.replace("“We", "\ud83dWe")),
            *given_report.articles[1:],
        ),
        attributions=tuple(
            replace(a, article=odd) if a.article == FIRST.id else a for a in given_report.attributions
        ),
        problems=(Problem(odd, "x", odd, ""),),
    )
    write(found, tmp_path, [odd])
    assert lines(tmp_path, "articles.jsonl")[0]["article"] == "caf\\xe9.txt"
    assert lines(tmp_path, "attributions.jsonl")[0]["content"][0]["text"] == "\ufffdWe found four cracks,”"
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["arguments"] == ["caf\\xe9.txt"]
    assert "caf\\xe9.txt" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_printable_leaves_other_text_alone():
    assert printable("naïve “x” \U0001f600") == "naïve “x” \U0001f600"
    assert printable("\udce9\ud83d") == "\\xe9\\ud83d"


def test_line_separators_do_not_part_a_line(folder):
    raw = (folder / "attributions.jsonl").read_text(encoding="utf-8")
    assert len(raw.splitlines()) == len(raw.split("\n")) - 1 == 7
    assert "\u2028" not in raw and any(
        "\u2028" in c["text"] for a in lines(folder, "attributions.jsonl") for c in a["content"]
    )


# ---------------------------------------------------------------- the spreadsheet
def test_quotes_for_a_spreadsheet(folder):
    raw = (folder / "quotes.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS and len(rows) == 7
    assert (
        rows[0]["quote"] == "“We found four cracks,”"
        and rows[0]["flags"] == "wording-altered (high); speaker-conflict (medium)"
    )
    assert rows[4]["quote"] == "“The bridge is old, … “and it is tired,”"
    assert rows[6]["speaker"] == "'=2+3"
    first = rows[0]
    assert first["id"] == "a1" and FIRST.text[int(first["start"]) : int(first["end"])] == first["quote"]
    assert first["url"] == "https://north.example.org/bridge"


@given(st.text())
def test_no_cell_is_a_formula(text):
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert "\n" not in shown and "\r" not in shown


# ---------------------------------------------------------------- Markdown
def test_markdown_shows_hostile_text_as_text(folder):
    text = (folder / "report.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)<(script|img)", text)
    assert plain("1. *a*\n# b") == "1\\. \\*a\\* \\# b" and plain("- x") == "\\- x"


# ---------------------------------------------------------------- who is quoted
def test_spellings_are_one_row_and_the_unnamed_are_marked():
    rows = {v.name: v for v in voices(report())}
    assert rows["Ana Ruiz"].spellings == ("Anna Ruiz",) and rows["Ana Ruiz"].outlets == (
        "The North",
        "South & Sons",
    )
    assert (rows["Ana Ruiz"].direct, rows["Ana Ruiz"].indirect) == (3, 1)
    assert rows["Tom Lee"].total == 2, "said jointly counts too"
    assert not rows["an official"].named and rows["an official"].colour == 0
    assert 1 <= rows["Ana Ruiz"].colour <= COLOURS and rows["Ana Ruiz"].colour != rows["Tom Lee"].colour


# ---------------------------------------------------------------- marks in text
class Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.covered: list[set[str]] = []

    def handle_starttag(self, tag, attributes):
        self.open.append(dict(attributes)["class"])

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.text += data
        self.covered += [set(self.open)] * len(data)


@given(
    st.text(alphabet="ab<&>\"' ", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
)
def test_marks_cover_just_their_characters(text, places):
    layers = [Layer(start, end, f"c{i}", anchor=f"x{i}") for i, (start, end) in enumerate(places)]
    html = marked(text, 0, len(text), layers)
    parser = Nesting()
    parser.feed(str(html))
    parser.close()
    assert parser.text == text and parser.open == []
    for i, found in enumerate(parser.covered):
        assert found == {x.classes for x in layers if x.start <= i < x.end}
    anchors = re.findall(r'id="(x\d+)"', html)
    assert len(anchors) == len(set(anchors)), "an id stands once, however often its element is opened again"


def test_hostile_text_is_escaped_in_the_page(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert HOSTILE not in page and "&lt;script&gt;boom=1" in page
    assert page.count("<script>") == 1 and 'href="javascript:' not in page


def test_nothing_is_written_through_a_link(tmp_path):
    """Whoever may put links into the folder of reports can have no other file overwritten."""
    other = tmp_path / "other"
    other.write_text("kept")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    for name, to in {"a.txt": other, ASIDE: elsewhere, WHOLE: elsewhere, "folder": elsewhere}.items():
        (out / name).symlink_to(to)
    put(out, {"a.txt": "new"})
    with pytest.raises(OSError, match="link"):
        put(out, {"a.txt": "newer", "folder/b.txt": "new"})
    assert other.read_text() == "kept" and (out / "a.txt").read_text() == "new"
    assert [*elsewhere.iterdir()] == [] and {p.name for p in out.iterdir()} == {"a.txt", "folder"}
