"""The cast of an article: everyone in it who could speak, under the fullest name the article gives, with every mention.

Names of one person are brought together by the rules of ``names``; coreference chains only decide between several
people whom a short form fits, since a chain can put two differently named people into one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from attribution import names, naming, roles
from attribution.document import Sentence, Word
from attribution.names import PersonName
from attribution.result import SpeakerKind
from attribution.scene import Scene, Token
from attribution.words import Words

Gender = Literal["male", "female"]
HEADS_A_PHRASE = {"nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl", "obl:agent", "obl:npmod", "obl:unmarked", "nmod", "conj", "root",
                  "appos", "parataxis", "ccomp", "advcl", "dislocated", "vocative", "list"}
"""Relations under which a noun is the head of its own phrase."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody is named or described: its span, its head word, and how it stands there."""

    start: int
    end: int
    head: Token
    named: bool
    subject: bool
    quoted: bool


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody (or something) that could speak. ``roles`` are phrases, ``heads`` the lemmas of the nouns in them."""

    name: str
    kind: SpeakerKind
    person: PersonName | None = None
    plural: bool = False
    place: bool = False
    owner: Referent | None = None
    """The person in "her campaign"."""
    introduced: bool = True
    """False for a description that takes up somebody ("the senator") whom the article does not describe so before."""
    mentions: list[Mention] = field(default_factory=list)
    genders: Counter[Gender] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)

    @property
    def gender(self) -> Gender | None:
        """What most of the evidence says, or None when there is none or it is even."""
        male, female = self.genders["male"], self.genders["female"]
        return None if male == female else "male" if male > female else "female"

    @property
    def role(self) -> str | None:
        """The first role given beside the name, preferring one of several words."""
        return next((role for role in self.roles if " " in role), self.roles[0] if self.roles else None)


class Cast:
    """The referents of a scene in the order they appear, and which of them a word stands for."""

    def __init__(self, scene: Scene, words: Words) -> None:
        self.scene, self.words = scene, words
        self.referents: list[Referent] = []
        self.rivals: dict[Token, list[Referent]] = {}
        """Words of a short name that fits several people, and those people."""
        self._at: dict[Token, Referent] = {}
        self._people()
        self._organisations()
        self._roles()
        self._described()
        self._genders_by_chain()
        self._pronouns_by_chain()
        for referent in self.referents:
            referent.mentions.sort(key=lambda m: m.start)
            for role in referent.roles:
                referent.heads |= {names.plain(word) for word in role.split()} & self.words.person_words

    # ------------------------------------------------------------ named people
    def _people(self) -> None:
        found = naming.people(self.scene, self.words)
        spans = [((n.core, n.end), n.name) for n in found]
        self._title_start = {n.core: n.start for n in found}
        long = [(s, n) for s, n in spans if len(n.words) > 1]
        counts = Counter(n.text for _, n in long)
        distinct = {n.text: n for _, n in long}
        full: list[Referent] = []
        owner: dict[str, Referent] = {}
        for text in sorted(distinct, key=lambda t: (-len(distinct[t].words), -counts[t], t)):
            name = distinct[text]
            known = [(r, form) for r in full if (form := names.relation(name, r.person, self.words)) in ("same", "family", "spelling")]
            known.sort(key=lambda pair: ("same", "family", "spelling").index(pair[1]))
            if known:
                owner[text] = known[0][0]
            else:
                owner[text] = Referent(text, "person", name)
                full.append(owner[text])
        # Long names first: a short form may stand before the full name (in a headline).
        for span, name in long:
            self._mention(owner[name.text], *span, person=name)
        for referent in full:
            referent.mentions.sort(key=lambda m: m.start)
            if gender := self._given_gender(referent):
                referent.genders[gender] += 3
        self._last_bearer: dict[tuple[str, ...], Referent] = {}
        self._single_forms = Counter(name.keys[0] for _, name in spans if len(name.words) == 1)
        singles: dict[str, Referent] = {}
        later: list[tuple[Referent, tuple[int, int], PersonName]] = []
        for span, name in spans:
            if len(name.words) > 1:
                continue
            referent = self._bearer(span, name, full)
            if referent is None:
                referent = self._similar(singles, name)
                if referent is None:
                    referent = singles[name.keys[0]] = Referent(name.text, "person", name)
            later.append((referent, span, name))
        for referent, span, name in later:
            self._mention(referent, *span, person=name)
        self.referents += full + list({id(r): r for r in singles.values()}.values())

    def _similar(self, singles: dict[str, Referent], name: PersonName) -> Referent | None:
        if name.keys[0] in singles:
            return singles[name.keys[0]]
        return next((r for key, r in singles.items() if names.similar(key, name.keys[0])), None)

    def _bearer(self, span: tuple[int, int], name: PersonName, full: list[Referent]) -> Referent | None:
        """Who a single word names: the title must agree; then chain, then who was named last before, then who comes first after."""
        gender = self._title_gender(span, name)
        for form in ("family", "given", "spelling"):
            fitting = [r for r in full if names.relation(name, r.person, self.words) == form]
            if not fitting and form == "given" and (gender or name.titles):
                fitting = [r for r in full if len(r.person.words) > 1 and r.person.keys[0] == name.keys[0]]
            if gender:
                fitting = [r for r in fitting if r.gender in (gender, None) and self._given_gender(r) in (gender, None)]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                for token in self.scene.tokens_between(*span):
                    self.rivals[token] = fitting
                return self._likeliest(span, name, fitting)
        return None

    def _given_gender(self, referent: Referent) -> Gender | None:
        key = referent.person.keys[0]
        male, female = key in self.words.given_male, key in self.words.given_female
        return None if male == female else "male" if male else "female"

    def _likeliest(self, span: tuple[int, int], name: PersonName, fitting: list[Referent]) -> Referent:
        """Among several of one name: the only one in the coreference chain, else the one that the article calls so."""
        chain = self._chain_around(*span)
        gender = self._title_gender(span, name) or self._gender_in(chain, span[0])
        fitting = [r for r in fitting if r.gender in (gender, None)] or fitting if gender else fitting
        named = [r for r in fitting if chain is not None and any(chain == self._chain_around(m.start, m.end) for m in r.mentions)]
        first = min(r.mentions[0].start for r in fitting)
        before = self._last_bearer.get(name.keys)

        def rank(referent: Referent) -> tuple:
            # Whoever is called by a given name is not called by the family name too.
            by_given = self._single_forms[referent.person.keys[0]]
            weight = sum(2 if m.subject else 1 for m in referent.mentions) + 2 * (referent.mentions[0].start == first) + 2 * (referent is before)
            return ([referent] == named, -min(by_given, 3), bool(gender) and referent.gender == gender, weight, -referent.mentions[0].start)
        best = max(fitting, key=rank)
        self._last_bearer[name.keys] = best
        return best

    def _gender_in(self, chain: int | None, start: int) -> Gender | None:
        """What the next pronouns of a chain say, if they agree, else the last ones before."""
        if chain is None:
            return None
        for members in ([t for at, t in self.chain_heads[chain] if at > start], [t for at, t in reversed(self.chain_heads[chain]) if at < start]):
            forms = [self.scene.word(token).text.lower() for token in members]
            genders = [g for form in forms if (g := "male" if form in self.words.pronouns_male else "female" if form in self.words.pronouns_female else None)]
            if genders:
                return genders[0] if len(set(genders[:3])) == 1 else None
        return None

    def _title_gender(self, span: tuple[int, int], name: PersonName) -> Gender | None:
        titles = set(name.titles)
        before = self.scene.article.text[max(0, span[0] - 24) : span[0]].split()
        if before:
            titles.add(names.plain(before[-1]))
        if titles & self.words.titles_male:
            return "male"
        if titles & self.words.titles_female:
            return "female"
        return None

    def _mention(self, referent: Referent, start: int, end: int, person: PersonName | None = None) -> None:
        tokens = self.scene.tokens_between(self._title_start.get(start, start) if person else start, end)
        if not tokens:
            return
        head = _head(self.scene, tokens)
        referent.mentions.append(Mention(start, end, head, True, self._is_subject(head), self.scene.quotation_at(start) is not None))
        for token in tokens:
            self._at.setdefault(token, referent)
        if person is not None and (gender := self._title_gender((start, end), person)):
            referent.genders[gender] += 5

    def _is_subject(self, head: Token) -> bool:
        return self.scene.word(head).deprel.startswith("nsubj")

    # ------------------------------------------------------------ organisations and places
    def _organisations(self) -> None:
        text = self.scene.article.text
        known: dict[str, Referent] = {}
        for name in self.scene.document.names:
            tokens = self.scene.tokens_between(name.start, name.end)
            if name.type not in ("ORG", "PLACE") or not tokens or any(t in self._at for t in tokens):
                continue
            if len(tokens) == 1 and self.scene.word(tokens[0]).lemma.lower() in self.words.parties:
                continue  # "Republicans": people, not an organisation
            shown = text[name.start : name.end].removesuffix("'s").removesuffix("’s").strip()
            if shown.lower().startswith("the "):
                shown = shown[4:]
            key = names.plain(shown)
            if not key:
                continue
            if self.scene.word(_head(self.scene, tokens)).deprel in ("compound", "amod", "flat", "nmod:desc"):
                continue  # part of another phrase: "Senate hearings"
            if key not in known:
                known[key] = Referent(shown, "organisation", place=name.type == "PLACE")
                self.referents.append(known[key])
            self._mention(known[key], name.start, name.end)
        by_initials = {"".join(w[0] for w in r.name.split() if w[0].isupper()).lower(): r for r in known.values() if " " in r.name}
        for key, referent in known.items():
            if referent.name.isupper() and len(key) > 2 and (longer := by_initials.get(key)) and longer is not referent:
                longer.mentions += referent.mentions
                for token, holder in self._at.items():
                    if holder is referent:
                        self._at[token] = longer
                referent.mentions = []

    # ------------------------------------------------------------ roles of the named
    def _roles(self) -> None:
        for referent in [r for r in self.referents if r.kind == "person"]:
            for mention in list(referent.mentions):
                for token, phrase in self._roles_of(mention):
                    self._add_role(referent, token, phrase)

    def _add_role(self, referent: Referent, token: Token, phrase: str) -> None:
        lemma = self.scene.word(token).lemma.lower().rstrip(".")
        referent.heads.add(lemma)
        if phrase and phrase not in referent.roles and not phrase.endswith(referent.person.words[-1]):
            referent.roles.append(phrase)
        self._gender_of_noun(referent, lemma)
        self._at.setdefault(token, referent)

    def _roles_of(self, mention: Mention) -> Iterator[tuple[Token, str]]:
        for token, phrase in roles.beside(self.scene, mention.start, mention.end, mention.head):
            other = self._at.get(token)
            word = names.plain(self.scene.word(token).text)
            if other is not None and other.kind == "person" and self.scene.word(token).upos == "PROPN" and word not in self.words.all_titles:
                continue
            if word in self.words.address:
                continue
            yield token, phrase

    def _gender_of_noun(self, referent: Referent, lemma: str) -> None:
        if lemma in self.words.male_nouns:
            referent.genders["male"] += 4
        if lemma in self.words.female_nouns:
            referent.genders["female"] += 4

    # ------------------------------------------------------------ the described
    def _described(self) -> None:
        """Phrases that describe a speaker without a name: "one senior aide", "protesters", "a report"."""
        by_head: dict[tuple[str, SpeakerKind, bool], Referent] = {}
        for sentence in self.scene.document.sentences:
            for word in sentence.words:
                token = Token(sentence.index, word.index)
                if token in self._at or word.upos not in ("NOUN", "PROPN") or word.deprel not in HEADS_A_PHRASE:
                    continue
                kind = self.kind_of(token)
                if (bearer := self.named_beside(token)) is not None:
                    self._add_role(bearer, token, roles.description(self.scene, token, short=True))
                    continue
                if kind is None:
                    continue
                if (relative := self._relative_of(token)) is not None:
                    self._take_up(relative, token, word.lemma.lower())
                    continue
                if kind == "anonymous" and (known := self._in_chain_with(token)):
                    self._take_up(known, token, word.lemma.lower())
                    continue
                if kind == "anonymous" and not self.is_plural(token) and self._only_says_what(sentence, word):
                    continue
                key = (word.lemma.lower(), kind, self.is_plural(token))
                known = by_head.get(key)
                owner, owned = self.possessor(token), self._is_owned(sentence, word)
                if known is not None and (self.is_definite(token) or owned or self._same_words(known, token)) and (
                        not owned or owner is not None and owner is known.owner or self._same_words(known, token)):
                    referent = known
                else:
                    referent = by_head[key] = Referent(roles.description(self.scene, token), kind, plural=self.is_plural(token),
                                                       introduced=not self.is_definite(token), owner=owner)
                    referent.heads.add(word.lemma.lower())
                    self._gender_of_noun(referent, word.lemma.lower())
                    self.referents.append(referent)
                quoted = self.scene.quotation_at(word.start) is not None
                referent.mentions.append(Mention(word.start, word.end, token, False, self._is_subject(token), quoted))
                self._at[token] = referent

    def _take_up(self, referent: Referent, token: Token, lemma: str) -> None:
        word = self.scene.word(token)
        quoted = self.scene.quotation_at(word.start) is not None
        referent.mentions.append(Mention(word.start, word.end, token, False, self._is_subject(token), quoted))
        referent.heads.add(lemma)
        self._at[token] = referent

    def _is_owned(self, sentence: Sentence, word: Word) -> bool:
        return any(sentence.words[c].deprel == "nmod:poss" for c in sentence.children[word.index])

    def possessor(self, token: Token) -> Referent | None:
        """Whose it is: the person behind "her" in "her husband", by name or by chain."""
        sentence = self.scene.sentence(token)
        for child in sentence.children[token.word]:
            if sentence.words[child].deprel != "nmod:poss":
                continue
            owner = Token(token.sentence, child)
            if (referent := self._at.get(owner)) is not None and referent.kind == "person":
                return referent
            start = sentence.words[child].start
            named = [r for at, other in self.chain_of(owner) if at < start and (r := self._at.get(other)) and r.kind == "person"]
            gender = self._pronoun_gender(sentence.words[child].text.lower())
            return next((r for r in reversed(named) if gender is None or r.gender in (gender, None)), None)
        return None

    def _relative_of(self, token: Token) -> Referent | None:
        """"Her husband": the one person of her family name and of the gender that the noun asks for."""
        lemma = self.scene.word(token).lemma.lower()
        if lemma not in self.words.kin_nouns or self.is_plural(token) or (owner := self.possessor(token)) is None or len(owner.person.words) < 2:
            return None
        gender = "male" if lemma in self.words.male_nouns else "female" if lemma in self.words.female_nouns else None
        found = [r for r in self.referents if r.kind == "person" and r is not owner and len(r.person.words) > 1 and r.person.keys[-1] == owner.person.keys[-1]]
        found = [r for r in found if gender is None or r.gender == gender]
        return found[0] if len(found) == 1 else None

    def _in_chain_with(self, token: Token) -> Referent | None:
        """The one person whom a chain names before a description that takes somebody up ("the senator")."""
        if not self.is_definite(token) or self.is_plural(token):
            return None
        people = {id(r): r for _, other in self.chain_of(token) if (r := self._at.get(other)) and r.kind == "person"}
        if len(people) != 1:
            return None
        (referent,) = people.values()
        lemma = self.scene.word(token).lemma.lower()
        gender = "male" if lemma in self.words.male_nouns else "female" if lemma in self.words.female_nouns else None
        return referent if gender in (None, referent.gender) or referent.gender is None else None

    def _only_says_what(self, sentence: Sentence, word: Word) -> bool:
        """"She was a senator", "as president": a role, nobody new."""
        children = [sentence.words[c] for c in sentence.children[word.index]]
        if any(c.deprel == "cop" for c in children):
            return True
        bare = not any(c.deprel in ("det", "nummod", "nmod:poss") for c in children)
        return bare and not word.deprel.startswith("nsubj")

    def _same_words(self, referent: Referent, token: Token) -> bool:
        return referent.name.lower() == roles.description(self.scene, token).lower()

    def kind_of(self, token: Token) -> SpeakerKind | None:
        """What kind of speaker a noun describes; None when nothing says that it could speak."""
        word = self.scene.word(token)
        lemma, w = word.lemma.lower(), self.words
        if lemma in w.document_nouns and lemma not in w.person_nouns:
            return "document"
        if lemma in w.organisation_nouns:
            return "organisation"
        if lemma in w.group_nouns:
            return "group"
        if lemma in w.unnamed_nouns:
            return "anonymous"
        if lemma in self._person_words:
            return "group" if self.is_plural(token) else "anonymous"
        if self.is_plural(token) and (word.ner == "NORP" or lemma in w.parties or word.upos == "NOUN" and word.deprel == "nsubj"):
            return "group"
        return None

    @cached_property
    def _person_words(self) -> frozenset[str]:
        return self.words.person_words | frozenset(head for r in self.referents if r.kind == "person" for head in r.heads)

    def is_plural(self, token: Token) -> bool:
        return "Number=Plur" in self.scene.word(token).feats

    def is_definite(self, token: Token) -> bool:
        """Whether the noun has "the", "this", "his" … before it: it takes up somebody known."""
        sentence = self.scene.sentence(token)
        return any(sentence.words[c].text.lower() in self.words.definite for c in sentence.children[token.word])

    def is_indefinite(self, token: Token) -> bool:
        sentence = self.scene.sentence(token)
        return any(sentence.words[c].text.lower() in self.words.indefinite or sentence.words[c].deprel == "nummod" for c in sentence.children[token.word])

    # ------------------------------------------------------------ look-up
    @cached_property
    def _sentences_with_people(self) -> frozenset[int]:
        return frozenset(m.head.sentence for r in self.referents if r.kind == "person" for m in r.mentions if m.named)

    def named_beside(self, token: Token) -> Referent | None:
        """The person whose name belongs to the noun: in apposition, at the end of its phrase, or after "named"."""
        if token.sentence not in self._sentences_with_people:
            return None
        sentence = self.scene.sentence(token)
        for child in sentence.children[token.word]:
            word = sentence.words[child]
            if child < token.word:
                continue
            if word.deprel.split(":")[0] == "acl" and word.lemma.lower() in self.words.naming_verbs:
                for below in sentence.subtree(child):
                    if below > child and (referent := self._person_at(token.sentence, below)) is not None:
                        return referent
            referent = self._person_at(token.sentence, child)
            if referent is not None and (word.deprel == "appos" or word.deprel.split(":")[0] in ("flat", "compound", "nmod") and not any(
                    sentence.words[c].deprel == "case" for c in sentence.children[child])):
                return referent
        return self._named_at_end(token)

    def _named_at_end(self, token: Token) -> Referent | None:
        """The parser may hang a name anywhere; it still stands right behind the words for its bearer, or behind them and a comma."""
        sentence = self.scene.sentence(token)
        last = roles.extent(sentence, token.word)[1]
        end = last
        while end + 1 < len(sentence.words) and self._leads_to_name(sentence, token.word, end):
            end += 1
        if end > token.word and (referent := self._person_at(token.sentence, end)) is not None:
            core = next((m.start for m in referent.mentions if m.start <= sentence.words[end].start < m.end), None)
            before = next((w for w in reversed(sentence.words) if core is not None and w.end <= core), None)
            if before is not None and before.index >= token.word and before.upos in ("NOUN", "PROPN", "ADJ"):
                return referent
        after = last + 1
        if after + 1 < len(sentence.words) and sentence.words[after].text == "," and not self.is_plural(token):
            referent = self._person_at(token.sentence, after + 1)
            end = after + 1
            while end + 1 < len(sentence.words) and self._person_at(token.sentence, end + 1) is referent:
                end += 1
            if referent is not None and len(referent.person.words) > 1 and (end + 1 == len(sentence.words) or sentence.words[end + 1].upos == "PUNCT") and end > after + 1:
                return referent
        return None

    def _leads_to_name(self, sentence: Sentence, head: int, index: int) -> bool:
        """Whether nothing but words that describe stands between the noun and a name that follows: "Rear Admiral Guan"."""
        if self._person_at(sentence.index, index) is not None:
            return False
        return all(w.upos in ("NOUN", "PROPN", "ADJ") for w in sentence.words[head : index + 1]) and self.words.describes(
            names.plain(sentence.words[index].text)) and sentence.words[index + 1].upos == "PROPN"

    def _person_at(self, sentence: int, word: int) -> Referent | None:
        referent = self._at.get(Token(sentence, word))
        if referent is None or referent.kind != "person" or self.scene.document.sentences[sentence].words[word].upos in ("NOUN", "PUNCT"):
            return None
        return referent

    def at(self, token: Token) -> Referent | None:
        """Who the word stands for, by name or description; None for pronouns and other words."""
        found = self._at.get(token)
        if found is not None and found.kind == "person":
            return found
        return self.named_beside(token) or found

    def _chain_around(self, start: int, end: int) -> int | None:
        """The chain whose mention has its head in the span, or ends with it."""
        for token in self.scene.tokens_between(start, end):
            if token in self._chain_by_head:
                return self._chain_by_head[token]
        return self._chain_by_end.get(end)

    @cached_property
    def _chain_by_end(self) -> dict[int, int]:
        """A title before the name belongs to the mention in the chain, so ends are compared."""
        return {m.end: i for i, chain in enumerate(self.scene.document.chains) for m in chain}

    @cached_property
    def _chain_by_head(self) -> dict[Token, int]:
        return {token: i for i, members in enumerate(self.chain_heads) for _, token in members}

    @cached_property
    def chain_heads(self) -> list[list[tuple[int, Token]]]:
        """For each chain the offset and head word of its mentions."""
        found = []
        for chain in self.scene.document.chains:
            members = []
            for mention in chain:
                tokens = self.scene.tokens_between(mention.start, mention.end)
                if tokens:
                    members.append((mention.start, _head(self.scene, tokens)))
            found.append(members)
        return found

    def chain_of(self, token: Token) -> list[tuple[int, Token]]:
        """The chain that the word heads a mention of: offsets and head words; empty when there is none."""
        index = self._chain_by_head.get(token)
        return self.chain_heads[index] if index is not None else []

    def _genders_by_chain(self) -> None:
        """Pronouns of a chain in which only one person is named tell that person's gender."""
        votes: dict[int, Counter[Gender]] = defaultdict(Counter)
        by_id = {id(r): r for r in self.referents}
        for members in self.chain_heads:
            people = {id(r): r for _, token in members if (r := self.at(token)) and r.kind in ("person", "anonymous")}
            if len(people) != 1:
                continue
            (key,) = people
            for _, token in members:
                word = self.scene.word(token)
                if (gender := self._pronoun_gender(word.text.lower())) is not None:
                    votes[key][gender] += 4 if "Case=Nom" in word.feats else 1  # "his" is put into the wrong chain most often
        for key, counter in votes.items():
            referent = by_id[key]
            if not referent.genders:
                referent.genders.update(counter)

    def _pronouns_by_chain(self) -> None:
        """A pronoun is a mention of whoever the chain names last before it."""
        for members in self.chain_heads:
            last: Referent | None = None
            for at, token in members:
                word = self.scene.word(token)
                if (referent := self.at(token)) is not None:
                    last = referent
                elif last is not None and word.upos == "PRON" and (gender := self._pronoun_gender(word.text.lower())) is not None:
                    if last.kind in ("person", "anonymous") and last.gender in (gender, None):
                        last.mentions.append(Mention(at, word.end, token, False, self._is_subject(token), self.scene.quotation_at(at) is not None))

    def settle(self, token: Token, referent: Referent) -> None:
        """A pronoun of the article stands for this one, whatever the chain says."""
        for other in self.referents:
            other.mentions = [m for m in other.mentions if m.head != token or m.named]
        word = self.scene.word(token)
        quoted = self.scene.quotation_at(word.start) is not None
        referent.mentions.append(Mention(word.start, word.end, token, False, self._is_subject(token), quoted))
        referent.mentions.sort(key=lambda m: m.start)

    def _pronoun_gender(self, form: str) -> Gender | None:
        return "male" if form in self.words.pronouns_male else "female" if form in self.words.pronouns_female else None


def _head(scene: Scene, tokens: list[Token]) -> Token:
    """The word of a stretch whose head lies outside it."""
    inside = {(t.sentence, t.word) for t in tokens}
    for token in tokens:
        word = scene.word(token)
        if word.upos != "PUNCT" and (token.sentence, word.head) not in inside:
            return token
    return tokens[0]
