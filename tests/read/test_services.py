"""Feeds, news items and the JSON of services: what is an article, and what is known of it."""

import json

import pytest

from tests.helpers.articles import codes, of, one
from tests.read.desk import HEADLINE, HTML, PARAGRAPHS, TEXT, atom, newsml, rss

KNOWN = (HEADLINE, "Northern Wire", "2026-03-03", "https://wire.example/ferry", "Rita Coe")
SERVICES = {
    "newsapi": {"status": "ok", "articles": [{"source": {"name": "Northern Wire"}, "author": "Rita Coe", "title": HEADLINE, "url": KNOWN[3],
                                              "publishedAt": "2026-03-03T10:00:00Z", "content": TEXT}]},
    "guardian": {"response": {"status": "ok", "results": [{"id": "x", "webTitle": HEADLINE, "webUrl": KNOWN[3], "webPublicationDate":
                 "2026-03-03T10:00:00Z", "publication": "Northern Wire", "fields": {"byline": "Rita Coe", "body": HTML}}]}},
    "ninjs": {"uri": "https://wire.example/ferry", "headline": HEADLINE, "byline": "Rita Coe", "versioncreated": "2026-03-03T10:00:00Z",
              "provider": "Northern Wire", "body_xhtml": HTML, "type": "text"},
    "schema.org": {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": TEXT, "datePublished": "2026-03-03", "url": KNOWN[3],
                   "author": [{"@type": "Person", "name": "Rita Coe"}], "publisher": {"@type": "Organization", "name": "Northern Wire"}},
    "body": {"title": HEADLINE, "publisher": "Northern Wire", "published": "2026-03-03", "url": KNOWN[3], "author": "Rita Coe", "body": TEXT},
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_of_services(tmp_path, name, indent):
    article = one(tmp_path, "a.json", json.dumps(SERVICES[name], indent=indent))
    assert (article.title, article.publisher, article.published, article.url, article.byline) == KNOWN
    assert all(paragraph in article.text for paragraph in PARAGRAPHS) and "<p>" not in article.text


def test_lists_without_texts_and_beginnings_of_texts(tmp_path):
    gdelt = {
        "articles": [
            {
                "url": "https://x.example",
                "title": "Ready",
                "seendate": "20260303T101500Z",
                "language": "English",
            }
        ]
    }
    (problem,) = of(tmp_path, "a.json", json.dumps(gdelt)).problems
    assert problem.code == "no-text"
    found = of(tmp_path, "b.json", json.dumps({"articles": [{"content": "The mayor said … [+1234 chars]"}]}))
    assert codes(found) == ["cut-short"] and len(found.articles) == 1


def test_entities_and_tags_in_a_row(tmp_path):
    row = {"text": "<p>Mill to close</p><p>&ldquo;We can&#8217;t go on,&rdquo; said Hugo Steen.</p>"}
    assert (
        one(tmp_path, "a.jsonl", json.dumps(row)).text
        == "Mill to close\n\n“We can’t go on,” said Hugo Steen."
    )


@pytest.mark.parametrize("data", [rss(), atom()])
def test_feeds(tmp_path, data):
    article = one(tmp_path, "a.xml", data)
    assert (article.title, article.publisher, article.published, article.url, article.byline) == KNOWN
    assert article.id == "a.xml#f1" and article.regions[0].heading


def test_news_items(tmp_path):
    article = one(tmp_path, "a.xml", newsml())
    assert (article.title, article.publisher, article.published, article.byline) == (*KNOWN[:3], KNOWN[4])


def test_entities_are_never_fetched_nor_blown_up(tmp_path):
    outside = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>a</title><description>We &x; go</description></item></channel></rss>'
    assert "root:" not in one(tmp_path, "a.rss", outside).text
    laughs = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    for name in ("b.rss", "b.newsml"):
        assert codes(of(tmp_path, name, laughs + "]><rss><channel><title>&a9;</title></channel></rss>")) in (
            ["broken-file"],
            ["nothing-to-read"],
        )
    assert codes(of(tmp_path, "c.rss", b"<rss><channel>" + b"<a>" * 100_000)) == ["broken-file"]
    assert codes(of(tmp_path, "d.rss", b"")) == ["broken-file"]
    assert codes(of(tmp_path, "e.xml", b"<urlset><url/></urlset>")) == ["unknown-format"]


def test_who_wrote_it_is_a_name_in_every_format(tmp_path):
    item = newsml().replace(b"<by>Rita Coe", b"<by>By Rita Coe")
    row = {
        **SERVICES["ninjs"],
        "byline": "by Rita Coe",
        "provider": None,
        "infosources": [{"name": "Northern Wire"}],
    }
    for name, data in (("a.xml", item), ("a.json", json.dumps(row))):
        article = one(tmp_path, name, data)
        assert (article.byline, article.publisher) == ("Rita Coe", "Northern Wire")
