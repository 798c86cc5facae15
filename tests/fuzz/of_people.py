"""Targets of what people write down, and of requests to the desk."""

from __future__ import annotations

from attribution import configuration
from attribution.decisions import DecisionError
from attribution.flags import verdicts
from attribution.people import judgements
from attribution.result import Verdict
from tests.fuzz import desk_requests
from tests.fuzz.place import PLACE

DECIDED = [
    b'flag,verdict,note,by,when\r\na1,fine,"a, ""b""\r\nc",Mo,2026-03-03\r\na2,fault,,,\r\n',
    b"\xef\xbb\xbfverdict,flag\nfine,a1",
    b"a,b,judgement\nAna Ruiz,A. Ruiz,same\nTom Lee,Tim Lee,different\n",
]
SETTLED = [
    b'paths = ["a", "https://x.example/"]\nmodels = ["en-news"]\nfail-on = "high"\nprivate-addresses = true\n'
    b'rules = ["r"]\ncache = "~/c"\n'
]


def decisions(data: bytes) -> None:
    """A file is read whole or refused; what was decided stays when more is."""
    file = PLACE / "decided.csv"
    file.write_bytes(data)
    for kind in (verdicts, judgements):
        try:
            kind.read(file)
        except DecisionError as error:
            assert error.code and error.next and str(file) in str(error)
    try:
        before = verdicts.read(file)
        verdicts.write(file, "f-new", Verdict("unsure", 'a, "b"', "Mo", "2026-03-03"))
    except DecisionError:
        assert file.read_bytes() == data
        return
    assert verdicts.read(file).items() >= {k: v for k, v in before.items() if k != "f-new"}.items()
    assert verdicts.read(file)["f-new"].verdict == "unsure"


def configured(data: bytes) -> None:
    file = PLACE / configuration.OWN
    file.write_bytes(data)
    try:
        configuration.read(file)
    except configuration.ConfigurationError as error:
        assert error.code and error.next


def desk(data: bytes) -> None:
    desk_requests.request(data, PLACE)
