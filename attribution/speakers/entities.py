"""Everybody in an article who could speak, under the fullest name that it gives, with every mention.

This is the registry, and the questions that it answers; ``build_entities`` fills it.
"""

from __future__ import annotations

from functools import cached_property

from attribution.article import Span
from attribution.find.scene import Scene, Token
from attribution.names import person_name
from attribution.names.lexicon import Gender, Lexicon
from attribution.speakers.coreference import Chains
from attribution.speakers.head_word import head_word
from attribution.speakers.names_beside import NamesBeside
from attribution.speakers.noun_phrase import description
from attribution.speakers.nouns import Nouns
from attribution.speakers.referent import Mention, Referent
from attribution.speakers.role_noun import is_role

POSSESSIVE = "’s"
"""Put behind the name of an owner in languages that write so."""
TOLD_BY_NOUN = 4
"""What a noun that tells the gender counts, beside what else tells it."""


class Entities:
    """The referents of a scene, and which of them a word stands for."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self.scene, self.lexicon = scene, lexicon
        self.chains, self.nouns = Chains(scene), Nouns(scene, lexicon)
        self.referents: list[Referent] = []
        self.rivals: dict[Token, list[Referent]] = {}
        """Words of a short name that fits several people, and those people."""
        self._by_word: dict[Token, Referent] = {}

    # ------------------------------------------------------------ what is noted
    def name(self, referent: Referent, span: Span, titled: Span | None = None) -> None:
        """The span names the referent; ``titled`` is the same with the titles before it. Words that stand for
        somebody already keep doing so."""
        titled = titled or span
        if (head := head_word(self.scene, titled)) is not None:
            self.mention(referent, head, span, named=True)
            for token in self.scene.tokens_between(titled.start, titled.end):
                self._by_word.setdefault(token, referent)

    def mention(
        self, referent: Referent, token: Token, span: Span | None = None, *, named: bool = False
    ) -> None:
        """One more place where the referent is mentioned, with its head word; the span of that word if none
        is given."""
        span = span or self.scene.span(token)
        quoted = self.scene.quotation_at(span.start) is not None
        subject = _is_subject(self.scene, token)
        referent.mentions.append(Mention(span.start, span.end, token, named, subject, quoted))

    def title(self, referent: Referent, token: Token) -> None:
        """The word is a title of the referent, whomever it stood for before."""
        self._by_word[token] = referent

    def describe(self, referent: Referent, token: Token) -> None:
        """The noun stands for the referent here."""
        self.mention(referent, token)
        referent.heads.add(self.nouns.lemma(token))
        self._by_word[token] = referent

    def add_role(self, referent: Referent, token: Token, phrase: str) -> None:
        """The noun says what the referent is, in this phrase ("" where only the noun counts)."""
        lemma, lexicon = self.nouns.lemma(token), self.lexicon
        referent.heads.add(lemma)
        self.nouns.roles.add(lemma)
        is_name = referent.person is not None and phrase.endswith(referent.person.words[-1])
        if phrase not in referent.roles and not is_name and is_role(phrase, lexicon):
            referent.roles.append(phrase)
            words = {person_name.plain(word) for word in phrase.split()}
            referent.heads |= words & (lexicon.person_words | lexicon.other_ranks)
        if gender := self.nouns.gender(lemma):
            referent.genders[gender] += TOLD_BY_NOUN
        self._by_word.setdefault(token, referent)

    def join(self, short: Referent, full: Referent) -> None:
        """Two names of one organisation: all mentions go to the name in full."""
        full.mentions += short.mentions
        short.mentions = []
        self._by_word.update({token: full for token, holder in self._by_word.items() if holder is short})

    def settle(self, token: Token, referent: Referent) -> None:
        """The pronoun stands for this referent, whatever its chain says."""
        for other in self.referents:
            other.mentions = [m for m in other.mentions if m.head != token or m.named]
        self.mention(referent, token)
        referent.mentions.sort(key=lambda m: m.start)

    # ------------------------------------------------------------ who a word stands for
    def at(self, token: Token) -> Referent | None:
        """Who the word stands for, by name or description; None for pronouns and other words."""
        found = self.known(token)
        if found is not None and found.kind == "person":
            return found
        return self.named_beside(token) or found

    def known(self, token: Token) -> Referent | None:
        """Who the word itself stands for, without looking at what stands beside it."""
        return self._by_word.get(token)

    def person(self, token: Token) -> Referent | None:
        """The person for whom the word itself stands."""
        found = self.known(token)
        return found if found is not None and found.kind == "person" else None

    def named_beside(self, token: Token) -> Referent | None:
        """The person whose name belongs to the noun: in apposition, at the end of its phrase, or after
        "named"."""
        return self._names_beside.of(token) if token.sentence in self._sentences_with_people else None

    def possessor(self, token: Token) -> Referent | None:
        """Whose it is: the person behind "her" in "her husband", by name or by chain."""
        words, children = self.scene.sentence(token).words, self.scene.sentence(token).children[token.word]
        child = next((c for c in children if words[c].deprel == "nmod:poss"), None)
        if child is None:
            return None
        owner = Token(token.sentence, child)
        if (referent := self.person(owner)) is not None:
            return referent
        gender = self.lexicon.pronoun_gender(words[child].text)
        before = [t for at, t in self.chains.of(owner) if at < words[child].start]
        named = [r for t in reversed(before) if (r := self.person(t)) is not None]
        return next((r for r in named if gender is None or r.gender in (gender, None)), None)

    def described(self, token: Token) -> str:
        """The phrase around a noun as the article has it, with the name of its owner in the place of a
        pronoun: "Ruiz’s campaign" for "her campaign"."""
        words = description(self.scene, token)
        sentence = self.scene.sentence(token)
        pronouns = (sentence.words[c] for c in sentence.children[token.word])
        pronoun = next((w for w in pronouns if w.deprel == "nmod:poss" and w.upos == "PRON"), None)
        if pronoun is None or POSSESSIVE not in self.lexicon.possessive_ends:
            return words
        first, _, rest = words.partition(" ")
        owner = self.possessor(token) if first == pronoun.text else None
        return words if owner is None else f"{owner.name}{POSSESSIVE} {rest}"

    def gender_told(self, token: Token) -> Gender | None:
        """The gender that a description tells, or the pronouns that take it up before anybody else is named
        in its sentence: "the minister rubbed his eyes"."""
        if gender := self.nouns.gender(self.nouns.lemma(token)):
            return gender
        size = len(self.scene.sentence(token).words)
        behind = range(token.word + 1, size)
        end = next((i for i in behind if Token(token.sentence, i) in self._by_word), size)
        pronouns = [
            self.scene.word(other)
            for _, other in self.chains.of(token)
            if other.sentence == token.sentence and token.word < other.word < end
        ]
        genders = {
            gender
            for word in pronouns
            if self.scene.quotation_at(word.start) is None
            and (gender := self.lexicon.pronoun_gender(word.text)) is not None
        }
        return genders.pop() if len(genders) == 1 else None

    @cached_property
    def _names_beside(self) -> NamesBeside:
        return NamesBeside(self.scene, self.lexicon, self.nouns, self.person)

    @cached_property
    def _sentences_with_people(self) -> frozenset[int]:
        """Asked again and again, first when all names are noted."""
        people = [r for r in self.referents if r.kind == "person"]
        return frozenset(m.head.sentence for r in people for m in r.mentions if m.named)


def _is_subject(scene: Scene, token: Token) -> bool:
    """Whether the word heads a subject, or is part of one as a name is ("fire chief | Ola Brandt said")."""
    words, index = scene.sentence(token).words, token.word
    while (
        words[index].deprel.split(":")[0] in ("flat", "appos", "compound") and -1 < words[index].head < index
    ):
        index = words[index].head
    return words[index].deprel.startswith("nsubj")
