"""The way to the bar: the open exercises that reach it with the least work, or why none can."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sgdash.rules.criteria import Criterion, Result
from sgdash.rules.status import LATE, LATE_ACCEPTED, OPEN, Status

LEAST_WORK_FIRST = (
    Status.AWAITING_REVIEW,
    Status.FEEDBACK_GIVEN,
    Status.NOT_SUBMITTED,
    Status.MISSING,
)
"""Work that waits for a mark needs nothing more, work with feedback less than new work."""


@dataclass(frozen=True)
class Step:
    """One exercise of the way: what it waits for, and the last moment for it (UTC, None: open)."""

    exercise: str
    status: Status
    until: datetime | None


@dataclass(frozen=True)
class Way:
    """What is left to do for the bar, or since when and because of which exercise it is lost.

    All of it is empty where the bar is met already.
    """

    steps: tuple[Step, ...] = ()
    unlisted: int = 0  # how many exercises the bar needs that are not listed yet
    lost_since: datetime | None = None
    because: str | None = None


def way_to_the_bar(status: pd.DataFrame, criteria: pd.DataFrame, member: str) -> Way:
    """The cheapest set of open exercises that reaches the bar, the longest open ones first.

    Takes `tables.STATUS` and `CRITERIA` of one moment.
    """
    bar = criteria[(criteria["member"] == member) & (criteria["criterion"] == Criterion.EXERCISES)]
    if bar.empty or bar["result"].iloc[0] == Result.PASS:
        return Way()
    mine = status[(status["member"] == member) & status["counted"]]
    missing = int(bar["required"].iloc[0] - bar["done"].iloc[0])
    if bar["result"].iloc[0] == Result.FAIL:
        return _lost(mine, int(bar["of"].iloc[0] - bar["required"].iloc[0]))
    steps = _steps(mine)[:missing]
    return Way(tuple(steps), unlisted=missing - len(steps))


def _steps(mine: pd.DataFrame) -> list[Step]:
    accepted = mine["reason"].eq(LATE_ACCEPTED)
    still_open = mine[mine["status"].isin([status.value for status in OPEN]) | accepted]
    end = still_open["due_at"].where(
        still_open["status"].eq(Status.NOT_SUBMITTED), still_open["window_ends_at"]
    )
    end = end.where(still_open["status"].ne(Status.AWAITING_REVIEW))
    order = still_open["status"].map({s.value: n for n, s in enumerate(LEAST_WORK_FIRST)})
    ordered = still_open.assign(order=order, end=end).sort_values(
        ["order", "end"], ascending=[True, False], na_position="first"
    )
    return [
        Step(row["exercise"], Status(row["status"]), _moment(row["end"]))
        for row in ordered[["exercise", "status", "end"]].to_dict("records")
    ]


def _lost(mine: pd.DataFrame, may_fail: int) -> Way:
    """The failure that was one too many, and the moment it became final.

    A bar that asks for more exercises than there are is lost without any.
    """
    if may_fail < 0:
        return Way()
    closed = [Status.MISSING.value, Status.INCOMPLETE.value]
    failed = mine[mine["status"].isin(closed)]
    in_window = failed["status"].eq(Status.INCOMPLETE) & failed["reason"].ne(LATE)
    final = failed["due_at"].mask(in_window, failed["window_ends_at"])
    marked_later = in_window & (failed["mark_at"] > final)
    final = final.mask(marked_later | final.isna(), failed["mark_at"])
    ordered = failed.assign(final=final).sort_values(["final", "exercise"])
    decisive = ordered.iloc[may_fail]
    return Way(lost_since=_moment(decisive["final"]), because=str(decisive["exercise"]))


def _moment(value: object) -> datetime | None:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else None
