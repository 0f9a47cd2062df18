"""Attempts and marks without those from before an exercise opened."""

import pandas as pd
from tables_of import attempts, exercises, marks, utc

from sgdash.rules import news_table, review_times, reviews_table, since_opening, work_of

OPENS, NOW = utc("2024-03-01 12:00"), utc("2024-04-01 00:00")


def opened(**opens: str) -> pd.DataFrame:
    """a1 and a2 without deadlines, of which some open at a moment."""
    table = exercises(("a1", None), ("a2", None))
    moments = [utc(opens[exercise]) if exercise in opens else None for exercise in ("a1", "a2")]
    return table.assign(opens_at=pd.Series(moments, dtype="datetime64[us, UTC]"))


CAME = attempts(
    ("ada", "a1", "2023-03-01 12:00"),
    ("ada", "a2", "2023-03-01 12:00"),
    ("ada", "a1", "2024-03-01 11:59:59"),
    ("ada", "a1", "2024-03-01 12:00:00"),
)


def test_only_what_came_before_its_own_exercise_opened_is_taken_out() -> None:
    kept = since_opening(CAME, CAME["at"], opened(a1="2024-03-01 12:00"))
    assert kept[["exercise", "at"]].astype("str").values.tolist() == [
        ["a2", "2023-03-01 12:00:00+00:00"],
        ["a1", "2024-03-01 12:00:00+00:00"],
    ]


def test_where_nothing_opens_everything_stays_as_it_is() -> None:
    assert since_opening(CAME, CAME["at"], opened()) is CAME


def test_of_no_rows_none_are_left() -> None:
    none = CAME.iloc[:0]
    assert len(since_opening(none, none["at"], opened(a1="2024-03-01 12:00"))) == 0


def test_a_mark_is_as_old_as_its_work() -> None:
    made = marks(
        ("ada", "a1", "complete", "2024-03-02 00:00"),  # by hand
        ("ada", "a1", "complete", "2024-03-03 00:00"),  # a review of an older commit
        ("ada", "a1", "complete", "2024-03-04 00:00"),  # a label on older work
        ("ada", "a1", "complete", "2024-03-05 00:00"),  # a review of a commit on older work
    )
    made["until"] = pd.Series(
        [None, utc("2024-03-01 11:59:59"), None, OPENS], dtype="datetime64[us, UTC]"
    )
    made["work_at"] = pd.Series(
        [None, OPENS, utc("2024-03-01 11:59:59"), utc("2024-01-01 00:00")],
        dtype="datetime64[us, UTC]",
    )
    kept = since_opening(made, work_of(made), opened(a1="2024-03-01 12:00"))
    assert kept["at"].dt.day.tolist() == [2, 5]


def test_the_first_attempt_of_the_season_is_handed_in_and_not_handed_in_again() -> None:
    kept = since_opening(CAME, CAME["at"], opened(a1="2024-03-01 12:00"))
    news = news_table(kept, marks(), utc("2024-02-29 00:00"), NOW)
    assert news[["exercise", "what"]].values.tolist() == [["a1", "handed in"]]


def test_how_long_reviews_took_is_told_of_this_season_s_alone() -> None:
    made = marks(
        ("ada", "a1", "complete", "2023-06-01 12:00"), ("ada", "a1", "complete", "2024-03-02 12:00")
    )
    opening = opened(a1="2024-03-01 12:00")
    times = review_times(
        reviews_table(
            since_opening(CAME, CAME["at"], opening),
            since_opening(made, work_of(made), opening),
            NOW,
        )
    )
    assert times is not None
    assert (times.reviews, str(times.median)) == (1, "1 day, 0:00:00")
