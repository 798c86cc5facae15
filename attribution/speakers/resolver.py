"""From the source words of each attribution to the speaker: the fullest name in the article, and the way
there in words.

Works on one article. Names, roles and pronouns are joined by rules over word lists; coreference chains are
evidence where the parse has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attribution.find.found import Found
from attribution.find.quotations import Quotation
from attribution.find.reading import hardly_speaks
from attribution.find.scene import Scene, Token
from attribution.names.lexicon import Lexicon
from attribution.result import Candidate, Speaker
from attribution.rule import TURN, RuleBook
from attribution.speakers import authors, described_source, source_head, untagged_source
from attribution.speakers.antecedents import Antecedent, antecedents
from attribution.speakers.bodies_beside import body_beside, body_named_in_part
from attribution.speakers.build_entities import build_entities
from attribution.speakers.counterfeit import counterfeit
from attribution.speakers.described_source import PEOPLE, TRUSTED, UNSURE
from attribution.speakers.hidden_source import is_hidden
from attribution.speakers.noun_phrase import description
from attribution.speakers.of_two import one_of_two
from attribution.speakers.ranking import NAME, Ranking, shipped
from attribution.speakers.referent import Referent
from attribution.speakers.resolution import Resolution, best_of, candidates_of, nobody, speaker_of
from attribution.speakers.search import Spoke
from attribution.speakers.taken_up import TakenUp
from attribution.speakers.taking_turns import TakingTurns
from attribution.speakers.turn_labels import TurnLabels
from attribution.speakers.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said it, in the article's own words for them. ``joint`` are others who said it with them;
    ``candidates`` are best first; ``steps`` tell the way from the source words to the speaker."""

    speaker: Speaker
    joint: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()


def resolve(
    scene: Scene, found: Sequence[Found], book: RuleBook, ranking: Ranking | None = None
) -> list[Voice]:
    """The voice of each attribution, in the order given. Always as many as were given."""
    lexicon = Lexicon.of(book, scene.article.language)
    return Resolver(scene, found, lexicon, ranking or shipped()).voices()


