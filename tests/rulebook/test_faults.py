"""Is every fault of a rule file found at its place, with what is allowed there, at no cost to others?"""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from attribution.rule import RuleProblem
from attribution.rulebook.book import assemble, load
from attribution.rulebook.file import parse as parse_file
from attribution.rulebook.rule_files import shipped_folder
from attribution.rulebook.thresholds import threshold

HEAD = "format: 1\npack: house\nlanguage: en\n"
RULE = """\
  - id: one
    finds: attribution
    title: A verb and its clause
    match:
      cue: {lemma: say, upos: VERB}
      content: {}
      source: {upos: [NOUN, PROPN]}
    where:
      - cue >ccomp content
      - cue >nsubj source
    because: "“{cue}” reports {content}."
    examples:
      - "{source|Ruiz} {cue|said} {content|that it rained}."
    counterexamples:
      - "It rained."
"""
FLAG = """\
  - id: two
    finds: flag
    title: The same words under two names
    severity: high
    over: pair
    when: {words: same, speakers: different}
    message: "{a.publisher} gives these words to {a.speaker}."
    examples:
      - a: "“We will go,” said Ruiz."
        b: "“We will go,” said Lee."
    counterexamples:
      - a: "“We will go,” said Ruiz."
"""
SOUND = HEAD + "rules:\n" + RULE + FLAG


def problems(text: str) -> list[RuleProblem]:
    file = parse_file(text, "f.yaml")
    return list(assemble([file]).problems)


def test_the_sound_file_is_sound() -> None:
    assert problems(SOUND) == []


