"""Nothing is passed over in silence: encodings, mojibake, unknown kinds, paths that lead to nothing."""

import pytest

from attribution.read.encoding import decoded
from tests.helpers.articles import blocks, codes, of, one, reading
from tests.read.desk import PAGE, TEXT, paged

SAID = "“We’re ready – now,” said Zoë Núñez of Kalda… “It’s £5,” she added."


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_that_bytes_tell(encoding):
    found = decoded(SAID.encode(encoding))
    assert found is not None and found.text == SAID and found.notice("a").code == "other-encoding"


def test_other_scripts_are_not_taken_for_accents():
    text = (
        "Министр сказал во вторник, что мост будет открыт в мае, и что никто его не спросил об этом раньше. "
        * 5
    )
    found = decoded(text.encode("cp1251"))
    assert found is None or found.text == text


@pytest.mark.parametrize("data", [b"\x81\x8d\xff", "“We”".encode() + b" \x93We\x94", b"\xd2\x20\xd3 \xe9"])
def test_what_nothing_tells_is_not_guessed(data):
    assert decoded(data) is None


def test_mojibake_is_told_and_the_article_read(tmp_path):
    found = of(tmp_path, "a.txt", SAID.encode().decode("cp1252", "replace"))
    assert codes(found) == ["mojibake"] and len(found.articles) == 1
    assert codes(of(tmp_path, "b.txt", "“We can\ufffdt go on,” he said.")) == ["mojibake"]
    assert codes(of(tmp_path, "c.txt", SAID)) == []


def test_mojibake_is_put_right_where_every_letter_comes_back(tmp_path):
    lossless = SAID.encode().decode("latin-1")
    found = of(tmp_path, "a.txt", lossless)
    assert codes(found) == ["mojibake"] and "put right" in found.problems[0].message
    assert found.articles[0].text == SAID and not found.articles[0].plain


def test_invisible_characters_do_not_part_words(tmp_path):
    article = one(tmp_path, "a.txt", "The en\u00advel\u200bope was opened, she \u200bsaid.")
    assert article.text == "The envelope was opened, she said." and not article.plain
    turned = one(tmp_path, "b.txt", "“We wait,” said \u202aAna Ruiz\u202c and \u2067Tom Lee\u2069.")
    assert turned.text == "“We wait,” said Ana Ruiz and Tom Lee."
    page = PAGE.replace("harbour", "har\u00adbour\u200b")
    assert one(tmp_path, "a.html", page).text.count("harbour") == 2


def test_a_file_that_is_named_is_read_or_told(tmp_path):
    assert codes(of(tmp_path, "a.xyz", b"\0\1\2")) == ["unknown-format"]
    assert codes(of(tmp_path, "a.png", b"\x89PNG")) == ["unknown-format"]
    assert codes(of(tmp_path, "b.jsonl", b"")) == ["nothing-to-read"]
    assert one(tmp_path, "story", TEXT).text == TEXT
    assert one(tmp_path, "page.saved", PAGE).title
    assert [p.article for p in reading(tmp_path / "a.xyz", tmp_path / "story").problems] == ["a.xyz"]


def test_paths_that_lead_to_nothing(tmp_path):
    (tmp_path / "in").mkdir()
    assert codes(reading(tmp_path / "in")) == ["nothing-to-read"]
    (tmp_path / "in" / "a.png").write_bytes(b"x")
    (tmp_path / "in" / "articles.csv").write_text("path\n")
    assert codes(reading(tmp_path / "in")) == ["nothing-to-read"]
    assert codes(reading(tmp_path / "in" / "articles.csv")) == ["nothing-to-read"]
    assert codes(reading(tmp_path / "no")) == ["path-not-found"]


