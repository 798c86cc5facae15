"""A report made by hand, with everything that a writer may meet, and with article text that would like to be
code."""

from __future__ import annotations

from dataclasses import replace

from attribution.article import Article, Problem, Region, Span
from attribution.find.quotations import scan
from attribution.report import Report
from attribution.result import (
    Alignment,
    Attribution,
    Candidate,
    Difference,
    Flag,
    Person,
    Side,
    Speaker,
    Verdict,
)
from attribution.rule import RuleBook

HOSTILE = "<script>boom=1</script><img src=x onerror=boom=2>"
FIRST = Article(
    id="a/north.txt",
    title="The bridge stays shut",
    publisher="The North",
    published="2025-10-08",
    url="https://north.example.org/bridge",
    byline="By Lena Moss",
    regions=(),
    text=(
        "The bridge stays shut\n\n"
        "“We found four cracks,” said Ana Ruiz, the engineer. Tom Lee said that Ruiz had told him “it was "
        "not safe”.\n\n"
        "She expects rain. “The bridge is old,\n\n“and it is tired,” said an official.\n\n"
        "You may also like: “Cakes”"
    ),
)
SECOND = Article(
    id="b/page.html",
    title=f"Bridge {HOSTILE}",
    publisher="South & Sons",
    published="2025-10-09",
    url="javascript:boom=3",
    regions=(),
    plain=False,
    text=f"“We found fourteen cracks,” said Anna Ruiz.\n\n“{HOSTILE}</script>\u2028&lt;” said =2+3.",
)
BLANK = Article(id="c/blank.txt", text="Advertisement", regions=(Region("furniture", 0, 13),))


def _regions(article: Article) -> Article:
    found, start = [], 0
    for block in article.text.split("\n\n"):
        kind = "furniture" if block.startswith("You may") else "body"
        found.append(Region(kind, start, start + len(block), heading=block == article.title))
        start += len(block) + 2
    return replace(article, regions=tuple(found))


FIRST, SECOND = _regions(FIRST), _regions(SECOND)


def spans(article: Article, *words: str) -> tuple[Span, ...]:
    """Where the words stand, each after the one before."""
    found, at = [], 0
    for each in words:
        at = article.text.index(each, at)
        found.append(Span(at, at + len(each)))
        at += len(each)
    return tuple(found)


def said(
    article: Article,
    id: str,
    content: tuple[str, ...],
    cue: str,
    source: str,
    speaker: Speaker,
    kind: str = "direct",
    **more: object,
) -> Attribution:
    return Attribution(
        id=id,
        article=article.id,
        kind=kind,
        act=more.pop("act", "statement"),
        content=spans(article, *content),
        cue=spans(article, cue) if cue else (),
        source=spans(article, source) if source else (),
        speaker=speaker,
        rule="en/direct-cue-subject",
        because=f"“{cue}” stands beside the quotation.",
        **more,
    )


RUIZ = Speaker("Ana Ruiz", "person", "the engineer", "ana-ruiz")
LEE = Speaker("Tom Lee", "person", None, "tom-lee")
OFFICIAL = Speaker("an official", "anonymous")


def report() -> Report:
    """Three articles, one problem."""
    found = (
        said(
            FIRST,
            "a1",
            ("“We found four cracks,”",),
            "said",
            "Ana Ruiz, the engineer",
            RUIZ,
            candidates=(Candidate("Ana Ruiz", 0.9), Candidate("Tom Lee", 0.1)),
            steps=("“Ana Ruiz” is Ana Ruiz.",),
        ),
        said(FIRST, "a2", ("that Ruiz had told him “it was not safe”",), "Lee said", "Tom Lee", LEE, "mixed"),
        said(FIRST, "a3", ("“it was not safe”",), "told", "Ruiz", RUIZ, within="a2"),
        said(FIRST, "a4", ("rain",), "expects", "She", RUIZ, "indirect", act="intention"),
        said(
            FIRST,
            "a5",
            ("“The bridge is old,", "“and it is tired,”"),
            "said an",
            "an official",
            OFFICIAL,
            joint=(LEE,),
            negated=True,
        ),
        said(FIRST, "t1", ("“Cakes”",), "", "", Speaker(None), trial=True),
        said(
            SECOND,
            "b1",
            ("“We found fourteen cracks,”",),
            "said",
            "Anna Ruiz",
            replace(RUIZ, name="Anna Ruiz", role=None),
        ),
        said(
            SECOND, "b2", (f"“{HOSTILE}</script>\u2028&lt;”",), "said =", "=2+3", Speaker("=2+3", "unknown")
        ),
    )
    by = {a.id: a for a in found}
    a, b = (_side(article, by[id]) for article, id in ((SECOND, "b1"), (FIRST, "a1")))
    flags = (
        Flag(
            "f1",
            "wording-altered",
            "high",
            a,
            b,
            "en/key-word-altered",
            "Inside the marks the words differ.",
            others=(_side(FIRST, by["a3"]),),
            differences=(Difference("number", "fourteen", "four"),),
        ),
        Flag(
            "f2",
            "speaker-conflict",
            "medium",
            b,
            a,
            "en/same-words-other-speaker",
            f"One says {HOSTILE}.",
            verdict=Verdict("fine", "a\nslip", "Mo", "2025-10-10"),
        ),
        Flag(
            "f3", "unattributed-quote", "info", _side(SECOND, by["b2"]), None, "en/nobody", "Nobody is named."
        ),
    )
    return Report(
        articles=(FIRST, SECOND, BLANK),
        attributions=found,
        flags=flags,
        people=(
            Person(
                "ana-ruiz",
                "Ana Ruiz",
                "person",
                ("Ana Ruiz", "Anna Ruiz"),
                ("the engineer",),
                2,
                4,
                ("one letter more",),
            ),
            Person("tom-lee", "Tom Lee", "person", ("Tom Lee",), (), 1, 1),
        ),
        alignments=(Alignment(("a1", "b1"), "same", (Difference("number", "four", "fourteen"),)),),
        problems=(Problem("d.txt", "not-utf-8", f"Byte 3 is no UTF-8 {HOSTILE}.", "Save it as UTF-8."),),
        rules=RuleBook((), {}, "0123456789abcdef"),
        pack="en-test-000",
        skipped=2,
        quotations={article.id: scan(article) for article in (FIRST, SECOND, BLANK)},
        boilerplate=("all rights reserved here",),
    )


def _side(article: Article, a: Attribution) -> Side:
    where = next(r for r in article.regions if r.start <= a.content[0].start < r.end)
    return Side(
        article.id,
        article.publisher,
        article.published,
        a.id,
        a.content,
        " … ".join(s.of(article.text) for s in a.content),
        " ".join(article.text[where.start : where.end].split()),
        a.speaker.name,
    )