# old text, new text, code, the place where it is, a word of what is allowed
FAULTS = [
    ("rules:\n", "thresholds:\n  day-apart: 9\nrules:\n", "unknown-threshold", "5:3", "days-apart"),
    ("rules:\n", "thresholds:\n  days-apart: 0\nrules:\n", "bad-value", "5:15", "from 1 to 365"),
    ("rules:\n", "thresholds: {days-apart: soon}\nrules:\n", "bad-value", "4:26", "number"),
    ("lemma: say", "lemmma: say", "unknown-key", "9:13", "did you mean “lemma”"),
    ("    title: A", "    titel: A", "unknown-key", "7:5", "did you mean “title”"),
    ("language: en", "langage: en", "unknown-key", "3:1", "did you mean “language”"),
    ('    because: "“{cue}” reports {content}."\n', "", "missing-key", "5:5", "allowed:"),
    ("finds: attribution", "finds: atribution", "bad-value", "6:12", "did you mean “attribution”"),
    ("severity: high", "severity: grave", "bad-value", "23:15", "high, medium, low, info"),
    ("over: pair", "over: pear", "bad-value", "24:11", "allowed: pair, attribution"),
    ("title: A verb and its clause", "title:", "bad-value", "7:11", "string"),
    ("upos: [NOUN, PROPN]", "feats: past", "bad-value", "11:23", "VerbForm=Part"),
    ("id: one", "id: One Rule", "bad-name", "5:9", "kebab-case"),
    ("pack: house", "pack: Our House", "bad-name", "2:7", "lower-case"),
    ("      content: {}", "      Content: {}", "bad-name", "10:7", "lower-case"),
    ("format: 1", "format: 2", "unsupported-format", "1:9", "allowed: 1"),
    ("finds: attribution\n", "finds: attribution\n    finds: source\n", "duplicate-key", "7:5", "line 6"),
    ("cue >nsubj source", "cue >nsubj souce", "unknown-node", "14:20", "did you mean “source”"),
    ("cue >nsubj source", "cue >nsubjj source", "unknown-relation", "14:14", "did you mean “nsubj”"),
    ("cue >nsubj source", "cue nsubj source", "bad-edge", "14:13", "a place: beside"),
    ("cue >nsubj source", "cue besides source", "bad-edge", "14:13", "did you mean “beside”"),
    ("cue >nsubj source", "cue >nsubj", "bad-edge", "14:9", "A >nsubj B"),
    ("      - cue >nsubj source\n", "", "loose-node", "11:7", "any word"),
    ("      content: {}", "      topic: {}", "unknown-node", "13:20", "nodes of this rule"),
    ("reports {content}", "reports {contents}", "unknown-slot", "15:32", "did you mean “content”"),
    ("upos: VERB", "upos: Verb", "unknown-upos", "9:31", "did you mean “VERB”"),
    ("upos: [NOUN, PROPN]", "ner: GPE", "unknown-ner", "11:21", "PLACE"),
    ("lemma: say", "lemma: $speech", "unknown-list", "9:20", "lists: none"),
    (
        'examples:\n      - "{source|Ruiz} {cue|said} {content|that it rained}."',
        "examples: []",
        "no-examples",
        "16:15",
        "what it finds",
    ),
    ('    counterexamples:\n      - "It rained."\n', "", "no-examples", "5:5", "must not find"),
    ("{cue|said}", "{cue|said", "bad-markup", "17:24", "mark words as"),
    ("{cue|said}", "{verb|said}", "bad-markup", "17:25", "mark words as"),
    ("{content|that it rained}", "that it rained", "bad-markup", "17:9", "{content|…}"),
    ('- "It rained."', '- "{cue|It} rained."', "bad-markup", "19:10", "finds nothing"),
    ("words: same", "wrods: same", "unknown-condition", "25:12", "did you mean “words”"),
    ("speakers: different", "speakers: unlike", "unknown-condition", "25:35", "different"),
    (
        "severity: high",
        "severity: high\n    kind: quarrel",
        "bad-value",
        "24:11",
        "allowed: speaker-conflict",
    ),
    ("severity: high", "severity: high\n    kind: spliced-quotes", "bad-value", "24:11", "“spliced-quote”"),
    ("to {a.speaker}", "to {a.speeker}", "unknown-slot", "26:51", "did you mean “a.speaker”"),
    ("to {a.speaker}", "to {c.speaker}", "unknown-slot", "26:51", "{b.speaker}"),
    ("to {a.speaker}", "to {candidates}", "unknown-slot", "26:51", "{majority}"),
    ("id: two", "id: one", "duplicate-rule", "20:9", "f.yaml:5:5"),
    (
        "      - cue >nsubj source\n",
        "      - cue >nsubj source\n      - cue <nsubj source\n",
        "unreachable-rule",
        "5:9",
        "no text",
    ),
    ("rules:\n", "lists: {speech: [say]}\nrules:\n", "unused-list", "4:9", "$speech"),
    ("rules:\n", "extend: {speech: [say]}\nrules:\n", "unknown-list", "4:10", "lists:"),
    ("rules:\n", "lists: {relay_cues: [quoting]}\nrules:\n", "old-list-name", "4:9", "new name"),
    ("rules:\n", "lists: {scales: [1000 = k, gross]}\nrules:\n", "bad-value", "4:28", "number = word"),
    (
        "where:\n      - cue >ccomp content\n      - cue >nsubj source",
        "where: cue >nope content",
        "unknown-relation",
        "12:17",
        "u/dep",
    ),
    ("examples:\n      - ", "examples: ", "bad-value", "16:15", "list"),
    ("title: A verb and its clause", "title: A verb: its clause", "yaml-syntax", "7:18", "quotation marks"),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "hint"), FAULTS, ids=[f"{f[2]}-{i}" for i, f in enumerate(FAULTS)]
)
def test_a_fault_has_its_code_its_place_and_a_hint(
    old: str, new: str, code: str, place: str, hint: str
) -> None:
    assert SOUND.count(old) >= 1
    found = [p for p in problems(SOUND.replace(old, new, 1)) if p.code == code]
    assert found, [(p.code, str(p.place)) for p in problems(SOUND.replace(old, new, 1))]
    assert str(found[0].place) == f"f.yaml:{place}"
    assert hint in found[0].hint
    line, caret = found[0].excerpt.split("\n")
    assert line == SOUND.replace(old, new, 1).split("\n")[found[0].place.line - 1]
    assert caret == " " * (found[0].place.column - 1) + "^"


