"""Parses as CoNLL-U (https://universaldependencies.org/format.html), and back.

What CoNLL-U has no column for stands where Stanza puts it: names in MISC (``ner=B-PERSON``); coreference
chains are in a comment of the document, as offsets into its text. How likely a word is content, cue and
source of reported speech is in MISC, too (``Speech=0.93,0.02,0.00``). Parses written by hand need none of
them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from attribution.article import Span
from attribution.document import Document, Name, Sentence, Word

BY_HAND = "by-hand"
"""Stands in place of a model pack's id where people made the parse: it is never out of date."""


class ConlluError(ValueError):
    """A parse that cannot be read; says in which line."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A parse with the pack that made it (BY_HAND for people)."""

    text: str
    pack: str
    document: Document


def text_key(text: str) -> str:
    """Under what a text's parse is stored: equal for equal texts."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write(parses: Iterable[Stored]) -> str:
    """The parses as one CoNLL-U text, in the order given."""
    return "".join("\n".join(_document(parse)) + "\n" for parse in parses)


def _document(parse: Stored) -> Iterator[str]:
    yield f"# newdoc id = {text_key(parse.text)}"
    yield f"# pack = {parse.pack}"
    sentences = parse.document.sentences
    if len(sentences) != 1 or _line(parse.text, sentences[0]) != parse.text:
        yield f"# document = {json.dumps(parse.text, ensure_ascii=False)}"
    if parse.document.chains:
        chains = [[[m.start, m.end] for m in chain] for chain in parse.document.chains]
        yield f"# chains = {json.dumps(chains)}"
    for sentence in sentences:
        yield f"# sent_id = {text_key(parse.text)}-{sentence.index + 1}"
        yield f"# text = {_line(parse.text, sentence)}"
        yield from _rows(parse, sentence)
        yield ""
    if not sentences:
        yield ""


def _line(text: str, sentence: Sentence) -> str:
    return " ".join(text[sentence.start : sentence.end].split())


def _rows(parse: Stored, sentence: Sentence) -> Iterator[str]:
    words = sentence.words
    for word in words:
        following = [w for w in words[word.index + 1 :] if (w.start, w.end) == (word.start, word.end)]
        begins = word.index == 0 or (words[word.index - 1].start, words[word.index - 1].end) != (
            word.start,
            word.end,
        )
        glued = word.end < len(parse.text) and not parse.text[word.end].isspace()
        if following and begins:
            token = parse.text[word.start : word.end]
            yield _row(
                f"{word.index + 1}-{word.index + 1 + len(following)}",
                token,
                *"_______",
                "SpaceAfter=No" if glued else "_",
            )
        misc = [f"ner={tag}"] if (tag := _tag(parse.document.names, word)) else []
        if glued and begins and not following:
            misc.append("SpaceAfter=No")
        if word.speech:
            misc.append("Speech=" + ",".join(f"{likelihood:.2f}" for likelihood in word.speech))
        yield _row(
            str(word.index + 1),
            word.text,
            word.lemma,
            word.upos,
            "_",
            word.feats or "_",
            str(word.head + 1),
            word.deprel,
            "_",
            "|".join(misc) or "_",
        )


def _row(*columns: str) -> str:
    return "\t".join(" ".join(column.split()) or "_" for column in columns)


def _tag(names: tuple[Name, ...], word: Word) -> str:
    for name in names:
        if name.start <= word.start < name.end:
            return f"{'B' if name.start == word.start else 'I'}-{name.type}"
    return ""


def read(text: str) -> Iterator[Stored]:
    """The parses of a CoNLL-U text. Raises ConlluError for one that is none, or whose words are not those of
    its text."""
    blocks: list[list[tuple[int, str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("# newdoc"):
            blocks.append([])
        if line.strip():
            if not blocks:
                raise ConlluError(f"line {number}: a document begins with “# newdoc id = …”")
            blocks[-1].append((number, line.rstrip("\r")))
    for block in blocks:
        yield _stored(block)


def _stored(block: list[tuple[int, str]]) -> Stored:
    said: dict[str, str] = {}
    sentences: list[list[tuple[int, list[str]]]] = []
    open_ = False
    for number, line in block:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            open_ = False
            if key.strip() == "text":
                said["text"] = f"{said.get('text', '')} {value.strip()}".strip()
            else:
                said.setdefault(key.strip(), value.strip())
            continue
        columns = line.split("\t")
        if len(columns) != 10:
            raise ConlluError(f"line {number}: ten columns are needed, here are {len(columns)}")
        first = columns[0] == "1" or columns[0].startswith("1-") or not open_
        in_range = sentences and columns[0] == "1" and sentences[-1][-1][1][0].startswith("1-")
        if first and not in_range:
            sentences.append([])
        open_ = True
        sentences[-1].append((number, columns))
    try:
        whole = json.loads(said["document"]) if "document" in said else said.get("text", "")
        chains = tuple(tuple(Span(a, b) for a, b in chain) for chain in json.loads(said.get("chains", "[]")))
        built, names = _build(whole, sentences)
    except ConlluError:
        raise
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ConlluError(f"line {block[0][0]}: the document cannot be read ({error})") from None
    return Stored(whole, said.get("pack", BY_HAND), Document(built, names, chains))


def _build(
    text: str, sentences: list[list[tuple[int, list[str]]]]
) -> tuple[tuple[Sentence, ...], tuple[Name, ...]]:
    at = 0
    built: list[Sentence] = []
    names: list[Name] = []
    for rows in sentences:
        words: list[Word] = []
        whole: tuple[int, int] | None = None
        until = 0
        for number, columns in rows:
            if "-" in columns[0] or "." in columns[0]:
                if "-" in columns[0]:
                    at, end = _find(text, columns[1], at, number)
                    whole, until, at = (at, end), int(columns[0].partition("-")[2]), end
                continue
            if whole and int(columns[0]) <= until:
                start, end = whole
            else:
                start, end = _find(text, columns[1], at, number)
                at = end
            misc = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
            mark, _, kind = misc.get("ner", "").partition("-")
            if mark == "I" and names and names[-1].type == kind:
                names[-1] = Name(names[-1].start, end, kind)
            elif kind:
                names.append(Name(start, end, kind))
            form = text[start:end] if whole is None or int(columns[0]) > until else columns[1]
            words.append(
                Word(
                    len(words),
                    start,
                    end,
                    form,
                    columns[2],
                    columns[3],
                    "" if columns[5] == "_" else columns[5],
                    int(columns[6]) - 1,
                    columns[7],
                    kind,
                    tuple(map(float, misc["Speech"].split(","))) if "Speech" in misc else (),
                )
            )
        if any(not -1 <= w.head < len(words) for w in words):
            raise ConlluError(f"line {rows[0][0]}: a head that is no word of the sentence")
        built.append(Sentence.build(len(built), tuple(words)))
    return tuple(built), tuple(names)


def _find(text: str, form: str, at: int, number: int) -> tuple[int, int]:
    """Where the form stands next in the text; only blanks may come before it."""
    while at < len(text) and text[at].isspace():
        at += 1
    start = at
    for char in form:
        if at < len(text) and (text[at] == char or (char == " " and text[at].isspace())):
            at += 1
        else:
            raise ConlluError(
                f"line {number}: “{form}” is not the next word of the text (“{text[start : start + 20]}…”)"
            )
    return start, at


def by_key(parses: Iterable[Stored]) -> Mapping[str, Stored]:
    """Parses by the key of their text."""
    return {text_key(parse.text): parse for parse in parses}
