"""Is a story read right in the shapes that other programs give it: replies, forwards, captions that roll,
exports of chats, of mailboxes and of whole sites?"""

import json
import plistlib

import pytest

from attribution.find.turns import turns
from attribution.read import dates
from tests.helpers.articles import blocks, codes, of, one
from tests.read.desk import HEADLINE, HTML, PAGE, PARAGRAPHS, TEXT, docx, mail

OWN = "“We have waited nine years,” said Ana Ruiz, the mayor."
EARLIER = "“The fares are too high,” said Tom Lee. Do you agree?"
HEAD = "From: Rita Coe <rita@wire.example>\nSent: Monday\nTo: Ana Ruiz\nSubject: ferry\n\n"


def message(subject: str, body: str, kind: str = "plain") -> bytes:
    head = f"From: Ana Ruiz <ana@kalda.example>\nSubject: {subject}\nDate: Tue, 03 Mar 2026 10:00:00 +0000\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{body}".encode()


@pytest.mark.parametrize(
    "subject, body",
    [
        ("RE: ferry", f"{OWN}\n\n________________________________\n{HEAD}{EARLIER}\n"),  # Outlook
        ("Re: ferry", f"{OWN}\n\nOn 02/03/2026 16:12, Rita Coe wrote:\n> {EARLIER}\n"),  # Thunderbird
        ("Re: ferry", f"{OWN}\n\nOn Mon, Mar 2, 2026 at 4:12 PM Rita <r@w.example>\nwrote:\n\n> {EARLIER}\n"),  # Gmail
        ("ferry", f"{OWN}\n\n-- \nAna Ruiz, mayor\n"),
        ("Fwd: ferry", f"---------- Forwarded message ---------\n{HEAD}{OWN}\n\nOn 1 May 2026, Tom <t@x.example> wrote:\n> {EARLIER}\n"),
        ("ferry", f"{HEAD}{OWN}\n"),
    ],
)  # fmt: skip
def test_what_a_message_repeats_is_no_part_of_it(tmp_path, subject, body):
    assert blocks(one(tmp_path, "a.eml", message(subject, body))) == [OWN]


@pytest.mark.parametrize(
    "page",
    [
        f"<div dir='ltr'>{OWN}</div><br><div class='gmail_quote'><div>On Mon, Mar 2, 2026 at 4:12 PM Rita Coe "
        f"&lt;<a href='mailto:r@w.example'>r@w.example</a>&gt; wrote:<br></div><blockquote><div>{EARLIER}</div></blockquote></div>",
        f"<p class=MsoNormal>{OWN}</p><div><p class=MsoNormal><b>From:</b> Rita &lt;r@w.example&gt; <br><b>Sent:</b> Monday<br>"
        f"<b>To:</b> Ana Ruiz<br><b>Subject:</b> ferry</p></div><p class=MsoNormal>{EARLIER}</p>",
    ],
)
def test_nor_where_the_message_is_a_page(tmp_path, page):
    read = one(tmp_path, "a.eml", message("Re: ferry", f"<html><body>{page}</body></html>", "html"))
    assert blocks(read) == [OWN]


def test_answers_between_the_questions_are_read(tmp_path):
    body = "> How long?\n\nNine years, the mayor said.\n\n> And the fares?\n\nThey stay, she said.\n"
    read = one(tmp_path, "a.eml", message("Re: ferry", body))
    assert blocks(read) == ["Nine years, the mayor said.", "They stay, she said."]


@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_lines_behind_a_sign_are_the_story_where_it_was_passed_on(tmp_path, name):
    body = "See below.\n\n> The ferry sails again in May, and nobody\n> knows why.\n>\n> It rained, and\n> it rained.\n"
    data = message("FW: ferry", body) if name == "a.eml" else body.encode()
    assert blocks(one(tmp_path, name, data)) == [
        "See below.",
        "The ferry sails again in May, and nobody\nknows why.",
        "It rained, and\nit rained.",
    ]


def test_every_message_of_a_mailbox(tmp_path):
    box = b"".join(b"From ana@x Tue Mar  3 10:00:00 2026\n" + mail() + b"\n" for _ in range(2))
    for name in ("a.mbox", "Inbox"):
        found = of(tmp_path, name, box)
        assert [a.id for a in found.articles] == [f"{name}#1", f"{name}#2"] and found.problems == ()
    assert codes(of(tmp_path, "b.mbox", b"hello")) == ["broken-file"]


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_that_safari_saved(tmp_path, form):
    main = {
        "WebResourceData": PAGE.encode(),
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://w.example/a",
    }
    read = one(tmp_path, "a.webarchive", plistlib.dumps({"WebMainResource": main}, fmt=form))
    assert blocks(read) == [HEADLINE, *PARAGRAPHS] and read.url == "https://w.example/a"
    assert codes(of(tmp_path, "b.webarchive", b"bplist00WebMainResource")) == ["broken-file"]