@pytest.mark.parametrize("over", ["pair", "attribution"])
def test_a_message_has_only_the_slots_of_what_its_rule_looks_at(over: str) -> None:
    flag = FLAG.replace("over: pair", f"over: {over}").replace("{words: same, speakers: different}", "{}")
    for slot in ("a.publisher", "a.speaker", "b.publisher", "b.speaker", "majority", "candidates"):
        found = problems(HEAD + "rules:\n" + flag.replace("{a.speaker}", f"{{{slot}}}"))
        there = slot.startswith("a.") or (slot != "candidates") == (over == "pair")
        assert [p.code for p in found] == ([] if there else ["unknown-slot"])


@pytest.mark.parametrize("key", ["where", "unless", "examples", "counterexamples", "todo_examples"])
@pytest.mark.parametrize(
    "value", ["cue >nope quote", "[cue >nope quote]", "[[cue]]", "{cue: quote}", "", "'{cue|a'"]
)
def test_whatever_stands_in_a_list_the_loader_never_raises(key: str, value: str) -> None:
    text = SOUND.replace("    priority", "").replace(
        '    because: "“', f'    {key}: {value}\n    because: "“', 1
    )
    assert parse_file(text, "f.yaml").rules[-1:] != () or problems(text)


ENTRIES = [
    ("numbers", "googol", "12 = dozen"),
    ("ordinals", "last = final", "13 = thirteenth"),
    ("scales", "1e3 = grand", "1000 = grand"),
    ("clock-words", "half past", "45 = three quarters past"),
    ("days-ago", "yesterday", "2 = ereyesterday"),
    ("name-spellings", "ei", "ei = ey, ay"),
    ("name-sounds", "k = (", "k = q"),
    ("name-readings", "y = j; w", "y = j; w = v"),
    ("nicknames", "rab", "robert = rab"),
]


def test_an_entry_that_its_list_cannot_hold_is_told_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    extend = "".join(f'  {name}: ["{bad}", "{good}"]\n' for name, bad, good in ENTRIES)
    path.write_text(f"{HEAD}extend:\n{extend}", encoding="utf-8")
    book = load([path])
    assert [(p.code, p.place.line) for p in book.problems] == [
        ("bad-value", line) for line in range(5, 5 + len(ENTRIES))
    ]
    for name, bad, good in ENTRIES:
        assert good in book.lists["en"][name] and bad not in book.lists["en"][name]


def test_old_names_of_lists_go_on_working_with_a_warning_that_names_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    rule = RULE.replace("lemma: say", "lemma: $firm_words")
    path.write_text(
        f"{HEAD}lists: {{age_words: [oldest]}}\nextend: {{relay_cues: [as told by]}}\nrules:\n{rule}",
        encoding="utf-8",
    )
    book = load([path])
    own = [p for p in book.problems if p.code != "unreachable-rule"]
    assert [(p.code, p.level) for p in own] == [("old-list-name", "warning")] * 3
    current = [p.message.split("“")[2].split("”")[0] for p in own]
    assert ", ".join(current) == "age-words, relay-phrases, firm-words"
    assert book.words("en", "age-words") == {"oldest"}
    assert "as told by" in book.words("en", "relay-phrases")
    [house] = [r for r in book.rules if r.pack == "house"]
    assert "shipping" in house.nodes["cue"].lemma and house.nodes["cue"].lists == ("firm-words",)


def test_all_faults_of_a_file_come_in_one_go_and_cost_no_other_rule() -> None:
    text = (
        SOUND.replace("lemma: say", "lemmma: say")
        .replace(">nsubj", ">nsubjj")
        .replace("{cue|said}", "{cue|said")
    )
    third = RULE.replace("id: one", "id: three")
    file = parse_file(text + third, "f.yaml")
    assert {p.code for p in file.problems} == {"unknown-key", "unknown-relation", "bad-markup"}
    assert [d.id for d in file.rules] == ["two", "three"]


def test_a_fault_of_yaml_costs_its_own_rule_only() -> None:
    text = HEAD + "rules:\n" + RULE.replace("title: A verb", 'title: "A verb') + FLAG
    file = parse_file(text, "f.yaml")
    assert [p.code for p in file.problems] == ["yaml-syntax"] and [d.id for d in file.rules] == ["two"]


