"""Is every fault flagged, once, on the right sides, and is nothing else?"""

import re
from dataclasses import replace

import pytest

from attribution.article import Span
from attribution.flags.cross_check import cross_check
from attribution.result import Candidate
from attribution.rulebook.book import load
from attribution.rulebook.conditions import CONDITIONS
from tests.helpers.flagging import article, book, flags, serious

BRIDGE = "“We asked for the gates to be replaced in 2019 and we were told to wait,”"


def test_the_same_words_under_two_names():
    found = flags(a=f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.", b=f"{{Tom Lee|{BRIDGE}}} said Tom Lee.")
    assert [(f.kind, f.severity) for f in found] == [("speaker-conflict", "high")]
    assert (found[0].a.speaker, found[0].b.speaker) == ("Ana Ruiz", "Tom Lee")
    assert found[0].rule == "en/same-words-other-speaker" and "Ana Ruiz" in found[0].because


def test_a_name_that_ends_like_another_is_another():
    assert serious(
        a=f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.", b=f"{{Diana Ruiz|{BRIDGE}}} said Diana Ruiz."
    ) == [("speaker-conflict", "high")]


def test_one_fault_in_many_articles_is_one_flag_that_names_the_odd_one():
    texts = dict.fromkeys("abc", f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz of Ostrava and Varna.")
    found = flags(**texts, d=f"{{Tom Lee|{BRIDGE}}} said Tom Lee of Ostrava and Varna.")
    assert len(found) == 1 and len(found[0].others) == 2
    assert "d stands alone against 3" in found[0].because


def test_a_report_under_another_name():
    found = flags(
        a="{Ana Ruiz|“The army will stay on the river until the rains end,”} said Ana Ruiz.",
        b="{Tom Lee:indirect|the army would stay on the river until the rains end}, said Tom Lee.",
    )
    assert [(f.kind, f.severity) for f in found] == [("speaker-conflict", "medium")]


def test_a_report_in_other_words_and_another_order_under_another_name():
    quote = (
        "{Ana Ruiz|“The pump was in for repair since March, the spare lay in a container,”} said Ana Ruiz."
    )
    told = (
        "{Tom Lee:indirect|a spare lay in a container while the pump had been away for repair since March}, "
        "said Tom Lee."
    )
    assert serious(a=quote, b=told) == [("speaker-conflict", "medium")]
    assert serious(a=quote, b=told.replace("Tom Lee", "Ana Ruiz")) == []


def test_another_speaker_in_a_third_article_hides_no_altered_words():
    words = "{%s|“I wrote to the ministry in %s, by registered post, and I have the receipt,”} said %s."
    found = serious(
        a=words % ("Ana Ruiz", "February", "Ana Ruiz"),
        b=words % ("Ana Ruiz", "November", "Ana Ruiz"),
        c=words % ("Tom Lee", "February", "Tom Lee"),
    )
    assert sorted(found) == [("speaker-conflict", "high"), ("wording-altered", "high")]


def test_a_brief_sentence_that_hangs_on_a_condition_elsewhere_is_spliced():
    apart = (
        "{Ana Ruiz|“We sent thirty thousand people the wrong number and I am ashamed of it,”} said "
        "Ana Ruiz.\n\nThe board meets in May.\n\n"
        "{Ana Ruiz|“If it happens a second time, I will resign, and nobody need ask me,”} said Ana Ruiz."
    )
    joined = (
        "{Ana Ruiz|“We sent thirty thousand people the wrong number and I am ashamed of it. I will "
        "resign,”} said Ana Ruiz."
    )
    assert serious(a=apart, b=joined) == [("spliced-quote", "medium")]


def test_a_named_person_and_an_organisation():
    found = flags(
        a=f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.",
        b=f"{{Water Board:organisation|{BRIDGE}}} said the Water Board.",
    )
    assert [(f.kind, f.severity) for f in found] == [("less-specific-source", "low")]


@pytest.mark.parametrize(
    "a, b, severity",
    [
        ("We will not pull back a single soldier", "We will pull back a single soldier", "high"),
        ("We have found the money for forty beds", "We have found the money for 400 beds", "high"),
        ("Every coin that came in was legal", "Every coin that came in was illegal", "high"),
        ("I handed the file to Donnelly in person", "I handed the file to Marchbanks in person", "high"),
        ("I think most of these drums were taken by force", "These drums were taken by force", "medium"),
        ("We are not guilty", "We are guilty", "high"),
        ("He owes me nine goats", "He owes me ninety goats", "high"),
        ("The gates may fail in the next flood", "The gates will fail in the next flood", "medium"),
        ("The gate to the river will open soon enough", "A gate to the river will open soon enough", "low"),
    ],
)
def test_altered_words(a, b, severity):
    found = flags(
        a=("2026-01-01", f"{{Ana Ruiz|“{a}”}} said Ana Ruiz."),
        b=("2026-01-02", f"{{Ana Ruiz|“{b}”}} said Ana Ruiz."),
    )
    assert [(f.kind, f.severity) for f in found] == [("wording-altered", severity)]
    assert found[0].a.article == "b", "the later side departs"
    assert found[0].differences


def test_the_odd_wording_is_side_a_whatever_its_date():
    good, bad = "We will not pull back a single soldier", "We will pull back a single soldier"
    found = flags(
        a=("2026-01-01", f"{{Ana Ruiz|“{bad}”}} said Ana Ruiz."),
        b=("2026-01-02", f"{{Ana Ruiz|“{good}”}} said Ana Ruiz."),
        c=("2026-01-03", f"{{Ana Ruiz|“{good}”}} said Ana Ruiz."),
    )
    assert len(found) == 1 and found[0].a.article == "a" and [s.article for s in found[0].others] == ["c"]


def test_altered_within_one_article():
    text = (
        "{Ana Ruiz|“We could not open the chamber from the outside,”} said Ana Ruiz. "
        "{Ana Ruiz|“We could open the chamber from the outside,”} she said."
    )
    assert serious(a=text) == [("wording-altered", "high")]


def test_words_left_out_and_pieces_joined():
    left_out = serious(
        a="{Ana Ruiz|“Every box will be open, after the families have been asked, to anyone with a "
        "pencil,”} said Ana Ruiz.",
        b="{Ana Ruiz|“Every box will be open to anyone with a pencil,”} said Ana Ruiz.",
    )
    joined = serious(
        a="{Ana Ruiz|“The crack is as long as my arm,”} said Ana Ruiz. The buses were late. "
        "{Ana Ruiz|“I would drive my children across it,”} she said.",
        b="{Ana Ruiz|“The crack is as long as my arm and I would drive my children across it,”} "
        "said Ana Ruiz.",
    )
    assert left_out == joined == [("spliced-quote", "medium")]


def test_two_phrases_in_a_long_sentence_are_no_splice():
    whole = (
        "{Ana Ruiz|“Let me say it once more, because nobody seems to have heard it in June, "
        "that the old town bridge is unfit to be the main road of the valley,”} said Ana Ruiz."
    )
    apart = (
        "{Ana Ruiz|“I know that the old town bridge is loved,”} said Ana Ruiz. It rained. "
        "{Ana Ruiz|“Nothing else wants to be the main road of the valley,”} she said."
    )
    assert serious(a=whole, b=apart) == []


def test_many_differences_some_days_later_are_another_occasion():
    one, other = (
        "The gates of the old dam will never fail before the winter comes",
        "The gates of the new dam will fail before the summer comes",
    )

    def pair(later):
        return serious(
            a=("2026-01-01", f"{{Ana Ruiz|“{one}”}} said Ana Ruiz."),
            b=(later, f"{{Ana Ruiz|“{other}”}} said Ana Ruiz."),
        )

    assert pair("2026-01-02") == [("wording-altered", "high")]
    assert pair("2026-01-05") == []


def test_a_clause_between_commas_is_left_out_and_a_hedge_of_another_tense_is_a_hedge():
    whole = (
        "{Ana Ruiz|“I accept that people were hurt, though not by anything this company did, "
        "and I am sorry for it,”} said Ana Ruiz."
    )
    assert serious(a=whole, b=whole.replace(", though not by anything this company did,", ",")) == [
        ("spliced-quote", "medium")
    ]
    hedged = (
        "{Ana Ruiz|“Our readings suggest that the leak may have opened before the tanker "
        "docked,”} said Ana Ruiz."
    )
    assert serious(a=hedged, b=hedged.replace("may have opened", "opened")) == [("wording-altered", "medium")]


def test_three_sentences_in_another_order():
    one, two, three = (
        "The stewards cleared the descent at two.",
        "The wind got up after that.",
        "We told the riders it was their own decision.",
    )
    said = "{{Ana Ruiz|“{} {} {}”}} said Ana Ruiz."
    assert serious(a=said.format(one, two, three), b=said.format(three, two, one)) == [
        ("spliced-quote", "medium")
    ]


def test_sentences_turned_round():
    one, two = (
        "I was afraid of the dark and of the critics",
        "I am not afraid any more, because I have met both",
    )
    assert serious(
        a=f"{{Ana Ruiz|“{one}. {two},”}} said Ana Ruiz.", b=f"{{Ana Ruiz|“{two}. {one},”}} said Ana Ruiz."
    ) == [("spliced-quote", "medium")]


def test_reported_speech_made_a_quotation():
    reports = {
        "a": (
            "2026-01-01",
            "{Ana Ruiz:indirect|the tunnel would not open before the lifts had been tested}, said Ana Ruiz.",
        ),
        "b": (
            "2026-01-01",
            "{Ana Ruiz:indirect|The tunnel will not open before the lifts have been tested}, said Ana Ruiz.",
        ),
    }
    quote = "{Ana Ruiz|“The tunnel will not open before the lifts have been tested,”} said Ana Ruiz."
    found = flags(**reports, c=("2026-01-02", quote))
    assert [(f.kind, f.severity) for f in found] == [("paraphrase-as-quote", "medium")] and found[
        0
    ].a.article == "c"
    assert serious(**reports, c=("2025-12-31", quote)) == [], "the quotation came first"
    assert serious(**reports, c=("2026-01-02", quote), d=("2026-01-02", quote)) == [], "two have it"


def test_a_report_that_goes_on_to_say_more():
    more = (
        "{{{}:indirect|the tunnel would not open before the lifts had been tested and that half "
        "of the drivers had been sent home by noon on Friday}}, said {}."
    )
    quote = (
        "2026-01-02",
        "{Ana Ruiz|“The tunnel will not open before the lifts have been tested at night with sand "
        "bags,”} said Ana Ruiz.",
    )
    assert serious(
        a=(
            "2026-01-01",
            more.format("Ana Ruiz", "Ana Ruiz").replace(" and that", " at night with sand bags and that"),
        ),
        b=quote,
    ) == [("paraphrase-as-quote", "medium")]
    assert (
        serious(
            a=(
                "2026-01-01",
                more.format("Tom Lee", "Tom Lee").replace(" and that", " at night with sand bags and that"),
            ),
            b=quote,
        )
        == []
    ), "the rest may be his"


def test_what_somebody_tells_of_another_is_no_report_of_the_papers():
    def found(within):
        texts = {
            "a": "{Ana Ruiz:indirect|the tunnel would not open before the lifts had been tested}, "
            "said Ana Ruiz.",
            "b": "{Ana Ruiz|“The tunnel will not open before the lifts have been tested,”} said Ana Ruiz.",
        }
        made = [article(name, text, f"2026-01-0{n}") for n, (name, text) in enumerate(texts.items(), 1)]
        said = [
            replace(x, within="t" if within and x.kind == "indirect" else None)
            for _, _, xs in made
            for x in xs
        ]
        return [
            f.kind
            for f in cross_check(said, [x for x, _, _ in made], {x.id: d for x, d, _ in made}, book()).flags
        ]

    assert found(within=False) == ["paraphrase-as-quote"]
    assert found(within=True) == []


def test_what_a_third_article_sets_right_is_told_already():
    bees, peas = (
        "{{Ana Ruiz|“I have moved a lot of {} in my time,”}} said Ana Ruiz.".format("bees"),
        "{Ana Ruiz|“I have moved a lot of peas in my time,”} said Ana Ruiz.",
    )
    assert serious(a=bees, b=peas) == [("wording-altered", "high")]
    assert serious(a=bees, b=peas, c=f"We misquoted her last week: {peas} What she said was: {bees}") == []
    assert serious(a=bees, b=peas, c=f"{peas} Later: {bees}") != []
    lee = bees.replace("Ana Ruiz", "Tom Lee")
    assert serious(a=bees, b=lee) == [("speaker-conflict", "high")]
    assert serious(a=bees, b=lee, c=f"We wrongly attributed a sentence of Ana Ruiz to Tom Lee. {bees}") == []


CLEAN = {
    "cut": (
        f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.",
        "{Ana Ruiz|“We asked for the gates to be replaced in 2019,”} said Ana Ruiz.",
    ),
    "spelling of the name": (
        f"{{Sergei Lavrov|{BRIDGE}}} said Sergei Lavrov of Varna and Odessa.",
        f"{{Sergey Lavrov|{BRIDGE}}} said Sergey Lavrov of Varna and Odessa.",
    ),
    "quoting": (
        f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.",
        f"{{Tom Lee|{BRIDGE}}} said Tom Lee, quoting Ana Ruiz.",
    ),
    "a name with something stuck to it": (
        f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.",
        f"{{PMAna Ruiz|{BRIDGE}}} said PMAna Ruiz.",
    ),
    "quoting a third": (
        "{Ana Ruiz|“Blessed are those who mend the gates before the water comes,”} said Ana Ruiz, "
        "quoting her grandmother.",
        "{Tom Lee|“Blessed are those who mend the gates before the water comes,”} said Tom Lee.",
    ),
    "set right": (
        f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.",
        f"A post has Tom Lee say: {{Tom Lee|{BRIDGE}}}. He never said that.",
    ),
    "shared": (
        f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.",
        f"Tom Lee shared the post by Ana Ruiz: {{Tom Lee|{BRIDGE}}}.",
    ),
    "proverb": (
        "{Ana Ruiz|“When the well is dry we know the worth of water,”} said Ana Ruiz.",
        "{Tom Lee|“When the well is dry we know the worth of water, as the proverb says,”} said Tom Lee.",
    ),
    "short": ("{Ana Ruiz|“We will see,”} said Ana Ruiz.", "{Tom Lee|“We will see,”} said Tom Lee."),
    "correction": (
        f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.",
        f"We wrongly attributed to Tom Lee the words {{Tom Lee|{BRIDGE}}}.",
    ),
    "parting ways": (
        "{Walter King|“I have fed this wind my topsoil for forty years and now it is going to pay "
        "me rent,”} said Walter King.",
        "{Wendell King|“I have fed this wind my topsoil for forty years and I do not need to look "
        "at it too,”} said Wendell King.",
    ),
    "brackets": (
        "{Ana Ruiz|“It came in on a pallet and it will leave on a bonfire,”} said Ana Ruiz.",
        "{Ana Ruiz|“[The beetle] came in on a pallet and it will leave on a bonfire,”} said Ana Ruiz.",
    ),
    "joined neighbours": (
        "{Ana Ruiz|“An old lady wants her own wall to lean on,”} said Ana Ruiz. "
        "{Ana Ruiz|“We measured her heart on the ramp.”}",
        "{Ana Ruiz|“An old lady wants her own wall to lean on. We measured her heart on the ramp,”} "
        "said Ana Ruiz.",
    ),
    "repeat": (
        "{Ana Ruiz|“We played together, and on a wet day that is worth more,”} said Ana Ruiz.",
        "{Ana Ruiz|“We played together, and on a windy day that is worth more,”} said Ana Ruiz. She "
        "had said much the same before.",
    ),
    "translation": (
        "{Ana Ruiz|“I do not want to look for culprits in the dark,”} said Ana Ruiz in Portuguese.",
        "{Ana Ruiz|“I do not wish to look for the guilty in the dark,”} said Ana Ruiz, according to "
        "our translation.",
    ),
}


@pytest.mark.parametrize("name", CLEAN)
def test_no_serious_flag(name):
    a, b = CLEAN[name]
    assert serious(a=a, b=b) == []


def test_one_speaker_who_said_both_is_not_misquoted():
    both = (
        "{Ana Ruiz|“We will open the bridge in May this year,”} said Ana Ruiz. "
        "{Ana Ruiz|“We will open the tunnel in May this year,”} she said."
    )
    assert serious(a=both, b="{Ana Ruiz|“We will open the tunnel in May this year,”} said Ana Ruiz.") in (
        [],
        [("wording-altered", "high")],
    )
    assert all(
        f.a.article == f.b.article
        for f in flags(a=both, b="{Ana Ruiz|“We will open the tunnel in May this year,”} said Ana Ruiz.")
        if f.b
    )


TOUGH = "“We will fight for every point in every game,”"


def test_everyday_words_of_two_people_are_no_conflict_unless_an_article_names_both():
    assert [
        (f.kind, f.severity)
        for f in flags(a=f"{{Ana Ruiz|{TOUGH}}} said Ana Ruiz.", b=f"{{Tom Lee|{TOUGH}}} said Tom Lee.")
    ] == [("speaker-conflict", "low")]
    assert serious(
        a=f"{{Ana Ruiz|{TOUGH}}} said Ana Ruiz.", b=f"{{Tom Lee|{TOUGH}}} said Tom Lee. Ana Ruiz was ill."
    ) == [("speaker-conflict", "high")]


def test_two_pronouns_of_one_person_are_uncertain_two_of_different_people_are_not():
    def under(one, other):
        a, b = (
            article("a", f"Ana Ruiz came. {{Ana Ruiz|{BRIDGE}}} {one} said."),
            article("b", f"Tom Lee came. {{Tom Lee|{BRIDGE}}} {other} said."),
        )
        made = [
            (x, d, [replace(s, source=(Span(at := x.text.index(f"{p} said"), at + len(p)),)) for s in said])
            for (x, d, said), p in ((a, one), (b, other))
        ]
        found = cross_check(
            [s for _, _, said in made for s in said],
            [x for x, _, _ in made],
            {x.id: d for x, d, _ in made},
            book(),
        )
        return [f.severity for f in found.flags]

    assert under("they", "they") == ["low"]
    assert under("she", "he") == ["high"]


def test_a_headline_that_names_somebody_who_is_not_in_the_story_is_uncertain():
    def headed(name):
        found = article("a", f"{{{name}|{BRIDGE}}} {name}.\nTom Lee spoke to the council of the dam.")
        head = replace(found[0], regions=(replace(found[0].regions[0], heading=True), *found[0].regions[1:]))
        other = article("b", f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.")
        return [
            f.severity
            for f in cross_check(
                [*found[2], *other[2]], [head, other[0]], {"a": found[1], "b": other[1]}, book()
            ).flags
        ]

    assert headed("Tom Lee") == ["high"]
    assert headed("Camp Lee") == ["low"]


def test_what_is_said_in_the_morning_and_in_the_evening_is_said_twice():
    said = "In the {} {{Ana Ruiz|“We will plant {} thousand trees along the canal,”}} said Ana Ruiz."
    assert serious(a=f"{said.format('morning', 'one')} {said.format('evening', 'two')}") == []
    assert serious(a=f"{said.format('evening', 'one')} {said.format('evening', 'two')}") == [
        ("wording-altered", "high")
    ]


def test_nobody_named():
    assert [(f.kind, f.severity) for f in flags(a=f"{{|{BRIDGE}}}")] == [("unattributed-quote", "info")]


def test_a_quotation_that_no_rule_found_is_unattributed_too():
    def found(text):
        words = re.sub(r"[{}]", "", text)
        made, document, _ = article("a", words)
        verbs = tuple(
            replace(
                s,
                words=tuple(
                    replace(w, feats="VerbForm=Fin") if w.text in ("asked", "is") else w for w in s.words
                ),
            )
            for s in document.sentences
        )
        return [
            (f.kind, f.severity, f.a.attribution)
            for f in cross_check([], [made], {"a": replace(document, sentences=verbs)}, book()).flags
        ]

    assert found(f"{BRIDGE} The town is quiet.") == [("unattributed-quote", "info", "")]
    assert found("The town is “quiet and rather cold and very far away”.") == [], (
        "a phrase in a sentence of somebody's own"
    )
    assert found("“Late Harvest in the Hills” is a song.") == [], "a title"
    assert found("“No, never, not at all, thank you.” He is tired.") == [], "no clause"


@pytest.mark.parametrize(
    "supports, severity", [((0.5, 0.4), ["low"]), ((0.9, 0.2), []), ((0.1, 0.09), ["low"]), ((0.8,), [])]
)
def test_more_than_one_who_could_have_spoken(supports, severity):
    made, document, [said] = article("a", f"{{Ana Ruiz|{BRIDGE}}} she said.")
    named = zip(("Ana Ruiz", "Maria Lee"), supports, strict=False)
    said = replace(said, candidates=tuple(Candidate(name, support) for name, support in named))
    found = cross_check([said], [made], {"a": document}, book()).flags
    assert [f.severity for f in found] == severity
    assert all("Ana Ruiz or Maria Lee" in f.because for f in found)


def test_a_quotation_in_two_parts_is_asked_about_once():
    made, document, said = article(
        "a", f"{{Ana Ruiz|{BRIDGE}}} she said. {{Ana Ruiz|“And nobody ever came to look at them,”}} she said."
    )
    both = replace(
        said[0],
        content=(*said[0].content, *said[1].content),
        candidates=(Candidate("Ana Ruiz", 0.5), Candidate("Maria Lee", 0.4)),
    )
    assert len(cross_check([both], [made], {"a": document}, book()).flags) == 1


def test_a_denial_inside_the_clause_that_holds_the_quotation():
    made, document, [said] = article(
        "a",
        "Tom Lee insists that she never said "
        "{Tom Lee|“we asked for the gates to be replaced in 2019 and we were told to wait”}.",
    )
    whole = Span(made.text.index("that she"), said.content[0].end)
    other, parse, quoted = article("b", f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.")
    mixed = replace(said, kind="mixed", content=(whole,), cue=(), source=(Span(0, 7),))
    found = cross_check([mixed, *quoted], [made, other], {"a": document, "b": parse}, book()).flags
    assert [f for f in found if f.severity in ("high", "medium")] == []


def test_flags_are_the_same_in_every_order_and_run():
    texts = {"a": f"{{Ana Ruiz|{BRIDGE}}} said Ana Ruiz.", "b": f"{{Tom Lee|{BRIDGE}}} said Tom Lee."}
    assert flags(**texts) == flags(**texts)
    assert {f.id for f in flags(**texts)} == {f.id for f in flags(**dict(reversed(texts.items())))}


def test_every_flag_rule_asks_only_for_conditions_that_exist():
    for rule in book().of("flag"):
        for asked in (rule.when, rule.unless_when):
            for key, values in asked.items():
                allowed = CONDITIONS[rule.over][key]
                assert {
                    str(v).lower() for v in (values if isinstance(values, (list, tuple)) else [values])
                } <= set(allowed), (rule.name, key)


def test_a_newsroom_sets_how_many_words_two_names_may_share(tmp_path):
    file = tmp_path / "house.yaml"
    made = [
        article(name, f"{{{who}|“The old bridge will open again in May,”}} said {who}.")
        for name, who in (("a", "Ana Ruiz"), ("b", "Tom Lee"))
    ]

    def under(least):
        file.write_text(
            f"format: 1\npack: house\nlanguage: en\nthresholds:\n  words-under-two-names: {least}\n"
        )
        rules = load([file])
        assert rules.problems == ()
        return [
            f.severity
            for f in cross_check(
                [s for _, _, said in made for s in said],
                [x for x, _, _ in made],
                {x.id: d for x, d, _ in made},
                rules,
            ).flags
        ]

    assert under(8) == ["high"]
    assert under(9) == []
    assert load([file]).digest != load().digest