ROLLING = (
    "WEBVTT\n\n00:00.000 --> 00:02.000\n \nwe<00:00:00.400><c> have</c>\n\n00:02.000 --> 00:02.010\nwe have\n \n\n"
    "00:02.010 --> 00:04.000\nwe have\nwaited<00:00:02.400><c> nine</c>\n\n00:04.000 --> 00:04.010\nwaited nine\n \n\n"
    "00:04.010 --> 00:06.000\nwaited nine\nyears\n"
)


def test_captions_that_roll_say_every_line_once(tmp_path):
    assert blocks(one(tmp_path, "a.vtt", ROLLING)) == ["we have waited nine years"]
    plain = "1\n00:00:00,000 --> 00:00:01,000\nNo.\n\n2\n00:00:01,000 --> 00:00:02,000\nNo.\n\n3\n00:00:02,000 --> 00:00:03,000\nNever.\n\n"
    plain += "4\n00:00:03,000 --> 00:00:04,000\nNot here.\n\n5\n00:00:04,000 --> 00:00:05,000\nOr there.\n"
    assert blocks(one(tmp_path, "a.srt", plain)) == ["No. No. Never. Not here. Or there."]


def test_names_before_a_colon_in_captions_are_voices(tmp_path):
    said = ("Ana Ruiz: Nine years.", "Ana Ruiz: And more.", "Tom Lee: Too long.", "Note: nobody paid.")
    cues = "".join(f"\n{n}\n00:{n:02}.000 --> 00:{n + 1:02}.000\n{line}\n" for n, line in enumerate(said, 1))
    assert blocks(one(tmp_path, "a.vtt", f"WEBVTT\n{cues}")) == [
        "Ana Ruiz: Nine years. And more.",
        "Tom Lee: Too long. Note: nobody paid.",
    ]


SLACK = [{"type": "message", "ts": "1", "text": "Nine years.", "user": "U1", "user_profile": {"real_name": "Ana Ruiz"}},
         {"type": "message", "ts": "2", "text": "Too long.", "user": "U2", "user_profile": {"real_name": "Tom Lee"}}]  # fmt: skip
TELEGRAM = {
    "name": "Desk",
    "messages": [
        {"from": "Ana Ruiz", "text": ["Nine ", {"type": "bold", "text": "years."}]},
        {"from": "Tom Lee", "text": "Too long."},
    ],
}
WHISPER = {"text": "Nine years. Too long.", "segments": [{"text": " Nine", "speaker": "Ana Ruiz"}, {"text": " years.", "speaker": "Ana Ruiz"},
                                                         {"text": " Too long.", "speaker": "Tom Lee"}]}  # fmt: skip


@pytest.mark.parametrize("value", [SLACK, TELEGRAM, WHISPER])
def test_conversations_in_json_are_records(tmp_path, value):
    read = one(tmp_path, "a.json", json.dumps(value))
    assert read.kind == "record" and read.title is None
    assert blocks(read) == ["Ana Ruiz: Nine years.", "Tom Lee: Too long."]


def test_a_turn_without_a_name_is_neither_lost_nor_the_last_speaker_s(tmp_path):
    turns = [*WHISPER["segments"], {"text": " Who says so?"}]
    read = one(tmp_path, "a.json", json.dumps({"segments": turns}))
    assert blocks(read) == ["Ana Ruiz: Nine years.", "Tom Lee: Too long.", "Unknown: Who says so?"]


