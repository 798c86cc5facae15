"""What people decided about what a store holds: verdicts on flags, judgements on names, corrections.

Rows are added and never rewritten: the last one counts, and those before it stay as the history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from attribution.archive.store import Store
from attribution.people.judgements import JUDGEMENTS, Judgements, of_itself
from attribution.result import Verdict

JudgementWord = Literal["same", "different", "unsure", "as-found"]
Fault = Literal["other-speaker", "not-speech", "other-span", "missed", "as-found"]
FAULTS: tuple[Fault, ...] = ("other-speaker", "not-speech", "other-span", "missed", "as-found")


@dataclass(frozen=True, slots=True)
class NameJudgement:
    """Whether two names are one person's, as somebody decided; ``as-found`` takes back what was decided
    before."""

    a: str
    b: str
    judgement: JudgementWord
    note: str = ""
    by: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is wrong with an attribution, as somebody decided: another speaker (``speaker``), no speech at
    all, another span (``start`` to ``end``), or a quotation that was missed (then ``attribution`` is empty;
    ``start``, ``end`` and ``speaker`` say which). ``as-found`` takes back all corrections before it. Of the
    first two, ``start`` and ``end`` tell where the words stood, if they are given."""

    article: str
    attribution: str
    fault: Fault
    start: int | None = None
    end: int | None = None
    speaker: str | None = None
    note: str = ""
    by: str = ""
    when: str = ""


# ---------------------------------------------------------------- verdicts
def decide(store: Store, flag: str, verdict: Verdict) -> None:
    """Keep a verdict on a flag, where it counts instead of those before it. Raises KeyError for a flag that
    is not there, StoreError."""
    if store.flag(flag) is None:
        raise KeyError(flag)
    with store.writing():
        put_verdict(store, flag, verdict.verdict, verdict.note, verdict.by, verdict.when)


def put_verdict(store: Store, flag: str, verdict: str, note: str, by: str, when: str) -> None:
    """Add a row to what was decided about the flag; a verdict of "" takes those before it back."""
    store.db.execute(
        'INSERT INTO verdicts (flag, verdict, note, "by", "when") VALUES (?, ?, ?, ?, ?)',
        (flag, verdict, note, by, when),
    )


def verdicts(store: Store, flag: str) -> tuple[Verdict, ...]:
    """All verdicts on a flag, the first first; the last one counts."""
    rows = store.rows('SELECT verdict, note, "by", "when" FROM verdicts WHERE flag = ? ORDER BY row', flag)
    return tuple(Verdict(*row) for row in rows)


def take_up(store: Store, decided: Mapping[str, Verdict], judgements: Judgements) -> None:
    """Keep the verdicts by flag, and the judgements, that the store does not have as the last ones. Raises
    StoreError."""
    known = judged(store).rows
    with store.writing():
        for flag, verdict in decided.items():
            if verdict not in verdicts(store, flag)[-1:]:
                put_verdict(store, flag, verdict.verdict, verdict.note, verdict.by, verdict.when)
        for pair, judgement in judgements.rows.items():
            if known.get(pair) != judgement:
                a, b = (*pair, *pair)[:2]
                _put_judgement(store, NameJudgement(a, b, cast(JudgementWord, judgement)))


# ---------------------------------------------------------------- judgements
def judge(store: Store, judgement: NameJudgement) -> None:
    """Keep a judgement on two names. People are linked by it from the next check on. Raises ValueError for a
    judgement that is none, StoreError."""
    a, b = judgement.a.strip(), judgement.b.strip()
    if judgement.judgement not in JUDGEMENTS or not a or not b or of_itself(a, b, judgement.judgement):
        raise ValueError(f"two names and one of {', '.join(JUDGEMENTS)} are needed")
    with store.writing():
        _put_judgement(store, judgement)


def _put_judgement(store: Store, judgement: NameJudgement) -> None:
    store.db.execute(
        'INSERT INTO judgements (a, b, judgement, note, "by", "when") VALUES (?, ?, ?, ?, ?, ?)',
        (judgement.a, judgement.b, judgement.judgement, judgement.note, judgement.by, judgement.when),
    )


def judgements(store: Store) -> tuple[NameJudgement, ...]:
    """All judgements, the first first."""
    return tuple(judgements_by_row(store).values())


def judgements_by_row(store: Store) -> dict[int, NameJudgement]:
    """The same by the numbers of their rows."""
    rows = store.rows('SELECT row, a, b, judgement, note, "by", "when" FROM judgements ORDER BY row')
    return {row: NameJudgement(*rest) for row, *rest in rows}


def last_judgement(store: Store) -> int:
    """The number of the last row; 0 where there is none."""
    found = store.one("SELECT max(row) FROM judgements")
    return int(found[0] or 0) if found else 0


def judged(store: Store) -> Judgements:
    """The judgements that count, in the form in which people are linked by them."""
    return Judgements.given((j.a, j.b, j.judgement) for j in judgements(store))


# ---------------------------------------------------------------- corrections
def correct(store: Store, correction: Correction) -> None:
    """Keep a correction. Raises ValueError for one that says nothing, or tells a place that the article does
    not have; KeyError for an article that is not there, StoreError."""
    if correction.fault not in FAULTS:
        raise ValueError(f"one of {', '.join(FAULTS)} is needed")
    article = store.article(correction.article)
    if article is None:
        raise KeyError(correction.article)
    start, end = correction.start, correction.end
    if start is not None and end is not None and not 0 <= start <= end <= len(article.text):
        raise ValueError(f"{start}-{end} is no stretch of {article.id}")
    with store.writing():
        store.db.execute(
            "INSERT INTO corrections "
            '(article, attribution, fault, start, "end", speaker, note, "by", "when") '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                correction.article,
                correction.attribution,
                correction.fault,
                correction.start,
                correction.end,
                correction.speaker,
                correction.note,
                correction.by,
                correction.when,
            ),
        )


def corrections(store: Store, article: str | None = None) -> tuple[Correction, ...]:
    """All corrections, or those of one article, the first first."""
    where = "WHERE article = ?1" if article else "WHERE ?1 IS NULL"
    rows = store.rows(
        f'SELECT article, attribution, fault, start, "end", speaker, note, "by", "when" FROM corrections '
        f"{where} ORDER BY row",
        article,
    )
    return tuple(Correction(*row) for row in rows)
