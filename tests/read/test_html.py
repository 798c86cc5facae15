"""HTML: main text, paragraphs, metadata, encodings, and pages that mean harm."""

import time

import pytest
from lxml.html import document_fromstring

from attribution.read import read
from attribution.read.lines import TextLine
from attribution.read.shown_headline import with_headline
from tests.helpers.articles import blocks, codes, of, one
from tests.helpers.lists import LISTS
from tests.read.desk import HEADLINE, HTML, PARAGRAPHS
from tests.read.desk import PAGE as FERRY

PARAGRAPH = "The mayor said on Monday that the bridge number {} would open in May after years of delay and many quarrels."
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge opens | Northern Wire</title>
<meta property="og:title" content="Bridge opens"><meta property="og:site_name" content="Northern Wire">
<meta name="author" content="Ana Ruiz"><meta property="article:published_time" content="2025-05-28T10:00:00Z">
<link rel="canonical" href="https://wire.example/bridge"><script>var said = "“evil”";</script></head><body>
<nav><a href="/">Home</a> <a href="/x">“Nobody reads this”</a></nav>
<article><h1>Bridge opens in May</h1><p>By Ana Ruiz</p>
<p>“The bridge will <b>open</b>
 in May,” said <a href="/lee">Tom Lee</a>, the mayor&nbsp;of Kalda, which is a town on a river.</p>