@pytest.mark.parametrize("cut", range(60, len(SOUND), 37))
def test_a_file_cut_anywhere_is_refused_in_part_or_whole_but_never_raises(cut: int) -> None:
    file = parse_file(SOUND[:cut], "f.yaml")
    whole = file.rules
    assert len(whole) <= 2
    # Cut within a rule, the rule lacks something, and says so; cut between two rules or inside the last text,
    # nothing can tell.
    if not file.problems:
        assert SOUND[:cut].count("counterexamples:") == len(whole)


def test_a_rule_that_a_better_one_covers_is_told() -> None:
    covered = RULE.replace("id: one", "id: narrow").replace("    because", "    priority: 60\n    because")
    found = problems(HEAD + "rules:\n" + RULE + covered)
    assert [(p.code, p.level) for p in found] == [("unreachable-rule", "warning")]
    assert "house/one" in found[0].message
    assert problems(HEAD + "rules:\n" + RULE + covered.replace("upos: VERB", "upos: AUX")) == []


def test_a_flag_rule_that_a_better_one_covers_is_told() -> None:
    covered = FLAG.replace("id: two", "id: narrow").replace(
        "speakers: different}", "speakers: different, marks: both}"
    )
    assert [(p.code, p.level) for p in problems(HEAD + "rules:\n" + FLAG + covered)] == [
        ("unreachable-rule", "warning")
    ]
    assert problems(HEAD + "rules:\n" + covered + FLAG) == []


@pytest.mark.parametrize(
    ("finds", "marks"), [("attribution", "{content|It rained}"), ("source", "{source|It} rained")]
)
def test_a_rule_that_binds_nothing_to_find_is_told(finds: str, marks: str) -> None:
    text = f"""{HEAD}rules:
  - id: one
    finds: {finds}
    title: A verb
    match: {{cue: {{lemma: say}}, other: {{}}}}
    where: [cue >obj other]
    because: "{{cue}}"
    examples: ["{marks}."]
    counterexamples: ["It rained."]
"""
    assert [(p.code, str(p.place)) for p in problems(text)] == [("no-content", "f.yaml:8:5")]


def test_a_list_belongs_to_one_file_of_its_pack() -> None:
    files = [parse_file(f"{HEAD}lists: {{titles: [{word}]}}\n", f"{word}.yaml") for word in ("mr", "ms")]
    assert [(p.code, str(p.place)) for p in assemble(files).problems] == [("duplicate-list", "ms.yaml:4:9")]


