"""Files that are put into a folder together: all of them, whenever the program is ended.

They are written into a folder aside; its new name says that they are whole, and from then on they are moved
into their places, if need be by the next who comes (write ahead, then roll forward).
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ASIDE, WHOLE = ".report-aside", ".report-whole"
LAST = "run.json"
"""Goes before the first of the others is moved, and comes after the last: who sees it sees one report."""


def put(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write the files, given by their names (which may have folders), into the folder: all or none of them,
    and through no link. The same names stand for the same files to whoever writes at the same time. Raises
    OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        _finish(folder)
        _refuse(folder, files)
        aside = folder / ASIDE
        _gone(aside)
        try:
            aside.mkdir()
            for name, content in files.items():
                path = aside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
            aside.replace(folder / WHOLE)
        except BaseException:
            _gone(aside)
            raise
        _finish(folder)
    return tuple(folder / name for name in files)


def finish(folder: Path) -> None:
    """Move what somebody who was ended had written whole. Raises OSError."""
    if (folder / WHOLE).is_dir():
        with _alone(folder):
            _finish(folder)


def _finish(folder: Path) -> None:
    whole = folder / WHOLE
    if whole.is_symlink():
        whole.unlink()
    if not whole.is_dir():
        return
    names = sorted(
        (path.relative_to(whole) for path in whole.rglob("*") if path.is_file()),
        key=lambda name: (name == Path(LAST), name),
    )
    if len(names) > 1 and names[-1] == Path(LAST):
        (folder / LAST).unlink(missing_ok=True)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).replace(folder / name)
    shutil.rmtree(whole)


def _refuse(folder: Path, names: Iterable[str]) -> None:
    """Raises OSError where a folder stands in the place of a file, or a link in the place of a folder."""
    for name in names:
        target = folder / name
        if target.is_dir() and not target.is_symlink():
            raise IsADirectoryError(errno.EISDIR, "a folder stands in its place", str(target))
        for above in target.relative_to(folder).parents[:-1]:
            if (folder / above).is_symlink():
                raise NotADirectoryError(errno.ENOTDIR, "a link stands in its place", str(folder / above))


def _gone(path: Path) -> None:
    """What is left of somebody who was ended before all was written; a link goes, not what it leads to."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else puts files into the folder, where the system can lock folders."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
