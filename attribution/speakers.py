"""From the source words of each attribution to the speaker: the fullest name in the article, and the way there in words.

Works on one article. Names, roles and pronouns are joined by rules over word lists; coreference chains are evidence where
the parse has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attribution.antecedents import Antecedent, Spoke, Wanted, antecedents
from attribution.article import Span
from attribution.attribute import Found
from attribution.cast import Cast, Referent
from attribution.document import Sentence
from attribution.result import NOBODY, Candidate, Speaker, SpeakerKind
from attribution import names, roles
from attribution.rule import RuleBook
from attribution.scene import Scene, Token
from attribution.support import Support, shipped
from attribution.words import Words

TRUSTED = 0.3
"""A description is taken up by somebody named only with at least this support; below, it stands for itself."""
SHOWN = 4
"""Candidates that are reported."""
BOLD = 0.2
"""The same for a description of one person, who has a name in most articles."""
PEOPLE = frozenset({"person", "anonymous"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said it, in the article's own words for them. ``candidates`` are best first; ``steps`` tell the way from the
    source words to the speaker."""

    speaker: Speaker
    joint: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()


def resolve(scene: Scene, found: Sequence[Found], book: RuleBook, support: Support | None = None) -> list[Voice]:
    """The voice of each attribution, in the order given. Always as many as were given."""
    return _Resolver(scene, found, Words(book, scene.article.language), support or shipped()).voices()


