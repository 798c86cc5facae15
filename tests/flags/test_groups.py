"""Are things put together that links connect, and are the groups in order?"""

from hypothesis import given
from hypothesis import strategies as st

from attribution.flags.groups import connected


def test_links_connect_over_others():
    assert connected(6, [(4, 0), (3, 5), (2, 4)]) == [[0, 2, 4], [1], [3, 5]]
    assert connected(0, []) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_the_order_of_links_does_not_matter(links):
    groups = connected(10, links)
    assert sorted(i for group in groups for i in group) == list(range(10))
    assert groups == connected(10, [(j, i) for i, j in reversed(links)])
    assert all(any(i in group and j in group for group in groups) for i, j in links)
