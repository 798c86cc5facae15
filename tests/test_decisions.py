"""Is nothing of what people decided lost: beside other rows, among many who write, in a faulty file?"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from attribution.flags import verdicts
from attribution.people import judgements
from attribution.result import Verdict

MANY = 40
"""Verdicts, eight at a time; `make reliability` tries 200."""
HEAD = {verdicts: "flag,verdict,note,by,when\n", judgements: "a,b,judgement,by,when\n"}
ERROR = {verdicts: verdicts.VerdictError, judgements: judgements.JudgementError}
WRITE = """\
import sys
from pathlib import Path
from attribution.flags.verdicts import write
from attribution.result import Verdict
for number in sys.argv[2:]:
    write(Path(sys.argv[1]), f"flag{number}", Verdict("fine", "a, note", "Mo", "2026-01-01"))
"""


@pytest.mark.parametrize("kind", [verdicts, judgements], ids=["verdicts", "judgements"])
@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (b"\xff\xfe\x00", 1),
        (b"\x89PNG\r\n\x00\x00", 1),
        (b"b,caf\xe9,fine\n", 2),
        (b'a1,fine,"not closed,Mo,2026\na2,fault,x,Mo,2026\n', 2),
        (b'a1,fine,same,Mo,2026-01-02\na2,fault,"not closed,Mo,2026\na3,fine,"a note",Mo,2026\n', 3),
        (b'a1,fine,same,Mo,2026-01-02\na2,fault,"' + b"x" * 200_000 + b'",Mo,2026\n', 3),
    ],
    ids=["utf-16", "binary", "latin-1", "open mark", "open mark, closed below", "long"],
)
def test_a_file_that_cannot_be_used_is_an_error_with_a_line(tmp_path, kind, rows, line):
    file = tmp_path / "decided.csv"
    file.write_bytes((HEAD[kind].encode() if line > 1 else b"") + rows)
    with pytest.raises(ERROR[kind], match=f"decided.csv:{line}") as raised:
        kind.read(file)
    assert raised.value.code and raised.value.next


@pytest.mark.parametrize("kind", [verdicts, judgements], ids=["verdicts", "judgements"])
def test_what_is_no_file_is_an_error(tmp_path, kind):
    for path in (tmp_path, tmp_path / "nowhere.csv", tmp_path / ("a" * 400)):
        with pytest.raises(ERROR[kind]):
            kind.read(path)


def test_a_row_that_an_open_mark_swallows_is_found(tmp_path):
    file = tmp_path / "verdicts.csv"
    file.write_text(f'{HEAD[verdicts]}a1,fine,"open,Mo,2026\na2,fault,x,Mo,2026\na3,fine,closed",Mo,2026\n')
    with pytest.raises(verdicts.VerdictError, match=r"verdicts\.csv:2"):
        verdicts.read(file)
    with pytest.raises(verdicts.VerdictError):
        verdicts.write(file, "a4", Verdict("fine"))
    assert file.read_text().count("\n") == 4, "nothing was written"


def test_what_else_stands_in_the_file_stays(tmp_path):
    real = tmp_path / "kept" / "verdicts.csv"
    real.parent.mkdir()
    before = '\ufeffverdict,desk,flag,by,note\r\nfine,"night, late",a1,Mo,"two\r\nlines"'
    real.write_bytes(before.encode())
    real.chmod(0o640)
    link = tmp_path / "verdicts.csv"
    link.symlink_to(real)
    verdicts.write(link, "a2", Verdict("fault", 'she said "no"', "Jo", "2026-01-02"))
    verdicts.write(link, "a1", Verdict("unsure"))
    assert real.read_bytes().decode().startswith(before + "\r\n")
    assert link.is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert verdicts.read(link)["a2"] == Verdict("fault", 'she said "no"', "Jo", "")
    assert verdicts.read(link)["a1"].verdict == "unsure", "the last row on a flag counts"
    assert list(tmp_path.iterdir()) == [real.parent, link] or len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_spreadsheets_write_where_the_comma_is_in_numbers_is_read_and_added_to(tmp_path, separator):
    file, pairs = tmp_path / "verdicts.csv", tmp_path / "judgements.csv"
    file.write_bytes(
        "\ufeffflag;verdict;note;when\r\na1;fine;one, two;04.03.2026\r\n".replace(";", separator).encode()
    )
    verdicts.write(file, "a2", Verdict("fault", f"so{separator}so", "Mo", "2026-03-05"))
    assert verdicts.read(file) == {
        "a1": Verdict("fine", "one, two", "", "04.03.2026"),
        "a2": Verdict("fault", f"so{separator}so", "", "2026-03-05"),
    }
    pairs.write_text("a;b;judgement\nAna Ruiz;Tom Lee;different\n".replace(";", separator))
    assert judgements.read(pairs).of(["Tom Lee"], ["Ana Ruiz"]) == "different"


def test_a_note_is_no_formula_in_a_spreadsheet_and_stays_what_it_was(tmp_path):
    file = tmp_path / "verdicts.csv"
    verdicts.write(file, "a1", Verdict("fine", "=1+1", "@mo", "2026-01-02"))
    assert "a1,fine,'=1+1,'@mo,2026-01-02" in file.read_text()
    assert verdicts.read(file)["a1"] == Verdict("fine", "=1+1", "@mo", "2026-01-02")


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (verdicts, "a1,fine,no, nothing is wrong,Mo,2026-01-02,Jo"),
        (verdicts, "a1,fine,ok,Mo,yesterday"),
        (judgements, "Lee,Tom,Tom Lee,same,Mo,2026-01-02"),
        (judgements, "Zoë Márquez,zoe marquez,different"),
        (judgements, "Tom Lee,Tom Lee,unsure"),
    ],
)
def test_a_row_that_says_nothing_true_is_an_error_with_its_line(tmp_path, kind, row):
    file = tmp_path / "decided.csv"
    file.write_text(f"{HEAD[kind]}\n{row}\n")
    with pytest.raises(ERROR[kind], match=r"decided\.csv:3"):
        kind.read(file)


def test_a_name_that_was_judged_against_itself_counts_for_nothing():
    rows = [("Tom Lee", "tom  lee", "different"), ("Zoë Lee", "Zoe Lee", "same")]
    assert judgements.Judgements.given(rows).of(["Tom Lee"], ["Tom Lee"]) is None


def test_a_clock_that_goes_back_hides_no_verdict(tmp_path):
    file = tmp_path / "verdicts.csv"
    for day, decided in (("2026-03-05", "fine"), ("2026-03-04", "fault"), ("1970-01-01", "unsure")):
        verdicts.write(file, "a1", Verdict(decided, "", "Mo", day))
    assert verdicts.read(file)["a1"].verdict == "unsure", "what was written last counts, whatever its date"


def test_of_many_who_write_at_once_every_verdict_stays(tmp_path):
    file = tmp_path / "verdicts.csv"
    many = int(os.environ.get("MANY_VERDICTS", MANY))
    shares = [list(map(str, range(start, many, 8))) for start in range(8)]
    started = [subprocess.Popen([sys.executable, "-c", WRITE, str(file), *share]) for share in shares]
    assert [process.wait() for process in started] == [0] * 8
    assert verdicts.read(file).keys() == {f"flag{number}" for number in range(many)}
    assert file.read_text().count("flag,verdict") == 1
