"""What becomes of flags, people and places when articles come, change, move and go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attribution.archive import decided
from attribution.archive.add import add, remove
from attribution.archive.identity import as_kept
from attribution.archive.sound import faults
from attribution.archive.store import Store
from attribution.result import Verdict
from tests.archive import stories
from tests.archive.stories import BOOK, made

WALL = "We will not sign off a wall that has not been tested in any winter"
FAULTY = "We will sign off a wall that has been tested in any winter"
TOWN = "In Halden near Moss the Council met."


def said(name, words, who="Ana Ruiz", day="2026-03-01", town=TOWN):
    return made(name, f"{town} {{{who}|“{words},”}} said {who}.", day, name.title())


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        add(store, [said("lantern", WALL), said("post", FAULTY, day="2026-03-02")], BOOK)
        yield store
        assert faults(store) == []


def kinds(store, state="open"):
    return [kept.flag.kind for kept in store.kept_flags(state=state)]


def test_a_new_article_is_held_against_those_that_are_kept(store):
    assert kinds(store) == ["wording-altered"]
    third = add(store, [said("courier", WALL, "Tom Lee", day="2026-03-03")], BOOK)
    assert third.new == ("courier",)
    assert "speaker-conflict" in kinds(store)


def test_a_third_article_that_agrees_changes_who_stands_alone_and_the_verdict_stays(store):
    (flag,) = store.flags()
    assert "alone" not in flag.because
    decided.decide(store, flag.id, Verdict("fault", "The Post left out a word.", "Mo", "2026-03-05"))
    add(store, [said("courier", WALL, day="2026-03-03")], BOOK)
    (now,) = store.flags()
    assert now.id == flag.id and "Post stands alone" in now.because
    assert now.verdict == Verdict("fault", "The Post left out a word.", "Mo", "2026-03-05")
    decided.decide(store, flag.id, Verdict("unsure", "", "Jo", ""))
    assert [v.by for v in decided.verdicts(store, flag.id)] == ["Mo", "Jo"]


def test_an_article_that_changed_takes_its_old_place_and_its_flags_are_closed_with_a_note(store):
    (flag,) = store.flags()
    mended = said("post-2", WALL, day="2026-03-02")
    done = add(store, [replace(mended, places=("/desk/post",))], BOOK)
    assert (done.new, done.replaced) == (("post-2",), ("post",))
    assert [a.id for a in store.articles()] == ["lantern", "post-2"]
    assert store.flags() == () and "post has changed" in store.flag(flag.id).note


def test_a_flag_opens_again_where_it_holds_again(store):
    (flag,) = store.flags()
    remove(store, ["post"], BOOK)
    assert store.flag(flag.id).state == "closed" and "taken out" in store.flag(flag.id).note
    add(store, [said("post", FAULTY, day="2026-03-02")], BOOK)
    assert store.flag(flag.id).state == "open" and store.flag(flag.id).note == ""


def test_a_judgement_links_people_from_the_next_check_on(store):
    add(store, [said("courier", "Nobody asked the town about the old school", "Nana")], BOOK)
    assert {p.id for p in store.people()} == {"ana-ruiz", "nana"}
    decided.judge(store, decided.NameJudgement("Ana Ruiz", "Nana", "same", by="Mo"))
    add(store, [said("herald", "It rained on the harbour for nine days", "Tom Lee")], BOOK)
    assert {p.id for p in store.people()} == {"ana-ruiz", "tom-lee"}
    assert store.person("ana-ruiz").spellings == ("Ana Ruiz", "Nana")


def test_corrections_are_kept_with_their_article(store):
    (one, *_) = store.attributions("post")
    told = decided.Correction("post", one.id, "other-speaker", speaker="Tom Lee", by="Mo", when="2026-03-05")
    decided.correct(store, told)
    assert decided.corrections(store, "post") == (told,) and decided.corrections(store, "lantern") == ()
    with pytest.raises(KeyError):
        decided.correct(store, replace(told, article="nowhere"))


def test_an_id_is_of_the_article_and_not_of_its_path():
    article = said("lantern", WALL).article
    moved, other = replace(article, id="b/x.txt"), replace(article, text=article.text + " ")
    assert as_kept(article).id == as_kept(moved).id != as_kept(other).id
    assert as_kept(article).id.startswith("lantern-2026-03-01-")


def test_the_same_article_under_another_path_is_known(store):
    again = said("lantern", WALL)
    done = add(store, [replace(again, places=("/elsewhere/lantern.txt",))], BOOK)
    assert (done.new, done.known, done.replaced) == ((), ("lantern",), ())
    assert store.places("lantern") == ("/desk/lantern", "/elsewhere/lantern.txt")
    assert len(store.articles()) == 2


@pytest.mark.parametrize("first", [0, 1])
def test_a_sentence_without_a_speaker_meets_the_quotation_of_it_whichever_comes_first(tmp_path, first):
    quote = said("lantern", "I will not open the northern lock before the last barge has left the town")
    told = made(
        "post", f"{TOWN} She would not open the northern lock before the last barge had left the town."
    )
    both = [quote, told]
    with Store(tmp_path / "s.sqlite") as store:
        for article in (both[first], both[1 - first]):
            add(store, [article], BOOK)
        assert stories.of(store) == stories.in_one_check(both)
        assert store.db.execute("SELECT count(*) FROM links WHERE a LIKE '%@%'").fetchone()[0] > 0