@dataclass(frozen=True, slots=True)
class _Answer:
    """Who a source stands for inside this module: a referent of the cast, or a speaker made from the words alone."""

    speaker: Speaker
    referent: Referent | None = None
    joint: tuple[Referent, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[str, ...] = ()


class _Resolver:
    def __init__(self, scene: Scene, found: Sequence[Found], words: Words, support: Support) -> None:
        self.scene, self.found, self.words, self.support = scene, found, words, support
        self.cast = Cast(scene, words)
        self.answers: dict[int, _Answer] = {}
        self.spoken: list[Spoke] = []
        self.samples: list[tuple[int, str, list[Antecedent]]] = []
        """For counting support: the candidates that were weighed for each attribution."""

    def voices(self) -> list[Voice]:
        for i in sorted(range(len(self.found)), key=lambda i: _place(self.found[i])):
            self.answer(i)
        return [Voice(a.speaker, tuple(_speaker(r) for r in a.joint), a.candidates, a.steps) for a in map(self.answer, range(len(self.found)))]

    def answer(self, i: int) -> _Answer:
        if i not in self.answers:
            self.answers[i] = _Answer(NOBODY)  # an attribution that leads back to itself has no speaker
            self.answers[i] = answer = self._answer(i)
            if answer.referent is not None:
                at = _place(self.found[i])
                self.spoken.append(Spoke(at, answer.referent, self.scene.quotation_at(at) is not None))
                self.spoken.sort(key=lambda s: s.at)
        return self.answers[i]

    # ------------------------------------------------------------ the forms of sources
    def _answer(self, i: int) -> _Answer:
        found = self.found[i]
        token = found.source_token or head_of(self.scene, found.source)
        if token is None and (token := self._beside_cue(found)) is None:
            return self._nobody(i)
        token = self._last_subject(token)
        form = self.scene.word(token).text.lower()
        referent = self.cast.at(token)
        if referent is not None and referent.kind == "person":
            return self._person(i, token, referent)
        if form in self.words.pronouns_relative:
            antecedent = self._relative(token)
            if antecedent is not None:
                inner = self._noun(i, antecedent)
                return _with_step(inner, f"“{form}” stands for “{self.scene.word(antecedent).text}”.")
        if form in self.words.pronouns_first:
            return self._first(i, token)
        if form in self.words.pronouns:
            return self._pronoun(i, token, form)
        if form in self.words.pronouns_indefinite and self.scene.word(token).upos in ("PRON", "DET", "ADJ", "NUM"):
            return self._indefinite(i, token)
        return self._noun(i, token)

    def _beside_cue(self, found: Found) -> Token | None:
        """Without source words: the subject of the cue, or whoever is named right behind it ("said his friend, Bruce Turry")."""
        cue = found.cue_token or head_of(self.scene, found.cue)
        if cue is None:
            return None
        sentence = self.scene.sentence(cue)
        content = [i for i in range(len(sentence.words)) if any(s.start <= sentence.words[i].start < s.end for s in found.content)]
        for child in sentence.children[cue.word]:
            if sentence.words[child].deprel == "nsubj" and child not in content:
                return Token(cue.sentence, child)
        if sentence.words[cue.word].upos != "VERB" or not self._follows(sentence, cue.word, content):
            return None
        for index in range(cue.word + 1, min(cue.word + 9, len(sentence.words))):
            word = sentence.words[index]
            if index in content or word.upos in ("PUNCT", "VERB", "AUX", "ADP", "SCONJ", "PRON"):
                return None
            referent = self.cast.at(Token(cue.sentence, index))
            if referent is not None and (referent.kind == "person" or word.upos in ("NOUN", "PROPN") and word.deprel not in ("compound", "amod")):
                return Token(cue.sentence, index)
        return None

    def _follows(self, sentence: Sentence, cue: int, content: list[int]) -> bool:
        """Whether the cue stands behind what was said, as in "…," said she."""
        return bool(content) and content[0] < cue

    def _last_subject(self, token: Token) -> Token:
        """A parser may split "Rear Admiral Guan Youfei said" into two subjects of one verb: the name is the last."""
        sentence = self.scene.sentence(token)
        word = sentence.words[token.word]
        if word.upos == "PRON":
            return token
        if word.upos == "VERB" and (subjects := [c for c in sentence.children[token.word] if sentence.words[c].deprel == "nsubj"]):
            return Token(token.sentence, subjects[0])  # the source is the verb: "said Sanders"
        following = sentence.words[token.word + 1] if token.word + 1 < len(sentence.words) else None
        if (following is not None and following.upos in ("NOUN", "ADJ") and following.lemma.lower() in self.words.person_words
                and (following.upos == "NOUN" or following.head == word.head) and following.deprel not in ("compound", "amod")):
            return Token(token.sentence, following.index)  # "a former law enforcement | official"
        if word.deprel != "nsubj":
            return token
        for child in reversed(sentence.children[word.head]):
            other = sentence.words[child]
            if token.word < child and other.deprel == "nsubj" and (referent := self.cast.at(Token(token.sentence, child))) and referent.kind == "person":
                between = sentence.words[token.word + 1 : child]
                if all(w.upos not in ("PUNCT", "VERB", "PRON", "CCONJ") for w in between):
                    return Token(token.sentence, child)
        return token

    def _person(self, i: int, token: Token, referent: Referent) -> _Answer:
        shown = self._shown(token)
        step = f"“{shown}” is {referent.name}." if shown != referent.name else f"{shown} is named."
        joint = tuple(r for t in self._joined(token) if (r := self.cast.at(t)) and r is not referent and r.kind in ("person", "organisation"))
        rivals = [r for r in self.cast.rivals.get(token, ()) if r is not referent]
        weighed = [self._named(referent, "shared" if rivals else "own"), *(self._named(r, "rival") for r in rivals)]
        self.samples.append((i, "name", weighed))
        return _Answer(_speaker(referent), referent, joint, _candidates(weighed), (step,))

    def _named(self, referent: Referent, how: str) -> Antecedent:
        return Antecedent(referent, frozenset({how}), self.support.of("name", {how}))

    def _plain(self, i: int, speaker: Speaker, referent: Referent | None, how: str, step: str) -> _Answer:
        """A source that stands for itself, by name or description."""
        weighed = [self._named(referent or Referent(speaker.name or "", speaker.kind), how)]
        self.samples.append((i, "name", weighed))
        return _Answer(speaker, referent, (), _candidates(weighed), (step,))

    def _joined(self, token: Token) -> list[Token]:
        sentence = self.scene.sentence(token)
        return [Token(token.sentence, c) for c in sentence.children[token.word] if sentence.words[c].deprel == "conj"]

    def _noun(self, i: int, token: Token) -> _Answer:
        referent = self.cast.at(token)
        word = self.scene.word(token)
        if referent is not None and referent.kind == "person":
            return self._person(i, token, referent)
        if referent is not None and any(m.named for m in referent.mentions) and any(m.named and m.head == token for m in referent.mentions):
            return self._plain(i, _speaker(referent), referent, "own", f"{referent.name} is named.")
        if word.upos in ("PROPN", "X") and (known := self._by_words(i, token)):
            return known
        kind = referent.kind if referent is not None else self.cast.kind_of(token) or self._kind_by_form(token)
        description = roles.description(self.scene, token)
        takes_up = not self._named_apart(token) and (self.cast.is_definite(token) or not self.cast.is_indefinite(token) and word.upos == "NOUN" and not self.cast.is_plural(token))
        if takes_up and kind in ("anonymous", "organisation", "document", "group"):
            lemma = word.lemma.lower()
            wanted = Wanted("role" if kind == "anonymous" else f"role-{kind}", word.start, token,
                            frozenset({kind}) if kind != "anonymous" or lemma in self.words.never_named else PEOPLE, self._noun_gender(lemma), self.cast.is_plural(token),
                            frozenset({lemma}) | self.words.role_kinds.get(lemma, frozenset()), self.cast.possessor(token))
            ranked = self._weigh(i, wanted)
            if ranked and ranked[0].support >= (BOLD if kind == "anonymous" else TRUSTED):
                return self._taken(ranked, f"“{description}”")
        if referent is not None:
            referent.introduced = True
            if referent.name != description:
                step = f"“{description}” takes up “{referent.name}”."
            else:
                step = f"“{description}” is not named."
            return self._plain(i, _speaker(referent), referent, "described", step)
        return self._plain(i, Speaker(description, kind), None, "described", f"“{description}” is not named.")

    def _kind_by_form(self, token: Token) -> SpeakerKind:
        """The kind of a word in no list: "the 46-year-old" is somebody, several things that speak are people."""
        if self.cast.is_plural(token):
            return "group"
        return "anonymous" if self.scene.word(token).upos in ("ADJ", "NUM", "PROPN") else "unknown"

    def _named_apart(self, token: Token) -> bool:
        """Whether a name in the phrase tells it from others of its kind: "the USC poll"."""
        sentence = self.scene.sentence(token)
        return self.cast.kind_of(token) in ("document", "organisation") and any(
            sentence.words[c].upos == "PROPN" and sentence.words[c].deprel in ("compound", "nmod", "flat", "nmod:poss") for c in sentence.children[token.word])

    def _noun_gender(self, lemma: str) -> str | None:
        return "male" if lemma in self.words.male_nouns else "female" if lemma in self.words.female_nouns else None

    def _by_words(self, i: int, token: Token) -> _Answer | None:
        """A proper name that the tagger missed: somebody in the cast whom it fits, or the words themselves."""
        run = self._name_run(token)
        parsed = names.parse(run, self.words)
        if parsed is None:
            return None
        for form in ("same", "family", "given", "spelling"):
            for referent in self.cast.referents:
                if referent.person is not None and names.relation(parsed, referent.person, self.words) == form:
                    return self._plain(i, _speaker(referent), referent, form, f"“{run}” is {referent.name}.")
        if parsed.titles or len(parsed.words) > 1 or self.scene.word(token).upos == "PROPN" and self.cast.kind_of(token) is None:
            kind = "person" if len(parsed.words) > 1 or parsed.titles else "unknown"
            return self._plain(i, Speaker(parsed.text, kind), None, "own", f"{parsed.text} is named.")
        return None

    def _name_run(self, token: Token) -> str:
        sentence = self.scene.sentence(token)
        first = last = token.word
        while first > 0 and sentence.words[first - 1].upos == "PROPN":
            first -= 1
        while last + 1 < len(sentence.words) and sentence.words[last + 1].upos == "PROPN":
            last += 1
        return self.scene.article.text[sentence.words[first].start : sentence.words[last].end]

    def _relative(self, token: Token) -> Token | None:
        """The noun that "who" stands for: the one its clause hangs under, else the nearest before it."""
        sentence = self.scene.sentence(token)
        for ancestor in sentence.ancestors(token.word):
            if sentence.words[ancestor].deprel in ("acl:relcl", "acl"):
                return Token(token.sentence, sentence.words[ancestor].head)
        for index in range(token.word - 1, -1, -1):
            if sentence.words[index].upos in ("NOUN", "PROPN"):
                return _phrase_head(self.scene, Token(token.sentence, index))
        return None

    def _first(self, i: int, token: Token) -> _Answer:
        """"I" inside a quotation is whoever the quotation is ascribed to."""
        at = self.scene.word(token).start
        for j, other in enumerate(self.found):
            if j != i and any(s.start <= at < s.end for s in other.content):
                outer = self.answer(j)
                return _with_step(outer, f"“{self.scene.word(token).text}” is the one who is quoted.")
        return _Answer(NOBODY, steps=(f"“{self.scene.word(token).text}” stands outside any quotation.",))

    def _pronoun(self, i: int, token: Token, form: str) -> _Answer:
        w, word = self.words, self.scene.word(token)
        if form in w.pronouns_male or form in w.pronouns_female:
            wanted = Wanted("pronoun", word.start, token, PEOPLE, "male" if form in w.pronouns_male else "female", False)
        elif form in w.pronouns_plural:
            wanted = Wanted("plural", word.start, token, frozenset({"group", "anonymous", "organisation"}))
        else:
            wanted = Wanted("neutral", word.start, token, frozenset({"organisation", "document"}), None, False)
        ranked = self._weigh(i, wanted)
        if not ranked:
            return _Answer(NOBODY, steps=(f"Nobody before “{word.text}” agrees with it.",))
        self.cast.settle(token, ranked[0].referent)
        return self._taken(ranked, f"“{word.text}”")

    def _indefinite(self, i: int, token: Token) -> _Answer:
        """"Some", "most", "others": people who are not named."""
        name = roles.description(self.scene, token)
        kind = "group"
        return self._plain(i, Speaker(name, kind), None, "described", f"“{name}” are not named.")

    def _nobody(self, i: int) -> _Answer:
        """No source words: whoever is speaking here."""
        at = _place(self.found[i])
        ranked = self._weigh(i, Wanted("none", at, None, PEOPLE | {"organisation"}))
        if ranked and ranked[0].support >= TRUSTED:
            return self._taken(ranked, "No source is given; this")
        return _Answer(NOBODY, None, (), _candidates(ranked), ("No source is given.",))

    def _weigh(self, i: int, wanted: Wanted) -> list[Antecedent]:
        wanted = replace(wanted, said=self.found[i].content)
        ranked = antecedents(self.scene, self.cast, self.support, wanted, self.spoken)
        self.samples.append((i, wanted.form, ranked))
        return ranked

    def _taken(self, ranked: list[Antecedent], words: str) -> _Answer:
        best = ranked[0]
        reasons = [REASONS[kind] for kind in REASONS if kind in best.evidence][:3]
        step = f"{words} is {best.referent.name}" + (": " + ", ".join(reasons) if reasons else "") + "."
        return _Answer(_speaker(best.referent), best.referent, (), _candidates(ranked), (step,))

    def _shown(self, token: Token) -> str:
        return self._name_run(token) if self.scene.word(token).upos == "PROPN" else roles.description(self.scene, token)


REASONS = {
    "chain": "coreference joins the two",
    "chain-later": "coreference joins the two",
    "role": "that is the role given",
    "previous-speaker": "the one who spoke last in this paragraph",
    "speaker-above": "the one who spoke last before this paragraph",
    "own-subject": "the subject of the same sentence",
    "previous-subject": "the subject of the sentence before",
    "nearest": "the nearest name that agrees",
    "named-after": "named later in the sentence",
}


def _speaker(referent: Referent) -> Speaker:
    return Speaker(referent.name, referent.kind, referent.role)


def _candidates(ranked: Sequence[Antecedent]) -> tuple[Candidate, ...]:
    return tuple(Candidate(a.referent.name, a.support) for a in ranked[:SHOWN])


def _with_step(answer: _Answer, step: str) -> _Answer:
    return _Answer(answer.speaker, answer.referent, answer.joint, answer.candidates, (step, *answer.steps))


def _place(found: Found) -> int:
    """Where an attribution stands in the flow of the article: at its source, else its cue, else its content."""
    spans: tuple[Span, ...] = found.source or found.cue or found.content
    return spans[0].start if spans else 0


def head_of(scene: Scene, spans: Sequence[Span]) -> Token | None:
    """The head word of a source: the first noun, name or pronoun in it whose own head lies outside it."""
    tokens = [t for s in spans for t in scene.tokens_between(s.start, s.end)]
    inside = set(tokens)
    tops = [t for t in tokens if scene.word(t).upos != "PUNCT" and Token(t.sentence, scene.word(t).head) not in inside]
    nouns = ("PROPN", "NOUN", "PRON")
    for choice in ([t for t in tops if scene.word(t).upos in nouns],
                   [t for t in tops if scene.word(t).upos in ("NUM", "ADJ")],
                   [t for t in tokens if scene.word(t).upos in nouns and scene.word(t).deprel == "nsubj"],
                   [t for t in tokens if scene.word(t).upos in nouns and scene.word(t).deprel not in ("compound", "nmod:poss", "flat")],
                   [t for t in tops if scene.word(t).upos not in ("DET", "ADP")], tops, tokens):
        if choice:
            return choice[0]
    return None


def _phrase_head(scene: Scene, token: Token) -> Token:
    sentence = scene.sentence(token)
    index = token.word
    while sentence.words[index].deprel in ("flat", "compound", "nmod:poss", "amod") and sentence.words[index].head >= 0:
        index = sentence.words[index].head
    return Token(token.sentence, index)
