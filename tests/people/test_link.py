"""Are names put together that belong together, and no others? And does every merge say why?"""

from dataclasses import replace
from pathlib import Path

import pytest

from attribution.article import Article, Region, Span
from attribution.names.variants import Spellings
from attribution.people.judgements import JudgementError, Judgements, read
from attribution.people.known_name import NameRules
from attribution.people.known_speakers import KnownSpeakers
from attribution.people.link import link
from attribution.result import Attribution, Speaker
from attribution.wording.passage import Reading
from attribution.wording.same_words import SameWords
from tests.helpers.flagging import book


def say(speakers, text="Talks in Varna between Odessa and Constanta resume", published="2026-03-04"):
    """Articles with one attribution each, said by the speakers given as (name, kind, role)."""
    articles, attributions = [], []
    for i, spec in enumerate(speakers):
        name, kind, role, *rest = (*spec, *("person", None)[len(spec) - 1 :]) if len(spec) < 3 else spec
        words = (
            f"On Monday {rest[0] if rest else text}. He said: {' '.join(f'word{i}{n}x' for n in 'abcdefg')}."
        )
        start = words.index("word")
        articles.append(Article(f"{i}.txt", words, (Region("body", 0, len(words)),), published=published))
        attributions.append(
            Attribution(
                f"x{i}",
                f"{i}.txt",
                "direct",
                "statement",
                (Span(start, len(words)),),
                (),
                (),
                Speaker(name, kind, role),
                "t/r",
                "",
            )
        )
    return attributions, articles


def ids(speakers, judgements=None, **kwargs):
    attributions, articles = say(speakers, **kwargs)
    people, linked = link(attributions, articles, NameRules.of(book(), "en", judgements))
    return [a.speaker.person for a in linked], people


@pytest.mark.parametrize(
    "a, b",
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Vladimir Medinskiy", "Vladimir Medinsky"),
        ("Sergei Voloshinskiy", "Serhii Voloshynskyi"),
        ("Mohammed al-Qadhirri", "Muhammad al-Gaddiri"),
        ("Mohammed al-Qadhirri", "Mohamed Kadhiri"),
        ("Kertész Ilona", "Ilona Kertész"),
        ("Oleksandr Hryhorenko", "Alexander Grigorenko"),
        ("Volodymyr Kozak", "Vladimir Kozak"),
        ("Housekeeper Rosalind Hale", "Rosalind Hale"),
        ("Coach Nkoulembé", "Patrice Nkoulembé"),
        ("Toni Bärfuss", "Toni Baerfuss"),
        ("Felícitas Quispe Aruquipa", "Felícitas Quispe"),
        ("Robert Hale", "Bob Hale"),
        ("Baek Sung-ryul", "Sungryul Baek"),
        ("Jewgeni Schurawljow", "Evgenii Zhuravlev"),
        ("Jewgenija Luchowa", "Yevgenia Lukhova"),
        ("Alexey Schegoljew", "Alexei Shchegolev"),
        ("Safia bent Marouane", "Safiya bint Marwan"),
        ("Szymon Warszawski", "Shimon Varshavsky"),
        ("Isaac Sir", "Isaac Thundathil"),
        ("Ito-san", "Kenji Ito"),
        ("J. Hale", "John Hale"),
        ("M. K. Haldar", "MK Haldar"),
        ("M.K. Haldar", "M. K. Haldar"),
        ("Lavrov", "Sergei Lavrov"),
        ("Ingrid Björk", "Ingrid Bjork"),
        ("Bev", "Beverley Osgood"),
        ("Tahmina S.", "Tahmina Sarder"),
        ("Abd al-Qadir Ben Haddou", "Abdelkader Benhaddou"),
    ],
)
def test_variants_are_one_person(a, b):
    (x, y), people = ids([(a, "person", "minister"), (b, "person", "the minister")])
    assert x == y
    assert people[0].because and set(people[0].spellings) == {a, b}


