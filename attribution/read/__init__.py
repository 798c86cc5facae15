"""Files in, articles out: a reader for each format; regions, language and metadata alike for all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from attribution.article import Article, Problem
from attribution.read import html, jsonl, text
from attribution.read.address import AddressError, Fetched, fetch
from attribution.read.apart import ReadingProcess
from attribution.read.discover import ABOUT_ARTICLES, STDIN, ArticleFile, discover, printable, unreadable
from attribution.read.draft import ArticleDraft
from attribution.read.exports import stories
from attribution.read.formats import (
    docx,
    epub,
    feed,
    gzip,
    mail,
    mbox,
    mhtml,
    newsml,
    odt,
    pdf,
    rtf,
    subtitles,
    table,
    warc,
    webarchive,
    zip,
)
from attribution.read.furniture import stands_alone
from attribution.read.language import language_of
from attribution.read.layout import lay_out
from attribution.read.members import Skipped
from attribution.read.metadata import Metadata, metadata_in
from attribution.read.opening import Reader, nothing_to_read, reader_of, unknown_format
from attribution.read.paragraphs import blocks
from attribution.read.phrases import Phrases
from attribution.read.record import form_of

READERS: tuple[Reader, ...] = cast(
    tuple[Reader, ...],
    (
        pdf,
        docx,
        odt,
        epub,
        zip,
        gzip,
        rtf,
        mhtml,
        webarchive,
        mbox,
        mail,
        warc,
        feed,
        newsml,
        html,
        subtitles,
        jsonl,
        table,
        text,
    ),
)
"""Every format, each a module as ``Reader`` says; what comes on standard input goes to the first that it
looks like."""
READING = ReadingProcess(READERS)

WordLists = Mapping[str, Mapping[str, Iterable[str]]]
"""language -> name of a list -> its words"""


class Fetch(Protocol):
    """How pages are fetched: ``address.fetch``, or a guest's way (``polite.Guest``)."""

    def __call__(self, address: str, /, *, private: bool) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What the paths hold: the articles that could be read, each with an id of its own; the problems; and the
    number of files passed over because no reader knows their kind."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    skipped: int
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each article lies, by its id: the path of its file and what tells it from others there."""


def read(
    paths: Sequence[str | Path],
    lists: WordLists,
    stdin: BinaryIO | None = None,
    *,
    private_addresses: bool = False,
    follow_links: bool = False,
    pages: Fetch = fetch,
) -> ReadResult:
    """Every article under ``paths``: files, folders, globs, addresses of the web (those in private networks
    only where ``private_addresses`` allows it), and ``-`` for ``stdin`` (default: standard input). Links that
    lead out of a folder are read only with ``follow_links``.

    ``lists`` are the word lists of the rules in use; an article in a language that has none is a problem, and
    an article too short to tell is taken to be in the first. Nothing about a single article raises: what
    cannot be read is a problem with the article's id, a code and a next step, and the other articles are read
    exactly as they would be alone. Articles stand in the order of the paths, sorted within each.
    """
    packs = {language: Phrases(of) for language, of in lists.items()}
    suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
    discovery = discover(paths, suffixes, follow_links)
    skipped = discovery.skipped
    problems = list(discovery.problems)
    articles: dict[str, Article] = {}
    places: dict[str, str] = {}
    folders: dict[Path, Metadata] = {}
    for file in discovery.files:
        metadata = _metadata(file, folders, problems, follow_links)
        before = len(articles) + len(problems)
        for made in _parted(_drafts(file, stdin, private_addresses, pages), packs):
            result = _article(made, packs) if isinstance(made, ArticleDraft) else made
            if isinstance(result, Skipped):
                skipped += 1
            elif isinstance(result, Problem):
                problems.append(result)
            elif result.id in articles:
                problems.append(_same_id(result.id))
            else:
                rest = result.id.removeprefix(file.id)
                name = file.path.name if file.path else STDIN
                if file.id != STDIN:
                    place = os.path.realpath(file.path) if file.path else file.id
                    places[result.id] = printable(f"{place}{rest}")
                articles[result.id] = metadata.applied(result, name + rest)
        if file.named and len(articles) + len(problems) == before:
            problems.append(nothing_to_read(file.id))
    if paths and not articles and not problems:
        problems.append(nothing_to_read(" ".join(printable(os.fspath(path)) for path in paths)))
    return ReadResult(tuple(articles.values()), tuple(problems), skipped, places)


def places_of(ids: Sequence[str], paths: Sequence[str | Path]) -> dict[str, str]:
    """The file of each article that was read from these paths, by its id, as far as it is still there."""
    suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
    files = {file.id: file.path for file in discover(paths, suffixes).files}
    found = {}
    for id in ids:
        name = id
        while name not in files and "#" in name:  # one of several in a file
            name = name.rpartition("#")[0]
        if path := files.get(name):
            found[id] = os.path.relpath(path)
    return found


def _drafts(
    file: ArticleFile, stdin: BinaryIO | None, private_addresses: bool, pages: Fetch
) -> Iterator[ArticleDraft | Problem | Skipped]:
    """What the file's reader makes of it."""
    name, by_content = "", True
    if file.path is not None:
        name, by_content = file.path.name, file.named
        try:
            with file.path.open("rb") as opened:
                data = opened.read(_largest(name))
        except OSError as error:
            yield unreadable(file.id, error)
            return
    elif file.id == STDIN:
        data = (stdin or sys.stdin.buffer).read()
    else:
        yield from _at_address(file, private_addresses, pages)
        return
    yield from _read_with(reader_of(name, data, READERS, by_content), data, file)


