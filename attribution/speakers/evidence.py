"""What speaks for whom: features of an article that bring in a candidate, and those that tell more of one.

Each feature is a function of the search; the words that it yields are rows of the table of ``ranking``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from attribution.article import Span
from attribution.names import person_name
from attribution.names.lexicon import Lexicon
from attribution.speakers.headings import is_heading
from attribution.speakers.referent import Mention, Referent
from attribution.speakers.search import Search, mentioned_before
from attribution.speakers.wanted import Wanted

Evidence = tuple[Referent, str]
"""Somebody, and what speaks for them."""

AT_HAND = 3
"""Paragraphs before the source within which whoever bears a role keeps others from it."""
ABOVE = ("previous-speaker", "speaker-above", "speaker-further-above")
"""Who spoke last, by how many paragraphs farther up."""
SLIGHT = frozenset({"near", "nearest", "most-mentioned", "named-after"})
"""Evidence that alone does not make an organisation "they"."""
LINKED = frozenset({"chain", "in-chain"})
TELLING = LINKED | {*ABOVE, "previous-subject", "own-subject", "paragraph-subject"}
"""Evidence without which an organisation is not what its name does not say it is, "the ministry"."""


def gather(search: Search) -> dict[Referent, set[str]]:
    """The evidence for each candidate that agrees with what is wanted."""
    found: dict[Referent, set[str]] = {}
    for feature in (_role, _near, _subject, _chain, _speaker, _named_after):
        for referent, what in feature(search):
            if search.wanted.agrees(referent):
                found.setdefault(referent, set()).add(what)
    for tell in (_of_the_article, _of_the_paragraph, _of_the_sentence, _of_the_candidate):
        for referent, what in tell(search, tuple(found)):
            found[referent].add(what)
    taken = any("role" in e and _keeps_others_off(search, r) for r, e in found.items())
    return {r: e for r, e in found.items() if _may_be(search, r, e, taken)}


# ---------------------------------------------------------------- what brings in a candidate
def _role(search: Search) -> Iterator[Evidence]:
    """Whoever the article calls so before; if nobody, the one whom it calls so below: "the coach", and then
    "Anna Berg, the coach"."""
    wanted, bearers = search.wanted, search.role_bearers
    called = [r for r in bearers if mentioned_before(r, wanted) and wanted.agrees(r)]
    yield from ((r, "role") for r in called)
    nearest = next((r for _, r in search.before if r in bearers), None)
    if nearest is not None:
        yield nearest, "nearest-role"
    later = [r for r in bearers if r.person is not None and wanted.agrees(r)]
    if not called and wanted.form == "role" and len(later) == 1:
        yield later[0], "role"


def _near(search: Search) -> Iterator[Evidence]:
    """Whoever is mentioned before."""
    yield from ((referent, "near") for _, referent in search.before)
    if search.before:
        yield search.before[0][1], "nearest"


def _subject(search: Search) -> Iterator[Evidence]:
    """The last subject of a sentence before (for a pronoun, of the last one that mentions anybody), that of
    the same sentence, and the first of the paragraph."""
    subjects = [(m, r) for m, r in search.before if m.subject]
    last = next((m.head.sentence for m, _ in search.before if m.start < search.start), None)
    for mention, referent in subjects:
        if mention.start >= search.start:
            continue
        if search.wanted.form != "pronoun" or mention.head.sentence == last:
            yield referent, "previous-subject"
            break
    own = next((r for m, r in subjects if m.start >= search.start), None)
    if own is not None:
        yield own, "own-subject"
    first = next((r for m, r in reversed(subjects) if search.paragraphs_since(m.start) == 0), None)
    if first is not None:
        yield first, "paragraph-subject"


def _chain(search: Search) -> Iterator[Evidence]:
    """Whoever is named in the coreference chain of the source words: last before them, else first below."""
    entities, wanted = search.entities, search.wanted
    if wanted.token is None:
        return
    members = [(at, entities.at(t)) for at, t in entities.chains.of(wanted.token) if t != wanted.token]
    named = [
        (at, r)
        for at, r in members
        if r is not None
        and wanted.agrees(r)
        and not _within(at, wanted.said)
        and _in_the_same_words(search, r)
    ]
    earlier = [r for at, r in named if at < wanted.at]
    if earlier:
        yield earlier[-1], "chain"
    elif named:
        yield named[0][1], "chain-later"
    yield from ((referent, "in-chain") for _, referent in named)


def _in_the_same_words(search: Search, referent: Referent) -> bool:
    """Whether somebody is mentioned in the words around the source: "a man" of whom only a quotation tells is
    not "he" outside it."""
    scene = search.entities.scene
    return referent.person is not None or any(
        not m.quoted or scene.quotation_at(m.start) is search.inside for m in referent.mentions
    )


def _speaker(search: Search) -> Iterator[Evidence]:
    """Whoever spoke last, in the same words: a quotation or outside all."""
    in_quotation = search.inside is not None
    before = [s for s in search.spoken if s.at < search.wanted.at and s.quoted == in_quotation]
    if before:
        farther_up = search.paragraphs_since(before[-1].at)
        if farther_up < len(ABOVE):
            yield before[-1].referent, ABOVE[farther_up]
            if search.wanted.goes_on:
                yield before[-1].referent, "goes-on"


def _named_after(search: Search) -> Iterator[Evidence]:
    """Subjects behind the source words in their sentence, where those are no description."""
    if search.sentence is None or search.wanted.heads:
        return
    start, end = search.wanted.at, search.entities.scene.document.sentences[search.sentence].end
    for referent in search.entities.referents:
        if any(start < m.start < end and m.subject and not m.quoted for m in referent.mentions):
            yield referent, "named-after"


# ---------------------------------------------------------------- what tells more of one
def _of_the_article(search: Search, candidates: Collection[Referent]) -> Iterator[Evidence]:
    """Who of all that agree is mentioned most, and who has spoken most."""
    agreeing = [len(r.mentions) for r in search.entities.referents if search.wanted.agrees(r)]
    most = max(agreeing, default=0)
    yield from ((r, "most-mentioned") for r in candidates if len(r.mentions) == most)
    spoke = Counter(s.referent for s in search.spoken if s.at < search.wanted.at)
    most = max(spoke.values(), default=0)
    yield from ((r, "spoke-most") for r in candidates if most and spoke[r] == most)


def _of_the_paragraph(search: Search, candidates: Collection[Referent]) -> Iterator[Evidence]:
    """Who is mentioned in the same paragraph, and who was named first in the sentence before."""
    present = {r for m, r in search.before if not m.quoted and search.paragraphs_since(m.start) == 0}
    new = _just_introduced(search)
    for referent in candidates:
        if referent in present:
            yield referent, "in-paragraph"
        elif present:
            yield referent, "others-in-paragraph"
        if new is not None:
            yield referent, "just-introduced" if referent is new else "other-introduced"


def _of_the_sentence(search: Search, candidates: Collection[Referent]) -> Iterator[Evidence]:
    """Who is mentioned last in the same sentence or the one before, and whether as anything but its subject;
    and who alone agrees of all that are mentioned before."""
    agreeing = {r for _, r in search.before}
    for referent in candidates:
        if agreeing == {referent}:
            yield referent, "only-one"
        last = next((m for m, r in search.before if r is referent), None)
        if last is None:
            continue
        if not last.subject:
            yield referent, "last-no-subject"
        if search.sentence is not None and search.sentence - last.head.sentence < 2:
            yield referent, "same-sentence" if last.head.sentence == search.sentence else "sentence-before"


def _just_introduced(search: Search) -> Referent | None:
    """The one person in the sentence before whom the article has not named until there."""
    if search.sentence is None or search.wanted.heads:
        return None
    previous = search.sentence - 1
    last = [(m, r) for m, r in search.before if m.head.sentence == previous and m.start < search.start]
    new = [r for m, r in last if _is_introduction(m, r)]
    return new[0] if new and len({r for _, r in last}) == 1 else None


def _is_introduction(mention: Mention, referent: Referent) -> bool:
    """Whether a mention is the first of somebody with a name, and names them."""
    return mention.named and referent.person is not None and referent.mentions[0].start == mention.start


def _of_the_candidate(search: Search, candidates: Collection[Referent]) -> Iterator[Evidence]:
    """What a candidate is, apart from where the article mentions whom."""
    wanted = search.wanted
    for referent in candidates:
        if any(m.named and m.quoted and _within(m.start, wanted.said) for m in referent.mentions):
            yield referent, "named-in-words"
        if wanted.gender and referent.gender == wanted.gender:
            yield referent, "gender"
        if any(m.named for m in referent.mentions):
            yield referent, "named"
        if wanted.heads and wanted.noun in referent.heads:
            yield referent, "same-noun"
        if any(s.referent is referent and s.at < wanted.at for s in search.spoken):
            yield referent, "has-spoken"
        if referent.place:
            yield referent, "place"


# ---------------------------------------------------------------- who cannot be meant
def _keeps_others_off(search: Search, referent: Referent) -> bool:
    """Whether whoever bears the role has a name and is mentioned before, not far from here; or anywhere,
    where few are called so: "the zoo" is the Norvane Zoo."""
    wanted = search.wanted
    few = wanted.office or _is_of_a_kind(wanted, search.entities.lexicon)
    return any(m.named for m in referent.mentions) and any(
        m.start < wanted.at and (few or search.paragraphs_since(m.start) <= AT_HAND)
        for m in referent.mentions
    )


def _may_be(search: Search, referent: Referent, evidence: set[str], taken: bool) -> bool:
    """Whether what speaks for a candidate suffices. ``taken`` says that somebody at hand bears the role."""
    wanted, lexicon = search.wanted, search.entities.lexicon
    called = {"same-noun" if wanted.owner_named else "role", *LINKED}
    if (wanted.owned or wanted.noun in lexicon.spokespeople) and not evidence & called:
        return False  # "his wife" is nobody who is not called so, and "the spokesman" nobody he speaks for
    if referent.person is None and _only_in_headings(search, referent):
        return False  # whom a heading only describes the story names
    if wanted.form == "plural" and referent.kind == "organisation" and evidence <= SLIGHT:
        return False  # an organisation is "they" only where something says so
    if "role" in evidence:
        return True
    if _is_of_a_kind(wanted, lexicon) and not evidence & _needed(search, referent):
        return False
    if "goes-on" in evidence and referent.is_somebody and not taken:
        return True  # nobody else can have "added" to what was said
    if not evidence & LINKED and _has_another_office(search, referent):
        return False
    tied = LINKED if wanted.office else {"previous-speaker", *LINKED}
    if taken and (referent.heads or not evidence & tied):
        return False  # "the minister" is no mayor where a minister is at hand
    if referent.person is None:
        other_job = bool(referent.heads & lexicon.before_names)
        return not (
            other_job and wanted.heads and not wanted.heads & lexicon.anybody
        )  # "the keeper", the coach
    if wanted.heads and not any(m.named and m.start < wanted.at for m in referent.mentions):
        return False  # who is named only below must be called so there
    return not (wanted.office and referent.heads & lexicon.all_titles)  # "the minister" is no commissioner


def _only_in_headings(search: Search, referent: Referent) -> bool:
    """Whether nothing but headings describes somebody, the source itself left aside."""
    scene = search.entities.scene
    elsewhere = (m for m in referent.mentions if m.head != search.wanted.token)
    return all(not m.named and is_heading(scene, scene.sentence(m.head)) for m in elsewhere)


def _has_another_office(search: Search, referent: Referent) -> bool:
    """Whether an office is wanted, and the article tells only other things of what somebody is: "the mayor",
    and Ana Ruiz, the member for works. A former mayor may be anything now."""
    wanted = search.wanted
    told = {person_name.plain(word) for role in referent.roles for word in role.split()}
    return wanted.office and not wanted.past and bool(told) and told.isdisjoint(wanted.heads)


def _is_of_a_kind(wanted: Wanted, lexicon: Lexicon) -> bool:
    """Whether an organisation of one kind is wanted, which few are: "the zoo", not "the company"."""
    return wanted.form == "role-organisation" and wanted.noun not in lexicon.any_body_nouns


def _needed(search: Search, referent: Referent) -> frozenset[str]:
    """Evidence of which an organisation needs some to be what it is not called: closer ties where its name
    says that it is something else ("the bank", Tarn Foods), or a name says which is meant."""
    lexicon = search.entities.lexicon
    words = {person_name.plain(word) for word in referent.name.split()}
    is_another = search.wanted.told_apart or words & (lexicon.organisation_nouns | lexicon.firm_words)
    return LINKED if is_another else TELLING


def _within(at: int, spans: Collection[Span]) -> bool:
    return any(s.start <= at < s.end for s in spans)
