"""What the page puts first: its headline, and what a person should check before the rest."""

from dataclasses import replace

from attribution.document import Document, Sentence, Word
from attribution.result import Alignment, Candidate, Speaker
from attribution.write.check_first import FLAGS_SHOWN, SHOWN, check_first
from attribution.write.guess import guesses, rests_on_a_guess, strength
from attribution.write.headline import headline
from tests.helpers.reports import FIRST, RUIZ, report, said


def by_pronoun(support: float, rival: float = 0.0, **more):
    candidates = (Candidate("Ana Ruiz", support), Candidate("Tom Lee", rival))
    return said(
        FIRST,
        f"p{support}-{rival}",
        ("“it was not safe”",),
        "told",
        "him",
        RUIZ,
        candidates=candidates,
        **more,
    )


def with_attributions(*attributions):
    return replace(report(), attributions=attributions)


def sentence(index: int, words: str) -> Sentence:
    start = FIRST.text.index(words)
    word = Word(0, start, start + len(words), words, words, "X", "", -1, "root")
    return Sentence.build(index, (word,))


def test_a_guess_is_a_speaker_whom_the_source_does_not_name():
    one = by_pronoun(0.5)
    assert rests_on_a_guess(one, "she") and rests_on_a_guess(one, "")
    assert rests_on_a_guess(replace(one, speaker=Speaker("City Council", "organisation")), "the council")
    assert not rests_on_a_guess(one, "Ms Ruiz")
    assert not rests_on_a_guess(replace(one, speaker=Speaker("an official", "anonymous")), "he")
    assert not rests_on_a_guess(replace(one, candidates=()), "she")


def test_a_rival_takes_certainty():
    sure, close = guesses(with_attributions(by_pronoun(0.9), by_pronoun(0.9, 0.8))).values()
    assert sure.certainty == 0.9 and not sure.doubtful
    assert close.certainty < 0.6 and close.doubtful and close.rival.name == "Tom Lee"


def test_the_sentence_before_has_the_name_marked():
    document = Document(
        (sentence(0, "“We found four cracks,” said Ana Ruiz, the engineer."), sentence(1, "Tom Lee said"))
    )
    given = replace(with_attributions(by_pronoun(0.5)), sentences={FIRST.id: document.spans})
    [guess] = guesses(given).values()
    assert guess.before == (
        '“We found four cracks,” said <b class="called">Ana</b> <b class="called">Ruiz</b>, the engineer.'
    )


def test_words_for_support():
    assert [strength(x) for x in (0.98, 0.75, 0.5, 0.11, 0)] == [
        "strong",
        "fair",
        "weak",
        "very weak",
        "very weak",
    ]


def test_the_least_certain_first_after_the_gravest_flags():
    given = with_attributions(
        by_pronoun(0.5),
        by_pronoun(0.2),
        by_pronoun(0.95),
        by_pronoun(0.1, kind="indirect"),
        by_pronoun(0.6, 0.6),
    )
    flags, quotations = check_first(given, given.flags, guesses(given))
    assert [f.id for f in flags] == ["f1"], "open, high or medium"
    assert [q.guess.support for q in quotations] == [0.2, 0.5, 0.6]


def test_many_flags_leave_room_for_quotations():
    given = with_attributions(*(by_pronoun(n / 100) for n in range(1, 31)))
    flags, quotations = check_first(given, given.flags[:1] * 40, guesses(given))
    assert len(flags) == FLAGS_SHOWN and len(flags) + len(quotations) == SHOWN
    assert len(check_first(given, given.flags[:1] * 40, {})[0]) == SHOWN


def test_the_headline_is_that_of_the_event_which_most_share():
    given = report()
    assert headline(given) == ("The bridge stays shut", 0)
    half = [replace(FIRST, id=f"d/{n}.txt", title=str(n)) for n in range(2)]
    others = headline(replace(given, articles=(*given.articles[:2], *half)))[1]
    assert others == 2, "half of them are something else"
    apart = [replace(FIRST, id=f"d/{n}.txt", title=str(n)) for n in range(5)]
    assert headline(replace(given, articles=(*given.articles, *apart))) == ("The bridge stays shut", 6)
    unlike = replace(given, alignments=(Alignment(("a1", "a2"), "same"),))
    assert headline(unlike) == ("The bridge stays shut", 2), "the first, where no two articles share words"
    assert headline(replace(unlike, articles=tuple(apart))) == ("d", 0), "the folder"
    assert headline(replace(unlike, articles=())) == ("", 0)
