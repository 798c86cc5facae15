"""Plain text: offsets into the file, paragraphs, headings, and what stands around the story."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.article import Article
from attribution.read import read
from tests.helpers.articles import codes, of
from tests.helpers.lists import LISTS


def article(folder: Path, text: str | bytes, name: str = "a.txt") -> Article:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = read([folder / name], LISTS)
    assert reading.problems == ()
    return reading.articles[0]


def body(article: Article) -> list[str]:
    return [article.text[r.start : r.end] for r in article.regions if r.kind == "body"]


def furniture(article: Article) -> list[str]:
    return [article.text[r.start : r.end] for r in article.regions if r.kind == "furniture"]


def headings(article: Article) -> list[str]:
    return [article.text[r.start : r.end] for r in article.regions if r.heading]


STORY = """

Council Says It Is Ready to Open the Kalda Bridge in May

By [Northern Wire](#)

May 28, 2025


The bridge seen from the north bank. **Kalda Town Hall via AFP**

KALDA, May 28 (Northern Wire) - The council has offered to open the bridge, Mayor Ana Ruiz said on Wednesday.

"We are ready," she said.

Related article: [‘Nobody asked us’: The last ferry](#)

"Let me say it again: we are **ready** for [anyone](https://x.example)," she added.

Original url:

<https://wire.example/2025/05/28/bridge>
"""


def test_a_page_saved_as_text(tmp_path):
    read_ = article(tmp_path, STORY)
    assert body(read_) == [
        "Council Says It Is Ready to Open the Kalda Bridge in May",
        "KALDA, May 28 (Northern Wire) - The council has offered to open the bridge, Mayor Ana Ruiz said on Wednesday.",
        '"We are ready," she said.',
        '"Let me say it again: we are **ready** for [anyone](https://x.example)," she added.',
    ]
    assert headings(read_) == ["Council Says It Is Ready to Open the Kalda Bridge in May"]
    assert read_.title == headings(read_)[0]
    assert (read_.byline, read_.published, read_.url) == (
        "Northern Wire",
        "2025-05-28",
        "https://wire.example/2025/05/28/bridge",
    )
    assert read_.language == "en" and read_.plain


def test_each_line_is_a_paragraph_where_lines_are_long(tmp_path):
    first = "The council has offered to open the bridge in May, and Mayor Ana Ruiz has asked the region for the money it takes to do so."
    second = 'She said: "We are ready, and we have been ready for longer than anyone in the capital would believe if I told them.'
    read_ = article(tmp_path, f'\n{first}\n{second}\n"I would like to add that we are ready."\n')
    assert body(read_) == [first, second, '"I would like to add that we are ready."']
    assert headings(read_) == []


def test_hard_wrapped_lines_are_joined(tmp_path):
    wrapped = """The council has offered to open the bridge in May, and Mayor Ana
Ruiz has asked the region for the money it takes. "We are ready, and
we have been ready for longer than anyone would believe," she said.

By Thursday nobody had answered her, and the council met again in the
hall of the school to talk about what to do."""
    assert body(article(tmp_path, wrapped)) == wrapped.split("\n\n")


def test_a_byline_among_hard_wrapped_lines_stands_alone(tmp_path):
    text = """Council ready to open bridge
By Ana Ruiz
28 May 2025

The council has offered to open the bridge in May, and the mayor of
the town has asked the region for the money that it takes to do so,
for the town has none."""
    read_ = article(tmp_path, text)
    assert furniture(read_) == ["By Ana Ruiz", "28 May 2025"]
    assert read_.title == "Council ready to open bridge"


def test_line_ends_and_byte_order_mark(tmp_path):
    data = "\ufeffBridge opens\r\n\r\n“We are ready,” said Ana Ruiz.\r\n\r\nNobody asked.\r\n".encode()
    read_ = article(tmp_path, data)
    assert read_.text == data.decode("utf-8-sig")
    assert body(read_) == ["Bridge opens", "“We are ready,” said Ana Ruiz.", "Nobody asked."]


def test_a_list_of_other_stories_ends_where_prose_sets_in(tmp_path):
    prose = "The mayor went on to say that the bridge would cost the town two million a year."
    read_ = article(
        tmp_path,
        f"The council has offered to open it, she said.\n\nYou may also like\n\nMinister says ‘sorry’\n\nTen dogs to know\n\n{prose}\n",
    )
    assert furniture(read_) == ["You may also like", "Minister says ‘sorry’", "Ten dogs to know"]
    assert prose in body(read_)


def test_a_list_of_other_stories_runs_to_the_end(tmp_path):
    read_ = article(
        tmp_path,
        "The council has offered to open it, she said.\nYou may also like\nMinister says ‘sorry’ to all of them\nTen dogs",
    )
    assert body(read_) == ["The council has offered to open it, she said."]


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz",
        "By ANA RUIZ and Tom Lee, Political Correspondents",
        "By Ana Ruiz in Kalda | May 28, 2025",
        "Written by Ana de la Cruz",
        "(Reporting by Ana Ruiz in Kalda; Editing by Tom Lee)",
        "Wong Kar-yee, Business Editor",
        "By our correspondent in Elbey",
        "From our political correspondent",
        "Published: 28 May 2025, 14.30 BST",
        "Updated 3:15 p.m. ET, May 28, 2025",
        "Wednesday 28 May 2025",
        "21.15",
        "Negotiators meet in Kalda on May 16. Reuters",
        "Negotiators meet in Kalda on May 16. (Photo by Tom Lee)",
        "Negotiators meet in Kalda on May 16. (Tom Lee/Getty Images)",
        "Negotiators meet in Kalda on May 16. *Tom Lee for the Courier*",
        "Photo: Tom Lee",
        "![The bridge](bridge.jpg)",
        "Read more: ‘Nobody asked us’, says mayor",
        "READ MORE",
        "Related: [‘Nobody asked us’](https://x.example)",
        "[‘Nobody asked us’, says mayor](https://x.example)",
        "Sign up for our newsletter and get the news each morning.",
        "Share this article",
        "Advertisement",
        "ADVERTISEMENT",
        "Copyright 2025 Northern Wire",
        "© 2025 Northern Wire. All rights reserved.",
        "https://wire.example/bridge",
        "Source url: https://wire.example/bridge",
        "FOR IMMEDIATE RELEASE",
        "Media contact: Ana Ruiz, press@kalda.example",
        "* * *",
    ],
)
def test_furniture(tmp_path, line):
    text = f"Bridge opens\n\n{line}\n\nThe bridge was opened on Tuesday, the mayor of the town said to reporters.\n\nNobody asked."
    assert furniture(article(tmp_path, text)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Thursday the river was white, the mayor said.",
        "By his own account he had not been asked.",
        "Related developments in Kalda on Tuesday left two people hurt, police said.",
        "Published in 2019, the report said that “nothing was done”.",
        "Photos of the bridge were shown in court, and he said he had taken them.",
        "Comments he made to the paper were “taken out of context”, he said.",
        "He told Reuters.",
        "“We are ready,” the minister said on Tuesday. (Reuters)",
        "Source of the trouble was a tank, she said.",
        "PRESS RELEASE: Old pill under study",
        "“The bridge stood open,” he said of the day. [Reuters]",
        "Chair: And the money?",
        "Ends that were loose were tied up by the council, she said.",
        "Copyright law is at the heart of it, she said.",
        "Copyright 1931 is worth less than the paper, she said.",
        "May 28, 2025 was the day on which nobody spoke, she said.",
    ],
)
def test_not_furniture(tmp_path, line):
    text = f"Bridge opens\n\nThe bridge was opened on Tuesday, the mayor of the town said to reporters.\n\n{line}\n\nNobody asked for it."
    assert furniture(article(tmp_path, text)) == []


def test_subheadings(tmp_path):
    text = """# Bridge opens

The bridge was opened on Tuesday, the mayor of the town said.

## What next

She said that nobody knew.

Who pays?

**The region speaks**

“Nobody asked us”

They said so.
"""
    read_ = article(tmp_path, text)
    assert headings(read_) == ["Bridge opens", "What next", "Who pays?", "**The region speaks**"]
    assert read_.title == "Bridge opens"


def test_a_single_line_is_a_paragraph(tmp_path):
    assert headings(article(tmp_path, "The mayor said that they were ready")) == []


def test_dates_that_read_two_ways_are_not_guessed(tmp_path):
    read_ = article(
        tmp_path, "Bridge opens\n\n03/04/2025\n\nThe bridge was opened on Tuesday, the mayor said to us."
    )
    assert furniture(read_) == ["03/04/2025"] and read_.published is None


@pytest.mark.parametrize(
    "dateline",
    [
        "KALDA, May 28, 2025 (Northern Wire) -",
        "KALDA BAY, Elbe, 28 May 2025 –",
        "Kalda, 28 May 2025:",
        "KALDA, 2025-05-28 —",
    ],
)
def test_a_dateline_with_a_year_dates_the_article(tmp_path, dateline):
    read_ = article(
        tmp_path, f"Bridge opens\n\n{dateline} The council will open the bridge.\n\nNobody asked."
    )
    assert read_.published == "2025-05-28" and furniture(read_) == []


def test_a_date_in_prose_does_not_date_the_article(tmp_path):
    assert (
        article(
            tmp_path, "Bridge opens\n\nIt fell on May 28, 2020 - and nobody asked.\n\nSo it is."
        ).published
        is None
    )


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n \r\n"])
def test_an_empty_file_is_told(tmp_path, data):
    assert codes(of(tmp_path, "a.txt", data)) == ["no-text"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x81\xe9 \xff", "not-utf-8"),
        ("“We” and â€œwe”".encode("cp1252") + "“".encode(), "not-utf-8"),
        (b"\x7fELF\0\0\1", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "binary"),
        (b"a " * 3_000_000, "too-large"),
    ],
)
def test_what_is_no_text_is_a_problem_and_the_others_are_read(tmp_path, data, code):
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text("The mayor said that they were ready.")
    reading = read([tmp_path], LISTS)
    assert [(p.article, p.code) for p in reading.problems] == [("bad.txt", code)]
    assert reading.articles == read([tmp_path / "good.txt"], LISTS).articles


@pytest.mark.parametrize(
    "text",
    [
        "“" * 20_000,
        "[" * 300_000,
        "![" * 100_000,
        "*" * 300_000,
        "(" * 300_000 + ")",
        "a. " * 100_000,
        "x" * 1_000_000,
        "By " + "Ana " * 100_000,
        "\n".join("By Ana" for _ in range(20_000)),
        "<https://" + "a" * 500_000,
        "#" * 100_000,
        " | ".join("May 28, 2025" for _ in range(20)),
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.parametrize("ending", ["", "\n\nAnd then the mayor said that they were ready."])
def test_hostile_text_is_read(tmp_path, text, ending):
    (tmp_path / "a.txt").write_text(text + ending)
    reading = read([tmp_path], LISTS)
    for found in reading.articles:
        covered(found)
    assert len(reading.articles) + len(reading.problems) == 1


def covered(article: Article) -> None:
    end = 0
    for region in article.regions:
        assert end <= region.start < region.end <= len(article.text)
        assert article.text[end : region.start].strip() == ""
        end = region.end
    assert article.text[end:].strip() == ""


PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\n\n",
        "\r",
        "\u2028",
        "\x0b",
        " ",
        "\xa0",
        "\u200b",
        "By ",
        "Ana Ruiz",
        "May 28, 2025",
        "99/99/2025",
        "You may also like",
        "**",
        "[",
        "](",
        ")",
        "<http://x>",
        "“",
        "”",
        ".",
        "Reuters",
        "#",
        "- ",
        "1. ",
        "Photo: ",
        "said that the ",
        "(",
        "|",
        "é",
        "２０２５",
        "\x1c",
        "\ufeff",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda s: s.encode("utf-8", "surrogatepass")),
        st.lists(PIECES, max_size=40).map(lambda p: "".join(p).encode()),
    )
)
def test_any_bytes_give_regions_that_cover_the_text_once(tmp_path_factory, data):
    file = tmp_path_factory.getbasetemp() / "any.txt"
    file.write_bytes(data)
    reading = read([file], LISTS)
    refused = [p for p in reading.problems if p.code not in ("other-encoding", "mojibake")]
    assert len(reading.articles) + len(refused) == 1
    for found in reading.articles:
        assert not found.plain or found.text == data.decode("utf-8-sig")
        covered(found)


@pytest.mark.parametrize("head", ["Comments (2)", "2 comments", "Readers’ comments: 14"])
def test_comments_below_a_story_are_nobodys_words(tmp_path, head):
    story = (
        "Bridge opens\n\n1,204 comments\n\n"
        + "The mayor of Kalda said on Tuesday that the bridge would open in May.\n\n" * 2
    )
    read_ = article(
        tmp_path,
        f"{story}{head}\n\nAngry\n\n“They are all crooks, and everybody on the quay knows it well,” said Pete Lee.\n",
    )
    assert len(body(read_)) == 3 and "Angry" in furniture(read_)


def test_comments_that_somebody_makes_are_of_the_story(tmp_path):
    said = "The mayor of Kalda said on Tuesday that the bridge would open in May.\n\n"
    read_ = article(
        tmp_path, f"Bridge opens\n\n{said * 2}Comments on it\n\n“We go,” said Bo Lee of the town.\n"
    )
    assert body(read_)[-1].startswith("“We go")


def test_the_mark_of_a_heading_is_not_part_of_it(tmp_path):
    read_ = article(tmp_path, "#  Bridge to open, mayor says\n\nThe mayor said so on Tuesday.\n", "a.md")
    assert body(read_)[0] == "Bridge to open, mayor says" and furniture(read_) == ["#"]