# ------------------------------------------------------------------ hostile files
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "empty": (b"", "empty-file"),
    "blank": (b" \n\n", "empty-file"),
    "only a remark": (b"# nothing\n", "bad-value"),
    "billion laughs": (BOMB.encode(), "yaml-alias"),
    "alias loop": (b"a: &a\n  b: *a\n", "yaml-alias"),
    "python tag": (b"rules: !!python/object/apply:os.system ['touch hacked']\n", "yaml-tag"),
    "own tag": (b"rules: !rule {}\n", "yaml-tag"),
    "not UTF-8": ("format: 1\npack: café\n".encode("latin-1"), "not-utf-8"),
    "UTF-16": ("format: 1\n".encode("utf-16"), "not-utf-8"),
    "binary": (bytes(range(256)) * 50, "not-utf-8"),
    "control characters": (b"format: \x00\x01\n", "yaml-syntax"),
    "10 MB": (b"rules:\n" + b"  - {}\n" * 1_500_000, "file-too-large"),
    "deep lists": (b"rules: " + b"[" * 500_000, "too-deep"),
    "deep mappings": (b"{a: " * 100_000, "too-deep"),
    "two documents": (b"format: 1\n---\nformat: 1\n", "second-document"),
    "a list": (b"- 1\n", "bad-value"),
    "a key that is a list": (b"? [a, b]\n: c\n", "bad-key"),
    "cut in half": (SOUND[:300].encode(), "yaml-syntax"),
    "forty thousand keys": (b"".join(b"k%d: v\n" % i for i in range(40_000)), "file-too-large"),
    "the same key over and over": (b"format: 1\n" * 20_000, "duplicate-key"),
    "thousands of broken rules": (HEAD.encode() + b"rules:\n" + b'  - id: "x\n' * 40_000, "yaml-syntax"),
    "unclosed quote": (HEAD.encode() + b'lists: {a: ["' + b"x" * 500_000, "yaml-syntax"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_name_and_place_in_a_second(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data, code = HOSTILE[name]
    Path("hostile.yaml").write_bytes(data)
    begin = time.process_time()
    book = load([Path("hostile.yaml")], shipped=False)
    assert time.process_time() - begin < 1.5
    assert code in {p.code for p in book.problems}
    assert all(re.fullmatch(r"hostile\.yaml:\d+:\d+", str(p.place)) for p in book.problems)
    assert book.rules == () and not Path("hacked").exists()


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    book = load([tmp_path / "none.yaml"], shipped=False)
    assert [p.code for p in book.problems] == ["unreadable-file"]


def test_pipes_and_looping_links_are_no_rule_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "up").symlink_to(tmp_path)
    book = load([tmp_path], shipped=False)
    assert {(p.code, Path(p.place.file).name) for p in book.problems} == {
        ("unreadable-file", "pipe.yaml"),
        ("unreadable-file", "loop.yaml"),
    }


def test_a_folder_of_no_rules_is_told(tmp_path: Path) -> None:
    assert [p.code for p in load([tmp_path], shipped=False).problems] == ["empty-folder"]


def test_a_file_without_rules_in_the_place_of_a_shipped_pack_is_told(tmp_path: Path) -> None:
    path = tmp_path / "five.yaml"
    path.write_text(
        "format: 1\npack: en\nlanguage: en\nthresholds:\n  words-under-two-names: 5\n", encoding="utf-8"
    )
    found = [p for p in load([path]).problems if p.place.file == str(path)]
    assert [(p.code, p.level, p.place.line) for p in found] == [("pack-without-rules", "warning", 2)]
    path.write_text(path.read_text(encoding="utf-8").replace("pack: en", "pack: five"), encoding="utf-8")
    book = load([path])
    assert not [p for p in book.problems if p.place.file == str(path)]
    assert threshold(book, "en", "words-under-two-names") == 5


def test_rules_that_take_the_place_of_most_shipped_ones_are_told_and_a_copy_is_not(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(HEAD.replace("pack: house", "pack: en") + f"rules:\n{RULE}", encoding="utf-8")
    [told] = [p for p in load([path]).problems if p.code == "pack-replaced"]
    assert (told.level, told.place.line, "another name" in told.hint) == ("warning", 2, True)
    path.unlink()
    shutil.copytree(shipped_folder() / "en", tmp_path / "en")
    assert not [p for p in load([tmp_path]).problems if p.code == "pack-replaced"]


def test_rules_in_a_language_that_no_text_is_known_to_be_in_are_told(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    other = HEAD.replace("language: en", "language: xx")
    path.write_text(f"{other}rules:\n{RULE}", encoding="utf-8")
    [told] = [p for p in load([path]).problems if p.code == "language-unknown"]
    assert told.place.line == 3 and "“xx”" in told.message and "en" in told.hint
    path.write_text(f"{other}lists: {{function-words: [und, der]}}\nrules:\n{RULE}", encoding="utf-8")
    assert not [p for p in load([path]).problems if p.code == "language-unknown"]


@pytest.mark.parametrize("fault", ["priority: high", "where: cue >nope content", "because: “{nobody}”"])
def test_a_rule_with_a_fault_does_not_make_its_list_unused(tmp_path: Path, fault: str) -> None:
    rule = RULE.replace("lemma: say", "lemma: $own-cues")
    path = tmp_path / "own.yaml"
    sound = f"{HEAD}lists: {{own-cues: [grouse]}}\nrules:\n{rule}"
    path.write_text(sound + f"    {fault}\n", encoding="utf-8")
    found = [p for p in load([path]).problems if p.place.file == str(path)]
    assert "error" in {p.level for p in found}
    assert not {"unused-list", "loose-node"} & {p.code for p in found}, "the fault alone is told"
    path.write_text(sound.replace("$own-cues", "say"), encoding="utf-8")
    assert "unused-list" in {p.code for p in load([path]).problems}
