"""From the source words of each attribution to the speaker: the fullest name in the article, and the way there in words.

Works on one article. Names, roles and pronouns are joined by rules over word lists; coreference chains are evidence where
the parse has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attribution.article import Span
from attribution.find.scene import Scene, Token
from attribution.find.select import Found
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.result import NOBODY, Candidate, Speaker, SpeakerKind
from attribution.rule import RuleBook
from attribution.speakers import roles, source_head
from attribution.speakers.antecedents import Antecedent, Spoke, Wanted, antecedents
from attribution.speakers.entities import Cast
from attribution.speakers.organisation_names import is_firm
from attribution.speakers.ranking import Support, shipped
from attribution.speakers.referent import Referent

TRUSTED = 0.3
"""A description of a group, organisation or document is taken for one named before only with at least this
support; so is a missing source for somebody. Below it, the description stands for itself."""
BOLD = 0.2
"""The same for a description of one person, who has a name in most articles."""
SHOWN = 4
"""Candidates that are reported."""
PEOPLE = frozenset({"person", "anonymous"})
REASONS = {
    "chain": "coreference joins the two",
    "chain-later": "coreference joins the two",
    "role": "that is the role given",
    "previous-speaker": "the one who spoke last in this paragraph",
    "speaker-above": "the one who spoke last before this paragraph",
    "speaker-further-above": "the one who spoke last before",
    "own-subject": "the subject of the same sentence",
    "previous-subject": "the subject of the sentence before",
    "nearest": "the nearest name that agrees",
    "named-after": "named later in the sentence",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said it, in the article's own words for them. ``joint`` are others who said it with them;
    ``candidates`` are best first; ``steps`` tell the way from the source words to the speaker."""

    speaker: Speaker
    joint: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()


def resolve(
    scene: Scene, found: Sequence[Found], book: RuleBook, support: Support | None = None
) -> list[Voice]:
    """The voice of each attribution, in the order given. Always as many as were given."""
    return Resolver(scene, found, Lexicon.of(book, scene.article.language), support or shipped()).voices()


