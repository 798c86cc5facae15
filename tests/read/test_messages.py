"""E-mail and saved pages: which part is read, attachments, messages that are none."""

from email.message import EmailMessage

from tests.helpers.articles import blocks, codes, of, one
from tests.read.desk import HEADLINE, PAGE, PARAGRAPHS, TEXT, docx, mail, mhtml


def test_a_newsletter_says_who_sent_it_and_when(tmp_path):
    for data in (mail(), mail(page=False), mail(plain=False)):
        article = one(tmp_path, "a.eml", data)
        assert (article.title, article.publisher, article.published) == (
            HEADLINE,
            "Northern Wire",
            "2026-03-03",
        )
        assert all(paragraph in article.text for paragraph in PARAGRAPHS)


def test_a_poor_page_beside_a_full_text_is_not_taken(tmp_path):
    data = mail().replace(PAGE[-200:].encode(), b"")
    short = b"<p>View this message in your browser.</p>"
    start, end = data.index(b"<!DOCTYPE"), data.index(b"</html>") if b"</html>" in data else len(data)
    article = one(tmp_path, "a.eml", data[:start] + short + data[end:])
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)


def test_what_is_attached_is_read_too(tmp_path):
    data = mail(attachments={"statement.docx": docx(), "logo.png": b"x", "statement.txt": TEXT.encode()})
    found = of(tmp_path, "a.eml", data)
    assert [a.id for a in found.articles] == ["a.eml", "a.eml#statement.docx", "a.eml#statement.txt"]
    assert found.skipped == 1 and found.problems == ()


def test_no_attachment_is_left_out(tmp_path):
    notes = {f"{number}.txt": f"Note {number} of the harbour office.".encode() for number in range(120)}
    found = of(tmp_path, "a.eml", mail(attachments=notes))
    assert len(found.articles) == 121 and found.skipped == 0 and found.problems == ()


def test_the_text_goes_on_behind_a_picture(tmp_path):
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "a@b.example",
        "x",
        "Tue, 03 Mar 2026 10:00:00 +0000",
    )
    message.set_content("The mayor said so.")
    message.make_mixed()
    for subtype, part in (("png", b"x"), (None, "Tom Lee denied it.")):
        inner = EmailMessage()
        inner.set_content(part, **({"maintype": "image", "subtype": subtype} if subtype else {}))
        message.attach(inner)
    found = of(tmp_path, "a.eml", message.as_bytes())
    assert blocks(found.articles[0]) == ["The mayor said so.", "Tom Lee denied it."] and found.skipped == 1


def test_encodings_that_nobody_knows(tmp_path):
    data = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=klingon\n\nThe mayor said so.\n"
    assert one(tmp_path, "a.eml", data).text.strip() == "The mayor said so."


def test_messages_that_are_none(tmp_path):
    assert codes(of(tmp_path, "a.eml", b"")) == ["broken-file"]
    assert codes(of(tmp_path, "b.eml", b"hello")) == ["broken-file"]
    assert codes(of(tmp_path, "c.eml", b"From: a\nSubject: b\n\n")) == ["no-text"]
    assert codes(of(tmp_path, "d.mhtml", b"hello")) == ["broken-file"]


def test_a_saved_page_has_its_address(tmp_path):
    assert one(tmp_path, "a.mht", mhtml()).url == "https://wire.example/ferry"
