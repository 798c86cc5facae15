"""Subtitles: cues to paragraphs, voices to turns."""

from tests.helpers.articles import blocks, codes, of, one

VTT = """WEBVTT

NOTE made by hand

1
00:00:01.000 --> 00:00:03.000
<v Ana Ruiz>We are ready,
and <i>nobody</i> asked

00:00:03.100 --> 00:00:05.000 align:start
<v Ana Ruiz>us for money &amp; boats.

00:00:05.100 --> 00:00:07.000
<v.loud Tom Lee>Nor us.</v>

00:08.000 --> 00:09.000
[APPLAUSE]
"""


def test_a_voice_begins_a_turn(tmp_path):
    article = one(tmp_path, "a.vtt", VTT)
    assert blocks(article) == [
        "Ana Ruiz: We are ready, and nobody asked us for money & boats.",
        "Tom Lee: Nor us.",
    ]


def test_somebody_else_speaks_after_a_dash(tmp_path):
    data = "1\n00:00:01,000 --> 00:00:02,000\n- Are you ready?\n- We are.\n\n2\n00:00:09,000 --> 00:00:10,000\nIt rained.\n"
    assert blocks(one(tmp_path, "a.srt", data)) == ["Are you ready?", "We are.", "It rained."]


def test_what_is_no_subtitle(tmp_path):
    assert codes(of(tmp_path, "a.srt", b"")) == ["no-text"]
    assert codes(of(tmp_path, "b.srt", b"hello")) == ["broken-file"]
    assert codes(of(tmp_path, "c.vtt", b"WEBVTT\n\n00:01.000 -->" + b"00:01.000 -->" * 100_000)) != []
