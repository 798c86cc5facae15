"""Do the other forms say what the report says, with offsets that hold and nothing that breaks them?"""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from udapi.core.document import Document

from attribution.parse import conllu as parses
from attribution.report import Report
from attribution.result import Verdict
from attribution.rule import Place, RuleBook, RuleProblem
from attribution.write.exports import FORMATS, conllu
from tests.helpers.parsed import STORY
from tests.helpers.reports import FIRST, SECOND, report

TEXTS = {a.id: a.text for a in report().articles}


def made(form: str, of: Report | None = None) -> dict[str, str]:
    return {name: str(text) for name, text in FORMATS[form](of or report())}


def test_brat_s_offsets_give_its_words_and_no_span_runs_over_a_line():
    files = made("brat")
    assert files["a__north.txt.txt"] == FIRST.text
    lines = files["a__north.txt.ann"].splitlines()
    entities = [line.split("\t") for line in lines if line.startswith("T")]
    assert len(entities) >= 5
    for _, place, words in entities:
        pieces = [tuple(map(int, p.split())) for p in place.partition(" ")[2].split(";")]
        assert " ".join(FIRST.text[a:b] for a, b in pieces) == words and "\n" not in words
    assert any(line.endswith("\tAna Ruiz [a1]") for line in lines)
    kind = {name: place.split()[0] for name, place, _ in entities}
    joined = [re.findall(r"By|With|T\d+", line.partition("\t")[2]) for line in lines if line[0] == "R"]
    assert joined and {(name, kind[a], kind[b]) for name, a, b in joined} <= {
        ("By", "Content", "Source"),
        ("With", "Content", "Cue"),
    }


def test_label_studio_has_each_part_where_it_stands():
    tasks = json.loads(made("label-studio")["tasks.json"])
    assert [t["data"]["article"] for t in tasks] == [*TEXTS]
    for task in tasks:
        for region in task["predictions"][0]["result"]:
            value = region["value"]
            if region["type"] == "labels":
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    named = [r["value"]["text"] for r in tasks[0]["predictions"][0]["result"] if r["type"] == "textarea"]
    assert ["Ana Ruiz"] in named


def test_sarif_has_flags_at_their_lines_and_what_is_settled_is_suppressed():
    faulty = RuleBook((), {}, "", (RuleProblem("unknown-key", Place("house.yaml", 3, 5), "No key so."),))
    [run] = json.loads(made("sarif", replace(report(), rules=faulty))["report.sarif"])["runs"]
    first, second, _, rule = run["results"]
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note", "error"]
    assert "suppressions" in second and "suppressions" not in first
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": SECOND.id}}, "a page has other lines than its text"
    plain = first["relatedLocations"][0]["physicalLocation"]
    assert plain["artifactLocation"]["uri"] == FIRST.id and plain["region"]["startLine"] >= 1
    assert rule["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert {r["id"] for r in run["tool"]["driver"]["rules"]} >= {"unknown-key", "wording-altered"}
    placed = replace(report(), places={SECOND.id: "in/second.txt", FIRST.id: "../first.txt"})
    [run] = json.loads(made("sarif", placed)["report.sarif"])["runs"]
    found = [run["results"][0]["locations"][0], *run["results"][0]["relatedLocations"]]
    uris = [at["physicalLocation"]["artifactLocation"]["uri"] for at in found]
    assert "in/second.txt" in uris and all(not uri.startswith("..") for uri in uris)
    assert found[0]["logicalLocations"][0]["fullyQualifiedName"].startswith(f"{SECOND.id}:")
    odd = replace(faulty, problems=(RuleProblem("unknown-key", Place("a:b c.yaml", 1, 1), ""),))
    [run] = json.loads(made("sarif", replace(report(), rules=odd))["report.sarif"])["runs"]
    place = run["results"][-1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%3Ab%20c.yaml", "a path, and no address of scheme a"


def test_junit_fails_for_open_flags_alone_and_holds_no_character_that_xml_cannot():
    flags = tuple(replace(f, because=f.because + "\x00\x0b") for f in report().flags)
    suites = ElementTree.fromstring(made("junit", replace(report(), flags=flags))["junit.xml"])
    states = [[child.tag for child in case] for case in suites.iter("testcase")]
    assert states == [["failure"], ["skipped"], []]
    counts = suites.find("testsuite").attrib
    assert counts == {"name": "flags", "tests": "3", "failures": "1", "errors": "0", "skipped": "1"}


def test_claim_reviews_are_of_faults_alone():
    assert json.loads(made("claim-review")["claim-reviews.jsonld"]) == []
    flags = tuple(replace(f, verdict=Verdict("fault", "a slip", "Mo", "2025-10-10")) for f in report().flags)
    first = json.loads(made("claim-review", replace(report(), flags=flags))["claim-reviews.jsonld"])[0]
    assert first["@type"] == "ClaimReview" and first["reviewBody"] == "a slip"
    claim, who = first["itemReviewed"], first["itemReviewed"]["author"]
    assert (claim["@type"], who) == ("Claim", {"@type": "Person", "name": "Anna Ruiz"})
    shown = first["itemReviewed"]["appearance"]
    assert [x["name"] for x in shown] == [SECOND.title or SECOND.id], "elsewhere stands something else"
    office = [replace(a, speaker=replace(a.speaker, kind="organisation")) for a in report().attributions]
    of = replace(report(), flags=flags, attributions=tuple(office))
    [first, *_] = json.loads(made("claim-review", of)["claim-reviews.jsonld"])
    assert first["itemReviewed"]["author"]["@type"] == "Organization"


def test_conllu_comes_back_as_the_parse_that_it_was():
    [stored] = parses.read(STORY)
    article = replace(FIRST, text=stored.text, regions=())
    of = replace(report(), articles=(article,), documents={article.id: stored.document})
    [(name, text)] = made("conllu", of).items()
    [back] = parses.read(text)
    assert name == "a__north.txt.conllu" and back.document == stored.document
    read = Document()
    read.from_conllu_string(text)  # a reader that is not ours
    theirs = [[word.form for word in bundle.trees[0].descendants] for bundle in read.bundles]
    assert theirs == [[word.text for word in s.words] for s in stored.document.sentences]
    assert "\n\n".join(bundle.trees[0].text for bundle in read.bundles) == stored.text.strip()


def test_no_name_of_a_file_leads_out_of_the_folder():
    assert conllu.file_name("../../etc/x.txt") == "etc__x.txt"
    assert conllu.file_name("https://a.example/b") == "https___a.example__b"


def test_parquet_has_a_row_for_each_and_the_same_columns_without_any():
    parquet = pytest.importorskip("pyarrow.parquet")
    read = {name: parquet.read_table(io.BytesIO(data)) for name, data in FORMATS["parquet"](report())}
    table = read["attributions.parquet"].to_pylist()
    assert [row["id"] for row in table] == [a.id for a in report().attributions if not a.trial]
    assert all(TEXTS[row["article"]][row["start"] : row["end"]] for row in table)
    assert {row["speaker"] for row in table} >= {"Ana Ruiz", "an official"}
    assert table[0]["flags"] == ["f1", "f2"]
    assert [row["verdict"] for row in read["flags.parquet"].to_pylist()] == [None, "fine", None]
    bare = dict(FORMATS["parquet"](replace(report(), attributions=(), flags=())))
    assert {n: parquet.read_table(io.BytesIO(d)).schema for n, d in bare.items()} == {
        name: table.schema for name, table in read.items()
    }
