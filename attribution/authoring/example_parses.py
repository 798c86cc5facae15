"""Parses of rule examples, kept beside the rules, so that the examples run in seconds and without a model.

Those of ``rules/en/direct.yaml`` stand in ``rules/en/parses/direct.conllu``. A stored parse holds while its
text is the example's and its model pack is the one in use; else the text is parsed anew. Parses made by
people always hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from attribution.article import Article
from attribution.authoring.example import ExampleCase
from attribution.document import Document
from attribution.parse import conllu, parse_cache
from attribution.parse.annotator import Annotator
from attribution.parse.conllu import BY_HAND, Stored
from attribution.parse.model_pack import SHIPPED_PACK, Pack, PackError, find


@dataclass(frozen=True, slots=True)
class Parses:
    """The parses of a set of examples. ``documents`` are by text; ``anew`` says for each text that was parsed
    anew why the stored parse did not do, ``lacking`` why a text has no parse at all; ``notes`` are for
    people."""

    documents: dict[str, Document] = field(default_factory=dict)
    packs: dict[str, str] = field(default_factory=dict)
    anew: dict[str, str] = field(default_factory=dict)
    lacking: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def stored_file(rule_file: str | Path) -> Path:
    """Where the parses of a rule file's examples are kept."""
    path = Path(rule_file)
    return path.parent / "parses" / f"{path.stem}.conllu"


def gather(
    cases: Sequence[ExampleCase],
    *,
    models: str | Path = SHIPPED_PACK,
    fresh: bool = False,
    kept: Path | None = None,
) -> Parses:
    """A parse for each text of the examples: the stored one where it holds, else one made now.

    ``fresh`` makes all of them now. ``kept`` is the folder of the parse cache. Never raises for a text that
    cannot be parsed: it stands in ``lacking``.
    """
    found = Parses()
    wanted: dict[str, tuple[Article, Path]] = {}
    for case in cases:
        for article in case.articles:
            wanted.setdefault(article.text, (article, stored_file(case.place.file)))
    shelves: dict[Path, Mapping[str, Stored]] = {}
    for _, file in wanted.values():
        if file not in shelves:
            shelves[file] = _shelf(file, found)
    pack, trouble = _pack(models)
    languages = _languages(pack) if pack else frozenset()
    missing: list[Article] = []
    for text, (article, file) in wanted.items():
        stored = shelves[file].get(conllu.text_key(text))
        parsable = article.language in languages
        by_hand = stored is not None and stored.pack == BY_HAND
        current = stored is not None and pack is not None and stored.pack == pack.id
        if stored is not None and (by_hand or not parsable or (current and not fresh)):
            found.documents[text], found.packs[text] = stored.document, stored.pack
        elif parsable:
            missing.append(article)
            found.anew[text] = (
                "asked for" if fresh else "made by another model pack" if stored else "none stored"
            )
        else:
            found.lacking[text] = (
                trouble or f"no model pack for “{article.language}”, and no parse is stored in {file}"
            )
    if pack and missing:
        _parse(missing, pack, found, fresh, kept)
    return found


def _shelf(file: Path, found: Parses) -> Mapping[str, Stored]:
    try:
        return conllu.by_key(conllu.read(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        found.notes.append(f"{file}: the stored parses cannot be read ({error}); made anew")
        return {}


def _pack(models: str | Path) -> tuple[Pack | None, str]:
    try:
        return find(models), ""
    except PackError as error:
        return None, f"{error} {error.next}"


def _languages(pack: Pack) -> frozenset[str]:
    """The languages that a pack has models for."""
    if pack.folder is None:
        return frozenset({"en"})
    listing = json.loads((pack.folder / "resources.json").read_text(encoding="utf-8"))
    return frozenset(
        name for name, about in listing.items() if isinstance(about, dict) and "packages" in about
    )


def _parse(articles: Sequence[Article], pack: Pack, found: Parses, fresh: bool, kept: Path | None) -> None:
    store = parse_cache.ParseCache(kept or parse_cache.default_folder())
    try:
        left = []
        for article in articles:
            known = None if fresh else store.get(parse_cache.key(article, pack.id))
            if known is None:
                left.append(replace(article, id=conllu.text_key(article.text)))
            else:
                found.documents[article.text], found.packs[article.text] = known, pack.id
        for article, document in Annotator(pack).parse(left):
            store.put(parse_cache.key(article, pack.id), document)
            found.documents[article.text], found.packs[article.text] = document, pack.id
    except PackError as error:
        for article in articles:
            if article.text not in found.documents:
                found.anew.pop(article.text, None)
                found.lacking[article.text] = f"{error.code}: {error} {error.next}"
    finally:
        store.close()


def keep(cases: Iterable[ExampleCase], parses: Parses) -> list[Path]:
    """Writes the parses beside their rule files, those of examples that are gone left out; the files
    written."""
    by_file: dict[Path, dict[str, Stored]] = {}
    for case in cases:
        shelf = by_file.setdefault(stored_file(case.place.file), {})
        for article in case.articles:
            if article.text in parses.documents:
                shelf[article.text] = Stored(
                    article.text, parses.packs[article.text], parses.documents[article.text]
                )
    written = []
    for file, shelf in by_file.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(".part")
        aside.write_text(conllu.write(shelf.values()), encoding="utf-8")
        aside.replace(file)
        written.append(file)
    return written
