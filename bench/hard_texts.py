"""Texts and files of any size that are hard on some stage: marks, dashes and names without end, one long
word, one long line."""

import json
from collections.abc import Callable

SAYING = "“We are ready for day {}, and no one will stop us,” said Ana Ruiz. Tom Lee said that it rained. "

TEXTS: dict[str, Callable[[int], str]] = {
    "news": lambda n: "".join(SAYING.format(i) + ("\n\n" if i % 4 == 0 else "") for i in range(n // 110 + 1)),
    "one paragraph": lambda n: "".join(SAYING.format(i) for i in range(n // 110 + 1)),
    "a word": lambda n: "a" * n,
    "a number": lambda n: "9" * n,
    "numbers": lambda n: "hundred thousand " * (n // 17),
    "contractions": lambda n: "I" + "'ll" * (n // 3),
    "players'": lambda n: "'a" + " players'" * (n // 9) + " end.'",
    "stars and marks": lambda n: "*" * (n // 2) + " 'a" * (n // 6),
    "marks": lambda n: "“‘\"'`«»„ " * (n // 9),
    "open marks": lambda n: "“a " * (n // 3),
    "dashes": lambda n: "— Ana Ruiz: it " * (n // 15),
    "blanks": lambda n: "a" + " " * n + "b",
    "full stops": lambda n: ". " * (n // 2),
    "quotation marks after stops": lambda n: '."' * (n // 2),
    "lines": lambda n: "a\n" * (n // 2),
    "paragraphs": lambda n: "It rained.\n\n" * (n // 12),
    "names": lambda n: "Ana Ruiz and Tom Lee, " * (n // 22),
    "capitals": lambda n: "ANA RUIZ: Yes.\n\n" * (n // 16),
    "brackets": lambda n: "[a](" * (n // 4),
    "round brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "separators": lambda n: " |" * (n // 2),
}


def page(body: str) -> bytes:
    return f"<!doctype html><html><body><article>{body}</article></body></html>".encode()


FILES: dict[str, Callable[[int], bytes]] = {
    "x.html paragraphs": lambda n: page(f"<p>{SAYING.format(1)}</p>" * (n // 130)),
    "x.html one paragraph said again": lambda n: page(
        "<p>It rained in the town on that long day.</p>" * (n // 46)
    ),
    "x.html short paragraphs": lambda n: page(f"<p>{SAYING}</p>" + "<p>a</p>" * (n // 8)),
    "x.html quotations": lambda n: page(f"<p>{SAYING}</p>" + "<q>We are ready</q> " * (n // 20)),
    "x.html comments": lambda n: page("<!-- -->" * (n // 8) + f"<p>{SAYING}</p>"),
    "x.html breaks": lambda n: page(f"<p>{SAYING}{'a<br>' * (n // 5)}</p>"),
    "x.html bold": lambda n: page(f"<p>{SAYING}{'<b>a</b> ' * (n // 9)}</p>"),
    "x.html links": lambda n: page(
        f"<p>{SAYING}</p>" + "<p><a href=x>We shall go there in May.</a></p>" * (n // 50)
    ),
    "x.html deep": lambda n: page("<div>" * (n // 11) + f"<p>{SAYING}</p>" + "</div>" * (n // 11)),
    "x.html attributes": lambda n: page(f"<p {' '.join(f'a{i}=1' for i in range(n // 8))}>{SAYING}</p>"),
    "x.html a word": lambda n: page(f"<p>{SAYING}{'a' * n}</p>"),
    "x.html open tags": lambda n: page(f"<p>{SAYING}{'<i>a' * (n // 4)}</p>"),
    "x.json": lambda n: json.dumps([{"id": i, "text": SAYING} for i in range(n // 130)]).encode(),
    "x.jsonl": lambda n: b'{"text": "It rained in the town on that day."}\n' * (n // 48),
    "x.jsonl markup": lambda n: json.dumps({"text": f"<p>{SAYING}</p>" * (n // 130)}).encode(),
    "x.csv": lambda n: (
        b"id,text,title\n" + b"".join(b'%d,"It rained, she said.",T\n' % i for i in range(n // 30))
    ),
    "x.csv quotes": lambda n: b'id,text\n1,"' + b'""' * (n // 2) + b'"\n',
    "x.srt": lambda n: b"".join(
        b"%d\n00:00:%02d,000 --> 00:00:%02d,500\nIt rained.\n\n" % (i, i % 60, i % 60) for i in range(n // 50)
    ),
    "x.vtt voices": lambda n: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v." * (n // 3),
    "x.vtt blanks": lambda n: b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n" + b" " * n + b"x",
    "x.eml": lambda n: (
        b"From: a@b\nSubject: s\nDate: Tue, 03 Mar 2026 10:00:00 GMT\n\n" + b"It rained.\n" * (n // 11)
    ),
    "x.eml headers": lambda n: b"From: a@b\nSubject: s\n" + b"X-A: b\n" * (n // 7) + b"\nIt rained.",
    "x.rtf": lambda n: b"{\\rtf1 " + b"It rained.\\par\n" * (n // 15) + b"}",
    "x.rtf groups": lambda n: b"{\\rtf1 " + b"{" * (n // 2) + b"}" * (n // 2) + b"It rained.}",
    "x.rss": lambda n: (
        b'<?xml version="1.0"?><rss version="2.0"><channel>'
        + b"<item><title>T</title><description>It rained, she said.</description></item>" * (n // 77)
        + b"</channel></rss>"
    ),
    "x.rss attributes": lambda n: (
        b'<?xml version="1.0"?><rss version="2.0" '
        + b" ".join(b'a%d="1"' % i for i in range(n // 11))
        + b"><channel><item><title>T</title><description>It rained.</description></item></channel></rss>"
    ),
}
