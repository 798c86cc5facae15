"""Does a flag keep its id where its articles are moved or renamed, and do two flags never share one?"""

from __future__ import annotations

import hashlib

import pytest

from attribution.flags.cross_check import cross_check
from attribution.result import short_id
from tests.helpers.flagging import article, book

ONE = "{Ana Ruiz|“The bridge will open in May and nobody asked us about it,”} said Ana Ruiz."
OTHER = "{Tom Lee|“The bridge will open in May and nobody asked us about it,”} said Tom Lee."


def flags(folder: str) -> list[str]:
    made = [
        article(f"{folder}{name}", text, publisher=name.upper()) for name, text in (("a", ONE), ("b", OTHER))
    ]
    documents = {a.id: document for a, document, _ in made}
    found = [x for _, _, said in made for x in said]
    return [flag.id for flag in cross_check(found, [a for a, _, _ in made], documents, book()).flags]


def test_a_flag_outlives_a_folder_and_a_file_name():
    assert flags("") and flags("") == flags("moved/elsewhere/new-")


def test_no_id_is_a_number_to_a_spreadsheet_which_would_write_it_otherwise():
    ids = [short_id(hashlib.sha256(bytes(str(n), "ascii")).hexdigest()) for n in range(2000)]
    assert len({*ids}) == 2000
    for id in ids:
        with pytest.raises(ValueError, match="could not convert"):
            float(id)
