"""The word lists of all rule files: what a ``$name`` means in each pack, and which lists nothing uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from attribution.rule import RuleProblem
from attribution.rulebook.file import RuleFile
from attribution.rulebook.list_catalogue import LISTS
from attribution.rulebook.nearest_name import closest, near

Words = tuple[str, ...]
ListKey = tuple[str, str]
"""A pack and the name of a list."""


class WordLists:
    """``by_pack`` holds the words of each list of each pack, ``by_language`` those of the pack that lies on
    top.

    Both are lengthened by ``extend``, whichever file says it.
    """

    def __init__(
        self, read: Sequence[RuleFile], layers: Mapping[str, int], faults: list[RuleProblem]
    ) -> None:
        """``layers`` says how high each pack lies; faults of lists are added to ``faults``."""
        self.by_pack: dict[ListKey, Words] = {}
        self.by_language: dict[str, dict[str, Words]] = defaultdict(dict)
        self._files: dict[ListKey, RuleFile] = {}
        self._used: set[ListKey] = set()
        for file in sorted(read, key=lambda f: layers[f.pack]):
            self.by_language[file.language]
            for name, words in file.lists.items():
                self._add(file, name, words, faults)
        for file in read:
            for name, words in file.extend.items():
                self._extend(file, name, words, faults)

    def words(self, file: RuleFile, name: str) -> Words | None:
        """What ``$name`` means in a file: its own pack's list, else that of the packs of its language;
        None where there is none."""
        if (file.pack, name) in self.by_pack:
            self._used.add((file.pack, name))
            return self.by_pack[file.pack, name]
        self._used.update(self._namesakes(file.language, name))
        return self.by_language[file.language].get(name)

    def unused(self, doubtful: Collection[str] = ()) -> list[RuleProblem]:
        """A warning for each list that no rule and no part of the program uses, as far as ``words`` was
        asked; none in languages that are ``doubtful``."""
        found = []
        for (pack, name), file in self._files.items():
            if (pack, name) not in self._used and name not in LISTS and file.language not in doubtful:
                use = f"use it as “${name}” in a rule of the pack, or take it out"
                hint = near(name, LISTS) + use
                message = f"no rule uses the list “{name}”"
                found.append(_problem(file, "lists", name, "unused-list", message, hint, warning=True))
        return found

    def _add(self, file: RuleFile, name: str, words: Words, faults: list[RuleProblem]) -> None:
        key = (file.pack, name)
        if key in self.by_pack:
            hint = f"{self._files[key].shown} has it; a list may be shared by the files of a pack"
            message = f"the pack has a list “{name}” already"
            faults.append(_problem(file, "lists", name, "duplicate-list", message, hint))
            return
        self.by_pack[key], self._files[key] = words, file
        self.by_language[file.language][name] = words

    def _extend(self, file: RuleFile, name: str, words: Words, faults: list[RuleProblem]) -> None:
        known = self.by_language[file.language]
        if name not in known:
            hint = near(name, known) + "lists: " + closest(name, known)
            message = f"there is no list “{name}” to lengthen"
            faults.append(_problem(file, "extend", name, "unknown-list", message, hint))
            return
        for key in self._namesakes(file.language, name):
            self.by_pack[key] = _longer(self.by_pack[key], words)
        known[name] = _longer(known[name], words)

    def _namesakes(self, language: str, name: str) -> list[ListKey]:
        """The lists of this name in all packs of a language."""
        return [key for key, file in self._files.items() if key[1] == name and file.language == language]


def _longer(words: Words, more: Words) -> Words:
    return tuple(dict.fromkeys((*words, *more)))


def _problem(
    file: RuleFile, key: str, name: str, code: str, message: str, hint: str, *, warning: bool = False
) -> RuleProblem:
    assert file.tree is not None  # a file that has lists was read
    place = file.tree.place((key, name), key=True)
    return file.tree.source.problem(code, place, message, hint, warning=warning)