@pytest.mark.parametrize(
    "a, b",
    [
        ("John Miller", "James Miller"),
        ("Anna Berg", "Anna Lund"),
        ("Ana Ruiz", "Tom Lee"),
        ("Maria Silva", "Mario Silva"),
    ],
)
def test_other_names_are_other_people(a, b):
    (x, y), _ = ids([(a, "person", "minister"), (b, "person", "the minister")])
    assert x != y


def test_one_name_with_nothing_in_common_is_two_people():
    (x, y), _ = ids(
        [
            ("Sarah Chen", "person", "mayor", "the council met in Halden near Moss"),
            ("Sarah Chen", "person", "goalkeeper", "a match in Osaka ended at dusk"),
        ]
    )
    assert x != y


def test_a_family_name_alone_needs_an_overlapping_context():
    (x, y), _ = ids(
        [
            ("Sergei Lavrov", "person", "minister", "the council met in Halden near Moss"),
            ("Lavrov", "person", None, "a match in Osaka ended at dusk"),
        ]
    )
    assert x != y


def test_a_family_name_that_two_people_share_is_left_open():
    (x, y, z), _ = ids(
        [("Karin Holm", "person", "minister"), ("Peter Holm", "person", "judge"), ("Holm", "person", None)]
    )
    assert len({x, y, z}) == 3


def test_a_maiden_name_that_an_article_shows():
    (x, y), people = ids(
        [
            ("Karin Solheim", "person", None, "the regatta on Lake Brevik and Tune"),
            ("Karin Brandvold", "person", None, "the farm; Karin Brandvold, née Solheim, grows apples"),
        ]
    )
    assert x == y and "changed" in " ".join(people[0].because)


def test_a_maiden_name_alone_where_the_given_name_is_shared():
    (x, y), _ = ids(
        [
            ("Jess Solheim", "person", None, "the regatta on Lake Brevik and Tune"),
            (
                "Jessica Brandvold",
                "person",
                None,
                "the race that Jessica Brandvold ran under her maiden name, Solheim, when she was young",
            ),
        ]
    )
    assert x == y
    (x, y), _ = ids(
        [
            ("Jess Solheim", "person", None, "the regatta on Lake Brevik and Tune"),
            (
                "Jessica Brandvold",
                "person",
                None,
                "the race that Jessica Brandvold ran against Anna Solheim, when she was young",
            ),
        ]
    )
    assert x != y


def test_an_acronym_that_an_article_shows():
    (x, y), _ = ids(
        [
            ("World Health Organization", "organisation", None, "the World Health Organization (WHO) met"),
            ("WHO", "organisation", None, "rain"),
        ]
    )
    assert x == y


def test_a_role_without_a_name_is_its_one_holder():
    (x, y), _ = ids(
        [("Elias Maamari", "person", "harbour master"), ("the harbour master", "anonymous", None)]
    )
    assert x == y


def test_a_group_is_none_of_its_members():
    found, _ = ids([("Hanne Lysgaard", "person", "second author"), ("the authors", "group", None)])
    assert found[1] is None


def test_an_article_before_a_noun_names_nobody():
    text = "“It rained,” says the harbour master."
    source = Article("a.txt", text, (Region("body", 0, len(text)),))
    same = SameWords(book().lists["en"])
    known = KnownSpeakers.of([], {"a.txt": Reading.of(source, {}, same)}, same, Spellings(book(), "en"))
    said = Attribution(
        "x", "a.txt", "direct", "statement", (Span(0, 12),), (Span(13, 17),), (Span(18, 36),),
        Speaker("The diver", "anonymous"), "t/r", "",
    )  # fmt: skip
    assert known.source(said) == ["the harbour master"] and not known.named(said)