<h2>What next</h2><p>He added:<br>“Nobody asked us.”</p><p>One line is here.<br><br>Another line is there.</p>
<blockquote><p>We are not afraid of them, and they know it.</p></blockquote><ul><li>First thing.</li><li>Second thing.</li></ul>
<figure><img src="a.jpg"><figcaption>The bridge. AFP</figcaption></figure></article>
<footer>© 2025 Northern Wire</footer></body></html>"""


def article(tmp_path, data: str | bytes):
    (tmp_path / "a.html").write_bytes(data if isinstance(data, bytes) else data.encode())
    reading = read([tmp_path], LISTS)
    assert reading.problems == ()
    return reading.articles[0]


def test_text_under_the_name_of_a_page_is_read_as_text(tmp_path):
    read = one(tmp_path, "a.html", "Bridge shut\n\n“Nobody asked us,” said Ana Ruiz.\n")
    assert blocks(read) == ["Bridge shut", "“Nobody asked us,” said Ana Ruiz."]


def test_main_text_and_metadata(tmp_path):
    page = article(tmp_path, PAGE)
    blocks = [(r.kind, r.heading, page.text[r.start : r.end]) for r in page.regions]
    assert blocks == [
        ("body", True, "Bridge opens in May"),
        ("furniture", False, "By Ana Ruiz"),
        (
            "body",
            False,
            "“The bridge will open in May,” said Tom Lee, the mayor of Kalda, which is a town on a river.",
        ),
        ("body", True, "What next"),
        ("body", False, "He added:"),
        ("body", False, "“Nobody asked us.”"),
        ("body", False, "One line is here."),
        ("body", False, "Another line is there."),
        ("body", False, "We are not afraid of them, and they know it."),
        ("body", False, "First thing."),
        ("body", False, "Second thing."),
    ]
    assert page.text == "\n\n".join(block for _, _, block in blocks)
    assert (page.title, page.publisher, page.published) == ("Bridge opens", "Northern Wire", "2025-05-28")
    assert (page.url, page.byline, page.plain) == ("https://wire.example/bridge", "Ana Ruiz", False)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=nonsense>", "utf-8"),
        ("<meta charset=hex>", "utf-8"),
        ("<meta charset=unicode_escape>", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=koi8-r>", "koi8-r"),
    ],
)
def test_the_declared_encoding_is_respected(tmp_path, declared, encoding):
    word = "Киев" if encoding == "koi8-r" else "“café”"
    page = f"<html><head>{declared}<title>x</title></head><body><article><p>{PARAGRAPH.format(word)}</p></article></body></html>"
    assert word in article(tmp_path, page.encode(encoding)).text


@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">'])
def test_an_encoding_that_is_not_declared_rightly_is_told_by_the_bytes(tmp_path, declared):
    said = PARAGRAPH.format("“café”").encode("cp1252")
    (tmp_path / "a.html").write_bytes(
        b"<html><head>" + declared.encode() + b"</head><body><p>" + said + b"</p></body></html>"
    )
    reading = read([tmp_path], LISTS)
    assert [p.code for p in reading.problems] == ["other-encoding"] and "“café”" in reading.articles[0].text


def test_an_encoding_that_nothing_tells_is_a_problem(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<html><body><p>\x93 \xe9 \x81</p></body></html>")
    assert [p.code for p in read([tmp_path], LISTS).problems] == ["not-utf-8"]


def paragraphs(n: int) -> str:
    return "".join(f"<p>{PARAGRAPH.format(i)}</p>" for i in range(n))


HOSTILE = {
    "deep div": "<html><body>" + "<div>" * 10_000 + paragraphs(5) + "</div>" * 10_000,
    "deep span": "<html><body><article>" + paragraphs(5) + "<p>" + "<span>" * 10_000 + "hello",
    "deep quote": "<html><body><article>" + paragraphs(5) + "<blockquote>" * 10_000 + "hello",
    "deep list": "<html><body><article>" + paragraphs(5) + "<ul><li>" * 10_000 + "hello",
    "deep table": "<html><body>" + "<table><tr><td>" * 5_000 + paragraphs(5),
    "scripts only": "<html><body><script>" + "x" * 100_000 + "</script></body></html>",
    "no text": "<html><head><title>x</title></head><body></body></html>",
    "brackets": "<" * 40_000,
    "many tags": "<html><body>" + "<p>" * 60_000,
    "line breaks": "<html><body><article>" + "<br>" * 20_000 + paragraphs(4),
    "attribute": '<html><body><article><p class="' + "a " * 500_000 + '">hello</p>' + paragraphs(4),
    "control characters": "<html><body><article>\x00\x01\x0b" + paragraphs(4),
    "not html": "{}",
    "bad url": '<html><head><link rel="canonical" href="http://[::1"></head><body><article>' + paragraphs(4),
    "bad date": '<html><head><meta property="article:published_time" content="9999999-99-99"></head><body><article>'
    + paragraphs(4),
    "long comment": "<html><!--" + "-" * 100_000 + "<body>" + paragraphs(4),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_that_mean_harm(tmp_path, name):
    (tmp_path / "a.html").write_text(HOSTILE[name])
    (tmp_path / "b.txt").write_text("The mayor said that they were ready.")
    started = time.process_time()
    reading = read([tmp_path], LISTS)
    assert time.process_time() - started < 30
    assert reading.articles[-1].id == "b.txt"
    assert len(reading.articles) + len(reading.problems) == 2
    assert {p.code for p in reading.problems} <= {"no-main-text", "too-large", "bad-json-line"}
    for found in reading.articles:
        assert "x" * 100 not in found.text and found.text.encode()


def test_pages_without_an_article_are_problems(tmp_path):
    for name in ("scripts only", "no text", "many tags"):
        (tmp_path / f"{name}.html").write_text(HOSTILE[name])
    assert [(p.article, p.code) for p in read([tmp_path], LISTS).problems] == [
        ("many tags.html", "too-large"),
        ("no text.html", "no-main-text"),
        ("scripts only.html", "no-main-text"),
    ]


def test_many_paragraphs_keep_their_order(tmp_path):
    page = article(tmp_path, "<html><body><article>" + paragraphs(2_000))
    assert [page.text[r.start : r.end] for r in page.regions] == [PARAGRAPH.format(i) for i in range(2_000)]


def test_an_empty_page_is_told(tmp_path):
    assert codes(of(tmp_path, "page.html", b"")) == ["no-text"]


def test_what_a_page_does_not_show_is_not_read(tmp_path):
    hidden = (
        "<p hidden>“Ghost,” said Pete Lee.</p><template><p>“Ghost,” said Pete Lee.</p></template></article>"
    )
    found = one(tmp_path, "a.html", PAGE.replace("</article>", hidden))
    assert "Ghost" not in found.text and "Nobody asked us" in found.text


def test_a_story_that_a_script_will_show_is_read(tmp_path):
    page = PAGE.replace("<article>", "<article hidden>")
    assert "Nobody asked us" in one(tmp_path, "a.html", page).text


def test_a_second_story_of_a_page_is_told(tmp_path):
    story = "<article{}><h2>{}</h2>" + paragraphs(3).replace("mayor", "captain of a boat") + "</article>"
    found = of(tmp_path, "a.html", FERRY.replace("</article>", "</article>" + story.format("", "Ferry runs")))
    assert codes(found) == ["other-stories"] and "Ferry runs" in found.problems[0].message
    link = story.format("", '<a href="/ferry">Ferry runs</a>')
    comment = story.format(' class="comment"', "A reader")
    assert codes(of(tmp_path, "b.html", FERRY.replace("</article>", f"</article>{link}{comment}"))) == []


SHOWN = [
    "<body><h1>{}</h1>{}</body>",
    "<head><title>{} | Northern Wire</title></head><body><header><h1>{}</h1></header><main>{}</main></body>",
    "<head><title>Northern Wire: {}</title></head><body><article><h1>{}</h1>{}</article></body>",
]


@pytest.mark.parametrize("page", SHOWN)
def test_the_headline_that_a_page_shows_heads_its_story(tmp_path, page):
    *heads, _ = [HEADLINE] * page.count("{}")
    found = one(tmp_path, "a.html", f"<html>{page.format(*heads, HTML)}</html>")
    assert blocks(found) == [HEADLINE, *PARAGRAPHS]
    assert [region.heading for region in found.regions].count(True) == 1


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f"<h1>Northern Wire</h1><h2>{HEADLINE}</h2>", [HEADLINE]),
        (f"<h1>{HEADLINE}, for the first time</h1>", [f"{HEADLINE}, for the first time"]),
        ("<h1>Northern Wire</h1><h2>Ferry</h2>", []),
        ("<p>Nothing</p>", []),
    ],
)
def test_the_heading_with_the_words_of_the_title_is_the_headline(page, shown):
    story = [TextLine(PARAGRAPHS[0])]
    found = with_headline(document_fromstring(page), story, HEADLINE)
    assert [line.text for line in found] == [*shown, PARAGRAPHS[0]]
    assert with_headline(document_fromstring(page), found, HEADLINE) == found
