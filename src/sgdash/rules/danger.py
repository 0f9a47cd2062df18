"""Who is about to fall out: still on course for the certificate, with nothing more to lose."""

from datetime import datetime, timedelta

import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.rules.criteria import Result
from sgdash.rules.status import Status
from sgdash.rules.verdicts import Verdict


def danger_table(
    status: pd.DataFrame,
    criteria: pd.DataFrame,
    verdicts: pd.DataFrame,
    now: datetime,
    soon: timedelta,
) -> pd.DataFrame:
    """`tables.DANGER`: those on course who may fail nothing more, or have too much due `soon`.

    Takes `tables.STATUS`, `CRITERIA` and `VERDICTS` of the moment `now`. `room` is how many of what
    is open may still fail. Who failed nothing yet is in no danger by having no room alone: a bar of
    all exercises leaves none to anybody. Who has more exercises due within `soon`, and not handed
    in, than may fail is in danger whatever else holds.
    """
    on_course = verdicts.loc[verdicts["verdict"] == Verdict.ON_COURSE, "member"]
    tight = _tightest(criteria[criteria["member"].isin(on_course)])
    due = _due(status[status["member"].isin(on_course)], pd.Timestamp(now), soon)
    found = tight.join(due, how="left")
    found["due"] = found["due"].fillna(0).astype("int64")
    spent = (found["room"] == 0) & (found["failed"] > 0)
    rows = found[spent | (found["due"] > found["exercise_room"])]
    ordered = rows.rename_axis("member").reset_index()
    return conform(
        tables.DANGER, ordered.sort_values(["until", "room"], kind="stable", na_position="last")
    )


def _tightest(criteria: pd.DataFrame) -> pd.DataFrame:
    """For each member the undecided bar with the least room, and the room of the exercises."""
    bars = criteria[(criteria["result"] == Result.PENDING) & criteria["of"].notna()]
    numbers = bars.assign(
        room=(bars["done"] + bars["open"] - bars["required"]).astype("int64"),
        failed=(bars["of"] - bars["done"] - bars["open"]).astype("int64"),
    )
    # of those with as little room the one where something was lost already
    ordered = numbers.sort_values(["room", "failed"], ascending=[True, False], kind="stable")
    tight = ordered.drop_duplicates("member").set_index("member")[["criterion", "room", "failed"]]
    exercises = numbers[numbers["criterion"] == "exercises"].set_index("member")["room"]
    # where the exercises are decided already, none that is due can put anybody in danger
    far = numbers["of"].max() + 1 if len(numbers) else 1
    return tight.assign(exercise_room=exercises.reindex(tight.index).fillna(far))


def _due(status: pd.DataFrame, now: pd.Timestamp, soon: timedelta) -> pd.DataFrame:
    """How many counted exercises each member has to hand in before `soon` is over, and the first.

    `until` is the last moment of the first of them: its deadline, or the end of its window where it
    came back with feedback.
    """
    until = status["due_at"].where(status["status"] == Status.NOT_SUBMITTED)
    until = until.fillna(status["window_ends_at"].where(status["status"] == Status.FEEDBACK_GIVEN))
    close = status.assign(until=until)[status["counted"] & (until >= now) & (until <= now + soon)]
    ordered = close.sort_values("until", kind="stable")
    return ordered.groupby("member").agg(
        due=("exercise", "size"), until=("until", "first"), exercise=("exercise", "first")
    )
