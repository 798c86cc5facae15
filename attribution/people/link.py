"""People and organisations across articles: whose names belong together, on what evidence, and what speaks against it.

Two names are one person when a judgement says so, or when the names fit and the articles have something in common:
a role, words they both said, or the other names around them. Every merge says why.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from anyascii import anyascii

from attribution.article import Article
from attribution.names.person_name import parse, plain
from attribution.names.variants import Spellings, relation
from attribution.people.judgements import Judgements
from attribution.result import Attribution, Person, Speaker
from attribution.rule import RuleBook
from attribution.wording.normalise import Folded, SameWords, fold

NAMED = ("person", "organisation")
SHARED_WORDS = 5
"""So many folded words in a row that two articles give to two names are words both said."""
SHARED_NAMES = 2
"""So many capitalised words, other than those of the name, make two articles talk of the same things."""
ROLE_DAYS = 60
"""A role without a name is taken for its holder in articles at most so many days apart: offices change hands.
"""
CAPITALISED = re.compile(r"(?<=[^.!?\s“”\"‘’(\n] )[A-Z][^\W\d_]{2,}")


@dataclass(slots=True)
class Bearer:
    """What is known of one name: as it stands in one article, and then of all that were found to be the same."""

    name: str
    kind: str
    places: set[tuple[str, str]]
    """(article id, speaker name)"""
    roles: Counter = field(default_factory=Counter)
    names: Counter = field(default_factory=Counter)
    said: set[int] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    because: list[str] = field(default_factory=list)

    def absorb(self, other: Bearer, because: str) -> None:
        self.places |= other.places
        self.roles += other.roles
        self.names += other.names
        self.said |= other.said
        self.context |= other.context
        self.dates |= other.dates
        self.because += [because, *other.because]
        if len(other.name.split()) > len(self.name.split()):
            self.name = other.name


def link(
    attributions: Sequence[Attribution],
    articles: Sequence[Article],
    book: RuleBook,
    judgements: Judgements | None = None,
) -> tuple[tuple[Person, ...], tuple[Attribution, ...]]:
    """The people and organisations behind the speakers, and the attributions with ``Speaker.person`` set.

    A speaker who is only described ("the harbour master") gets the id of the one person who is so described
    in another article about the same things, if there is exactly one. Judgements always win.
    """
    return _Linker(attributions, articles, book, judgements or Judgements()).run()


class _Linker:
    def __init__(
        self,
        attributions: Sequence[Attribution],
        articles: Sequence[Article],
        book: RuleBook,
        judgements: Judgements,
    ) -> None:
        self.attributions, self.judgements = attributions, judgements
        self.articles = {a.id: a for a in articles}
        language = articles[0].language if articles else "en"
        self.by = Spellings(book, language)
        self.same = SameWords(book.lists.get(language, {}))
        self.folded: dict[str, Folded] = {}
        self.stems: dict[str, frozenset[str]] = {}
        self.skips = book.words(language, "description-skips")
        self.context = {
            a.id: frozenset(plain(w) for w in CAPITALISED.findall(a.text)) - frozenset(self.same.dates)
            for a in articles
        }

    def run(self) -> tuple[tuple[Person, ...], tuple[Attribution, ...]]:
        bearers, described = self._bearers()
        groups = self._merge(bearers)
        ids = _ids(groups)
        person_of = {place: ids[i] for i, group in enumerate(groups) for place in group.places}
        for bearer in described:
            holder = self._holder(bearer, groups)
            if holder is not None:
                person_of.update(dict.fromkeys(bearer.places, ids[holder]))
                groups[holder].because.append(f"“{bearer.name}” is so described elsewhere")

        def known(speaker: Speaker, article: str) -> Speaker:
            return (
                replace(speaker, person=person_of.get((article, speaker.name))) if speaker.name else speaker
            )

        linked = tuple(
            replace(a, speaker=known(a.speaker, a.article), joint=tuple(known(s, a.article) for s in a.joint))
            for a in self.attributions
        )
        counts = Counter(s.person for a in linked for s in (a.speaker, *a.joint) if s.person)
        people = tuple(
            Person(
                id=ids[i],
                name=g.name,
                kind=g.kind,
                spellings=tuple(sorted(g.names)),
                roles=tuple(sorted(g.roles)),
                articles=len({a for a, _ in g.places}),
                attributions=counts[ids[i]],
                because=tuple(dict.fromkeys(g.because)),
            )
            for i, g in enumerate(groups)
        )
        return tuple(sorted(people, key=lambda p: p.id)), linked

    # ------------------------------------------------------------ what each article says
    def _bearers(self) -> tuple[list[Bearer], list[Bearer]]:
        found: dict[tuple[str, str], Bearer] = {}
        for attribution in self.attributions:
            article = self.articles.get(attribution.article)
            said = self._shingles(article, attribution) if article else set()
            for speaker in (attribution.speaker, *attribution.joint):
                if not speaker.name:
                    continue
                place = (attribution.article, speaker.name)
                bearer = found.get(place)
                if bearer is None:
                    bearer = found[place] = Bearer(speaker.name, speaker.kind, {place})
                    bearer.names[speaker.name] += 1
                    bearer.context = set(self.context.get(attribution.article, ())) - {
                        plain(w) for w in speaker.name.split()
                    }
                    if article and article.published:
                        bearer.dates.add(article.published)
                if speaker.role:
                    bearer.roles[speaker.role] += 1
                bearer.said |= said
        named = [b for b in found.values() if b.kind in NAMED]
        return named, [b for b in found.values() if b.kind in ("anonymous", "unknown", "group")]

    def _shingles(self, article: Article, attribution: Attribution) -> set[int]:
        folded = self.folded.get(article.id)
        if folded is None:
            folded = self.folded[article.id] = fold(article.text, self.same)
        words = [w for span in attribution.content for w in folded.between(span.start, span.end)]
        return {hash(tuple(words[i : i + SHARED_WORDS])) for i in range(len(words) - SHARED_WORDS + 1)}

    # ------------------------------------------------------------ merging
    def _merge(self, bearers: Sequence[Bearer]) -> list[Bearer]:
        groups: list[Bearer] = []
        alike: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
        for bearer in sorted(
            bearers, key=lambda b: (-len(b.name.split()), sorted(b.places))
        ):  # fullest names first
            key = (bearer.kind, anyascii(bearer.name).lower())
            home = next((g for g in alike[key] if self._one(g, bearer)[0]), None)
            if home is None:
                alike[key].append(bearer)
                groups.append(bearer)
            else:
                home.absorb(bearer, f"{self._one(home, bearer)[1]}: {bearer.name}")
        blocks: dict[str, list[int]] = defaultdict(list)
        merged_into: dict[int, int] = {}

        def root(i: int) -> int:
            while i in merged_into:
                i = merged_into[i]
            return i

        for i, group in enumerate(groups):
            candidates = sorted({root(j) for key in self._keys(group) for j in blocks[key]} - {i})
            fits = [(j, *self._one(groups[j], group)) for j in candidates]
            chosen = [f for f in fits if f[1]]
            if chosen and (len(chosen) == 1 or chosen[0][1] == "judged" or len(self._single(group)) > 1):
                j, _, because = max(chosen, key=lambda f: f[1] == "judged")
                groups[j].absorb(group, f"{groups[j].name} and {group.name}: {because}")
                merged_into[i] = j
            for key in self._keys(group):
                blocks[key].append(i)
        return [g for i, g in enumerate(groups) if i not in merged_into]

    def _single(self, bearer: Bearer) -> tuple[str, ...]:
        name = parse(bearer.name, self.by.words)
        return self.by.parts(name) if name else ()

    def _keys(self, bearer: Bearer) -> set[str]:
        """Names that could be one share a key: a word by its sound, an acronym, a judgement."""
        keys = {f"j:{j}" for j in self.judgements.partners(n for _, n in bearer.places)}
        keys |= {f"j:{n.lower()}" for _, n in bearer.places} if self.judgements.rows else set()
        if bearer.kind == "person":
            words = self._single(bearer)
            full = self.by.words.full_given.get(plain(words[0]), frozenset()) if words else frozenset()
            return keys | {f"p:{sound}" for w in (*words, *full) for sound in self.by.sounds(w)}
        return keys | {
            f"o:{_acronym(bearer.name, self.by.words.acronym_skips)}",
            f"w:{' '.join(sorted(self._stems(bearer.name)))}",
        }

    def _one(self, a: Bearer, b: Bearer) -> tuple[str, str]:
        """Whether the two are one ("judged", "yes" or ""), and why."""
        judged = self.judgements.of((n for _, n in a.places), (n for _, n in b.places))
        if judged:
            return ("judged", "judged the same") if judged == "same" else ("", f"judged {judged}")
        if a.kind != b.kind:
            return "", ""
        if a.kind == "organisation":
            return self._one_organisation(a, b)
        x, y = parse(a.name, self.by.words), parse(b.name, self.by.words)
        if x is None or y is None:
            return "", ""
        how, words = relation(x, y, self.by)
        shared = self._shared(a, b)
        if how == "equal":
            if not shared and a.roles and b.roles and len(x.words) > 1:
                return "", "one name, but nothing in common"
            return (
                ("yes", words)
                if len(x.words) > 1 or shared or {p for p, _ in a.places} == {p for p, _ in b.places}
                else ("", "")
            )
        if how == "variant":
            return ("yes", f"{words}, and {shared}") if shared else ("", "")
        if how == "short":
            return ("yes", f"{words}, and {shared}") if shared else ("", "")
        if how == "sound" and (self._role(a, b) or a.said & b.said):
            return "yes", f"{words}, and {shared}"
        if how in ("other", "none") and self._renamed(a, b):
            return "yes", "an article says that the name has changed"
        return "", ""

    def _one_organisation(self, a: Bearer, b: Bearer) -> tuple[str, str]:
        if self._stems(a.name) == self._stems(b.name):
            return "yes", "the same words"
        long, short = (a, b) if len(a.name) > len(b.name) else (b, a)
        letters = _acronym(long.name, self.by.words.acronym_skips)
        if len(letters) > 1 and plain(short.name) == letters:
            shown = re.compile(re.escape(long.name) + r"\s*\(" + re.escape(short.name) + r"\)", re.IGNORECASE)
            both = {p for p, _ in a.places} | {p for p, _ in b.places}
            if any(shown.search(self.articles[p].text) for p in both if p in self.articles) or self._shared(
                a, b
            ):
                return "yes", "its initials"
        return "", ""

    def _stems(self, text: str) -> frozenset[str]:
        known = self.stems.get(text)
        if known is None:
            known = self.stems[text] = self._stemmed(text)
        return known

    def _stemmed(self, text: str) -> frozenset[str]:
        return frozenset(
            w[:-1] if len(w) > 3 and w.endswith("s") else w
            for w in fold(text, self.same).words
            if w not in self.skips
        )

    # ------------------------------------------------------------ evidence
    def _shared(self, a: Bearer, b: Bearer) -> str:
        """What the two have in common, in words; empty when nothing."""
        if role := self._role(a, b):
            return f"both are “{role}”"
        if a.said & b.said:
            return "both said the same words"
        names = (a.context & b.context) - {plain(w) for n in (a.name, b.name) for w in n.split()}
        if len(names) >= SHARED_NAMES:
            return "the articles share the names " + ", ".join(sorted(n.title() for n in names)[:3])
        return ""

    def _role(self, a: Bearer, b: Bearer) -> str:
        theirs = {w for role in b.roles for w in self._stems(role)}
        return next((role for role in sorted(a.roles) if self._stems(role) & theirs), "")

    def _renamed(self, a: Bearer, b: Bearer) -> bool:
        """Whether an article has both names, given name shared or the family names side by side, around a
        word such as *née*; the other name alone where the given name is shared and the word means nothing
        else ("her maiden name, Hale")."""
        x, y = self._single(a), self._single(b)
        given = (
            len(x) > 1
            and len(y) > 1
            and (plain(x[0]) == plain(y[0]) or self.by.words.nickname(plain(x[0]), plain(y[0])))
        )
        if not x or not y or not (len(x) == 1 or len(y) == 1 or given):
            return False
        cues, certain = (
            {plain(c) for c in words}
            for words in (self.by.words.maiden_words, self.by.words.birth_name_words)
        )
        for article in {p for p, _ in a.places | b.places}:
            text = anyascii(self.articles[article].text).lower() if article in self.articles else ""
            for one, other in ((x, y), (y, x)):
                for match in re.finditer(rf"\b{re.escape(plain(one[-1]))}\b", text):
                    words = set(re.findall(r"\w+", text[max(0, match.start() - 60) : match.end() + 60]))
                    if (
                        plain(other[-1]) in words
                        and words & cues
                        or given
                        and words & certain
                        and plain(other[-1]) in text
                    ):
                        return True
        return False

    # ------------------------------------------------------------ roles without a name
    def _describes(self, wanted: frozenset[str], role: str) -> bool:
        """Whether a description names the role: all its words stand there, the noun that the role turns on
        among them."""
        return wanted <= self._stems(role) and self._stems(_head(role)) <= wanted

    def _holder(self, bearer: Bearer, groups: Sequence[Bearer]) -> int | None:
        """The one person who is described so in another article about the same things, near in time."""
        wanted = self._stems(bearer.name)
        if not wanted or not _definite(bearer.name, self.by.words.definite):
            return None
        here = {p for p, _ in bearer.places}
        found = []
        for i, group in enumerate(groups):
            if group.kind != "person" or {p for p, _ in group.places} <= here:
                continue
            core = bearer.said & group.said and self._stems(
                _core(bearer.name)
            )  # "the manager of the house" said what the opera's manager did
            if any(
                self._describes(wanted, role) or core and self._describes(core, role) for role in group.roles
            ) and (len(bearer.context & group.context) >= SHARED_NAMES or bearer.said & group.said):
                gap = _days(bearer.dates, group.dates)
                if gap is None or gap <= ROLE_DAYS:
                    found.append((i, gap or 0))
        if len(found) > 1:
            nearest = min(gap for _, gap in found)
            found = [f for f in found if f[1] == nearest]
        return found[0][0] if len(found) == 1 else None


def _core(role: str) -> str:
    """A description without what is added to it: "head" of "head of treatment at the works"."""
    return re.split(r"[,;]| (?:of|at|for|in|to|with|from|on|who|and) ", role, maxsplit=1)[0]


def _head(role: str) -> str:
    """The noun that a role turns on."""
    return next(reversed(_core(role).split()), role)


def _definite(text: str, definite: frozenset[str]) -> bool:
    return text.split()[0].lower() in definite


def _acronym(name: str, skips: frozenset[str]) -> str:
    words = re.findall(r"\w+", anyascii(name))
    if len(words) == 1:
        return words[0].lower()
    return "".join(w[0] for w in words if w.lower() not in skips).lower()


def _days(a: Iterable[str], b: Iterable[str]) -> int | None:
    """The least number of days between dates of the two, or None where one has none."""
    days = [abs((date.fromisoformat(x[:10]) - date.fromisoformat(y[:10])).days) for x in a for y in b]
    return min(days, default=None)


def _ids(groups: Sequence[Bearer]) -> Mapping[int, str]:
    """A readable id for each: the name in plain letters, numbered where two have one name."""
    ids, used = {}, Counter()
    for i in sorted(range(len(groups)), key=lambda i: (groups[i].name, min(groups[i].places))):
        slug = re.sub(r"[^a-z0-9]+", "-", anyascii(groups[i].name).lower()).strip("-") or "nameless"
        used[slug] += 1
        ids[i] = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
    return ids
