"""pytest collects the examples of rules: one test for each example, and one for the faults of each rule file.

The ini option ``attribution_rules`` names files or folders of rules; no other YAML is touched. The examples
run through the shipped rules with all those folders laid over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from attribution.authoring.example import ExampleCase
    from attribution.authoring.example_parses import Parses
    from attribution.rule import RuleBook

BOOK = pytest.StashKey["RuleBook"]()
PARSES = pytest.StashKey["Parses"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(
        "attribution_rules", "Rule files or folders whose examples are tests.", type="paths", default=[]
    )


def pytest_configure(config: pytest.Config) -> None:
    """A plain ``pytest`` runs the rules even where ``testpaths`` names other folders only."""
    for folder in config.getini("attribution_rules"):
        if not folder.exists():
            raise pytest.UsageError(f"attribution_rules names {folder}, which is not there")
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return
    given = [Path(str(arg).split("::")[0]).resolve() for arg in config.args]
    for folder in config.getini("attribution_rules"):
        if not any(folder.resolve().is_relative_to(path) for path in given):
            config.args.append(str(folder))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ExampleFile | None:
    if file_path.suffix not in (".yaml", ".yml") or file_path.name.startswith("."):
        return None
    folders = [folder.resolve() for folder in parent.config.getini("attribution_rules")]
    if not any(file_path.resolve().is_relative_to(folder) for folder in folders):
        return None
    return ExampleFile.from_parent(parent, path=file_path)


def _book(config: pytest.Config) -> RuleBook:
    if BOOK not in config.stash:
        from attribution.rulebook.book import load

        config.stash[BOOK] = load(config.getini("attribution_rules"))
    return config.stash[BOOK]


class ExampleFile(pytest.File):
    """A rule file: its faults, then the examples of each of its rules."""

    def collect(self) -> Iterator[pytest.Item]:
        from attribution.authoring.example import cases

        book, here = _book(self.config), self.path.resolve()
        yield Faults.from_parent(self, name="faults")
        rules = [rule for rule in book.rules if Path(rule.place.file).resolve() == here]
        counts: dict[str, int] = {}
        for case in cases(sorted(rules, key=lambda rule: rule.place.line)):
            name = f"{case.rule.id}[{case.kind.removesuffix('s')}-{{}}]"
            counts[name] = counts.get(name, 0) + 1
            yield ExampleItem.from_parent(self, name=name.format(counts[name]), case=case)


class Failed(Exception):
    """What a failed rule test has to say, ready for a terminal."""


class Faults(pytest.Item):
    """Passes where the rule file has no fault."""

    def runtest(self) -> None:
        here = self.path.resolve()
        faults = [p for p in _book(self.config).problems if Path(p.place.file).resolve() == here]
        if faults:
            raise Failed("\n\n".join(map(str, faults)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if excinfo.errisinstance(Failed) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.path.name}: {self.name}"


class ExampleItem(pytest.Item):
    """Passes where an example of a rule holds."""

    def __init__(self, *, case: ExampleCase, **about: Any) -> None:
        super().__init__(**about)
        self.case = case

    def runtest(self) -> None:
        from attribution.authoring import example

        parses = self._parses()
        outcome = example.run(self.case, _book(self.config), parses.documents, parses.lacking)
        if not outcome.passed:
            raise Failed(example.render(outcome))

    def _parses(self) -> Parses:
        """The parses of all examples of the session, made together when the first one runs."""
        if PARSES not in self.config.stash:
            from attribution.authoring.example_parses import gather

            items = [item for item in self.session.items if isinstance(item, ExampleItem)]
            self.config.stash[PARSES] = gather([item.case for item in items])
        return self.config.stash[PARSES]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if excinfo.errisinstance(Failed) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.place.line - 1, f"{self.path.name}: {self.name}"


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if PARSES in config.stash and (parses := config.stash[PARSES]):
        for note in parses.notes:
            terminalreporter.write_line(note)
        if parses.anew:
            folders = " ".join(str(folder) for folder in config.getini("attribution_rules"))
            terminalreporter.write_line(
                f"{len(parses.anew)} parses of rule examples were missing or outdated and made anew; "
                f"`attribution rules parse {folders}` keeps them"
            )
