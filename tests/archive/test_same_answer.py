"""Does a store hold the same whatever the order and the batches in which articles came, and the same as one
check of all of them?"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive import stories

PEOPLE = (
    ("Ana Ruiz", "the harbour engineer"),
    ("Ruiz", None),
    ("A. Ruiz", None),
    ("Tom Lee", "the mayor of Halden"),
    ("Peter Ruiz", "a judge"),
    ("Ruiz Ana", None),
    ("the mayor:anonymous", None),
    ("", None),
)
SAID = (
    "We will not sign off a wall that has not been tested in any winter",
    "We will sign off a wall that has been tested in every winter",
    "The ferry sank off the northern pier before the crew could launch a boat",
    "The ferry sank off the northern pier and the crew could launch a boat",
    "Fourteen cracks were found along the eastern wall",
    "Forty cracks were found along the eastern wall",
    "Nobody asked the town before the old school was sold",
)
PLACES = ("In Halden near Moss the Council met", "In Varna near Odessa the Senate met", "It rained")


@st.composite
def an_article(draw: st.DrawFn, number: int):
    """One to three things said by somebody, in a town, on a day."""
    lines = [f"{draw(st.sampled_from(PLACES))}."]
    for _ in range(draw(st.integers(1, 3))):
        name, role = draw(st.sampled_from(PEOPLE))
        words = draw(st.sampled_from(SAID))
        plain = name.partition(":")[0] or "somebody"
        if ":" not in name and name and draw(st.booleans()):
            lines.append(f"{plain} said that {{{name}:indirect|{words.lower()}}}.")
        else:
            lines.append(f"{{{name}|“{words},”}} said {plain}{f', {role}' if role else ''}.")
    day = draw(st.sampled_from((None, "2026-03-01", "2026-03-02", "2026-03-20")))
    return stories.made(
        f"a{number}", "\n".join(lines), day, draw(st.sampled_from(("Lantern", "Post"))), dict(PEOPLE)
    )


@st.composite
def articles_in_batches(draw: st.DrawFn):
    """Articles, and two ways to hand them to a store."""
    made = [draw(an_article(n)) for n in range(draw(st.integers(2, 6)))]
    ways = []
    for _ in range(2):
        order = draw(st.permutations(made))
        cuts = sorted(draw(st.sets(st.integers(1, len(made)), max_size=3)))
        ways.append([order[a:b] for a, b in zip([0, *cuts], [*cuts, len(made)], strict=True) if a < b])
    return made, ways


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles_in_batches())
def test_any_order_and_any_batches_give_what_one_check_gives(case):
    made, ways = case
    wanted = stories.in_one_check(made)
    for batches in ways:
        assert stories.in_batches(batches) == wanted
