"""What is dated by a day only, among what has a time of that day."""

import pandas as pd
import pytest

from sgdash.program.days import in_order_of_the_day


def rows(*written: tuple[str, str]) -> pd.DataFrame:
    """(what it is about, `09` for a day of August 2020 or `09 10:00`)."""
    starts = [pd.Timestamp(f"2020-08-{at}", tz="UTC") for _, at in written]
    ends = [
        start if " " in at else start + pd.Timedelta(hours=23, minutes=59, seconds=59)
        for start, (_, at) in zip(starts, written, strict=True)
    ]
    return pd.DataFrame({"about": [about for about, _ in written], "at": starts, "until": ends})


@pytest.mark.parametrize(
    ("written", "at"),
    [
        # below what has a time of that day: from that time on
        ([("a", "09 10:00"), ("a", "09")], ["09 10:00", "09 10:00"]),
        # above it: from the start of the day
        ([("a", "09"), ("a", "09 10:00")], ["09 00:00", "09 10:00"]),
        # of several above it the last, wherever that stands
        ([("a", "09 10:00"), ("a", "09 08:00"), ("a", "09")], ["09 10:00", "09 08:00", "09 10:00"]),
        # the first and the last second of the day are of it, those beside it are not
        ([("a", "09 23:59:59"), ("a", "09")], ["09 23:59:59", "09 23:59:59"]),
        ([("a", "10 00:00:00"), ("a", "09")], ["10 00:00", "09 00:00"]),
        ([("a", "09 00:00:00"), ("a", "09")], ["09 00:00", "09 00:00"]),
        ([("a", "08 23:59:59"), ("a", "09")], ["08 23:59:59", "09 00:00"]),
        # about something else
        ([("b", "09 10:00"), ("a", "09")], ["09 10:00", "09 00:00"]),
        # only days, only times, nothing
        ([("a", "09"), ("a", "09")], ["09 00:00", "09 00:00"]),
        ([("a", "09 10:00"), ("a", "09 08:00")], ["09 10:00", "09 08:00"]),
        ([], []),
    ],
)
def test_a_day_comes_after_what_stands_above_it(written, at):
    table = rows(*written)
    found = in_order_of_the_day(table, table["until"] > table["at"], ["about"])
    assert found["at"].tolist() == [pd.Timestamp(f"2020-08-{moment}", tz="UTC") for moment in at]