NINE, FARES, SPRING = (
    "We have waited nine years for this.",
    "The fares are too high.",
    "We will look at it in spring.",
)
TRANSCRIPTS = {
    "chat": "[03.03.26, 10:00:12] Ana Ruiz: {}\n[03.03.26, 10:00:40] Tom Lee: {}\n[03.03.26, 10:01:02] Ana Ruiz: {}\n",
    "chat-us": "3/3/26, 10:00\u202fAM - Ana Ruiz: {}\n3/3/26, 10:00\u202fAM - Tom Lee: {}\n3/3/26, 10:01\u202fAM - Ana Ruiz: {}\n",
    "name-and-time": "Ana Ruiz  10:02 AM\n{}\n\nTom Lee  10:04 AM\n{}\n\nAna Ruiz  10:05 AM\n{}\n",
    "time-in-brackets": "Ana Ruiz [00:00:01]\n{}\n\nTom Lee [00:00:12]\n{}\n\nAna Ruiz [00:00:20]\n{}\n",
    "colon-and-time": "Ana Ruiz: (00:00)\n{}\n\nTom Lee: (00:12)\n{}\n\nAna Ruiz: (00:20)\n{}\n",
    "name-in-brackets": "[Ana Ruiz] 10:02:11\n{}\n\n[Tom Lee] 10:02:31\n{}\n\n[Ana Ruiz] 10:03:02\n{}\n",
    "times-of-captions": "0:0:1.2 --> 0:0:4.5\nAna Ruiz\n{}\n\n0:0:5.2 --> 0:0:9.5\nTom Lee\n{}\n\n0:0:10.2 --> 0:0:14.5\nAna Ruiz\n{}\n",
    "colon-above": "ANA RUIZ:\n{}\nTOM LEE:\n{}\nANA RUIZ:\n{}\n",
    "constituency": "Ferries\n\nAna Ruiz (Kalda North) (Lab)\n{}\n\nTom Lee\n{}\n\nAna Ruiz\n{}\n",
    "party-and-dash": "Ana Ruiz (PPE). – {}\n\nTom Lee, on behalf of the Group. – {}\n\nAna Ruiz (PPE). – {}\n",
    "chamber": "  Mrs. RUIZ. {}\n  Mr. LEE of Kalda. {}\n  Mrs. RUIZ. {}\n",
    "unnamed": "Speaker 1 (00:00):\n{}\n\nSpeaker 2 (00:12):\n{}\n\nSpeaker 1 (00:20):\n{}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_transcripts_in_the_form_of_many_programs(tmp_path, name):
    read = one(tmp_path, "a.txt", TRANSCRIPTS[name].format(NINE, FARES, SPRING))
    assert read.kind == "record" and read.title in (None, "Ana Ruiz", "Ferries")
    found = [
        (turn.label.of(read.text), [s.of(read.text) for s in turn.spans])
        for turn in turns(read)
        if turn.label
    ]
    assert [said for _, said in found] == [[NINE], [FARES], [SPRING]]
    assert found[0][0] == found[2][0] != found[1][0] and "0" not in found[0][0]


def test_the_head_of_a_transcript_is_nobody_s_turn(tmp_path):
    head = "Council meeting\n\nSUMMARY KEYWORDS\nferry, fares\n\nSPEAKERS\nAna Ruiz, Tom Lee\n\n"
    read = one(tmp_path, "a.txt", head + TRANSCRIPTS["name-and-time"].format(NINE, FARES, SPRING))
    assert [turn.label.of(read.text) for turn in turns(read) if turn.label] == [
        "Ana Ruiz",
        "Tom Lee",
        "Ana Ruiz",
    ]
    assert (read.kind, read.title) == ("record", "Council meeting")


def test_a_profile_with_subheadings_is_no_transcript(tmp_path):
    text = "Who is who\n\nAna Ruiz\n\nShe is the mayor of Kalda and has waited for nine years.\n\nTom Lee\n\nHe teaches.\n"
    assert one(tmp_path, "a.txt", text).kind == "article"


POST = "<article><time>10.{}</time><h2>Post</h2><p>Ana Ruiz has come to the harbour. “We wait for boat {},” she said.</p></article>"
TEASER = "<article><time>10.{}</time><h3><a href='/a'>Another story</a></h3><p>“It rained on boat {},” said Tom Lee of the school.</p></article>"


def test_every_post_of_a_live_blog_is_read_and_no_teaser(tmp_path):
    top = "<!DOCTYPE html><html lang='en'><head><title>Live</title></head><body><main><h1>Ferry opens</h1>"
    page = top + "".join(POST.format(n, n) for n in (10, 20, 30)) + "</main></body></html>"
    text = one(tmp_path, "a.html", page).text
    assert [n for n in (10, 20, 30) if f"boat {n}" in text] == [10, 20, 30]
    story = f"<article><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>"
    teasers = "".join(TEASER.format(n, n) for n in (40, 50, 60))
    assert "boat" not in one(tmp_path, "b.html", f"{top}{story}{teasers}</main></body></html>").text.replace(
        "old boat", ""
    )


def test_a_pull_quotation_with_its_speaker_is_furniture(tmp_path):
    pulled = "“They spent our pensions on a party boat” — Ivo Lund"
    whole = "Ivo Lund was angry. “They spent our pensions on a party boat and a fountain,” he said."
    assert blocks(one(tmp_path, "a.txt", f"The kiln\n\nIt burnt.\n\n{pulled}\n\n{whole}\n"), "furniture") == [
        pulled
    ]


def test_a_site_that_wordpress_exports(tmp_path):
    body = (f"<!-- wp:paragraph -->\n<p>{PARAGRAPHS[0]}</p>\n<!-- /wp:paragraph -->\n\n<blockquote><p>We waited.</p><cite>Ana Ruiz</cite>"
            f"</blockquote>\n{PARAGRAPHS[2]}\n\n{PARAGRAPHS[3]}\n\n[caption id='x']<img src='x'/> A boat[/caption]")  # fmt: skip
    item = "<item><title>{}</title><guid>{}</guid><pubDate>Tue, 03 Mar 2026 10:00:00 +0000</pubDate><content:encoded><![CDATA[{}]]></content:encoded><wp:post_type>{}</wp:post_type></item>"
    feed = ('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
            f"<title>Wire</title>{item.format(HEADLINE, 1, body, 'post')}{item.format('logo', 2, '', 'attachment')}</channel></rss>")  # fmt: skip
    read = one(tmp_path, "a.xml", feed)
    assert blocks(read) == [HEADLINE, PARAGRAPHS[0], "“We waited.” — Ana Ruiz", PARAGRAPHS[2], PARAGRAPHS[3]]
    assert blocks(read, "furniture") == ["A boat"] and read.published == "2026-03-03"


@pytest.mark.parametrize(
    "written",
    ["Tue, 03 Mar 2026 10:00:00 +0000", "2026-03-03 10:00:00 -05:00", "Tue Mar 03 10:00:00 +0000 2026"],
)
def test_dates_with_a_zone_in_numbers(written):
    assert dates.iso(written) == "2026-03-03"


LIVE = {
    "webTitle": HEADLINE,
    "fields": {"bodyText": " ".join(PARAGRAPHS)},
    "blocks": {"body": [{"bodyHtml": HTML}, {"bodyHtml": "<p>“Later,” said Tom Lee.</p>"}]},
}
SCRAPED = {
    "title": HEADLINE,
    "text": TEXT,
    "authors": ["Rita Coe"],
    "publish_date": "2026-03-03 00:00:00",
    "sitename": "Northern Wire",
    "source": "https://w.example",
}


def test_more_of_what_services_and_scrapers_write(tmp_path):
    live = one(tmp_path, "a.json", json.dumps({"response": {"content": LIVE}}))
    assert blocks(live) == [HEADLINE, *PARAGRAPHS, "“Later,” said Tom Lee."] and live.regions[0].heading
    for name in ("b.json", "b.jsonl"):
        read = one(tmp_path, name, json.dumps(SCRAPED))
        assert (read.byline, read.published, read.publisher, read.text) == (
            "Rita Coe",
            "2026-03-03",
            "Northern Wire",
            TEXT,
        )


def test_addresses_of_links_and_deleted_words_are_no_words_of_rich_text(tmp_path):
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://x.example"}}{\\fldrslt{\\ul the harbour office}}}'
    data = (
        f"{{\\rtf1\\ansi “We asked {link} for help,” she said.{{\\deleted\\revauthdel1  Nobody came.}}\\par}}"
    )
    read = one(tmp_path, "a.rtf", data.replace("“", "\\ldblquote ").replace("”", "\\rdblquote "))
    assert read.text == "“We asked the harbour office for help,” she said."


@pytest.mark.parametrize(
    "name, data, said",
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "as .eml"),
        ("a.xlsx", docx().replace(b"word/", b"xl__/"), "CSV UTF-8"),
        ("a.png", b"\x89PNG", "OCR"),
    ],
)
def test_kinds_that_are_not_read_say_what_to_do(tmp_path, name, data, said):
    (problem,) = of(tmp_path, name, data).problems
    assert problem.code == "unknown-format" and said in problem.next


def test_rich_text_under_the_name_of_word_is_read(tmp_path):
    assert one(tmp_path, "a.doc", "{\\rtf1\\ansi The mayor said so.\\par}").text == "The mayor said so."
