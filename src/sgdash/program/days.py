"""The order of what was decided on one day, where some of it is dated by that day only."""

from collections.abc import Sequence

import pandas as pd


def in_order_of_the_day(
    rows: pd.DataFrame, by_day: pd.Series, about: Sequence[str]
) -> pd.DataFrame:
    """`rows` with the moments from which those hold that are dated `by_day` only.

    Takes the columns `at` and `until`, the first and last second of such a day, and those that say
    what a row is `about`, in the order of the file. A day holds from its beginning, but after what
    stands above it, is about the same and has a time of that day.
    """
    day = by_day.to_numpy(dtype="bool")
    if not day.any() or day.all() or not rows.duplicated(list(about)).any():
        return rows
    place = rows[[*about, "at", "until"]].assign(row=range(len(rows)))
    pairs = place[day].merge(place[~day], on=list(about), suffixes=("", "_above"))
    above = pairs[pairs["row_above"] < pairs["row"]]
    above = above[above["at_above"].between(above["at"], above["until"])]
    latest = above.groupby("row")["at_above"].max()
    at = rows["at"].copy()
    at.iloc[latest.index.to_numpy()] = latest.array
    return rows.assign(at=at)
