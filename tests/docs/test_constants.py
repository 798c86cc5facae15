"""Does the page of numbers have each number of the code as it is?"""

from tests.docs.constants import PAGE, table


def test_the_table_is_that_of_the_code():
    assert PAGE.read_text(encoding="utf-8").endswith(f"\n\n{table()}"), (
        "write it: python -m tests.docs.constants"
    )