def test_the_folder_of_a_saved_page_is_not_read(tmp_path):
    for name in ("page.html", "page_files/frame.html", "other_files/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE)
    assert [a.id for a in reading(tmp_path).articles] == ["other_files/a.html", "page.html"]


EXPORT = """3 of 9 DOCUMENTS

The Kalda Post (Kalda)

May 4, 2025 Sunday

Ferry to run all winter

BYLINE: Rita Coe, The Kalda Post

SECTION: NEWS; Pg. 2

LENGTH: 80 words

"We are ready," said Ana Ruiz, the mayor.

It rained.

LOAD-DATE: May 5, 2025

Copyright 2025 The Kalda Post
"""


def test_what_a_database_prints_around_a_story(tmp_path):
    article = one(tmp_path, "a.txt", EXPORT)
    assert blocks(article) == [
        "Ferry to run all winter",
        '"We are ready," said Ana Ruiz, the mayor.',
        "It rained.",
    ]
    assert (article.title, article.publisher, article.published, article.byline) == (
        "Ferry to run all winter",
        "The Kalda Post",
        "2025-05-04",
        "Rita Coe",
    )


def test_codes_behind_a_story_may_have_a_colon_of_their_own(tmp_path):
    text = (
        "HD   Ferry to run\nWC   9 words\nLP\nIt rained.\n\nCO   frry : Ferry Ltd\nNS   gcat : General News\n"
    )
    assert blocks(one(tmp_path, "a.txt", text)) == ["It rained."]


def test_what_proquest_prints_around_a_story(tmp_path):
    text = (
        "Ferry to run\n\nCoe, Rita.  The Kalda Post; Kalda [Kalda]04 May 2025: A.4.\n\nFull text:\n\nIt rained.\n\n"
        "Location: Kalda\n\nPublication title: The Kalda Post\n\nProQuest document ID: 12345\n"
    )
    article = one(tmp_path, "a.txt", text)
    assert blocks(article) == ["Ferry to run", "It rained."] and article.kind == "article"


def test_turns_of_a_transcript_are_no_labels(tmp_path):
    text = "Hearing\n\nSUBJECT: I saw it.\n\nCHAIR: When?\n\nSUBJECT: On Monday.\n\nAUTHOR: So did I."
    assert "SUBJECT: I saw it." in blocks(one(tmp_path, "a.txt", text))


def test_a_line_broken_before_a_quotation_mark_goes_on(tmp_path):
    text = 'Prices rise\n\n"We expect no more," Ana Ruiz said,\n"unless the harvest fails and the\nwinter is long." It rained.\n'
    assert len(blocks(one(tmp_path, "a.txt", text))) == 2


LINKED = "<p><a href='/x'>On Friday Peer Haldane pleaded not guilty. “I was mending the nets of my sister,” he told the court.</a></p>"
BARE = "<div>The trial goes on in May, said the clerk of the court.</div>"
TEASER = "<p><a href='/y'>Read how the bell was stolen</a></p>"
RELATED = (
    "<div class='related-stories'><p>Nobody has been charged with the other theft, police said.</p></div>"
)


def test_paragraphs_of_a_page_that_an_extraction_drops(tmp_path):
    page = f"<html><body><article><h1>In court</h1><p>Three men stood trial on Monday.</p>{LINKED}{TEASER}<p><b>Outlook</b><br>“We wait,” said Ana Ruiz.</p>{RELATED}{BARE}</article></body></html>"
    article = one(tmp_path, "a.html", page)
    said = blocks(article)
    assert any("pleaded not guilty" in block for block in said)
    assert "The trial goes on in May, said the clerk of the court." in said
    assert "Outlook" in said and "“We wait,” said Ana Ruiz." in said
    assert not any("other theft" in block or "bell was stolen" in block for block in said)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“It may be,” said Łucja Wałęsa.", "cp1250"),
        ("“No,” said Michał Nowak.", "cp1250"),
        ("Paweł Łoś spoke of Źdźbło.", "iso8859-2"),
        ("“£5, or £m; 3 m³,” said José of Zürich¹.", "cp1252"),
    ],
)
def test_letters_where_none_can_stand_tell_the_encoding(text, encoding):
    found = decoded(text.encode(encoding))
    assert found is not None and (found.text, found.encoding) == (text, encoding)


def test_mojibake_is_told_with_what_stands_there(tmp_path):
    found = of(tmp_path, "a.txt", "Mr MÃ¼ller said “noâ€ť” to it.")
    assert codes(found) == ["mojibake"] and "â€œ" not in found.problems[0].message


def test_a_file_under_the_name_of_text_is_read_as_what_it_is(tmp_path):
    page = one(tmp_path, "page.txt", PAGE)
    assert "<" not in page.text and page.title == "Ferry to Kalda will run all winter"
    assert one(tmp_path, "rows.txt", '{"title": "Bridge", "text": "“We open,” she said."}').id == "rows.txt#1"
    assert "“We have waited" in one(tmp_path, "print.html", paged()).text
    assert one(tmp_path, "story.txt", "[The bridge] opens. {It} does.").text.startswith("[The")
