"""Is what a page sets off by markup read as somebody's words, and what it prints twice as one quotation?"""

from __future__ import annotations

import pytest

from attribution.read.markdown_quotes import with_marks
from attribution.read.pull_quotations import MOST
from tests.helpers.articles import blocks, one

PAGE = """<html><head><meta charset="utf-8"><title>A page</title></head><body><article><h1>The kiln</h1>
<p>The kiln of Orsa has burnt for two hundred years, and the council has now looked at it.</p>
{}
<p>The council will meet again in May, and nobody knows what it is going to decide about it.</p></article></body></html>
"""


def body(folder, inner: str) -> list[str]:
    return blocks(one(folder, "page.html", PAGE.format(inner)))[2:-1]


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (
            "<p>Ivo Lund said: <q>It is <em>hot</em> in there.</q> He laughed.</p>",
            ["Ivo Lund said: “It is hot in there.” He laughed."],
        ),
        (
            "<p><q>He told me <q>run</q> and I ran,</q> said Ivo Lund, who works there at night.</p>",
            ["“He told me ‘run’ and I ran,” said Ivo Lund, who works there at night."],
        ),
        (
            "<p><q>“I stayed,”</q> said Ivo Lund, who works there at night and on Sundays.</p>",
            ["“I stayed,” said Ivo Lund, who works there at night and on Sundays."],
        ),
        (
            "<p>Mayor Ada Holm wrote:</p><blockquote><p>We shall keep it.</p><p>All of us.</p></blockquote>",
            ["Mayor Ada Holm wrote:", "“We shall keep it.", "“All of us.”"],
        ),
        (
            "<blockquote><p>The kiln is my life and my bread.</p><footer>— <cite>Ivo Lund, potter</cite></footer>"
            "</blockquote>",
            ["“The kiln is my life and my bread.” — Ivo Lund, potter"],
        ),
        (
            "<figure><blockquote>“The kiln is my life and my bread.”</blockquote>"
            "<figcaption>Ivo Lund</figcaption></figure>",
            ["“The kiln is my life and my bread.” — Ivo Lund"],
        ),
        (
            '<blockquote class="twitter-tweet"><p lang="en">They burn wood at night again.</p>&mdash; Mia Berg '
            '(@mia) <a href="https://x.example/1">May 2, 2026</a></blockquote>',
            ["“They burn wood at night again.” — Mia Berg"],
        ),
        (
            '<blockquote class="instagram-media"><p>The kiln is a swimming pool.</p><p>A post shared by Mia Berg '
            "(@mia.b)</p></blockquote>",
            ["“The kiln is a swimming pool.” — Mia Berg"],
        ),
        (
            "<table><tr><th>Who</th><th>Says</th></tr><tr><td>Ivo Lund</td><td>potter</td><td>“It burns.”</td></tr>"
            "<tr><td>Mia Berg</td><td>“It smokes.”</td></tr></table>",
            ["Ivo Lund, potter: “It burns.”", "Mia Berg: “It smokes.”"],
        ),
        ("<dl><dt>Ivo Lund</dt><dd>“It is hot in there.”</dd></dl>", ["Ivo Lund: “It is hot in there.”"]),
        (
            "<table><tr><td>“It is hot in there.”</td><td>Ivo Lund</td></tr></table>",
            ["“It is hot in there.” — Ivo Lund"],
        ),
        ("<table><tr><th>Built</th><td>in 1824</td></tr></table>", ["Built", "in 1824"]),
    ],
)
def test_words_get_the_marks_that_a_newspaper_prints(tmp_path, inner, said):
    assert body(tmp_path, inner) == said


def test_a_block_whose_speaker_the_page_does_not_name_stays_as_it_is(tmp_path):
    inner = "<p>The rules are old.</p><blockquote><p>No fire after dark in any street.</p></blockquote>"
    assert body(tmp_path, inner) == ["The rules are old.", "No fire after dark in any street."]


PULLED = "“They spent our pensions on a party boat”"
WHOLE = "Ivo Lund was angry. “They spent our pensions on a party boat and a fountain,” he said."


def test_a_quotation_that_is_printed_large_as_well_is_furniture(tmp_path):
    article = one(tmp_path, "a.txt", f"The kiln\n\nIt burnt.\n\n{PULLED}\n\n{WHOLE}\n")
    assert blocks(article, "furniture") == [PULLED]


@pytest.mark.parametrize(
    "text",
    [
        f"{PULLED}\n\nIt burnt.\n\n{WHOLE}\n",  # a headline
        f"The kiln\n\nIt burnt.\n\n{PULLED}\n\nIvo Lund was angry.\n",  # only here
        "The kiln\n\nIt burnt.\n\n“No, no.”\n\n“No, no,” said Ivo Lund, “it is not.”\n",  # said twice
        f"The kiln\n\n{PULLED}\n\n{PULLED}\n",  # nothing longer
        "The kiln\n\n" + "\n\n".join([PULLED] * (MOST + 1) + [WHOLE]),  # nothing but quotations
    ],
)
def test_what_is_said_once_or_said_again_is_not(tmp_path, text):
    assert blocks(one(tmp_path, "a.txt", text), "furniture") == []


def test_a_block_quotation_of_markdown_gets_marks_and_loses_its_signs(tmp_path):
    article = one(
        tmp_path,
        "a.md",
        "# The kiln\n\nMayor Ada Holm wrote:\n\n> We shall keep it.\n> All of us.\n\nIt burns.\n",
    )
    assert "“We shall keep it.\nAll of us.”\n\nIt burns." in article.text and not article.plain


@pytest.mark.parametrize(
    "text",
    [
        "He came.\n\n> Some rule.\n\nHe went.\n",  # nobody is named
        "He asked whether 5 > 3: yes.\n",
        "No quotation: at all.\n",
    ],
)
def test_other_markdown_is_the_file_s_own_text(tmp_path, text):
    assert with_marks(text) == text and one(tmp_path, "a.md", text).plain


def test_a_line_that_sells_is_furniture(tmp_path):
    line = "If you buy through a link on this page, we may earn a small commission. Read how it works."
    article = one(tmp_path, "a.txt", f"The kiln\n\n“It burns,” said Ivo Lund.\n\n{line}\n\nHe went home.\n")
    assert blocks(article, "furniture") == [line]
