"""Whether two names may be those of one person, whom each article calls in its own way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anyascii import anyascii

from attribution.names.person_name import plain
from attribution.people.known_speakers import KnownSpeakers
from attribution.result import Attribution, Speaker

LABEL = re.compile(r"^([^\n:]{1,60}):", re.M)
"""What stands before a colon at the beginning of a line."""


def may_be_called_otherwise(a: Attribution, b: Attribution, known: KnownSpeakers) -> bool:
    """Whether one has only a single name, which may be a first name or a nickname, and neither article names
    the speaker of the other: "Captain Bunny" or "Big Tam" here, "Winston Ffrench" there."""
    lone = [x for x in (a, b) if _has_single_name(x, known)]
    return bool(lone) and not (
        is_named_in(b.speaker, a.article, known) or is_named_in(a.speaker, b.article, known)
    )


def is_named_in(speaker: Speaker, article: str, known: KnownSpeakers) -> bool:
    """Whether the article has the last word of the speaker's name, or of another of the speaker's names."""
    names = {speaker.name or "", *known.names.get(speaker.person or "", ())}
    last = {plain(name.split()[-1]) for name in names if name} - {""}
    return any(anyascii(word) in last for word in known.readings[article].folded.words)


def _has_single_name(attribution: Attribution, known: KnownSpeakers) -> bool:
    """Whether the speaker is named in place, no article has more than one word of the name, and this one
    gives no address ("Mr") with it, which goes with family names; nor is it the label of a turn."""
    speaker = attribution.speaker
    names = known.names.get(speaker.person or "", {speaker.name or ""})
    parsed = [known.spelled.name(name) for name in names]
    if attribution.kind == "turn" or not known.named(attribution):
        return False
    if any(p is None or not _is_single(known.spelled.parts(p), known) for p in parsed):
        return False
    before = {plain(w) for words in known.source(attribution) for w in words.split()}
    return not before & known.lists.address


def _is_single(parts: Sequence[str], known: KnownSpeakers) -> bool:
    """Whether a name is a single word, behind words that belong to nicknames ("Big", "Old")."""
    *before, _ = map(plain, parts)
    return all(word in known.lists.nickname_words for word in before)


def is_office(speaker: Speaker, known: KnownSpeakers) -> bool:
    """Whether every name of the speaker is a noun for an office with no name behind or before it, as labels
    of turns are: "CHAIRPERSON", "MADAM CHAIR", "PRESIDING OFFICER"."""
    names = known.names.get(speaker.person or "", {speaker.name or ""})
    rows = [(name, [plain(word) for word in name.split()]) for name in names]
    return bool(speaker.name) and all(
        _is_noun(row[-1], known)
        and (all(_is_noun(w, known) for w in row) or _is_description(name, row, known))
        for name, row in rows
    )


def _is_noun(word: str, known: KnownSpeakers) -> bool:
    return word in known.lists.person_words or word in known.lists.before_names


def _is_description(name: str, row: Sequence[str], known: KnownSpeakers) -> bool:
    """Whether words in capitals describe an office: none of them is a title or a given name, which have a
    family name behind them ("JUDGE COOK")."""
    return name.isupper() and not any(w in known.lists.all_titles or w in known.lists.given for w in row[:-1])


def may_hold(office: Attribution, other: Attribution, known: KnownSpeakers) -> bool:
    """Whether the other may be who speaks under the office: nobody of that name has turns of their own in the
    article of the office."""
    last = plain((other.speaker.name or "-").split()[-1])
    title = plain((office.speaker.name or "-").split()[-1])
    labels = LABEL.findall(anyascii(known.readings[office.article].article.text).lower())
    return not any(last in re.findall(r"\w+", label) and title not in label for label in labels)
