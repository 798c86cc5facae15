"""Everything on the pages can be had and decided by a program, in the forms that are described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from attribution.archive.store import Store
from attribution.desk import visitor
from attribution.desk.app import application
from attribution.desk.openapi import IN_PATH
from attribution.desk.visit import Desk
from attribution.result import Attribution
from attribution.rule import RuleBook
from attribution.write.schema.across import FlagLine, PersonLine
from attribution.write.schema.article import ArticleLine
from attribution.write.schema.attribution import AttributionLine
from tests.helpers.asking import Answer, ask
from tests.helpers.desk import Served, served


def get(desk: Served, path: str) -> Any:
    answer = ask(desk, path)
    assert answer.status == 200, answer
    return json.loads(answer.text)


def send(desk: Served, path: str, body: object, **headers: str) -> Answer:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    asked = {"Content_Type": "application/json", "Content_Length": str(len(text)), **headers}
    return ask(desk, path, "POST", text, **asked)


def done(desk: Served, path: str, **body: str) -> Any:
    answer = send(desk, path, body)
    assert answer.status == 201, answer
    return json.loads(answer.text)


def refused(desk: Served, path: str, **body: str) -> tuple[int, str]:
    answer = send(desk, path, body)
    told = json.loads(answer.text)
    assert told["message"] and told["next"], "what is wrong, and what to do"
    return answer.status, told["code"]


def one_said(desk: Served) -> Attribution:
    with Store(desk.store) as store:
        return next(
            a for a in store.attributions() if a.kind == "direct" and a.speaker.name == "Ruth Adeyemi"
        )


def test_a_program_reads_the_forms_of_the_contract(desk: Served):
    flags = get(desk, "/api/flags?severity=high")
    assert flags["count"] == len(flags["items"]) >= 1
    FlagLine.model_validate(flags["items"][0])
    person = PersonLine.model_validate(get(desk, "/api/people?find=adeyemi")["items"][0])
    said = AttributionLine.model_validate(get(desk, f"/api/attributions?person={person.person}")["items"][0])
    assert said.speaker.person == person.person
    assert AttributionLine.model_validate(get(desk, f"/api/attributions/{said.id}")) == said
    assert ArticleLine.model_validate(get(desk, f"/api/articles/{said.article}")).article == said.article
    assert said.id in get(desk, f"/api/attributions/{said.id}/alignments")["items"][0]["attributions"]
    assert "examples:" in get(desk, f"/api/attributions/{said.id}/example?w0=Acme")["yaml"]
    told = get(desk, "/api/ask?words=forty+samples+between+midnight+and+six")
    assert told["places"] and told["agreement"]
    titles = {picture["title"] for picture in get(desk, "/api/pictures")["items"]}
    assert {"Who is quoted, by outlet", "Agreement between outlets"} <= titles
    for none in (
        "flags/none",
        "attributions/none",
        "articles/none",
        "people/none",
        "attributions/none/example",
    ):
        assert ask(desk, f"/api/{none}").status == 404, none


def test_a_program_decides_on_flags_and_takes_it_back(desk: Served):
    flag = get(desk, "/api/flags")["items"][0]["id"]
    path = f"/api/flags/{flag}/verdicts"
    assert done(desk, path, verdict="fault", note="seen")["by"] == "Ana"
    assert get(desk, f"/api/flags/{flag}")["verdict"]["verdict"] == "fault"
    done(desk, path, verdict="")
    assert get(desk, f"/api/flags/{flag}")["verdict"] is None
    assert [kept["verdict"] for kept in get(desk, path)["items"]] == ["fault", ""]
    assert refused(desk, path, verdict="perhaps") == (422, "desk-no-json")
    assert refused(desk, "/api/flags/none/verdicts", verdict="fine") == (404, "desk-not-found")


def test_a_program_corrects_as_people_do(desk: Served):
    said, path = one_said(desk), "/api/corrections"
    kept = done(
        desk, path, fault="other-speaker", attribution=said.id, speaker=" Henrik  Vass ", note="heard it"
    )
    assert (kept["speaker"], kept["by"], kept["note"]) == ("Henrik Vass", "Ana", "heard it")
    now = get(desk, f"/api/attributions/{said.id}")
    assert (now["speaker"]["name"], now["rule"]) == ("Henrik Vass", "person")
    done(desk, path, fault="as-found", attribution=said.id)
    assert get(desk, f"/api/attributions/{said.id}")["speaker"]["name"] == "Ruth Adeyemi"
    words = now["content"][0]["text"].strip("“”")[:30].rsplit(" ", 1)[0]
    ends = done(desk, path, fault="other-span", attribution=said.id, words=words)
    assert ends["end"] - ends["start"] == len(words)
    text = get(desk, f"/api/articles/{said.article}")["text"]
    first = " ".join(text.split()[:4])
    missed = done(desk, path, fault="missed", article=said.article, words=first, speaker="Mara Quist")
    assert get(desk, f"/api/attributions/{missed['attribution']}")["speaker"]["name"] == "Mara Quist"
    assert len(get(desk, f"{path}?article={said.article}")["items"]) == 4
    for code, body in {
        (422, "desk-no-such-words"): {
            "fault": "other-span",
            "attribution": said.id,
            "words": "words of nobody",
        },
        (422, "desk-no-correction"): {"fault": "missed", "attribution": said.id},
        (404, "desk-not-found"): {"fault": "not-speech", "attribution": "none"},
        (422, "desk-no-json"): {"fault": "not-speech", "attribution": said.id, "colour": "red"},
    }.items():
        assert refused(desk, path, **body) == code, body


def test_a_program_merges_people_and_has_drafts_looked_up(desk: Served):
    done(desk, "/api/judgements", a="Henrik Vass", b="Ola Brandt", judgement="same")
    assert [j["b"] for j in get(desk, "/api/judgements")["items"]] == ["Ola Brandt"]
    assert refused(desk, "/api/judgements", a="Nobody Here", b="Ola Brandt", judgement="same") == (
        404,
        "desk-not-found",
    )
    assert refused(desk, "/api/judgements", a="Henrik Vass", b=" ", judgement="same")[0] == 422
    assert refused(desk, "/api/judgements", a="Henrik Vass", b="henrik vass", judgement="different") == (
        422,
        "judgement-invalid",
    )
    words = "“There is no evidence that the leak has reached the drinking water of the lower town”"
    (found,) = done(desk, "/api/draft", text=f"{words}, said Henrik Vass.")["items"]
    assert found["finding"]["speaker"] == "Henrik Vass" and found["words"].startswith(words[:-1])
    assert {place["status"] for place in found["finding"]["places"]} == {"other-speaker"}
    assert refused(desk, "/api/draft", text="x" * 60_001) == (413, "desk-draft-too-long")
    gone = get(desk, "/api/articles")["items"][0]["article"]
    assert done(desk, "/api/removals", article=gone) == {"article": gone}
    assert refused(desk, "/api/removals", article=gone) == (404, "desk-not-found")
    assert refused(desk, "/api/batches") == (400, "desk-nothing")
    assert refused(desk, "/api/batches", address="ftp://x") == (400, "address-invalid")
    assert get(desk, "/api/batches") == {"count": 0, "items": []}


def test_no_program_decides_from_another_site_or_without_a_token(hostile: Path, book: RuleBook):
    with Store(hostile) as store:
        token = visitor.new_token(store.db, "Ana")
    routes = [r for r in application(Desk(hostile, "Ana", book)).routes if isinstance(r, Route)]
    paths = [
        r.path.format(flag="f1") for r in routes if r.path.startswith("/api/") and "POST" in (r.methods or ())
    ]
    assert len(paths) == 6
    with served(hostile, book, name=None) as network:
        bearer = {"Authorization": f"Bearer {token}"}
        for path in paths:
            assert send(network, path, {}).status == 401, path
            assert send(network, path, {}, **bearer, Origin="http://evil.example").status == 403, path
            assert send(network, path, {}, **bearer, Sec_Fetch_Site="cross-site").status == 403, path
            assert send(network, path, {}, **bearer, Content_Type="text/plain").status == 415, path
            for odd in (b"", b"[" * 90_000, b'{"a": "\\ud83d"}', b"\xff", b"[]"):
                assert send(network, path, odd, **bearer).status == 422, (path, odd[:9])
        decided = send(network, "/api/flags/f1/verdicts", {"verdict": "fine"}, **bearer)
        assert decided.status == 201 and json.loads(decided.text)["by"] == "Ana"


def test_every_address_for_programs_is_described(desk: Served, book: RuleBook):
    document = get(desk, "/api/openapi.json")
    text = json.dumps(document)
    for reference in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert reference in document["components"]["schemas"]
    page = ask(desk, "/api").text
    for path in document["paths"]:
        assert path in page
    served_at = {
        (IN_PATH.sub(r"{\1}", r.path), method.lower())
        for r in application(Desk(desk.store, "Ana", book)).routes
        if isinstance(r, Route) and r.path.startswith("/api/") and r.path != "/api/openapi.json"
        for method in r.methods or ()
        if method != "HEAD"
    }
    assert served_at == {(path, method) for path, told in document["paths"].items() for method in told}


@pytest.mark.parametrize(
    "asked",
    [
        *("flags?severity=High", "flags?severity=grave", "flags?state=zzz", "flags?since=2026-13-45"),
        *("flags?until=03/04/2026", "flags?page=abc", "flags?page=-5", "flags?limit=1", "people?page=0x1"),
        *("ask?words=", "ask?speaker=Ana", "pictures?page=1"),
    ],
)
def test_a_question_that_nothing_could_answer_is_refused(desk: Served, asked: str):
    answer = ask(desk, f"/api/{asked}")
    told = json.loads(answer.text)
    assert (answer.status, told["code"]) == (422, "desk-wrong-query") and told["message"] and told["next"]


def test_every_answer_that_refuses_something_has_a_code(desk: Served):
    said = one_said(desk)
    assert refused(desk, "/api/corrections", fault="other-speaker", attribution=said.id) == (
        422,
        "desk-no-correction",
    )
    for code, answer in {
        (404, "desk-no-address"): ask(desk, "/api/nothing"),
        (405, "desk-no-address"): ask(desk, "/api/flags/x", "DELETE"),
        (421, "desk-other-name"): ask(desk, "/api/flags", Host="evil.example"),
        (403, "desk-other-site"): send(desk, "/api/draft", {}, Origin="http://evil.example"),
        (413, "desk-too-large"): send(desk, "/api/draft", b"x" * 1_000_001),
        (404, "desk-not-found"): ask(desk, "/api/flags?after=none"),
    }.items():
        told = json.loads(answer.text)
        assert (answer.status, told["code"]) == code and told["message"] and told["next"]
    assert ask(desk, "/nothing").text.startswith("desk-no-address: ")
