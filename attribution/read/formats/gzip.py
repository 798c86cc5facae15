"""Files that are packed with gzip: the file inside takes the place of the packed one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from attribution.read.members import MOST_UNPACKED, Member, broken, unpacks_too_large

suffixes = (".gz",)
largest: int | None = 500_000_000
PIECE = 1 << 20


def looks_like(data: bytes) -> bool:
    """Whether ``data`` begins as a gzip file does."""
    return data.startswith(b"\x1f\x8b")


def read(data: bytes, id: str) -> Iterator[Member]:
    """The file inside, under the id of the packed one. Raises Unusable."""
    if not looks_like(data):
        raise broken("it is not packed with gzip")
    name = id.rpartition("/")[2].rpartition("#")[2]
    yield Member(id, name[: -len(".gz")] if name.lower().endswith(".gz") else f"{name}.txt", _unpacked(data))


def _unpacked(data: bytes) -> bytes:
    """All members of the file one after the other, piece by piece, so that a bomb is noticed in time."""
    pieces: list[bytes] = []
    size = 0
    while data.strip(b"\0"):
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            try:
                piece = unpacker.decompress(data, PIECE)
            except zlib.error as error:
                raise broken(str(error)) from None
            if not piece and not unpacker.unconsumed_tail and not unpacker.eof:
                raise broken("it ends too early")
            size += len(piece)
            if size > MOST_UNPACKED:
                raise unpacks_too_large()
            pieces.append(piece)
            data = unpacker.unconsumed_tail
        data = unpacker.unused_data
    return b"".join(pieces)
