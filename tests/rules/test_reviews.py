"""What came, what waits for a mark, and how long marks took."""

from datetime import timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from tables_of import attempts, excuses, exercises, extensions, marks, members, utc

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.model import Marks
from sgdash.rules import (
    ReviewTimes,
    news_table,
    review_times,
    reviews_table,
    status_table,
    waiting_table,
)

NOW = utc("2024-03-10 12:00")


def test_what_came_after_one_moment_and_up_to_another_newest_first() -> None:
    came = attempts(
        ("ada", "e1", "2024-03-01 12:00"),
        ("ada", "e1", "2024-03-01 12:01"),
        ("bob", "e1", "2024-03-02 12:00"),
        ("bob", "e1", "2024-03-02 13:00"),
        ("bob", "e2", "2024-03-10 12:01"),
    )
    made = marks(
        ("bob", "e1", "incomplete", "2024-03-02 12:30"),
        ("bob", "e1", "complete", "2024-03-10 12:00"),
        ("ada", "e1", "complete", "2024-03-01 12:00"),
        ("ada", "e1", "withdrawn", "2024-03-03 12:00"),
    )
    found = news_table(came, made, utc("2024-03-01 12:00"), NOW)
    assert list(found[["member", "what"]].itertuples(index=False, name=None)) == [
        ("bob", "marked complete"),
        ("ada", "mark withdrawn"),
        ("bob", "handed in again"),
        ("bob", "marked incomplete"),
        ("bob", "handed in"),
        ("ada", "handed in again"),
    ]
    assert found["by"].tolist()[0] == "org"
    assert found["by"].isna().tolist() == [False, False, True, False, True, True]


def test_what_was_taken_out_again_is_told_once_beside_what_had_been_handed_in() -> None:
    came = attempts(("ada", "e1", "2024-03-01 12:00"), ("ada", "e1", "2024-03-02 12:00"))
    moment = pd.Series([utc("2024-03-03 12:00"), pd.NaT])
    gone = came.assign(taken_out_at=moment, taken_back_at=moment.iloc[::-1].to_numpy())
    gone = gone.assign(taken_out_by="Orla", taken_out_commit="c9", taken_out_url="https://x/c9")
    found = news_table(gone, marks(), utc("2024-03-01 12:00"), NOW)
    assert found[["what", "by", "url"]].astype("object").where(
        found.notna(), None
    ).values.tolist() == [
        ["taken out again", "Orla", "https://x/c9"],
        ["handed in again", None, None],
    ]
    assert news_table(gone, marks(), utc("2024-03-03 12:00"), NOW).empty


def test_nothing_came() -> None:
    assert news_table(attempts(), marks(), utc("2024-03-01 12:00"), NOW).empty


def test_what_waits_is_told_the_most_pressing_first() -> None:
    handed_in = attempts(
        ("ada", "old", "2024-02-01 12:00"),
        ("bob", "old", "2024-01-31 12:00"),
        ("ada", "closing", "2024-03-09 11:00"),
        ("ada", "open", "2024-03-09 10:00"),
        ("bob", "closing", "2024-03-09 10:00"),
        ("cem", "undated", "2024-01-01 12:00"),
    )
    status = status_table(
        members("ada", "bob", "cem"),
        exercises(
            ("old", "2024-02-02 12:00"),
            ("closing", "2024-03-09 12:00"),
            ("open", "2024-03-12 12:00"),
            ("undated", None),
        ),
        handed_in,
        marks(),
        extensions(),
        excuses(),
        Marks(resubmission=timedelta(hours=24)),
        NOW,
    )
    found = waiting_table(status, NOW)
    assert list(found[["member", "exercise"]].itertuples(index=False, name=None)) == [
        ("bob", "closing"),  # its window ends at this very moment, and still runs
        ("ada", "closing"),
        ("ada", "open"),
        ("cem", "undated"),
        ("bob", "old"),
        ("ada", "old"),
    ]
    a_second_later = waiting_table(status, NOW + timedelta(seconds=1))
    assert a_second_later["exercise"].tolist()[0] == "open"


