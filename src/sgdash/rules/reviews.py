"""What waits for a mark, and how long marks took."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.frames import conform, positions
from sgdash.rules.status import Status


@dataclass(frozen=True)
class ReviewTimes:
    """How long reviews took: half of them, and nine in ten, no longer than this."""

    reviews: int
    median: timedelta
    nine_in_ten: timedelta


def waiting_table(status: pd.DataFrame, now: datetime) -> pd.DataFrame:
    """The rows of `tables.STATUS` that wait for a mark, the most pressing first.

    First those whose window still runs, by its end: with feedback now, their members can hand in
    again. Then the others, the oldest first.
    """
    waiting = status[status["status"] == Status.AWAITING_REVIEW]
    running = waiting["window_ends_at"].where(waiting["window_ends_at"] >= pd.Timestamp(now))
    ordered = waiting.assign(running=running).sort_values(
        ["running", "submitted_at"], kind="stable", na_position="last"
    )
    return ordered.drop(columns="running")


def reviews_table(attempts: pd.DataFrame, marks: pd.DataFrame, now: datetime) -> pd.DataFrame:
    """`tables.MARKED`: every attempt that was marked until `now`, with its first mark.

    Takes `tables.ATTEMPTS` and `MARKS`. A mark judges the last attempt before it, and one dated by
    a day is taken for the end of that day, so that no review is told shorter than it was. Marks
    withdrawn later were reviews, too; marks without any attempt before them were none.
    """
    last = pd.Timestamp(now)
    made = marks[(marks["at"] <= last) & marks["mark"].isin(["complete", "incomplete"])]
    ends = made["until"].fillna(made["at"])
    made = made.assign(marked_at=ends.where(ends <= last, last))
    known = attempts[attempts["at"] <= last]
    judged = _last_before(made, known)
    found = made.assign(submitted_at=known["at"].array.take(judged, allow_fill=True))
    found = found.dropna(subset="submitted_at").sort_values("marked_at", kind="stable")
    first = found.drop_duplicates(["member", "exercise", "submitted_at"])
    return conform(tables.MARKED, first)


def review_times(reviews: pd.DataFrame) -> ReviewTimes | None:
    """Median and ninth decile of `tables.MARKED`, each a length that was seen; None of none."""
    if reviews.empty:
        return None
    took = np.sort((reviews["marked_at"] - reviews["submitted_at"]).to_numpy())
    median, nine = (took[-(-share * len(took) // 10) - 1] for share in (5, 9))
    return ReviewTimes(len(took), _length(median), _length(nine))


def _length(took: np.timedelta64) -> timedelta:
    return timedelta(microseconds=int(took / np.timedelta64(1, "us")))


def _last_before(marks: pd.DataFrame, attempts: pd.DataFrame) -> np.ndarray:
    """For each mark the position of the last attempt of its pair that is no later, else -1."""
    pairs = attempts[["member", "exercise"]].drop_duplicates()
    members, exercises = pairs["member"].drop_duplicates(), pairs["exercise"].drop_duplicates()

    def keyed(rows: pd.DataFrame, time: str, kind: int) -> pd.DataFrame:
        member = positions(rows["member"], members)
        exercise = positions(rows["exercise"], exercises)
        pair = np.where((member < 0) | (exercise < 0), -1, member * len(exercises) + exercise)
        at = rows[time].astype("int64").to_numpy()
        return pd.DataFrame({"pair": pair, "at": at, "kind": kind, "row": np.arange(len(rows))})

    # of the same moment the attempt (0) comes before its mark (1)
    both = pd.concat([keyed(attempts, "at", 0), keyed(marks, "marked_at", 1)], ignore_index=True)
    both = both.sort_values(["pair", "at", "kind"], kind="stable")
    seen = both["row"].where(both["kind"] == 0)
    latest = seen.groupby(both["pair"]).ffill().where(both["pair"] >= 0).fillna(-1)
    is_mark = (both["kind"] == 1).to_numpy()
    found = np.full(len(marks), -1)
    found[both["row"].to_numpy()[is_mark]] = latest.to_numpy()[is_mark].astype("int64")
    return found