@dataclass(frozen=True, slots=True)
class _Answer:
    """Who a source stands for: a referent of the cast, or a speaker made from the words alone."""

    speaker: Speaker
    referent: Referent | None = None
    joint: tuple[Referent, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()


class Resolver:
    """The attributions of one scene, answered in text order, since who spoke before tells who speaks on."""

    def __init__(self, scene: Scene, found: Sequence[Found], words: Lexicon, support: Support) -> None:
        self.scene, self.found, self.words, self.support = scene, found, words, support
        self.cast = Cast(scene, words)
        self.weighed: list[tuple[int, str, list[Antecedent]]] = []
        """For counting support: number of the attribution, form of its source, the candidates weighed."""
        self._answers: dict[int, _Answer] = {}
        self._spoken: list[Spoke] = []

    def voices(self) -> list[Voice]:
        for i in sorted(range(len(self.found)), key=lambda i: _place(self.found[i])):
            self._answer(i)
        answers = map(self._answer, range(len(self.found)))
        return [Voice(a.speaker, tuple(map(_speaker, a.joint)), a.candidates, a.steps) for a in answers]

    def _answer(self, i: int) -> _Answer:
        if i not in self._answers:
            self._answers[i] = _Answer(
                NOBODY, steps=("The source leads back to itself.",)
            )  # unless it gets an answer below
            self._answers[i] = answer = self._source(i)
            if answer.referent is not None:
                at = _place(self.found[i])
                self._spoken.append(Spoke(at, answer.referent, self.scene.quotation_at(at) is not None))
                self._spoken.sort(key=lambda s: s.at)
        return self._answers[i]

    # ------------------------------------------------------------ the forms of sources
    def _source(self, i: int) -> _Answer:
        token = source_head.speaking(self.cast, self.found[i])
        if token is None:
            return self._nobody(i)
        word, w = self.scene.word(token), self.words
        form = word.text.lower()
        if (referent := self.cast.at(token)) is not None and referent.kind == "person":
            return self._person(i, token, referent)
        if (
            form in w.pronouns_relative
            and (antecedent := source_head.antecedent_of_relative(self.cast, token)) is not None
        ):
            return _with_step(
                self._noun(i, antecedent), f"“{word.text}” stands for “{self.scene.word(antecedent).text}”."
            )
        if form in w.pronouns_first:
            return self._first(i, token)
        if form in w.pronouns:
            return self._pronoun(i, token, form)
        if form in w.pronouns_indefinite and word.upos in ("PRON", "DET", "ADJ", "NUM"):
            description = roles.description(self.scene, token)
            return self._itself(
                i, Speaker(description, "group"), None, "described", f"“{description}” are not named."
            )
        return self._noun(i, token)

    def _person(self, i: int, token: Token, referent: Referent) -> _Answer:
        shown = (
            source_head.name_around(self.scene, token)
            if self.scene.word(token).upos == "PROPN"
            else roles.description(self.scene, token)
        )
        step = f"“{shown}” is {referent.name}." if shown != referent.name else f"{shown} is named."
        rivals = [r for r in self.cast.rivals.get(token, ()) if r is not referent]
        weighed = [
            self._named(referent, "shared" if rivals else "own"),
            *(self._named(r, "rival") for r in rivals),
        ]
        self.weighed.append((i, "name", weighed))
        return _Answer(
            _speaker(referent), referent, self._joined(token, referent), _candidates(weighed), (step,)
        )

    def _joined(self, token: Token, referent: Referent) -> tuple[Referent, ...]:
        """Others named together with somebody: "Castell and Hale said"."""
        sentence = self.scene.sentence(token)
        others = [
            self.cast.at(Token(token.sentence, c))
            for c in sentence.children[token.word]
            if sentence.words[c].deprel == "conj"
        ]
        return tuple(
            r for r in others if r is not None and r is not referent and r.kind in ("person", "organisation")
        )

    def _noun(self, i: int, token: Token) -> _Answer:
        referent, word, nouns = self.cast.at(token), self.scene.word(token), self.cast.nouns
        if referent is not None and referent.kind == "person":
            return self._person(i, token, referent)
        if referent is not None and any(m.named and m.head == token for m in referent.mentions):
            return self._itself(i, _speaker(referent), referent, "own", f"{referent.name} is named.")
        if word.upos in ("PROPN", "X") and (known := self._overlooked(i, token)):
            return known
        kind = referent.kind if referent is not None else nouns.kind(token) or self._kind_by_form(token)
        description = roles.description(self.scene, token)
        if kind != "unknown" and self._takes_up(token):
            lemma = nouns.lemma(token)
            one = kind == "anonymous" and lemma not in self.words.never_named
            ranked = self._weigh(
                i,
                Wanted(
                    "role" if kind == "anonymous" else f"role-{kind}",
                    word.start,
                    token,
                    kinds=PEOPLE if one else frozenset({kind}),
                    gender=self.cast.gender_told(token),
                    plural=nouns.plural(token),
                    heads=frozenset({lemma}) | self.words.role_kinds.get(lemma, frozenset()),
                    rank=nouns.rank(token),
                    past=nouns.past(token),
                    office=one and lemma in self.words.all_titles,
                    owned=nouns.owned(token),
                    other_than=self.cast.possessor(token),
                ),
            )
            if (
                one
                and ranked
                and self._called(ranked[0], word.start)
                or ranked
                and ranked[0].support >= (BOLD if kind == "anonymous" else TRUSTED)
            ):
                return self._taken(ranked, f"“{description}”")
        if referent is None:
            return self._itself(
                i, Speaker(description, kind), None, "described", f"“{description}” is not named."
            )
        referent.introduced = True
        step = (
            f"“{description}” takes up “{referent.name}”."
            if referent.name != description
            else f"“{description}” is not named."
        )
        return self._itself(i, _speaker(referent), referent, "described", step)

    def _called(self, best: Antecedent, at: int) -> bool:
        """Whether the article calls somebody what is asked for: before, or below with no word that says it is
        no more so."""
        named = any(m.named and m.start < at for m in best.referent.mentions)
        return "role" in best.evidence and (named or not best.referent.heads & self.words.other_ranks)

    def _takes_up(self, token: Token) -> bool:
        """Whether a description can mean somebody known: it is definite, or a bare noun of one, and no name
        in it tells it from others of its kind ("the USC poll")."""
        nouns, sentence = self.cast.nouns, self.scene.sentence(token)
        if nouns.kind(token) in ("document", "organisation") and any(
            sentence.words[c].upos == "PROPN"
            and sentence.words[c].deprel in ("compound", "nmod", "flat", "nmod:poss")
            for c in sentence.children[token.word]
        ):
            return False
        bare = (
            not nouns.indefinite(token) and self.scene.word(token).upos == "NOUN" and not nouns.plural(token)
        )
        return nouns.definite(token) or bare

    def _kind_by_form(self, token: Token) -> SpeakerKind:
        """The kind of a word in no list: "the 46-year-old" is somebody, several things that speak are people."""
        if self.cast.nouns.plural(token):
            return "group"
        return "anonymous" if self.scene.word(token).upos in ("ADJ", "NUM", "PROPN") else "unknown"

    def _overlooked(self, i: int, token: Token) -> _Answer | None:
        """A proper name that the tagger missed: somebody in the cast whom it fits, or the words themselves."""
        run = source_head.name_around(self.scene, token)
        parsed = person_name.parse(run, self.words)
        if parsed is None:
            return None
        for form in ("same", "family", "given", "spelling"):
            for referent in self.cast.referents:
                if (
                    referent.person is not None
                    and person_name.relation(parsed, referent.person, self.words) == form
                ):
                    return self._itself(
                        i, _speaker(referent), referent, "own", f"“{run}” is {referent.name}."
                    )
        several = bool(parsed.titles) or len(parsed.words) > 1
        if is_firm(
            parsed, self.scene.word(token).ner, self.words
        ):  # the parser takes "Vesten" and "Shipping" for two subjects
            return self._itself(
                i, Speaker(parsed.text, "organisation"), None, "own", f"{parsed.text} is named."
            )
        if several or self.cast.nouns.kind(token) is None:
            return self._itself(
                i,
                Speaker(parsed.text, "person" if several else "unknown"),
                None,
                "own",
                f"{parsed.text} is named.",
            )
        return None

    def _first(self, i: int, token: Token) -> _Answer:
        """ "I" inside a quotation is whoever the quotation is ascribed to."""
        word = self.scene.word(token)
        for j, other in enumerate(self.found):
            if j != i and any(s.start <= word.start < s.end for s in other.content):
                return _with_step(self._answer(j), f"“{word.text}” is the one who is quoted.")
        return _Answer(NOBODY, steps=(f"“{word.text}” stands outside any quotation.",))

    def _pronoun(self, i: int, token: Token, form: str) -> _Answer:
        word = self.scene.word(token)
        if gender := self.words.pronoun_gender(form):
            wanted = Wanted("pronoun", word.start, token, kinds=PEOPLE, gender=gender, plural=False)
        elif form in self.words.pronouns_plural:
            wanted = Wanted(
                "plural", word.start, token, kinds=frozenset({"group", "anonymous", "organisation"})
            )
        else:
            wanted = Wanted(
                "neutral", word.start, token, kinds=frozenset({"organisation", "document"}), plural=False
            )
        ranked = self._weigh(i, wanted) or self._weigh(i, replace(wanted, unintroduced=True))
        if not ranked:
            return _Answer(NOBODY, steps=(f"Nobody before “{word.text}” agrees with it.",))
        self.cast.settle(token, ranked[0].referent)
        return self._taken(ranked, f"“{word.text}”")

    def _nobody(self, i: int) -> _Answer:
        """No word for the source: whoever is speaking here."""
        ranked = self._weigh(i, Wanted("none", _place(self.found[i]), kinds=PEOPLE | {"organisation"}))
        if ranked and ranked[0].support >= TRUSTED:
            return self._taken(ranked, "No source is given; this")
        return _Answer(NOBODY, candidates=_candidates(ranked), steps=("No source is given.",))

    # ------------------------------------------------------------ answers
    def _weigh(self, i: int, wanted: Wanted) -> list[Antecedent]:
        ranked = antecedents(
            self.scene, self.cast, self.support, replace(wanted, said=self.found[i].content), self._spoken
        )
        self.weighed.append((i, wanted.form, ranked))
        return ranked

    def _taken(self, ranked: list[Antecedent], words: str) -> _Answer:
        best = ranked[0]
        reasons = [reason for kind, reason in REASONS.items() if kind in best.evidence][:3]
        step = f"{words} is {best.referent.name}" + (": " + ", ".join(reasons) if reasons else "") + "."
        return _Answer(_speaker(best.referent), best.referent, (), _candidates(ranked), (step,))

    def _itself(self, i: int, speaker: Speaker, referent: Referent | None, how: str, step: str) -> _Answer:
        """A source that stands for itself, by name or description."""
        weighed = [self._named(referent or Referent(speaker.name or "", speaker.kind), how)]
        self.weighed.append((i, "name", weighed))
        return _Answer(speaker, referent, (), _candidates(weighed), (step,))

    def _named(self, referent: Referent, how: str) -> Antecedent:
        return Antecedent(referent, frozenset({how}), self.support.of("name", {how}))


def _speaker(referent: Referent) -> Speaker:
    return Speaker(referent.name, referent.kind, referent.role)


def _candidates(ranked: Sequence[Antecedent]) -> tuple[Candidate, ...]:
    return tuple(Candidate(a.referent.name, a.support) for a in ranked[:SHOWN])


def _with_step(answer: _Answer, step: str) -> _Answer:
    return replace(answer, steps=(step, *answer.steps))


def _place(found: Found) -> int:
    """Where an attribution stands in the flow of the article: at its source, else its cue, else its content."""
    spans: tuple[Span, ...] = found.source or found.cue or found.content
    return spans[0].start if spans else 0