class Resolver:
    """The attributions of one scene, answered in text order, since who spoke before tells who speaks on."""

    def __init__(self, scene: Scene, found: Sequence[Found], lexicon: Lexicon, ranking: Ranking) -> None:
        self.scene, self.found, self.lexicon, self.ranking = scene, found, lexicon, ranking
        self.entities = build_entities(scene, lexicon)
        self.weighed: list[tuple[int, str, list[Antecedent]]] = []
        """For counting the table of ``ranking``: number of the attribution, form of its source, the
        candidates weighed."""
        self._labels = TurnLabels(self.entities)
        self._turns = TakingTurns(self.entities, found, lambda i: self._answer(i).referent)
        sources = frozenset(f.source_token for f in found if f.source_token is not None)
        self._taken_up = TakenUp(self.entities, ranking, sources)
        self._answers: dict[int, Resolution] = {}
        self._spoken: list[Spoke] = []

    def voices(self) -> list[Voice]:
        """The voice of each attribution, in the order given."""
        for i in sorted(range(len(self.found)), key=lambda i: _place(self.found[i])):
            self._taken_up.settle(_place(self.found[i]), self._spoken)
            self._answer(i)
        answers = map(self._answer, range(len(self.found)))
        return [Voice(a.speaker, tuple(map(speaker_of, a.joint)), a.candidates, a.steps) for a in answers]

    def _answer(self, i: int) -> Resolution:
        if i not in self._answers:
            self._answers[i] = nobody("The source leads back to itself.")  # unless it gets an answer below
            self._answers[i] = answer = self._of_source(i)
            if answer.referent is not None:
                at = _place(self.found[i])
                self._spoken.append(Spoke(at, answer.referent, self.scene.quotation_at(at) is not None))
                self._spoken.sort(key=lambda s: s.at)
        return self._answers[i]

    # ------------------------------------------------------------ the forms of sources
    def _of_source(self, i: int) -> Resolution:
        if (answer := self._turn(i)) is not None:
            return answer
        token = source_head.speaking(self.entities, self.found[i])
        if is_hidden(self.scene, self.lexicon, self.found[i], token):
            return nobody("The words do not tell who speaks.")
        if token is None:
            return self._without_source(i)
        word, lexicon = self.scene.word(token), self.lexicon
        form = word.text.lower()
        if (referent := self.entities.at(token)) is not None and referent.kind == "person":
            return self._person(i, token, referent)
        if (one := one_of_two(self.entities, token)) is not None:
            return self._itself(i, one, "own", f"“{word.text}” is {one.name}.")
        if form in lexicon.pronouns_relative:
            antecedent = source_head.antecedent_of_relative(self.entities, token)
            if antecedent is not None:
                step = f"“{word.text}” stands for “{self.scene.word(antecedent).text}”."
                return self._noun(i, antecedent).after(step)
        if form in lexicon.pronouns_first:
            return self._first_person(i, token)
        if form in lexicon.pronouns:
            return self._pronoun(i, token)
        if form in lexicon.pronouns_indefinite and word.upos in ("PRON", "DET", "ADJ", "NUM"):
            words = description(self.scene, token)
            return self._described(i, Speaker(words, "group"), f"“{words}” are not named.")
        return self._noun(i, token)

    def _turn(self, i: int) -> Resolution | None:
        """Whoever the name before a colon stands for, else those words themselves; None of others."""
        turn = self.found[i].binding.get(TURN)
        if not isinstance(turn, Quotation) or turn.label is None:
            return None
        shown, token = turn.label.of(self.scene.article.text), self.found[i].source_token
        if (referent := self._labels.of(turn.label)) is None:
            kind = described_source.kind_of(self.entities, token) if token else "unknown"
            return self._described(i, Speaker(shown, kind), f"“{shown}” is not named.")
        step = f"“{shown}” is {referent.name}." if shown != referent.name else f"{shown} is named."
        return self._itself(i, referent, "own", step)

    def _person(self, i: int, token: Token, referent: Referent) -> Resolution:
        """A name, or a noun that stands for somebody with a name."""
        if (other := counterfeit(self.entities, token, self.found[i].cue_token)) is not None:
            return self._described(i, other, f"“{other.name}” is not {referent.name}.")
        is_name = self.scene.word(token).upos == "PROPN"
        shown = source_head.name_around(self.scene, token) if is_name else description(self.scene, token)
        step = f"“{shown}” is {referent.name}." if shown != referent.name else f"{shown} is named."
        rivals = [r for r in self.entities.rivals.get(token, ()) if r is not referent]
        own = self._named(referent, "shared" if rivals else "own")
        weighed = [own, *(self._named(r, "rival") for r in rivals)]
        self.weighed.append((i, NAME, weighed))
        joint = source_head.joined_with(self.entities, token, referent)
        return Resolution(speaker_of(referent), referent, joint, candidates_of(weighed), (step,))

    def _noun(self, i: int, token: Token) -> Resolution:
        """A name or a description: of whom it takes up, else of itself."""
        referent = self.entities.at(token)
        if referent is not None and referent.kind == "person":
            return self._person(i, token, referent)
        if referent is not None and any(m.named and m.head == token for m in referent.mentions):
            return self._itself(i, referent, "own", f"{referent.name} is named.")
        body = body_beside(self.entities, token) or body_named_in_part(self.entities, token)
        if body is not None:
            return self._itself(i, body, "own", f"“{description(self.scene, token)}” is {body.name}.")
        if self.scene.word(token).upos in ("PROPN", "X") and (untagged := self._untagged(i, token)):
            return untagged
        words, kind = description(self.scene, token), described_source.kind_of(self.entities, token)
        if not any(map(str.isalpha, words)):
            return nobody(f"“{words}” is a number or a time, and nobody.")
        if kind == "document" and (writer := authors.author(self.entities, token)) is not None:
            return self._itself(i, writer, "author", f"{writer.name} is the author of “{words}”.")
        if kind != "unknown" and described_source.takes_up(self.entities, token):
            ranked = self._weigh(i, described_source.wanted_by(self.entities, token, kind))
            if ranked and described_source.is_trusted(self.entities, token, kind, ranked[0]):
                best = ranked[0].referent
                self.entities.settle(token, best)
                self.entities.title(best, token)
                if (writer := authors.of_document(self.entities, best, token)) is not None:
                    return self._itself(i, writer, "author", f"{writer.name} is the author of “{best.name}”.")
                return best_of(ranked, f"“{words}”")
        if referent is None and kind == "unknown" and self._is_object_elsewhere(i, token):
            return nobody(f"“{words}” belongs to another verb and says nothing.")
        if referent is None and kind == "unknown" and hardly_speaks(self.scene.word(token)):
            return nobody(f"“{words}” names nothing that speaks.")
        if referent is None:
            return self._described(
                i, Speaker(self.entities.described(token), kind), f"“{words}” is not named."
            )
        referent.introduced = True
        if referent.name in (words, self.entities.described(token)):
            return self._itself(i, referent, "described", f"“{words}” is not named.")
        return self._itself(i, referent, "described", f"“{words}” takes up “{referent.name}”.")

    def _is_object_elsewhere(self, i: int, token: Token) -> bool:
        """Whether a word that a source rule looked up is the object of a verb that reports nothing."""
        return self.found[i].source_rule is not None and self.scene.word(token).deprel == "obj"

    def _untagged(self, i: int, token: Token) -> Resolution | None:
        """A proper name that the tagger missed."""
        if (bearer := untagged_source.bearer(self.entities, token)) is not None:
            shown = source_head.name_around(self.scene, token)
            return self._itself(i, bearer, "own", f"“{shown}” is {bearer.name}.")
        if (speaker := untagged_source.speaker(self.entities, token)) is not None:
            return self._described(i, speaker, f"{speaker.name} is named.", how="own")
        return None

    def _first_person(self, i: int, token: Token) -> Resolution:
        """ "I" inside a quotation is whoever the quotation is ascribed to."""
        word = self.scene.word(token)
        for j, other in enumerate(self.found):
            if j != i and any(s.start <= word.start < s.end for s in other.content):
                return self._answer(j).after(f"“{word.text}” is the one who is quoted.")
        if (
            source_head.behind_open_mark(self.scene, token)
            and (last := self._last_heard(word.start)) is not None
        ):
            step = f"“{word.text}” is {last.name}, who spoke last here: the quotation is not closed."
            return Resolution(speaker_of(last), last, (), (), (step,))
        return nobody(f"“{word.text}” stands outside any quotation.")

    def _last_heard(self, at: int) -> Referent | None:
        """Whoever spoke last before an offset, in its paragraph."""
        here = self.scene.paragraph(at)
        before = [s for s in self._spoken if s.at < at and self.scene.paragraph(s.at) == here]
        return before[-1].referent if before else None

    def _pronoun(self, i: int, token: Token) -> Resolution:
        """Whoever agrees with the pronoun; somebody not introduced only where nobody else does."""
        text, wanted = self.scene.word(token).text, self._wanted_by_pronoun(token)
        if wanted.form != "pronoun" and hardly_speaks(self.scene.word(token)):
            return nobody(f"“{text}” names nothing that speaks.")
        ranked = (
            self._weigh(i, wanted)
            or self._weigh(i, replace(wanted, unintroduced=True))
            or self._weigh(i, replace(wanted, by_name_alone=True))
        )
        if not ranked:
            return nobody(f"Nobody before “{text}” agrees with it.")
        if wanted.form == "pronoun" and ranked[0].support < UNSURE:
            return nobody(f"Nobody is sure enough for “{text}”.", ranked)
        self.entities.settle(token, ranked[0].referent)
        return best_of(ranked, f"“{text}”")

    def _wanted_by_pronoun(self, token: Token) -> Wanted:
        word = self.scene.word(token)
        if gender := self.lexicon.pronoun_gender(word.text):
            return Wanted("pronoun", word.start, token, kinds=PEOPLE, gender=gender, plural=False)
        if word.text.lower() in self.lexicon.pronouns_plural:
            kinds = frozenset({"group", "anonymous", "organisation"})
            return Wanted("plural", word.start, token, kinds=kinds)
        kinds = frozenset({"organisation", "document"})
        return Wanted("neutral", word.start, token, kinds=kinds, plural=False)

    def _without_source(self, i: int) -> Resolution:
        """No word for the source: whoever is speaking here."""
        turn = self._turns.of(i)
        if turn is not None and turn.referent is not None:
            step = f"No source is given; in the dialogue it is {turn.referent.name}'s turn."
            return self._itself(i, turn.referent, "own", step)
        if turn is not None:
            return nobody("No word tells whose turn it is in this dialogue.")
        if any(said in self.scene.lines_of_strangers for said in self.found[i].quotations):
            return nobody("No word tells who speaks in this dialogue.")
        ranked = self._weigh(i, Wanted("none", _place(self.found[i]), kinds=PEOPLE | {"organisation"}))
        if ranked and ranked[0].support >= TRUSTED:
            return best_of(ranked, "No source is given; this")
        return nobody("No source is given.", ranked)

    # ------------------------------------------------------------ candidates
    def _weigh(self, i: int, wanted: Wanted) -> list[Antecedent]:
        wanted = replace(wanted, said=self.found[i].content, goes_on=self._goes_on(i))
        ranked = antecedents(self.entities, self.ranking, wanted, self._spoken)
        self.weighed.append((i, wanted.form, ranked))
        return ranked

    def _goes_on(self, i: int) -> bool:
        cue = self.found[i].cue_token
        return cue is not None and self.scene.word(cue).lemma.lower() in self.lexicon.continuing_cues

    def _itself(self, i: int, referent: Referent, how: str, step: str) -> Resolution:
        """A source that stands for a referent by its own name or description."""
        weighed = [self._named(referent, how)]
        self.weighed.append((i, NAME, weighed))
        return Resolution(speaker_of(referent), referent, (), candidates_of(weighed), (step,))

    def _described(self, i: int, speaker: Speaker, step: str, how: str = "described") -> Resolution:
        """A source that stands for a speaker made from its words alone."""
        weighed = [self._named(Referent(speaker.name or "", speaker.kind), how)]
        self.weighed.append((i, NAME, weighed))
        return Resolution(speaker, None, (), candidates_of(weighed), (step,))

    def _named(self, referent: Referent, how: str) -> Antecedent:
        return Antecedent(referent, frozenset({how}), self.ranking.of(NAME, {how}))


def _place(found: Found) -> int:
    """Where an attribution stands in the flow of the article: at its source, else at its cue, else at its
    content."""
    spans = found.source or found.cue or found.content
    return spans[0].start if spans else 0
