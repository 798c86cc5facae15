"""Adding articles: a text, files, or an address are handed in, and how far they are is shown."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from attribution.desk.intake import Batch
from attribution.desk.verdicts import now
from attribution.desk.visit import Visit, form, page
from attribution.read.address import is_address, without_password
from attribution.read.discover import ABOUT_ARTICLES
from attribution.refusal import Refusal

PASTED = "pasted.txt"
LARGEST_TEXT = 900_000
"""Characters of a text that is pasted."""


class NotTaken(Refusal):
    """What was handed in is not taken; ``status`` is that of the answer."""

    def __init__(self, code: str, message: str, next: str, status: int = 400) -> None:
        super().__init__(code, message, next)
        self.status = status


def add(visit: Visit) -> Response:
    """The page, with what was handed in since the desk was opened."""
    return visit.page("add.jinja", here="/add", batches=visit.intake.batches)


def batches(visit: Visit) -> Response:
    """How far everything is."""
    return visit.page("batches.jinja", batches=visit.intake.batches)


def added(visit: Visit, sent: FormData) -> Response:
    """What was handed in waits to be checked."""
    files = [f for f in sent.getlist("files") if isinstance(f, UploadFile) and f.filename]
    given = {name: str(value) for name, value in sent.items() if isinstance(value, str)}
    try:
        hand_in(visit, given, files)
    except NotTaken as error:
        return visit.problem(error.code, str(error), error.next, error.status)
    return visit.after("/add#batches")


def hand_in(visit: Visit, given: Mapping[str, str], files: Sequence[UploadFile] = ()) -> Batch:
    """The batch that waits to be checked: of ``given`` the ``address``, or the files and the ``text``, with
    their ``publisher`` and ``published``, and the ``title`` of the text. Raises NotTaken."""
    text, address = given.get("text", "")[:LARGEST_TEXT].strip(), given.get("address", "").strip()
    if address and not is_address(address):
        raise NotTaken("address-invalid", "This is no address.", "It begins with https:// or http://.")
    if not files and not text and not address:
        raise NotTaken(
            "desk-nothing", "Nothing was handed in.", "Paste a text, drop files, or give an address."
        )
    if address:
        batch = Batch(without_password(address), visit.who, now(), [address], None)
    else:
        folder = Path(tempfile.mkdtemp(prefix="attribution-desk-"))
        names = kept = [_kept(folder, f) for f in files]
        if text:
            names, kept = [*names, _pasted(folder, text, given)], [*kept, PASTED]
        _tell_of(folder, kept, given)
        # One by one, as they were handed in: of a folder, what is no article is passed over.
        batch = Batch(", ".join(names), visit.who, now(), [str(folder / name) for name in kept], folder)
    if not visit.intake.take(batch):
        if batch.folder:
            shutil.rmtree(batch.folder, ignore_errors=True)
        raise NotTaken("desk-busy", "Too much is waiting.", "Try again when some of it is done.", 503)
    return batch


def _kept(folder: Path, file: UploadFile) -> str:
    """The file in the folder, under its own name as far as that is one."""
    given = re.split(r"[/\\]", file.filename or "")[-1]
    name = re.sub(r"[^\w.\- ]", "_", given).strip(". ")[-120:] or "file"
    path, number = folder / name, 1
    while path.exists():
        path, number = folder / f"{number}-{name}", number + 1
    with path.open("wb") as out:
        shutil.copyfileobj(file.file, out)
    return path.name


def _pasted(folder: Path, text: str, given: Mapping[str, str]) -> str:
    """The text as a file; its title, or the name of the file."""
    (folder / PASTED).write_text(text + "\n", encoding="utf-8", errors="replace", newline="\n")
    return _said(given, "title") or PASTED


def _tell_of(folder: Path, names: Sequence[str], given: Mapping[str, str]) -> None:
    """A table beside the files with the outlet and the day that were given for them, unless one was handed
    in; the title is that of the text that was pasted."""
    about = [_said(given, column) for column in ("publisher", "published")]
    title = _said(given, "title")
    table = folder / ABOUT_ARTICLES
    if table.exists() or not any((*about, title)):
        return
    with table.open("w", encoding="utf-8", newline="", errors="replace") as out:
        rows = [(name, *about, title if name == PASTED else "") for name in names]
        csv.writer(out).writerows([("path", "publisher", "published", "title"), *rows])


def _said(given: Mapping[str, str], column: str) -> str:
    return given.get(column, "").strip()[:300]


ROUTES = [page("/add", add), page("/add/batches", batches), form("/add", added)]
