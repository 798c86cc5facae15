"""PDF: reading order, running heads, pages."""

from tests.helpers.articles import blocks, codes, of, one
from tests.read.desk import HEADLINE, PARAGRAPHS, column, pdf


def test_two_columns_are_read_one_after_the_other(tmp_path):
    left, right = PARAGRAPHS[:3], PARAGRAPHS[3:]
    page = [(72, 740, 20, HEADLINE), *column(left, 60, 700, 40, True), *column(right, 320, 700, 40, True)]
    article = one(tmp_path, "a.pdf", pdf(page))
    assert blocks(article) == [HEADLINE, *PARAGRAPHS]
    assert article.regions[0].heading and article.title == HEADLINE


def test_a_paragraph_goes_on_over_running_heads_and_pages_are_told(tmp_path):
    story = column(PARAGRAPHS, 72, 700, 60)
    cut = 6  # in the middle of the second paragraph
    top = story[cut][1]
    first = [(72.0, 770.0, 8.0, "Northern Wire – 3 March 2026"), *story[:cut], (300.0, 20.0, 8.0, "1")]
    second = [(72.0, 770.0, 8.0, "Northern Wire – 3 March 2026")]
    second += [(x, 700 - (top - y), size, text) for x, y, size, text in story[cut:]] + [
        (300.0, 20.0, 8.0, "2")
    ]
    article = one(tmp_path, "a.pdf", pdf(first, second))
    assert blocks(article) == list(PARAGRAPHS)
    assert sorted(blocks(article, "furniture")) == [
        "1",
        "2",
        "Northern Wire – 3 March 2026",
        "Northern Wire – 3 March 2026",
    ]
    assert article.pages[0] == 0
    assert article.text[article.pages[1] :].startswith(story[cut][3].split()[0])


def test_the_number_of_a_page_is_told_in_any_language(tmp_path):
    story = column(PARAGRAPHS, 72, 700, 60)
    for name, foot in enumerate(("1", "1/1", "Page 1 of 1", "Seite 1 von 1", "– 1 –")):
        article = one(tmp_path, f"{name}.pdf", pdf([*story, (300.0, 20.0, 8.0, foot)]))
        assert blocks(article, "furniture") == [foot]
    article = one(tmp_path, "heading.pdf", pdf([(72, 770, 10, "Day 1"), *story]))
    assert blocks(article) == ["Day 1", *PARAGRAPHS]


def test_words_that_a_line_end_parts_are_put_together(tmp_path):
    lines = [
        "The harbour office spoke of a well-known prob-",
        "lem on Tuesday, and nobody was sur-",
        "prised by it.",
    ]
    article = one(tmp_path, "a.pdf", pdf([(72, 700 - 12 * n, 10, line) for n, line in enumerate(lines)]))
    assert (
        "problem on Tuesday" in article.text and "surprised" in article.text and "well-known" in article.text
    )


def test_what_is_no_pdf_or_has_no_words(tmp_path):
    assert codes(of(tmp_path, "a.pdf", b"")) == ["broken-file"]
    assert codes(of(tmp_path, "b.pdf", b"%PDF-1.4\nnothing")) == ["broken-file"]
    assert codes(of(tmp_path, "c.pdf", pdf([]))) == ["no-text"]


def test_reading_that_does_not_end_is_ended(tmp_path, monkeypatch):
    from attribution.read.formats import pdf_pages

    monkeypatch.setattr(pdf_pages, "SECONDS", 0.005)
    assert codes(of(tmp_path, "a.pdf", pdf([(72, 700, 10, "Hello.")]))) == ["takes-too-long"]


def test_the_head_of_a_single_page_is_no_headline(tmp_path):
    around = [(72.0, 770.0, 8.0, "The Kalda Post Tuesday, 3 March 2026"), (300.0, 20.0, 8.0, "Page 1")]
    article = one(tmp_path, "a.pdf", pdf([*around, (72, 720, 20, HEADLINE), *column(PARAGRAPHS, 72, 690)]))
    assert article.title == HEADLINE and blocks(article) == [HEADLINE, *PARAGRAPHS]


