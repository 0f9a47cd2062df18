"""How often words occur together."""

import pandas as pd

from sgdash.rules.tally import tally


def test_pairs_are_counted_in_the_order_that_is_asked_for() -> None:
    rows = pd.Series(["b", "a", "b", "b"])
    columns = pd.Series(["x", "x", "y", "x"])
    counts = tally(rows, columns, of=pd.Series(["a", "b", "c"]), by=pd.Index(["y", "x"]))
    assert counts.to_dict("split") == {
        "index": ["a", "b", "c"],
        "columns": ["y", "x"],
        "data": [[0, 1], [1, 2], [0, 0]],
    }


def test_what_was_not_asked_for_is_not_counted() -> None:
    rows, columns = pd.Series(["a", "other", None, "a"]), pd.Series(["x", "x", "x", "other"])
    counts = tally(rows, columns, of=pd.Series(["a"]), by=pd.Index(["x"]))
    assert counts.to_numpy().tolist() == [[1]]


def test_nothing_has_no_counts() -> None:
    nothing = pd.Series([], dtype="str")
    counts = tally(nothing, nothing, of=pd.Index([]), by=pd.Index(["x"]))
    assert counts.shape == (0, 1)
