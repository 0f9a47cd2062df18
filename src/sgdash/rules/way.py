"""The way to the bar: the open exercises that reach it with the least work, or why none can."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sgdash.rules.criteria import Criterion, Result
from sgdash.rules.decided import Decided
from sgdash.rules.since import NOTHING, Loss, closed_with, loss_of
from sgdash.rules.status import LATE_ACCEPTED, NOT_OPEN, OPEN, Status

LEAST_WORK_FIRST = (
    Status.AWAITING_REVIEW,
    Status.FEEDBACK_GIVEN,
    Status.NOT_SUBMITTED,
    Status.MISSING,
)
"""Work that waits for a mark needs nothing more, work with feedback less than new work."""


@dataclass(frozen=True)
class Step:
    """One exercise of the way: what it waits for, and the last moment for it (UTC, None: open).

    `opens` is the first moment that counts, where that is still to come.
    """

    exercise: str
    status: Status
    until: datetime | None
    opens: datetime | None = None


@dataclass(frozen=True)
class Way:
    """What is left to do for the bar, or what it was lost by.

    All of it is empty where the bar is met already.
    """

    steps: tuple[Step, ...] = ()
    unlisted: int = 0  # how many exercises the bar needs that are not listed yet
    lost: Loss = NOTHING
    lost_with: tuple[str, ...] = ()  # the other exercises that were final at that very moment


def way_to_the_bar(
    decided: Decided, member: str, bar_at: Callable[[datetime], pd.DataFrame]
) -> Way:
    """The cheapest set of open exercises that reaches the bar, the longest open ones first.

    Takes the answers of a moment; `bar_at` answers with `tables.CRITERIA` of another one, and is
    only called where the bar is lost, to tell since when.
    """
    criteria = decided.criteria
    bar = criteria[(criteria["member"] == member) & (criteria["criterion"] == Criterion.EXERCISES)]
    if bar.empty or bar["result"].iloc[0] == Result.PASS:
        return Way()
    if bar["result"].iloc[0] == Result.FAIL:
        may_fail = int(bar["of"].iloc[0] - bar["required"].iloc[0])
        lost = loss_of(decided, member, may_fail, bar_at)
        return Way(lost=lost, lost_with=closed_with(decided, member, lost))
    mine = decided.status[(decided.status["member"] == member) & decided.status["counted"]]
    missing = int(bar["required"].iloc[0] - bar["done"].iloc[0])
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
    opens = ordered["opens_at"].where(ordered["reason"].eq(NOT_OPEN))
    rows = ordered[["exercise", "status", "end"]].assign(opens=opens).to_dict("records")
    return [
        Step(row["exercise"], Status(row["status"]), _moment(row["end"]), _moment(row["opens"]))
        for row in rows
    ]


def _moment(value: object) -> datetime | None:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else None
