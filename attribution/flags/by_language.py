"""The check across articles of several languages: only those of one are compared."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from attribution.article import Article
from attribution.document import Document
from attribution.find.quotations import Quotation
from attribution.flags.cross_check import CrossCheck, cross_check
from attribution.people.judgements import Judgements
from attribution.result import Attribution, Person, Speaker
from attribution.rule import RuleBook


def cross_check_by_language(
    attributions: Sequence[Attribution],
    articles: Sequence[Article],
    documents: Mapping[str, Document],
    book: RuleBook,
    judgements: Judgements | None = None,
    quotations: Mapping[str, tuple[Quotation, ...]] = MappingProxyType({}),
) -> CrossCheck:
    """What ``cross_check`` finds in the articles of each language, together; attributions keep their order.

    Who is quoted in two languages is two people here: nobody has compared the names. The one of the language
    with fewer articles has the language behind the id.
    """
    languages = Counter(article.language for article in articles)
    if len(languages) <= 1:
        return cross_check(attributions, articles, documents, book, judgements, quotations)
    language_of = {article.id: article.language for article in articles}
    checks: list[CrossCheck] = []
    taken: set[str] = set()
    for language, _ in sorted(languages.items(), key=lambda item: (-item[1], item[0])):
        check = cross_check(
            [a for a in attributions if language_of[a.article] == language],
            [article for article in articles if article.language == language],
            documents,
            book,
            judgements,
            quotations,
        )
        new = {p.id: f"{p.id}-{language}" for p in check.people if p.id in taken}
        checks.append(_renamed(check, new) if new else check)
        taken |= {person.id for person in checks[-1].people}
    found = {a.id: a for check in checks for a in check.attributions}
    return CrossCheck(
        tuple(found[a.id] for a in attributions),
        tuple(sorted((p for check in checks for p in check.people), key=lambda p: p.id)),
        tuple(sorted((x for check in checks for x in check.alignments), key=lambda x: x.attributions)),
        tuple(sorted((f for check in checks for f in check.flags), key=lambda f: (f.a.article, f.a.spans))),
        tuple(dict.fromkeys(b for check in checks for b in check.boilerplate)),
        tuple(sorted((p for check in checks for p in check.passed), key=lambda p: (p.a.article, p.a.spans))),
        ChainMap(*(dict(check.sentences) for check in checks)),
    )


def _renamed(check: CrossCheck, new: Mapping[str, str]) -> CrossCheck:
    """The check with other ids for some of its people."""

    def speaker(old: Speaker) -> Speaker:
        return replace(old, person=new.get(old.person, old.person)) if old.person else old

    def person(old: Person) -> Person:
        return replace(old, id=new.get(old.id, old.id))

    linked = tuple(
        replace(a, speaker=speaker(a.speaker), joint=tuple(map(speaker, a.joint))) for a in check.attributions
    )
    return replace(check, attributions=linked, people=tuple(map(person, check.people)))