def _at_address(file: ArticleFile, private: bool, pages: Fetch) -> Iterator[ArticleDraft | Problem | Skipped]:
    """What stands at the address, which is the article's where it names no other itself."""
    try:
        page = pages(file.id, private=private)
    except AddressError as error:
        yield error.problem(file.id)
        return
    for made in _read_with(reader_of(page.name, page.data, READERS, True), page.data, file):
        yield replace(made, url=made.url or page.address) if isinstance(made, ArticleDraft) else made


def _read_with(
    reader: Reader | None, data: bytes, file: ArticleFile
) -> Iterator[ArticleDraft | Problem | Skipped]:
    if reader is not None:
        yield from READING.drafts(reader, data, file.id)
    elif file.named:
        yield unknown_format(file.id, [suffix for known in READERS for suffix in known.suffixes])
    else:
        yield Skipped(file.id)


def _largest(name: str) -> int:
    """How many bytes of a file of this name are read: one more than any of its readers takes, -1 for all."""
    limits = [
        reader.largest for reader in READERS if name.lower().endswith(reader.suffixes) or "." not in name
    ] or [reader.largest for reader in READERS]
    return -1 if None in limits else max(limit for limit in limits if limit is not None) + 1


def _parted(
    made: Iterable[ArticleDraft | Problem | Skipped], packs: Mapping[str, Phrases]
) -> Iterator[ArticleDraft | Problem | Skipped]:
    """What was made of a file, exports of several stories parted into them (``id#1``, ``id#2`` …)."""
    for one in made:
        if not isinstance(one, ArticleDraft) or one.blocks is not None or not one.text.strip():
            yield one
            continue
        phrases = packs.get(_language(one, packs))
        parts = stories(one.text, phrases) if phrases else [one.text]
        if len(parts) == 1:
            yield one
            continue
        for number, part in enumerate(parts, 1):
            yield ArticleDraft(id=f"{one.id}#{number}", text=part, language=one.language, record=one.record)


def _language(draft: ArticleDraft, packs: Mapping[str, Phrases]) -> str:
    """The language that the file declares, else the one that the text looks like."""
    declared = (draft.language or "").strip().lower().replace("_", "-").split("-")[0]
    return declared or language_of(
        draft.text, {name: pack.words("function-words") for name, pack in packs.items()}
    )


def _article(draft: ArticleDraft, packs: Mapping[str, Phrases]) -> Article | Problem:
    """The draft with its language, regions and what its furniture says; a problem if it is empty or no pack
    knows its language."""
    if not draft.text.strip():
        return Problem(draft.id, "no-text", "There are no words in it.", "Save the article once more.")
    language = _language(draft, packs)
    if language not in packs:
        return Problem(
            draft.id,
            "language-without-pack",
            f"The text is in a language without a rule pack: {language}.",
            f"Leave it out, or add rules for it; there are packs for {', '.join(sorted(packs))}.",
        )
    phrases = packs[language]
    cut = (
        blocks(draft.text, lambda line: stands_alone(line, phrases)) if draft.blocks is None else draft.blocks
    )
    layout = lay_out(draft.text, cut, phrases)
    form = form_of(draft.text, layout.regions, phrases)
    return Article(
        id=printable(draft.id),
        text=draft.text,
        regions=layout.regions,
        title=draft.title or layout.title,
        publisher=draft.publisher or layout.publisher,
        published=draft.published or layout.published,
        url=draft.url or layout.url,
        byline=_writer(draft.byline, phrases) or layout.byline,
        language=language,
        plain=draft.plain,
        pages=draft.pages,
        kind="record" if draft.record or form else "article",
        voice=form.voice if form else None,
    )


def _writer(byline: str | None, phrases: Phrases) -> str | None:
    """Who wrote it, without the words that open a line on it: some formats have the line as it is printed."""
    said = (byline or "").strip()
    return said[len(phrases.opening("furniture-byline", said) or "") :].lstrip(" :") or None


def _metadata(
    file: ArticleFile, folders: dict[Path, Metadata], problems: list[Problem], follow_links: bool
) -> Metadata:
    """The ``articles.csv`` beside the file, read once for each folder."""
    if file.path is None:
        return Metadata({})
    folder = file.path.parent
    if folder not in folders:
        id = (Path(file.id).parent / ABOUT_ARTICLES).as_posix()
        folders[folder] = metadata_in(folder, id, follow_links)
        problems.extend(folders[folder].problems)
    return folders[folder]


def _same_id(id: str) -> Problem:
    return Problem(
        id, "duplicate-id", "Two articles have this id; the first was read.", "Rename one of the files."
    )
