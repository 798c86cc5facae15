"""The name that stands beside a noun: "her lawyer, Ana Ruiz", "Rear Admiral Guan", "a man named Tom Lee"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from attribution.document import Sentence
from attribution.find.scene import Scene, Token
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.speakers import noun_phrase
from attribution.speakers.nouns import Nouns
from attribution.speakers.referent import Referent


@dataclass(frozen=True, slots=True)
class NamesBeside:
    """The names of a scene as neighbours of its nouns. ``person`` says which person a word names."""

    scene: Scene
    lexicon: Lexicon
    nouns: Nouns
    person: Callable[[Token], Referent | None]

    def of(self, token: Token, *, in_apposition: bool = False) -> Referent | None:
        """The person whose name belongs to the noun: in apposition, at the end of its phrase, or after
        "named". ``in_apposition`` is true of a noun that itself stands beside another."""
        found = self._around(token, in_apposition)
        labels = self.scene.label_tokens
        if found is None or token not in labels:
            return found
        named = (m.head for m in found.mentions if m.head.sentence == token.sentence)
        if not any(head in labels for head in named):
            return None  # "The Chair: Ms Ruiz." calls upon her
        return found

    def _around(self, token: Token, in_apposition: bool) -> Referent | None:
        sentence = self.scene.sentence(token)
        if self.nouns.kind(token) == "document":
            return None  # whoever is named in it is not the paper
        for child in sentence.children[token.word]:
            if child > token.word and (found := self._below(sentence, child, in_apposition)) is not None:
                return found
        last = noun_phrase.extent(sentence, token.word)[1]
        return (
            self._second_subject(sentence, token.word, last + 1)
            or self._end_of_phrase(sentence, token.word, last)
            or self._behind_comma(sentence, token.word, last + 1)
            or self._of_second_trade(sentence, token.word)
            or self._before_comma(sentence, token.word)
        )

    def _below(self, sentence: Sentence, child: int, in_apposition: bool) -> Referent | None:
        """Whom a word names that the parser hung on the noun, or what hangs on that word in turn."""
        word = sentence.words[child]
        relation = word.deprel.split(":")[0]
        if relation == "acl" and word.lemma.lower() in self.lexicon.naming_verbs:
            if "VerbForm=Ger" in word.feats or "Tense=Pres" in word.feats:
                return None  # "a man calling himself Tom Lee"
            below = (sentence.words[i] for i in sentence.children[child])
            if any(w.deprel == "nsubj" and w.text.lower() in self.lexicon.pronouns_relative for w in below):
                return None  # "a neighbour who identified him as Tom Lee"
            named = (self._at(sentence, i) for i in sentence.subtree(child) if i > child)
            return next((referent for referent in named if referent is not None), None)
        bare = not any(sentence.words[c].deprel == "case" for c in sentence.children[child])
        if relation != "appos" and not (relation in ("flat", "compound", "nmod") and bare):
            return None
        between = sentence.words[word.head + 1 : child]
        if relation == "nmod" and (
            any(w.upos == "VERB" for w in between)  # "a lawyer representing Judge Ruiz"
            or (between and between[-1].upos == "ADP")  # "a colleague of | Professor | Ruiz"
            or self._is_title_of_another(sentence, word.head, child - 1)
        ):
            return None
        if referent := self._at(sentence, child):
            return referent
        if relation == "appos" and word.upos == "NOUN" and not in_apposition:
            # "The buyer, percussionist Ana Ruiz, said"
            return self.of(Token(sentence.index, child), in_apposition=True)
        return None

    # The parser may hang a name anywhere; it still stands right behind the words for its bearer.

    def _second_subject(self, sentence: Sentence, noun: int, behind: int) -> Referent | None:
        """Two subjects of one verb side by side are one: "Dad-of-three" | "Tom Lee said"."""
        words = sentence.words
        if behind >= len(words) or words[behind].head != words[noun].head:
            return None
        twins = words[behind].deprel == words[noun].deprel == "nsubj"
        return self._at(sentence, behind) if twins else None

    def _end_of_phrase(self, sentence: Sentence, noun: int, end: int) -> Referent | None:
        """Whom the end of the noun's phrase names, where only words that describe stand between: "Rear
        Admiral Guan"."""
        words = sentence.words
        while end + 1 < len(words) and self._leads_to_name(sentence, noun, end):
            end += 1
        referent = self._at(sentence, end) if end > noun else None
        if referent is None:
            return None
        core = next((m.start for m in referent.mentions if m.start <= words[end].start < m.end), None)
        before = next((w for w in reversed(words) if core is not None and w.end <= core), None)
        if before is None or before.index < noun or before.upos not in ("NOUN", "PROPN", "ADJ"):
            return None
        return None if self._is_title_of_another(sentence, noun, before.index) else referent

    def _is_title_of_another(self, sentence: Sentence, noun: int, title: int) -> bool:
        """Whether the word before a name is the title of its bearer, where a preposition or a verb stands
        behind the noun: "a spokesman for Mayor Ruiz", "a lawyer representing Judge Ruiz"."""
        word = person_name.plain(sentence.words[title].text)
        titled = word in self.lexicon.before_names | self.lexicon.person_words
        titled = titled or sentence.words[title].deprel == "nmod:desc"
        titled = titled and word not in self.lexicon.organisation_nouns  # "Secretary of State"
        between = sentence.words[noun + 1 : title]
        return titled and title > noun and any(w.upos in ("ADP", "VERB") for w in between)

    def _behind_comma(self, sentence: Sentence, noun: int, comma: int) -> Referent | None:
        """Whom a full name set between commas right behind the noun's phrase names."""
        words = sentence.words
        if comma + 1 >= len(words) or words[comma].text != ",":
            return None
        if self.nouns.plural(Token(sentence.index, noun)):
            return None
        referent, end = self._at(sentence, comma + 1), comma + 1
        if referent is None or not referent.family:
            return None
        while end + 1 < len(words) and self._at(sentence, end + 1) is referent:
            end += 1
        set_off = end + 1 == len(words) or words[end + 1].upos == "PUNCT"
        return referent if end > comma + 1 and set_off else None

    def _of_second_trade(self, sentence: Sentence, noun: int) -> Referent | None:
        """Whom the second of two bare nouns joined by "and" names: "Retired judge and port historian | Ana
        Ruiz said"."""
        for child in sentence.children[noun]:
            token = Token(sentence.index, child)
            if (
                sentence.words[child].deprel == "conj"
                and sentence.words[child].upos == "NOUN"
                and not self.nouns.plural(token)
                and not self.nouns.definite(token)
                and not self.nouns.indefinite(token)
            ):
                return self._end_of_phrase(sentence, child, noun_phrase.extent(sentence, child)[1])
        return None

    def _before_comma(self, sentence: Sentence, noun: int) -> Referent | None:
        """Whom a name in front of the noun's phrase names, where commas set the phrase apart: "Gov. Jack Hale
        of Norvane, a Democrat, told"; another such phrase may stand between."""
        words = sentence.words
        first, last = noun_phrase.extent(sentence, noun)
        comma = first - 1
        if comma < 1 or words[comma].text != "," or self.nouns.plural(Token(sentence.index, noun)):
            return None
        if last + 1 >= len(words) or words[last + 1].text not in (",", "—", "–"):
            return None
        return self._ends_before(sentence, comma, phrases=2)

    def _ends_before(self, sentence: Sentence, comma: int, phrases: int) -> Referent | None:
        """Whom the words before a comma name as the subject of the sentence, with no verb between."""
        words = sentence.words
        for index in range(comma - 1, -1, -1):
            word = words[index]
            if word.upos in ("VERB", "AUX", "PRON", "SCONJ", "CCONJ") or word.text in (";", ":", "“", '"'):
                return None
            if word.text == ",":
                phrases -= 1
                if not phrases:
                    return None
            referent = self._at(sentence, index)
            if referent is not None and referent.family:
                heads = [m for m in referent.mentions if m.start <= word.start < m.end]
                return referent if any(m.subject for m in heads) else None
        return None

    def _leads_to_name(self, sentence: Sentence, noun: int, index: int) -> bool:
        """Whether nothing but words that describe stands between the noun and a name that follows."""
        if self._at(sentence, index) is not None or sentence.words[index + 1].upos != "PROPN":
            return False
        between = sentence.words[noun : index + 1]
        return all(w.upos in ("NOUN", "PROPN", "ADJ") for w in between) and self.lexicon.describes(
            person_name.plain(sentence.words[index].text)
        )

    def _at(self, sentence: Sentence, index: int) -> Referent | None:
        if sentence.words[index].upos in ("NOUN", "PUNCT"):
            return None
        return self.person(Token(sentence.index, index))
