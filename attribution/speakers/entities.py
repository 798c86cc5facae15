"""The cast of an article: everyone in it who could speak, under the fullest name the article gives, with every mention.

Names of one person are brought together by rules; a coreference chain only decides where the rules leave a choice, since
it can put two differently named people into one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from attribution.article import Span
from attribution.document import Sentence
from attribution.find.quotations import Quotation
from attribution.find.scene import Scene, Token
from attribution.names import person_name
from attribution.names.lexicon import Gender, Lexicon
from attribution.speakers import descriptions, name_spans, roles
from attribution.speakers.coreference import Chains, head
from attribution.speakers.name_clusters import Bearers
from attribution.speakers.nouns import Nouns
from attribution.speakers.referent import Mention, Referent


class Cast:
    """The referents of a scene, and which of them a word stands for."""

    def __init__(self, scene: Scene, words: Lexicon) -> None:
        self.scene, self.words = scene, words
        self.chains, self.nouns = Chains(scene), Nouns(scene, words)
        self.referents: list[Referent] = []
        self.rivals: dict[Token, list[Referent]] = {}
        """Words of a short name that fits several people, and those people."""
        self._at: dict[Token, Referent] = {}
        self._people()
        self._organisations()
        self._roles()
        descriptions.add(self)
        self._genders_by_chain()
        self._pronouns_by_chain()
        for referent in self.referents:
            referent.mentions.sort(key=lambda m: m.start)

    # ------------------------------------------------------------ who is named
    def _people(self) -> None:
        named = name_spans.find(self.scene, self.words, self.chains)
        places, self._firms = named.people, named.organisations
        bearers = Bearers(self.scene, self.words, self.chains, places)
        self.referents += bearers.people
        for number, (place, referent) in enumerate(zip(places, bearers.of, strict=True)):
            tokens = self.scene.tokens_between(place.start, place.end)
            self._name(referent, place.core, place.end, tokens)
            self._titles(referent, place.start)
            if number in bearers.rivals:
                self.rivals |= dict.fromkeys(tokens, bearers.rivals[number])

    def _titles(self, referent: Referent, start: int) -> None:
        """Titles right before a name belong to it: the tagger may leave them out, and a sentence be cut
        behind their dot."""
        first = next(iter(self.scene.tokens_between(start, start + 1)), None)
        while first is not None and (before := self._before(first)) is not None:
            word = self.scene.word(before)
            cut = before.sentence != first.sentence
            if (
                not word.text[:1].isupper()
                or person_name.plain(word.text) not in self.words.before_names
                or before in self._at
            ):
                return
            if cut and word.text.find(".") != len(word.text) - 1:
                return  # "in the U.S. | Ruiz said"
            self._at[before] = referent
            if cut:
                self.mention(referent, before)
                self.add_role(
                    referent,
                    before,
                    word.text if person_name.plain(word.text) not in self.words.address else "",
                )
            first = before

    def _before(self, token: Token) -> Token | None:
        """The word before, in the same paragraph."""
        if token.word:
            return Token(token.sentence, token.word - 1)
        if not token.sentence:
            return None
        last = Token(token.sentence - 1, len(self.scene.document.sentences[token.sentence - 1].words) - 1)
        here, there = (self.scene.paragraph(self.scene.word(t).start) for t in (token, last))
        return last if here == there else None

    def _name(self, referent: Referent, start: int, end: int, tokens: list[Token]) -> None:
        if tokens:
            self.mention(referent, head(self.scene, tokens), start, end, named=True)
            for token in tokens:
                self._at.setdefault(token, referent)

    def mention(
        self,
        referent: Referent,
        token: Token,
        start: int | None = None,
        end: int | None = None,
        *,
        named: bool = False,
    ) -> None:
        """Note one more place where somebody is mentioned, with its head word."""
        word = self.scene.word(token)
        start, end = word.start if start is None else start, word.end if end is None else end
        quoted = self.scene.quotation_at(start) is not None
        referent.mentions.append(Mention(start, end, token, named, self._is_subject(token), quoted))

    def _is_subject(self, token: Token) -> bool:
        """Whether the word heads a subject, or is part of one as a name is ("fire chief | Ola Brandt said")."""
        words, index = self.scene.sentence(token).words, token.word
        while (
            words[index].deprel.split(":")[0] in ("flat", "appos", "compound")
            and words[index].head > -1
            and words[index].head < index
        ):
            index = words[index].head
        return words[index].deprel.startswith("nsubj")

    def _organisations(self) -> None:
        """Organisations, and places as they speak ("Norway said"), each under the name in full where initials
        or its first word stand for it."""
        text = self.scene.article.text
        known: dict[str, Referent] = {}
        tagged = [
            (Span(n.start, n.end), n.type) for n in self.scene.document.names if n.type in ("ORG", "PLACE")
        ]
        # Of the same words, "ORG" comes before "PLACE": a firm that the tagger takes for a place is none.
        for place, kind in sorted(
            [*tagged, *((f, "ORG") for f in self._firms)], key=lambda p: (p[0].start, -p[0].end, p[1])
        ):
            tokens = self.scene.tokens_between(place.start, place.end)
            if not tokens or any(t in self._at for t in tokens):
                continue
            if len(tokens) == 1 and self.nouns.lemma(tokens[0]) in self.words.parties:
                continue  # "Republicans": people, not an organisation
            if self._in_brackets_after_person(tokens[0]):
                continue  # "Ana Ruiz (D-Ohio)"
            if self.scene.word(head(self.scene, tokens)).deprel in ("compound", "amod", "flat", "nmod:desc"):
                continue  # part of another phrase: "Senate hearings"
            shown = place.of(text).removesuffix("'s").removesuffix("’s").strip()
            first, _, rest = shown.partition(" ")
            shown = rest if rest and first.lower() in self.words.definite else shown
            if not (key := person_name.plain(shown)):
                continue
            if key not in known:
                known[key] = Referent(shown, "organisation", place=kind == "PLACE")
                self.referents.append(known[key])
            self._name(known[key], place.start, place.end, tokens)
        by_initials = {
            "".join(w[0] for w in r.name.split() if w[0].isupper()).lower(): r
            for r in known.values()
            if " " in r.name
        }
        for key, referent in known.items():
            if (
                referent.name.isupper()
                and len(key) > 2
                and (longer := by_initials.get(key))
                and longer is not referent
            ):
                self._join(referent, longer)
            elif " " not in referent.name and not referent.place and key not in self.words.organisation_nouns:
                longer = [
                    r
                    for r in known.values()
                    if not r.place and person_name.plain(r.name.split()[0]) == key and r is not referent
                ]
                if len(longer) == 1:
                    self._join(referent, longer[0])

    def _in_brackets_after_person(self, token: Token) -> bool:
        words = self.scene.sentence(token).words
        opened = next((i for i in range(token.word - 1, 0, -1) if words[i].text == "("), None)
        if opened is None or not self.scene.in_brackets(token):
            return False
        referent = self._at.get(Token(token.sentence, opened - 1))
        return referent is not None and referent.kind == "person"

    def _join(self, short: Referent, full: Referent) -> None:
        """Two names of one organisation: all mentions go to the name in full."""
        full.mentions += short.mentions
        short.mentions = []
        self._at.update({token: full for token, holder in self._at.items() if holder is short})

    # ------------------------------------------------------------ what they are
    def _roles(self) -> None:
        for referent in [r for r in self.referents if r.kind == "person"]:
            for mention in list(referent.mentions):
                heading = name_spans.is_heading(self.scene, self.scene.sentence(mention.head))
                for token, phrase in roles.beside(
                    self.scene, mention.start, mention.end, mention.head, self.words.person_words
                ):
                    if heading and self.scene.word(token).start > mention.start:
                        continue  # "Drawn as Lee, Cruz Wage Delegate Warfare": a heading has no grammar to trust
                    word = person_name.plain(self.scene.word(token).text)
                    other = self._at.get(token)
                    is_name = (
                        other is not None
                        and other.kind == "person"
                        and self.scene.word(token).upos == "PROPN"
                        and word not in self.words.before_names
                    )
                    if not is_name and word not in self.words.address:
                        self.add_role(referent, token, phrase)

    def add_role(self, referent: Referent, token: Token, phrase: str) -> None:
        """The noun says what somebody is, in this phrase ("" where only the noun counts)."""
        lemma = self.nouns.lemma(token)
        referent.heads.add(lemma)
        self.nouns.roles.add(lemma)
        if phrase and phrase not in referent.roles and not phrase.endswith(referent.person.words[-1]):
            referent.roles.append(phrase)
            referent.heads |= {person_name.plain(word) for word in phrase.split()} & (
                self.words.person_words | self.words.other_ranks
            )
        if gender := self.nouns.gender(lemma):
            referent.genders[gender] += 4
        self._at.setdefault(token, referent)

    def describe(self, referent: Referent, token: Token) -> None:
        """The noun stands for somebody here."""
        self.mention(referent, token)
        referent.heads.add(self.nouns.lemma(token))
        self._at[token] = referent

    # ------------------------------------------------------------ what chains add
    def _genders_by_chain(self) -> None:
        """Pronouns of a chain in which only one person is named tell that person's gender."""
        votes: dict[Referent, Counter[Gender]] = {}
        for members in self.chains.members:
            people = {
                r for _, token in members if (r := self.at(token)) and r.kind in ("person", "anonymous")
            }
            if len(people) != 1:
                continue
            counter = votes.setdefault(people.pop(), Counter())
            voices = {self.scene.quotation_at(at) for at, token in members if self.at(token)}
            for at, token in members:
                word = self.scene.word(token)
                if self.scene.quotation_at(at) not in voices or self._beside_its_subject(token, members):
                    continue
                if gender := self.words.pronoun_gender(word.text):
                    counter[gender] += (
                        4 if "Case=Nom" in word.feats else 1
                    )  # "his" is put into the wrong chain most often
        for referent, counter in votes.items():
            if not referent.genders:
                referent.genders.update(counter)

    def _beside_its_subject(self, token: Token, members: Sequence[tuple[int, Token]]) -> bool:
        """Whether the subject of the verb that a pronoun is the object of is in the same chain, as it cannot
        be: "The mayor sees him"."""
        sentence = self.scene.sentence(token)
        word = sentence.words[token.word]
        if word.deprel not in ("obj", "iobj", "obl") or "Reflex=Yes" in word.feats:
            return False
        subjects = {c for c in sentence.children[word.head] if sentence.words[c].deprel.startswith("nsubj")}
        return any(other.sentence == token.sentence and other.word in subjects for _, other in members)

    def _pronouns_by_chain(self) -> None:
        """A pronoun is a mention of whoever the chain names last before it, but not of somebody described in
        another's words."""
        for members in self.chains.members:
            last: Referent | None = None
            said: Quotation | None = None
            for at, token in members:
                word = self.scene.word(token)
                if (referent := self.at(token)) is not None:
                    last, said = referent, self.scene.quotation_at(at)
                elif (
                    last is not None
                    and last.person is None
                    and said is not None
                    and said is not self.scene.quotation_at(at)
                ):
                    continue
                elif (
                    last is not None
                    and last.kind in ("person", "anonymous")
                    and word.upos == "PRON"
                    and "Poss=Yes" not in word.feats
                    and (gender := self.words.pronoun_gender(word.text))
                ):
                    if last.gender in (gender, None):
                        self.mention(last, token)

    def gender_told(self, token: Token) -> Gender | None:
        """The gender that a description tells, or the pronouns that take it up before anybody else is named
        in its sentence: "the minister rubbed his eyes"."""
        last = next(
            (
                i
                for i in range(token.word + 1, len(self.scene.sentence(token).words))
                if Token(token.sentence, i) in self._at
            ),
            1 << 30,
        )
        behind = [
            self.scene.word(other)
            for _, other in self.chains.of(token)
            if other.sentence == token.sentence and token.word < other.word < last
        ]
        genders = {
            self.words.pronoun_gender(word.text)
            for word in behind
            if self.scene.quotation_at(word.start) is None
        } - {None}
        return self.nouns.gender(self.nouns.lemma(token)) or (genders.pop() if len(genders) == 1 else None)

    def settle(self, token: Token, referent: Referent) -> None:
        """A pronoun of the article stands for this one, whatever the chain says."""
        for other in self.referents:
            other.mentions = [m for m in other.mentions if m.head != token or m.named]
        self.mention(referent, token)
        referent.mentions.sort(key=lambda m: m.start)

    # ------------------------------------------------------------ who a word stands for
    def at(self, token: Token) -> Referent | None:
        """Who the word stands for, by name or description; None for pronouns and other words."""
        found = self._at.get(token)
        if found is not None and found.kind == "person":
            return found
        return self.named_beside(token) or found

    def known(self, token: Token) -> Referent | None:
        """Who the word itself stands for, without looking at what stands beside it."""
        return self._at.get(token)

    def possessor(self, token: Token) -> Referent | None:
        """Whose it is: the person behind "her" in "her husband", by name or by chain."""
        sentence = self.scene.sentence(token)
        child = next(
            (c for c in sentence.children[token.word] if sentence.words[c].deprel == "nmod:poss"), None
        )
        if child is None:
            return None
        owner = Token(token.sentence, child)
        if (referent := self._at.get(owner)) is not None and referent.kind == "person":
            return referent
        gender = self.words.pronoun_gender(sentence.words[child].text)
        named = [
            r
            for at, other in self.chains.of(owner)
            if at < sentence.words[child].start and (r := self._at.get(other)) and r.kind == "person"
        ]
        return next((r for r in reversed(named) if gender is None or r.gender in (gender, None)), None)

    def named_beside(self, token: Token, *, beside_another: bool = False) -> Referent | None:
        """The person whose name belongs to the noun: in apposition, at the end of its phrase, or after
        "named"."""
        if token.sentence not in self._sentences_with_people:
            return None
        sentence = self.scene.sentence(token)
        for child in sentence.children[token.word]:
            relation = sentence.words[child].deprel.split(":")[0]
            if child < token.word:
                continue
            if relation == "acl" and sentence.words[child].lemma.lower() in self.words.naming_verbs:
                for below in sentence.subtree(child):
                    if below > child and (referent := self._person_at(sentence, below)):
                        return referent
            if (
                relation == "appos"
                or relation in ("flat", "compound", "nmod")
                and not any(sentence.words[c].deprel == "case" for c in sentence.children[child])
            ):
                if referent := self._person_at(sentence, child):
                    return referent
                noun = Token(token.sentence, child)
                if (
                    relation == "appos"
                    and sentence.words[child].upos == "NOUN"
                    and not beside_another
                    and (referent := self.named_beside(noun, beside_another=True))
                ):
                    return referent  # "The buyer, percussionist Ana Ruiz, said"
        return self._named_behind(sentence, token.word)

    def _named_behind(self, sentence: Sentence, noun: int) -> Referent | None:
        """The parser may hang a name anywhere; it still stands right behind the words for its bearer, or
        behind them and a comma."""
        words = sentence.words
        last = end = roles.extent(sentence, noun)[1]
        if (
            last + 1 < len(words)
            and words[last + 1].deprel == words[noun].deprel == "nsubj"
            and words[last + 1].head == words[noun].head
        ):
            if referent := self._person_at(sentence, last + 1):
                return referent  # two subjects side by side are one: "Dad-of-three" | "Tom Lee said"
        while end + 1 < len(words) and self._leads_to_name(sentence, noun, end):
            end += 1
        if end > noun and (referent := self._person_at(sentence, end)):
            core = next((m.start for m in referent.mentions if m.start <= words[end].start < m.end), None)
            before = next((w for w in reversed(words) if core is not None and w.end <= core), None)
            if before is not None and before.index >= noun and before.upos in ("NOUN", "PROPN", "ADJ"):
                return referent
        if (
            last + 2 < len(words)
            and words[last + 1].text == ","
            and not self.nouns.plural(Token(sentence.index, noun))
        ):
            referent = self._person_at(sentence, last + 2)
            end = last + 2
            while end + 1 < len(words) and self._person_at(sentence, end + 1) is referent:
                end += 1
            if (
                referent is not None
                and referent.family
                and end > last + 2
                and (end + 1 == len(words) or words[end + 1].upos == "PUNCT")
            ):
                return referent
        return None

    def _leads_to_name(self, sentence: Sentence, noun: int, index: int) -> bool:
        """Whether nothing but words that describe stands between the noun and a name that follows: "Rear
        Admiral Guan"."""
        if self._person_at(sentence, index) is not None or sentence.words[index + 1].upos != "PROPN":
            return False
        between = sentence.words[noun : index + 1]
        return all(w.upos in ("NOUN", "PROPN", "ADJ") for w in between) and self.words.describes(
            person_name.plain(sentence.words[index].text)
        )

    def _person_at(self, sentence: Sentence, index: int) -> Referent | None:
        referent = self._at.get(Token(sentence.index, index))
        return (
            referent
            if referent and referent.kind == "person" and sentence.words[index].upos not in ("NOUN", "PUNCT")
            else None
        )

    @cached_property
    def _sentences_with_people(self) -> frozenset[int]:
        return frozenset(
            m.head.sentence for r in self.referents if r.kind == "person" for m in r.mentions if m.named
        )
