"""A share is told one way everywhere, and never as at a bar that it is below."""

import pandas as pd
import pytest

from sgdash.rules.shares import thousandths, thousandths_of


@pytest.mark.parametrize(
    ("done", "of", "told"),
    [(8, 11, 727), (799, 1000, 799), (7999, 10000, 799), (79999, 100000, 799), (4, 5, 800)],
)
def test_a_share_is_cut(done: int, of: int, told: int) -> None:
    assert thousandths(done, of) == told


def test_a_column_says_the_same_as_each_of_its_rows() -> None:
    done, of = pd.Series([8, 0, 2, 3]), pd.Series([11, 0, 3, 3])
    assert thousandths_of(done, of).fillna(-1).tolist() == [727, -1, 666, 1000]
    assert thousandths(0, 0) == 0
