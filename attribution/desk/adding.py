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
from attribution.read.address import is_address

LARGEST_TEXT = 900_000
"""Characters of a text that is pasted."""


class NotTaken(Exception):
    """What was handed in is not taken; ``status`` is that of the answer."""

    def __init__(self, code: str, message: str, next: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.next, self.status = code, next, status


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
    its ``publisher``, ``published`` and ``title``. Raises NotTaken."""
    text, address = given.get("text", "")[:LARGEST_TEXT].strip(), given.get("address", "").strip()
    if address and not is_address(address):
        raise NotTaken("address-invalid", "This is no address.", "It begins with https:// or http://.")
    if not files and not text and not address:
        raise NotTaken(
            "desk-nothing", "Nothing was handed in.", "Paste a text, drop files, or give an address."
        )
    if address:
        batch = Batch(address, visit.who, now(), [address], None)
    else:
        folder = Path(tempfile.mkdtemp(prefix="attribution-desk-"))
        names = [_kept(folder, f) for f in files]
        if text:
            names.append(_pasted(folder, text, given))
        batch = Batch(", ".join(names), visit.who, now(), [str(folder)], folder)
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
    """The text as a file, and what is known of it in the table beside it."""
    name = "pasted.txt"
    (folder / name).write_text(text + "\n", encoding="utf-8", errors="replace", newline="\n")
    about = {column: given.get(column, "").strip()[:300] for column in ("publisher", "published", "title")}
    table = folder / "articles.csv"
    if any(about.values()) and not table.exists():
        with table.open("w", encoding="utf-8", newline="", errors="replace") as out:
            csv.writer(out).writerows([("path", *about), (name, *about.values())])
    return about["title"] or name


ROUTES = [page("/add", add), page("/add/batches", batches), form("/add", added)]
