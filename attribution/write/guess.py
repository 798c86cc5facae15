"""Speakers that rest on a guess: the source words do not name them, so that evidence had to choose among
several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from attribution.article import Article, Span
from attribution.report import Report
from attribution.result import BY_A_PERSON, Attribution, Candidate
from attribution.write.marked import Layer, marked
from attribution.write.voices import UNNAMED

WORD = re.compile(r"[^\W\d_]{2,}")
STRENGTHS = ((0.9, "strong"), (0.7, "fair"), (0.4, "weak"), (0.0, "very weak"))
"""Words for support: each from this value upwards."""
DOUBTFUL = 2 / 3
"""Below this a guess is doubtful. A rival with half the support of the first leaves it just here."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A speaker named elsewhere than in the source: the words that stand for them ("" where there are none),
    how well that is supported, the next candidate, and the sentence before with the speaker's name marked."""

    words: str
    support: float
    rival: Candidate | None
    before: Markup

    @property
    def certainty(self) -> float:
        """The support, or the share that the rival leaves of it where that is less."""
        share = self.support / (self.support + self.rival.support) if self.rival and self.support else 1.0
        return min(self.support, share)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it first."""
        return self.certainty < DOUBTFUL


def guesses(report: Report) -> dict[str, Guess]:
    """The guesses among the attributions, by the id of the attribution."""
    articles = {a.id: a for a in report.articles}
    made = {
        a.id: guess(a, articles[a.article], report.sentences.get(a.article, ()))
        for a in report.attributions
        if not a.trial
    }
    return {id: found for id, found in made.items() if found}


def guess(a: Attribution, article: Article, sentences: Sequence[Span]) -> Guess | None:
    """The guess that the attribution's speaker rests on, if it does. ``sentences`` are those of the
    article."""
    words = " ".join(s.of(article.text) for s in a.source)
    if not rests_on_a_guess(a, words):
        return None
    support = next((c.support for c in a.candidates if c.name == a.speaker.name), None)
    rivals = [c for c in a.candidates if c.name != a.speaker.name]
    return Guess(
        " ".join(words.split()),
        a.candidates[0].support if support is None else support,
        max(rivals, key=lambda c: c.support, default=None),
        sentence_before(article, sentences, a),
    )


def rests_on_a_guess(a: Attribution, words: str) -> bool:
    """Whether a named speaker has no word in common with the source, and no person decided who it is."""
    if a.speaker.name is None or a.speaker.kind in UNNAMED or not a.candidates or a.rule == BY_A_PERSON:
        return False
    return not {*WORD.findall(words)} & {*WORD.findall(a.speaker.name)}


def sentence_before(article: Article, sentences: Sequence[Span], a: Attribution) -> Markup:
    """The sentence before the one in which the attribution begins, the words of the speaker's name marked;
    "" at the top of an article, and where no sentences are known."""
    start = min((s.start for s in (*a.content, *a.cue, *a.source)), default=0)
    at = bisect_right(sentences, start, key=lambda s: s.start) - 2
    if at < 0:
        return Markup("")
    sentence = sentences[at]
    name = set(WORD.findall(a.speaker.name or ""))
    layers = [
        Layer(sentence.start + m.start(), sentence.start + m.end(), "called", "b")
        for m in WORD.finditer(article.text[sentence.start : sentence.end])
        if m[0] in name and m[0][0].isupper()
    ]
    return marked(article.text, sentence.start, sentence.end, layers)


def strength(support: float) -> str:
    """The support in a word."""
    return next(word for least, word in STRENGTHS if support >= least)
