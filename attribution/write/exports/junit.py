"""JUnit XML, as build servers show test results: each flag a case that fails until a verdict settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from attribution.report import Report

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def files(report: Report) -> Iterator[tuple[str, str | bytes]]:
    """``junit.xml`` with a suite of flags and one of faults in rule files."""
    suites = Element("testsuites", name="attribution")
    open_ = [f for f in report.flags if f.verdict is None and f.severity != "info"]
    settled = sum(f.verdict is not None for f in report.flags)
    flags = _suite(suites, "flags", len(report.flags), len(open_), settled)
    for flag in report.flags:
        case = _case(flags, f"attribution.{flag.kind}", f"{flag.id} {flag.a.article}")
        if flag in open_:
            sides = [f"{s.article}: {s.text} ({s.speaker or 'nobody named'})" for s in (flag.a, flag.b) if s]
            _fails(case, flag.severity, flag.because, "\n".join(sides))
        elif flag.verdict is not None:
            said = ": ".join(part for part in (flag.verdict.verdict, flag.verdict.note) if part)
            SubElement(case, "skipped", message=_clean(said))
    faults = [p for p in report.rules.problems if p.level == "error"]
    rules = _suite(suites, "rules", len(report.rules.problems), len(faults), 0)
    for problem in report.rules.problems:
        case = _case(rules, f"attribution.rules.{problem.code}", str(problem.place))
        if problem in faults:
            _fails(case, problem.code, problem.message, str(problem.place))
    yield (
        "junit.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n",
    )


def _suite(parent: Element, name: str, tests: int, failures: int, skipped: int) -> Element:
    """A suite with the counts that Jenkins' schema (junit-10.xsd) asks for."""
    counts = {"tests": tests, "failures": failures, "errors": 0, "skipped": skipped}
    return SubElement(parent, "testsuite", {"name": name} | {key: str(n) for key, n in counts.items()})


def _case(suite: Element, of: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=of, name=_clean(name))


def _fails(case: Element, kind: str, message: str, text: str) -> None:
    SubElement(case, "failure", type=kind, message=_clean(message)).text = _clean(text)


def _clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return NO_XML.sub("\ufffd", text)
