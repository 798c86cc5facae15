"""What a message repeats of earlier ones, and what stands below its last words: no part of what it says.

Known by its form, in every language: lines behind ">", a line with an address or a time that ends in a colon,
three labels of a message's head with an address among them, the two dashes of a signature. Of a message that
was forwarded (its subject begins with “Fw:” or “Fwd:”, or with no such mark at all) the first message below
such a head is what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attribution.read.draft import TextBlock

REPLIED = re.compile(r"\s*\w{1,5}\s*:")
"""“Re:”, “AW:”: how the subject of an answer begins, and of what is forwarded."""
FORWARDED = re.compile(r"\s*fwd?\s*:", re.I)
QUOTED = re.compile(r"\s*>")
HEAD_LINE = re.compile(r"[>\s*]*[^\W\d_]\w{0,14}(?:[ -]\w{1,10})?\s?\*?:\*?\s")
HEAD_IN_ONE = re.compile(r"[^\W\d_]\w{0,14}: [^\n]{0,200}@[^\n]{0,300}(?: \w{2,15}: [^\n]{0,300}){2}")
FEWEST_LABELS = 3
WRITTEN = re.compile(r"(?=.*(?:@|\d{1,2}[:.]\d\d)).*\d.*:\s*$", re.S)
"""“On Mon, Mar 2, 2026 at 4:12 PM Ana Ruiz <ana@kalda.example> wrote:”"""
LONGEST_WRITTEN = 250
RULE = "-_—=* \t\n\u00a0"
"""What the line above a message's head is drawn with, perhaps around a few words."""
LONGEST_RULED = 40
SIGNATURE = re.compile(r"--\s*$")


def stands_alone(line: str) -> bool:
    """Whether a line of a message never goes on a line before it."""
    return bool(QUOTED.match(line) or HEAD_LINE.match(line) or SIGNATURE.match(line))


def is_passed_on(subject: str) -> bool:
    """Whether a message with this subject may pass on another one: it is no answer."""
    return bool(FORWARDED.match(subject) or not REPLIED.match(subject))


def without_earlier(text: str, blocks: Sequence[TextBlock], subject: str) -> tuple[TextBlock, ...] | None:
    """The blocks, those of earlier messages as furniture; None where the message repeats nothing and has no
    signature."""
    said = [text[block.start : block.end] for block in blocks]
    other = set(_other(said, subject))
    if not other or len(other) == len(said):
        return None
    return tuple(replace(block, furniture=block.furniture or i in other) for i, block in enumerate(blocks))


def _other(said: Sequence[str], subject: str) -> Iterator[int]:
    forwarded = is_passed_on(subject)
    ended = own = signed = False
    i = 0
    while i < len(said):
        head = _head(said, i)
        if head:
            yield from range(i, i + head)
            if i and _divides(said[i - 1]):
                yield i - 1
            ended, signed = ended or (own and not forwarded), False
            forwarded = False
            i += head
            continue
        if _announces(said, i):
            ended = ended or not any(map(QUOTED.match, said[i + 1 : i + 2]))
            yield i
        elif ended or signed or QUOTED.match(said[i]):
            yield i
        elif SIGNATURE.match(said[i]):
            signed = True
            yield i
        else:
            own = True
        i += 1


def _head(said: Sequence[str], i: int) -> int:
    """How many blocks from ``i`` on are the head of a message; 0 where there is none."""
    if HEAD_IN_ONE.match(said[i]):
        return 1
    end = i
    while end < len(said) and HEAD_LINE.match(said[end]) and len(said[end]) <= LONGEST_WRITTEN:
        end += 1
    labels = said[i:end]
    return end - i if len(labels) >= FEWEST_LABELS and any("@" in line for line in labels) else 0


def _divides(line: str) -> bool:
    words = line.lstrip(RULE)
    drawn = len(line) - len(words)
    words = words.rstrip(RULE)
    return drawn >= 2 and len(words) <= LONGEST_RULED and not any(mark in words for mark in ".!?")


def _announces(said: Sequence[str], i: int) -> bool:
    """Whether the line says who wrote the message that is repeated below it."""
    line = said[i]
    if len(line) > LONGEST_WRITTEN or not line.rstrip().endswith(":") or i + 1 == len(said):
        return False
    return bool(QUOTED.match(said[i + 1])) or ("@" in line and WRITTEN.match(line) is not None)