def test_paragraphs_of_one_line_are_parted_by_the_gap_between_them(tmp_path):
    lines = [
        "By Jo Ferris",
        "March 3, 2026",
        *(f"“We go to Kalda at {n} o’clock,” said Ana Ruiz." for n in range(4)),
        *PARAGRAPHS[:1],
    ]
    article = one(tmp_path, "a.pdf", pdf([(72, 740, 20, HEADLINE), *column(tuple(lines), 72, 700)]))
    assert blocks(article) == [HEADLINE, *lines[2:]]
    assert (article.byline, article.published) == ("Jo Ferris", "2026-03-03")


def test_words_that_are_pushed_apart_to_fill_a_narrow_column_are_one_line(tmp_path):
    said = (
        "“We go to Kalda,” said the",
        "mayor|Ana Ruiz.",
        "The ferry had been shut for",
        "a|year.",
        "Nobody asked her why it was.",
    )
    lines = [
        (72 + 40 * n, 700 - 12 * at, 10, piece)
        for at, line in enumerate(said)
        for n, piece in enumerate(line.split("|"))
    ]
    article = one(tmp_path, "a.pdf", pdf(lines))
    assert " ".join(article.text.split()) == " ".join(said).replace("|", " ")
    assert not any(region.heading for region in article.regions)


def test_a_line_that_is_pushed_apart_above_the_short_end_of_its_paragraph_is_one(tmp_path):
    said = ("The boats will run all the time, the", "harbour|office said on", "Tuesday.")
    lines = [
        (72 + 60 * n, 700 - 12 * at, 10, piece)
        for at, line in enumerate(said)
        for n, piece in enumerate(line.split("|"))
    ]
    assert blocks(one(tmp_path, "a.pdf", pdf(lines))) == [" ".join(said).replace("|", " ")]


def test_columns_that_end_raggedly_at_a_narrow_gutter_are_columns(tmp_path):
    left = ["Ruiz, the mayor of Kalda. She thanked", "the crews. Not everyone, she said,", "was glad."]
    right = ["too high for us,” said Tom Lee, who", "teaches there.", "It rained."]
    lines = [
        (x, 700 - 12 * n, 10, line) for x, of in ((72, left), (252.5, right)) for n, line in enumerate(of)
    ]
    article = one(tmp_path, "a.pdf", pdf(lines))
    assert " ".join(article.text.split()) == " ".join([*left, *right])


def test_two_stories_of_two_columns_each_are_read_one_after_the_other(tmp_path):
    second = (
        "School roof to be mended",
        "The roof will be mended by May.",
        "“We cannot teach in the rain,” said Peer Haldane.",
    )
    lower = 560.0
    page = [
        (60, 740, 20, HEADLINE[:14]),
        *column(PARAGRAPHS[:2], 60, 700, 45),
        *column(PARAGRAPHS[2:3], 320, 700, 45),
        (60, lower, 20, second[0]),
        *column(second[1:2], 60, lower - 30, 45),
        *column(second[2:], 320, lower - 30, 45),
    ]
    said = blocks(one(tmp_path, "a.pdf", pdf(page)))
    assert said == [HEADLINE[:14], *PARAGRAPHS[:3], *second]


def test_a_paragraph_of_one_indented_line_is_a_paragraph(tmp_path):
    lines = [
        (84, 700, 10, "It rained in Kalda all day, the harbour office said on Tuesday morning."),
        (84, 688, 10, "Nobody had asked for that, and the ferry between Kalda and the islands was"),
        (72, 676, 10, "shut again, as it had been in each of the nine winters that came before it."),
    ]
    assert len(blocks(one(tmp_path, "a.pdf", pdf(lines)))) == 2
