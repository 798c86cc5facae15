"""From the paths of a command line to files with ids: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from attribution.article import Problem
from attribution.read.address import OTHER_SCHEME, is_address, without_password

STDIN = "-"
ABOUT_THE_FOLDER = "readme"
"""A file of this name tells about a folder of articles and is none, unless it is given by itself."""
ABOUT_ARTICLES = "articles.csv"
"""The table that tells about the articles beside it."""
SAVED_WITH = re.compile(
    r"[_-](?:files|dateien|archivos|fichiers|bestanden|file|filer|arquivos|pliki|soubory)|\.files", re.I
)
"""What browsers put behind the name of a page to name the folder with its pictures and frames."""
PAGES = (".html", ".htm", ".xhtml")
REPORT = {"run.json", "attributions.jsonl", "report.html"}
"""A folder that holds these is a report of this program: its page would be read as an article."""
OUTPUT = REPORT | {
    *("alignments.jsonl", "articles.jsonl", "flags.jsonl", "passed.jsonl", "people.jsonl", "problems.jsonl"),
    *("trial.jsonl", "quotes.csv", "report.md"),
}
"""The files of a report."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to read. ``id`` is printable and unique among the files of a run; ``path`` is None for standard
    input, and for an address of the web, which is its own id."""

    id: str
    path: Path | None
    named: bool = False
    """Whether it was given by itself; then it is read, or a problem says why not."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the paths hold, in the order of the paths and sorted within each; ``skipped`` counts files of
    other kinds."""

    files: tuple[ArticleFile, ...]
    problems: tuple[Problem, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class _Root:
    """One PATH as given: the name that stands before its ids when there are several, and its files."""

    base: Path
    """The folder that ids are relative to; for a file its own folder."""
    within: bool
    """Whether ids already say which file it is (folders, globs)."""
    found: tuple[Path, ...]


def discover(paths: Sequence[str | Path], suffixes: Container[str], follow_links: bool = False) -> Discovery:
    """The files under ``paths``, and the addresses among them, with the ids of the output contract.

    An id is relative to its PATH, prefixed by the PATH's name when there are several (and by as many folders
    above it as it takes to tell two PATHs of one name apart). Hidden files are passed over, and a file that
    several paths lead to is read once, under the first. A README in a folder is not an article, nor is what
    lies in a report; where a PATH is one, its own files are passed over. In a folder, links to folders are
    passed over and links to files outside are a problem, unless ``follow_links``.
    """
    problems: list[Problem] = []
    roots = [_root(os.fspath(path), problems, follow_links) for path in paths]
    prefixes = _prefixes(roots)
    files: list[ArticleFile] = []
    seen: set[str] = set()
    skipped = 0
    for given, root, prefix in zip(paths, roots, prefixes, strict=True):
        if root is None:
            id = printable(without_password(os.fspath(given)))
            if id not in seen:
                files.append(ArticleFile(id, None, named=id != STDIN))
            seen.add(id)
            continue
        for path in root.found:
            id = printable(PurePath(prefix, path.relative_to(root.base)).as_posix())
            if problem := _unfit(path, id):
                problems.append(problem)
                continue
            real = os.path.realpath(path)
            if real in seen:
                continue
            if root.within and not follow_links and leads_out(path, root.base):
                problems.append(_leads_out(id))
                continue
            seen.add(real)
            if path.name == ABOUT_ARTICLES:
                continue
            named, known = not root.within, path.suffix.lower() in suffixes
            if named or (known and path.stem.lower() != ABOUT_THE_FOLDER):
                files.append(ArticleFile(id, path, named))
            elif path.stem.lower() != ABOUT_THE_FOLDER:
                skipped += 1
    return Discovery(tuple(files), tuple(problems), skipped)


def printable(name: str) -> str:
    """``name`` as it can be printed and stored: bytes that are no UTF-8, line ends and other unprintable
    characters escaped."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _root(given: str, problems: list[Problem], follow_links: bool) -> _Root | None:
    """The files of one PATH; None for standard input and for an address."""
    if given == STDIN or is_address(given):
        return None
    path = Path(given)
    if given and os.path.lexists(path):
        if path.is_dir():
            found = list(_walk(path, path, problems, follow_links))
            if not found and all((path / name).exists() for name in REPORT):
                problems.append(_report(given))
            return _Root(path, True, tuple(found))
        return _Root(path.parent, False, (path,))
    if given and glob.has_magic(given):
        base = Path(*_fixed_parts(path))
        matches = sorted(map(Path, glob.glob(given, recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        found = [file for match in matches for file in _globbed(match, base, problems, follow_links)]
        if found:
            return _Root(base, True, tuple(dict.fromkeys(found)))
    if OTHER_SCHEME.match(given):
        problems.append(
            Problem(
                printable(without_password(given)),
                "address-invalid",
                "Addresses of this kind are not read.",
                "Give one that begins with http:// or https://, or save the page and give the file.",
            )
        )
        return _Root(path.parent, False, ())
    what = "Nothing matches this pattern." if glob.has_magic(given) else "There is no such file or folder."
    problems.append(
        Problem(
            printable(given), "path-not-found", what, "Check the path; a pattern needs at least one file."
        )
    )
    return _Root(path.parent, False, ())


def _fixed_parts(pattern: Path) -> Iterator[str]:
    """The parts of a pattern before the first that has a wildcard."""
    for part in pattern.parts:
        if glob.has_magic(part):
            return
        yield part


def _globbed(match: Path, base: Path, problems: list[Problem], follow_links: bool) -> Iterator[Path]:
    if match.is_dir():
        if follow_links or not match.is_symlink():
            yield from _walk(match, base, problems, follow_links)
    elif match.name not in OUTPUT or not all((match.parent / name).exists() for name in REPORT):
        yield match


def _walk(folder: Path, base: Path, problems: list[Problem], follow_links: bool) -> Iterator[Path]:
    """The files under ``folder`` in sorted order; a folder that several links lead to is walked once. No
    recursion: folders may be nested deeper than Python's stack."""
    pending, walked = [folder], set()
    while pending:
        path = pending.pop()
        if path is not folder and not _is_folder(path, follow_links):
            yield path
            continue
        if follow_links and (real := os.path.realpath(path)) in walked:
            continue
        elif follow_links:
            walked.add(real)
        try:
            names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            problems.append(unreadable(printable(path.relative_to(base).as_posix()), error))
            continue
        if set(names) >= REPORT:
            if path != base:
                continue
            names = [name for name in names if name not in OUTPUT]
        entries = [path / name for name in reversed(names) if not saved_with_page(name, names)]
        pending += [e for e in entries if follow_links or not (e.is_symlink() and _is_folder(e, follow=True))]


def saved_with_page(name: str, beside: Collection[str]) -> bool:
    """Whether ``name`` is the folder that a browser saved with a page beside it."""
    return any(
        name[: end.start()] + page in beside
        for end in SAVED_WITH.finditer(name)
        if end.end() == len(name)
        for page in PAGES
    )


def _is_folder(path: Path, follow: bool = False) -> bool:
    try:
        return stat.S_ISDIR(path.stat(follow_symlinks=follow).st_mode)
    except OSError:
        return False


def leads_out(path: Path, folder: Path) -> bool:
    """Whether ``path`` is a link to what does not lie in the folder."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _report(given: str) -> Problem:
    return Problem(
        printable(given),
        "report-given",
        "This is the folder of a report: what the program wrote is no article.",
        "Give the articles that it was made from, or a store, which keeps them.",
    )


def _leads_out(id: str) -> Problem:
    return Problem(
        id,
        "link-out-of-folder",
        "The link leads out of the folder that was given.",
        "Give the file itself, or follow all links: --follow-links.",
    )


def _prefixes(roots: Sequence[_Root | None]) -> list[str]:
    """What stands before the ids of each PATH: nothing for a single one, else its name, told apart from the
    others."""
    if len(roots) == 1:
        return [""]
    real = [
        None if root is None else (root.base if root.within or not root.found else root.found[0])
        for root in roots
    ]
    # Not Path.resolve, which follows links: ids keep the names that were given.
    parts = [() if path is None else Path(os.path.abspath(path)).parts[1:] for path in real]  # noqa: PTH100
    prefixes = []
    for root, own in zip(roots, parts, strict=True):
        others = [other for other in set(parts) if other != own]
        depth = next(
            (n for n in range(1, len(own) + 1) if all(own[-n:] != other[-n:] for other in others)), len(own)
        )
        kept = own[-depth:] if own else ()
        # The id of a file given by itself ends in its own name already.
        prefixes.append(str(PurePath(*(kept if root is None or root.within else kept[:-1]))) if kept else "")
    return prefixes


def _unfit(path: Path, id: str) -> Problem | None:
    """Why ``path`` is no file to read."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if path.is_symlink():
            return Problem(
                id,
                "broken-link",
                "The link leads nowhere, or in a circle.",
                "Remove the link or point it to a file.",
            )
        return unreadable(id, error)
    if not stat.S_ISREG(mode):
        return Problem(
            id,
            "unreadable",
            "This is not a regular file.",
            "Give a file, or hand the text in on standard input.",
        )
    return None


def unreadable(id: str, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not open."""
    reason = error.strerror or type(error).__name__
    return Problem(
        id,
        "unreadable",
        f"The system says: {reason}.",
        "Make the file readable for this user, or leave it out.",
    )