def test_a_role_with_another_place_is_its_holder_where_both_said_the_same():
    attributions, articles = say(
        [
            ("Elias Maamari", "person", "the opera's general manager"),
            ("the general manager of the house", "anonymous", None),
        ]
    )
    said = [
        replace(a, content=(Span(articles[0].text.index("word"), len(articles[0].text)),))
        for a in attributions
    ]
    same = [articles[0], replace(articles[1], text=articles[0].text, regions=articles[0].regions)]
    x, y = (a.speaker.person for a in link(said, same, NameRules.of(book(), "en"))[1])
    assert x == y
    x, y = (a.speaker.person for a in link(attributions, articles, NameRules.of(book(), "en"))[1])
    assert y is None


def test_a_role_that_two_people_hold_is_left_open():
    (_, _, z), _ = ids(
        [
            ("Elias Maamari", "person", "minister"),
            ("Ana Ruiz", "person", "minister"),
            ("the minister", "anonymous", None),
        ]
    )
    assert z is None


@pytest.mark.parametrize("judgement, together", [("same", True), ("different", False), ("unsure", False)])
def test_judgements_win(judgement, together):
    pair = (
        [("Sergei Lavrov", "person", "minister"), ("Sergey Lavrov", "person", "minister")]
        if not together
        else [("Ana Ruiz", "person", "mayor"), ("Nana", "person", None, "x")]
    )
    (x, y), _ = ids(pair, Judgements({frozenset((pair[0][0].lower(), pair[1][0].lower())): judgement}))
    assert (x == y) is together


def test_a_judgement_that_was_taken_back_is_none():
    pair = [("Sergei Lavrov", "person", "minister"), ("Sergey Lavrov", "person", "minister")]
    given = [("Sergei Lavrov", "Sergey Lavrov", word) for word in ("different", "as-found")]
    (x, y), _ = ids(pair, Judgements.given(given))
    assert x == y


def test_the_order_of_articles_does_not_matter():
    spec = [
        ("Lavrov", "person", None),
        ("Sergey Lavrov", "person", "minister"),
        ("Sergei Lavrov", "person", "minister"),
    ]
    assert len(set(ids(spec)[0])) == 1 and len(set(ids(spec[::-1])[0])) == 1


def test_a_faulty_judgements_file_names_its_line(tmp_path: Path):
    path = tmp_path / "judgements.csv"
    path.write_text("a,b,judgement\nA B,C D,same\nA,B,perhaps\n")
    with pytest.raises(JudgementError, match=r"judgements\.csv:3"):
        read(path)


@pytest.mark.parametrize(
    "told", ["who sings as the Mighty Kestrel", "better known as Kestrel", "alias Kestrel"]
)
def test_a_stage_name_that_an_article_tells(told):
    (x, y), people = ids(
        [
            ("Delyth Anwyl", "person", None, f"Odessa and Varna heard Delyth Anwyl, {told}"),
            ("Kestrel", "person", None, "Odessa and Varna heard a song of the sea"),
        ]
    )
    assert x == y and "another name" in " ".join(people[0].because)


@pytest.mark.parametrize("name", ["Maeve O’Brien", "Paul D'Arcy", "Zoë Müller"])
def test_a_stage_name_of_somebody_whose_name_has_a_mark_in_it(name):
    (x, y), _ = ids(
        [
            (name, "person", None, f"Odessa and Varna heard {name}, who sings as the Mighty Kestrel"),
            ("Mighty Kestrel", "person", None, "Odessa and Varna heard a song of the sea"),
        ]
    )
    assert x == y


def test_a_single_name_that_nobody_explains_stays_by_itself():
    (x, y), _ = ids(
        [
            ("Delyth Anwyl", "person", None, "Odessa and Varna heard Delyth Anwyl sing"),
            ("Kestrel", "person", None, "Odessa and Varna heard a song of the sea"),
        ]
    )
    assert x != y


def test_an_office_in_front_of_a_name_is_no_part_of_it():
    found, _ = ids([("FIRE MARSHAL SORIANO", "person"), ("Teo Soriano", "person", "fire marshal")])
    assert len(set(found)) == 1
