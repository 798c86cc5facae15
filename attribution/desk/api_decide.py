"""What programs decide and hand in, as people do on the pages."""

from __future__ import annotations

from dataclasses import asdict, replace

from attribution.archive import decided
from attribution.archive.corrected import subject
from attribution.archive.decided import Correction, NameJudgement
from attribution.archive.store import Store
from attribution.desk import adding, article_list, judging, verdicts
from attribution.desk.article_page import article_of, read_article
from attribution.desk.asking import DRAFT, looked_up
from attribution.desk.correction import AskedCorrection, CannotCorrect, correction_of
from attribution.desk.endpoint import Endpoint, RefusedRequest, listed, nothing_there
from attribution.desk.forms import (
    BatchForm,
    CorrectionForm,
    GivenArticle,
    GivenCorrection,
    GivenDraft,
    GivenJudgement,
    GivenRemoval,
    GivenVerdict,
    JudgementForm,
    KeptVerdictForm,
    LookedUpForm,
    ProblemForm,
)
from attribution.desk.intake import Batch
from attribution.desk.verdicts import KeptVerdict, now
from attribution.desk.visit import Visit


def _form(kept: KeptVerdict) -> KeptVerdictForm:
    return KeptVerdictForm(verdict=kept.verdict, note=kept.note, by=kept.by, when=kept.when)


def history(visit: Visit) -> object:
    with visit.open() as store:
        found = verdicts.history(store, _flag(visit, store))
    return listed([_form(kept) for kept in found], len(found))


def decide(visit: Visit, given: GivenVerdict) -> KeptVerdictForm:
    with visit.open() as store:
        flag = _flag(visit, store)
        verdicts.keep(store, flag, visit.who, verdict=given.verdict, note=given.note)
        return _form(verdicts.history(store, flag)[-1])


def _flag(visit: Visit, store: Store) -> str:
    id: str = visit.path["flag"]
    if store.flag(id) is None:
        raise nothing_there()
    return id


def corrections(visit: Visit) -> object:
    with visit.open() as store:
        found = decided.corrections(store, visit.query.get("article") or None)
    return listed([_correction(each) for each in found], len(found))


def correct(visit: Visit, given: GivenCorrection) -> CorrectionForm:
    with visit.open() as store:
        id = given.attribution
        article = article_of(store, id) if id else given.article
        read = read_article(store, article, visit.desk.book) if article else None
        if read is None or (id and read.one(id) is None):
            raise nothing_there()
        if given.fault == "other-speaker" and given.speaker is None:
            next = "Give speaker; an empty one is nobody by name."
            raise RefusedRequest(422, "desk-no-correction", "There is no other speaker in it.", next)
        asked = AskedCorrection(given.fault, given.words, given.near, given.speaker or "", given.note)
        try:
            correction = correction_of(read, id, asked, visit.who)
        except CannotCorrect as error:
            raise RefusedRequest(422, error.code, str(error), error.next) from error
        decided.correct(store, correction)
    visit.intake.again(read.article.id)
    return _correction(correction)


def _correction(kept: Correction) -> CorrectionForm:
    return CorrectionForm(**asdict(replace(kept, attribution=subject(kept))))


def judgements(visit: Visit) -> object:
    with visit.open() as store:
        found = decided.judgements(store)
    return listed([JudgementForm(**asdict(each)) for each in found], len(found))


def judge(visit: Visit, given: GivenJudgement) -> JudgementForm:
    kept = NameJudgement(given.a, given.b, given.judgement, given.note, visit.who, now())
    with visit.open() as store:
        try:
            judging.judge(visit, store, kept)
        except judging.CannotJudge as error:
            status = 404 if error.code == "desk-not-found" else 422
            raise RefusedRequest(status, error.code, str(error), error.next) from error
    return JudgementForm(**asdict(kept))


def take_out(visit: Visit, given: GivenRemoval) -> object:
    if not article_list.take_out(visit, given.article):
        raise nothing_there()
    return {"article": given.article}


def draft(visit: Visit, given: GivenDraft) -> object:
    if len(given.text) > DRAFT:
        message = f"A draft has at most {DRAFT:,} characters, this one {len(given.text):,}."
        raise RefusedRequest(413, "desk-draft-too-long", message, "Send it in parts.")
    answers, left = looked_up(given.text, visit)
    found = [LookedUpForm(words=a.words, finding=a.finding.as_json()) for a in answers]
    return listed(found, len(found) + left)


def batches(visit: Visit) -> object:
    found = [_batch(each) for each in visit.intake.batches]
    return listed(found, len(found))


def hand_in(visit: Visit, given: GivenArticle) -> BatchForm:
    try:
        return _batch(adding.hand_in(visit, given.model_dump()))
    except adding.NotTaken as error:
        raise RefusedRequest(error.status, error.code, str(error), error.next) from error


def _batch(batch: Batch) -> BatchForm:
    return BatchForm(
        name=batch.name,
        by=batch.who,
        when=batch.when,
        state=batch.state,
        articles=tuple(id for id, _ in batch.added),
        flags=batch.flags,
        problems=tuple(ProblemForm(**asdict(p)) for p in batch.problems),
    )


OF = (("article", "only those of this article"),)
VERDICTS = "/api/flags/{flag}/verdicts"
CORRECTIONS, JUDGEMENTS, BATCHES = "/api/corrections", "/api/judgements", "/api/batches"
LOOKED_UP = "Each quotation of a draft looked up; the draft is kept nowhere"
HANDED_IN = "What was handed in since the desk was opened, and how far it is"
ENDPOINTS = (
    Endpoint(VERDICTS, "All verdicts on a flag; the last counts", history, KeptVerdictForm, True),
    Endpoint(VERDICTS, "Decide on a flag", decide, KeptVerdictForm, takes=GivenVerdict),
    Endpoint(CORRECTIONS, "What people corrected, the first first", corrections, CorrectionForm, True, OF),
    Endpoint(CORRECTIONS, "Correct what was found", correct, CorrectionForm, takes=GivenCorrection),
    Endpoint(JUDGEMENTS, "Names judged to be one person's, or not", judgements, JudgementForm, True),
    Endpoint(JUDGEMENTS, "Merge two people, or split one", judge, JudgementForm, takes=GivenJudgement),
    Endpoint("/api/removals", "Take an article out of the store", take_out, None, takes=GivenRemoval),
    Endpoint("/api/draft", LOOKED_UP, draft, LookedUpForm, True, takes=GivenDraft),
    Endpoint(BATCHES, HANDED_IN, batches, BatchForm, True),
    Endpoint(BATCHES, "Hand in a text or an address", hand_in, BatchForm, takes=GivenArticle),
)
