"""Does what rule files may contain, however odd, never raise, and come back as it was where it should?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribution.article import Span
from attribution.document import Document, Name, Sentence, Word
from attribution.parse import conllu
from attribution.rulebook import edge_syntax, example_markup
from attribution.rulebook.file import parse as parse_file

WORD = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8)
PIECE = st.tuples(st.sampled_from(("", *example_markup.MARKED)), WORD)


@given(st.lists(PIECE, max_size=12))
def test_mark_up_gives_the_text_and_the_marked_spans(pieces: list[tuple[str, str]]) -> None:
    pieces = [(node, word.replace("{", "(").replace("}", ")")) for node, word in pieces]
    marked = example_markup.parse(" ".join(f"{{{node}|{word}}}" if node else word for node, word in pieces))
    assert marked.text == " ".join(word for _, word in pieces)
    for node in example_markup.MARKED:
        assert [s.of(marked.text) for s in marked.spans.get(node, ())] == [
            word for n, word in pieces if n == node
        ]


@given(st.text("{}|quote cue source“”. ", max_size=40))
def test_any_mark_up_is_parsed_or_its_fault_has_a_place(text: str) -> None:
    try:
        marked = example_markup.parse(text)
    except example_markup.MarkupFault as fault:
        assert 0 <= fault.index <= len(text) and fault.message
    else:
        assert all(0 <= s.start < s.end <= len(marked.text) for spans in marked.spans.values() for s in spans)


@given(st.text("cue quote source><|*nsubjobl:pass beside ", max_size=40))
def test_any_edge_is_parsed_or_its_fault_has_a_place(text: str) -> None:
    try:
        found = edge_syntax.parse(text)
    except edge_syntax.EdgeFault as fault:
        assert 0 <= fault.index <= len(text) and fault.hint
    else:
        assert found.text == text and found.left != found.right


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_read_as_a_rule_file_without_raising(text: str) -> None:
    file = parse_file(text)
    assert file.problems or not file.rules or file.pack


@given(
    st.lists(
        st.sampled_from(
            [
                "format: 1\n",
                "pack: p\n",
                "language: en\n",
                "rules:\n",
                "  - id: a\n",
                "    finds: flag\n",
                "    match:\n",
                "      cue: {lemma: x}\n",
                "    where: [cue >obj b]\n",
                "    examples: [a]\n",
                "lists: {a: [b]}\n",
                '    because: "{x}"\n',
                "    when: {words: same}\n",
                "    over: pair\n",
                "    unless: [a before b]\n",
                "    match: [1]\n",
                "    where: {a: b}\n",
                "    examples: {a: b}\n",
                "  - [a]\n",
                "  - x\n",
            ]
        ),
        max_size=14,
    )
)
def test_lines_of_rules_in_any_order_are_read_without_raising(lines: str) -> None:
    parse_file("".join(lines))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Document]:
    """A text and a parse of it: sentences of words, names, chains."""
    text, sentences, names = "", [], []
    for number in range(draw(st.integers(1, 3))):
        words = []
        for index in range(draw(st.integers(1, 5))):
            text += draw(st.sampled_from(("", " ", "  ", "\n\n"))) if text else ""
            form = draw(WORD)
            start, text = len(text), text + form
            kind = draw(st.sampled_from(("", "", "PERSON", "ORG")))
            words.append(
                Word(
                    index,
                    start,
                    len(text),
                    form,
                    draw(WORD),
                    "NOUN",
                    draw(st.sampled_from(("", "Number=Sing"))),
                    index - 1,
                    "root" if index == 0 else "dep",
                    kind,
                )
            )
            if kind:
                names.append(Name(start, len(text), kind))
        sentences.append(Sentence.build(number, tuple(words)))
    chains = ((Span(0, 1), Span(0, len(text))),) if draw(st.booleans()) else ()
    return text, Document(tuple(sentences), tuple(names), chains)


@given(documents())
def test_a_parse_comes_back_from_conllu_as_it_was(made: tuple[str, Document]) -> None:
    text, document = made
    stored = conllu.Stored(text, "pack-1", document)
    assert list(conllu.read(conllu.write([stored, stored]))) == [stored, stored]
