"""Does what people decided about a flag stay with it, and is a faulty file told?"""

import pytest

from attribution.flags.verdicts import VerdictError, applied, read, write
from attribution.result import Verdict
from tests.helpers.flagging import check

BRIDGE = "“We asked for the gates to be replaced in 2019 and we were told to wait,”"


def test_a_verdict_settles_a_flag_until_its_words_change(tmp_path):
    file = tmp_path / "verdicts.csv"
    texts = {"a": f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.", "b": f"{{Tom Lee|{BRIDGE}}} said Tom Lee."}
    (flag,) = check(**texts).flags
    write(file, flag.id, Verdict("fine", "both said it, together", "ed", "2026-01-02"))
    write(file, flag.id, Verdict("fault", "she did", "ed", "2026-01-03"))
    assert applied([flag], read(file))[0].verdict == Verdict("fault", "she did", "ed", "2026-01-03")
    (changed,) = check(**{**texts, "b": texts["b"].replace("told to wait", "told to wait again")}).flags
    assert applied([changed], read(file))[0].verdict is None


def test_a_faulty_verdict_names_its_line(tmp_path):
    file = tmp_path / "verdicts.csv"
    file.write_text("flag,verdict\nabc,fine\ndef,perhaps\n")
    with pytest.raises(VerdictError, match=r"verdicts\.csv:3"):
        read(file)
