"""How far everybody is from the bar."""

import re

import pandas as pd

from sgdash.show.distance import columns_of, distances


def verdicts(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    """Rows of `tables.VERDICTS` as far as the distance needs them."""
    told = pd.DataFrame(rows, columns=["verdict", "completed", "required"])
    return told.astype({"completed": "Int64", "required": "Int64"})


def test_every_whole_number_from_below_the_bar_to_above_it_is_there() -> None:
    told = distances(
        verdicts(
            ("out of reach", 1, 5), ("on course", 4, 5), ("on course", 4, 5), ("eligible", 7, 5)
        )
    )
    told = told.loc[:, told.any()]
    assert told.to_dict("split") == {
        "index": [-4, -3, -2, -1, 0, 1, 2],
        "columns": ["eligible", "on course", "out of reach"],
        "data": [[0, 0, 1], [0, 0, 0], [0, 0, 0], [0, 2, 0], [0, 0, 0], [0, 0, 0], [1, 0, 0]],
    }


def test_the_bar_has_both_sides_where_all_stand_on_one() -> None:
    assert list(distances(verdicts(("eligible", 9, 8))).index) == [-1, 0, 1]
    assert list(distances(verdicts(("on course", 6, 8))).index) == [-2, -1, 0]


def test_who_has_nothing_counted_is_not_there() -> None:
    told = distances(verdicts(("not a candidate", None, None), ("eligible", 8, 8)))
    assert int(told.to_numpy().sum()) == 1
    assert distances(verdicts(("not a candidate", None, None))).empty


def test_the_line_stands_between_one_short_and_none() -> None:
    drawn = columns_of(distances(verdicts(("on course", 6, 8), ("eligible", 8, 8))))
    columns = re.findall(r"<li>(.*?)</li>", drawn)
    assert [re.findall(r'title="([^"]+)"', column)[0] for column in columns] == [
        "2 exercises short",
        "1 exercise short",
        "exactly at the bar",
    ]
    assert ["the bar" in column.replace("at the bar", "") for column in columns] == [
        False,
        False,
        True,
    ]


def test_of_many_columns_some_have_a_label() -> None:
    drawn = columns_of(distances(verdicts(("out of reach", 0, 60), ("eligible", 60, 60))))
    labels = re.findall(r'aria-hidden="true">([^<]*)</span></li>', drawn)
    assert len(labels) == 61
    assert [label for label in labels if label][-3:] == ["\u22126", "\u22123", "0"]
