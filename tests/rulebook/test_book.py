"""Does a rule book say what its files say, and do packs lie over one another as promised?"""

from __future__ import annotations

from pathlib import Path

import yaml

from attribution.rulebook.book import assemble, load
from attribution.rulebook.file import read as read_file
from attribution.rulebook.rule_files import shipped_folder

RULE = """
  - id: {id}
    finds: attribution
    title: A verb and its clause
    match:
      cue: {{lemma: {lemma}}}
      content: {{}}
    where:
      - cue >ccomp content
    priority: {priority}
    because: "“{{cue}}” reports {{content}}."
    examples: ["{{source|Ruiz}} {{cue|said}} {{content|that it rained}}."]
    counterexamples: ["It rained."]
"""


def pack(path: Path, name: str, *rules: str, head: str = "") -> Path:
    path.write_text(
        f"format: 1\npack: {name}\nlanguage: en\n{head}rules:\n" + "".join(rules), encoding="utf-8"
    )
    return path


def rule(id: str, lemma: str = "say", priority: int = 50) -> str:
    return RULE.format(id=id, lemma=lemma, priority=priority)


def test_the_shipped_rules_hold_without_a_fault() -> None:
    assert load().problems == ()


def test_lists_are_put_in(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.yaml", "house", rule("a", "$speech"), head="lists: {speech: [say, Quip]}\n")
    book = load([path], shipped=False)
    assert book.problems == ()
    assert book.rules[0].nodes["cue"].lemma == {"say", "quip"}
    assert book.words("en", "speech") == {"say", "quip"}
    assert book.rules[0].name == "house/a"


def test_a_list_is_shared_by_the_files_of_a_pack(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(
        "format: 1\npack: house\nlanguage: en\nlists: {speech: [say]}\n", encoding="utf-8"
    )
    pack(tmp_path / "rules.yaml", "house", rule("a", "$speech"))
    book = load([tmp_path], shipped=False)
    assert [p.code for p in book.problems] == [] and len(book.rules) == 1


def test_lower_priority_first_then_the_pack_laid_over_then_the_earlier_rule(tmp_path: Path) -> None:
    base = pack(tmp_path / "base.yaml", "base", rule("c", "tell"), rule("d", "add"), rule("e", "ask", 10))
    over = pack(tmp_path / "over.yaml", "over", rule("z", "claim"))
    read = [read_file(path, path.name) for path in (base, over)]
    book = assemble(read, base_packs={"base"})
    assert [r.name for r in book.rules] == ["base/e", "over/z", "base/c", "base/d"]


def test_a_path_whose_pack_is_shipped_stands_in_its_place(tmp_path: Path) -> None:
    book = load([pack(tmp_path / "en.yaml", "en", rule("only-one"))])
    assert [r.id for r in book.rules if r.pack == "en"] == ["only-one"]


def test_another_pack_is_laid_over_and_takes_the_place_of_the_same_id(tmp_path: Path) -> None:
    shipped = load()
    taken, out = shipped.of("attribution")[0], shipped.of("attribution")[1]
    retired = f"\n  - id: {out.id}\n    status: retired\n"
    book = load([pack(tmp_path / "own.yaml", "house", rule(taken.id), retired)])
    assert [p for p in book.problems if p.level == "error"] == []
    names = {r.name for r in book.rules}
    assert f"house/{taken.id}" in names and taken.name not in names and out.name not in names
    assert len(book.rules) == len(shipped.rules) - 1


def test_a_full_name_takes_the_place_of_that_rule_only(tmp_path: Path) -> None:
    out = load().of("attribution")[0]
    book = load([pack(tmp_path / "own.yaml", "house", f"\n  - id: {out.name}\n    status: retired\n")])
    assert out.name not in {r.name for r in book.rules}


def test_extend_lengthens_a_list_for_the_shipped_rules_too(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("format: 1\npack: house\nlanguage: en\nextend: {speech: [quibble]}\n", encoding="utf-8")
    shipped, book = load(), load([path])
    assert "quibble" not in shipped.words("en", "speech") and "quibble" in book.words("en", "speech")
    assert any("quibble" in r.nodes["cue"].lemma for r in book.rules if r.pack == "en" and "cue" in r.nodes)
    assert book.digest != shipped.digest


def test_the_digest_looks_at_what_rules_say_not_at_where_they_stand(tmp_path: Path) -> None:
    one = load([pack(tmp_path / "a.yaml", "house", rule("a"))], shipped=False)
    moved = load([pack(tmp_path / "b.yaml", "house", "\n\n# a remark", rule("a"))], shipped=False)
    changed = load([pack(tmp_path / "c.yaml", "house", rule("a", "tell"))], shipped=False)
    assert one.digest == moved.digest != changed.digest


def test_a_shipped_file_given_by_its_path_is_the_shipped_pack() -> None:
    file = next((shipped_folder() / "en").glob("*.yaml"))
    assert load([file]).digest == load().digest


def test_any_yaml_tool_reads_the_words_of_the_shipped_lists_as_words() -> None:
    for file in shipped_folder().rglob("*.yaml"):
        for name, words in (yaml.safe_load(file.read_text(encoding="utf-8")).get("lists") or {}).items():
            assert [word for word in words or () if isinstance(word, bool) or word is None] == [], (
                f"{file.name}: quote these words of {name}"
            )