def took(found: pd.DataFrame) -> list[tuple[str, timedelta]]:
    lengths = found["marked_at"] - found["submitted_at"]
    return [
        (m, length.to_pytimedelta()) for m, length in zip(found["member"], lengths, strict=True)
    ]


def test_a_review_is_the_first_mark_of_the_last_attempt_before_it() -> None:
    came = attempts(
        ("ada", "e1", "2024-03-01 10:00"),
        ("ada", "e1", "2024-03-01 12:00"),
        ("ada", "e1", "2024-03-03 12:00"),
        ("bob", "e1", "2024-03-05 12:00"),
        ("bob", "e2", "2024-03-05 12:00"),
    )
    made = marks(
        ("ada", "e1", "incomplete", "2024-03-02 12:00"),
        ("ada", "e1", "complete", "2024-03-02 13:00"),  # of the same attempt: no review more
        ("ada", "e1", "complete", "2024-03-03 12:00"),  # at the moment of the attempt: of it
        ("bob", "e1", "complete", "2024-03-05 11:59"),  # before any attempt: of none
        ("bob", "e2", "withdrawn", "2024-03-06 12:00"),  # no mark
        ("bob", "e2", "complete", "2024-03-10 12:01"),  # not yet
        ("cem", "e1", "complete", "2024-03-06 12:00"),  # of no attempt that is known
    )
    found = reviews_table(came, made, NOW)
    assert took(found) == [("ada", timedelta(days=1)), ("ada", timedelta(0))]


def test_a_mark_of_a_day_is_taken_for_its_end_but_never_for_what_is_to_come() -> None:
    came = attempts(("ada", "e1", "2024-03-09 22:00"), ("bob", "e1", "2024-03-10 11:00"))
    made = frame(
        tables.MARKS,
        [
            (
                "ada",
                "e1",
                "complete",
                "org",
                utc("2024-03-09 00:00"),
                "",
                "",
                utc("2024-03-09 23:59"),
                *(None, None, None, None),
            ),
            (
                "bob",
                "e1",
                "complete",
                "org",
                utc("2024-03-10 00:00"),
                "",
                "",
                utc("2024-03-10 23:59"),
                *(None, None, None, None),
            ),
        ],
    )
    assert took(reviews_table(came, made, NOW)) == [
        ("ada", timedelta(hours=1, minutes=59)),
        ("bob", timedelta(hours=1)),
    ]


def reviews(*hours: int) -> pd.DataFrame:
    begun = utc("2024-03-01 12:00")
    rows = [("ada", f"e{n}", begun, begun + timedelta(hours=h), "org") for n, h in enumerate(hours)]
    return frame(tables.MARKED, rows)


def test_median_and_nine_in_ten_are_lengths_that_were_seen() -> None:
    hour = timedelta(hours=1)
    assert review_times(reviews()) is None
    assert review_times(reviews(7)) == ReviewTimes(1, 7 * hour, 7 * hour)
    assert review_times(reviews(4, 1)) == ReviewTimes(2, 1 * hour, 4 * hour)
    assert review_times(reviews(3, 2, 1)) == ReviewTimes(3, 2 * hour, 3 * hour)
    ten = [*range(1, 10), 100]
    assert review_times(reviews(*ten)) == ReviewTimes(10, 5 * hour, 9 * hour)
    assert review_times(reviews(*ten, 200)) == ReviewTimes(11, 6 * hour, 100 * hour)


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_half_and_nine_in_ten_took_no_longer(hours: list[int]) -> None:
    found = review_times(reviews(*hours))
    assert found is not None
    for length, tenths in ((found.median, 5), (found.nine_in_ten, 9)):
        limit = length / timedelta(hours=1)
        assert sum(h <= limit for h in hours) * 10 >= tenths * len(hours)
        assert sum(h < limit for h in hours) * 10 < tenths * len(hours)
