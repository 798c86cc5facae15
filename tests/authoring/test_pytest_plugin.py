"""Does pytest, in somebody else's repository, run the examples of their rules and leave other YAML alone?"""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

PACK = """\
format: 1
pack: house
language: en
rules:
  - id: {id}
    finds: attribution
    title: A verb and its clause
    match:
      cue: {{lemma: mumble}}
      content: {{}}
    where:
      - cue >ccomp content
    priority: 1
    because: "“{{cue}}” reports {{content}}."
    examples:
      - "{example}"
    counterexamples:
      - "It rained."
"""
CONLLU = """\
# newdoc id = 1
# text = Ruiz mumbled it rained.
1	Ruiz	Ruiz	PROPN	_	Number=Sing	2	nsubj	_	_
2	mumbled	mumble	VERB	_	_	0	root	_	_
3	it	it	PRON	_	_	4	expl	_	_
4	rained	rain	VERB	_	_	2	ccomp	_	SpaceAfter=No
5	.	.	PUNCT	_	_	2	punct	_	_

# newdoc id = 2
# text = It rained.
1	It	it	PRON	_	_	2	expl	_	_
2	rained	rain	VERB	_	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	_	_	2	punct	_	_
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nattribution_rules = our-rules\ntestpaths = tests\n", encoding="utf-8"
    )
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "other.yaml").write_text("no: rule file\n", encoding="utf-8")
    rules = tmp_path / "our-rules"
    (rules / "parses").mkdir(parents=True)
    (rules / "good.yaml").write_text(
        PACK.format(id="good", example="{source|Ruiz} {cue|mumbled} {content|it rained}."), encoding="utf-8"
    )
    (rules / "bad.yaml").write_text(
        PACK.format(id="bad", example="{source|Ruiz} {cue|mumbled} it {content|rained}.").replace(
            "priority: 1", "priority: 0"
        ),
        encoding="utf-8",
    )
    (rules / "broken.yaml").write_text(
        "format: 1\npack: house\nlanguage: en\nrules:\n  - id: x\n    finds: nothing\n", encoding="utf-8"
    )
    for name in ("good", "bad"):
        (rules / "parses" / f"{name}.conllu").write_text(CONLLU, encoding="utf-8")
    return tmp_path


def run(repository: Path, *args: str) -> dict[str, str]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--junitxml={repository / 'j.xml'}",
            *args,
        ],
        cwd=repository,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
    )
    cases = ET.parse(repository / "j.xml").getroot().iter("testcase")
    failures = {case.get("name", ""): case.find("failure") for case in cases}
    return {name: "" if failure is None else failure.text or "" for name, failure in failures.items()} | {
        "output": done.stdout
    }


def test_examples_and_faults_are_tests(repository: Path) -> None:
    results = run(repository)
    assert "bad[example-1]" in results and "other.yaml" not in results["output"]
    assert results["bad[counterexample-1]"] == ""
    assert "expected" in results["bad[example-1]"] and "“it rained”" in results["bad[example-1]"]
    assert "our-rules/bad.yaml:16:9" in results["bad[example-1]"].replace(os.sep, "/")
    assert (
        "broken.yaml:6:12" in results["output"] and "allowed: attribution, source, flag" in results["output"]
    )
    assert "made anew" not in results["output"]


def test_the_good_rule_is_shadowed_by_the_bad_one_and_says_so(repository: Path) -> None:
    results = run(repository)
    assert "house/bad (priority 0) won there" in results["good[example-1]"]


def test_a_file_can_be_run_alone_and_passes(repository: Path) -> None:
    (repository / "our-rules" / "bad.yaml").unlink()
    results = run(repository, "our-rules/good.yaml")
    assert results["good[example-1]"] == results["good[counterexample-1]"] == results["faults"] == ""
    assert "3 passed" in results["output"]


def test_no_option_no_rules(repository: Path) -> None:
    (repository / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    assert "no tests ran" in run(repository)["output"]


def test_a_folder_that_is_not_there_is_an_error(repository: Path) -> None:
    (repository / "pytest.ini").write_text("[pytest]\nattribution_rules = ours\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pytest"], cwd=repository, capture_output=True, text=True)
    assert done.returncode == 4 and "which is not there" in done.stderr
