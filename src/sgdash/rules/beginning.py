"""Work that is older than anything that a program plans, where it does not say when it starts."""

from datetime import timedelta

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, frame
from sgdash.program.model import Program

KIND = "no start"
"""The finding's kind."""

AHEAD = timedelta(weeks=4)
"""So long before the first session or deadline a season may have begun: to hand in first work."""

FEW = 5
"""Fewer old submissions are no season: a clock may be wrong."""


def no_start(
    program: Program,
    attempts: pd.DataFrame,
    exercises: pd.DataFrame,
    sessions: pd.DataFrame,
    now: pd.Timestamp,
) -> pd.DataFrame:
    """`tables.FINDINGS`: how many submissions are so old, and the line to write; or nothing.

    Takes `tables.ATTEMPTS`, `EXERCISES` and `SESSIONS`. A submission is as old as its last attempt.
    """
    open_at_once = exercises.loc[exercises["opens_at"].isna(), "exercise"]
    day = supposed_start(program, exercises, sessions)
    if day is None or open_at_once.empty:
        return frame(tables.FINDINGS)
    pairs = ["member", "exercise"]
    before = attempts.loc[(attempts["at"] < day) & (attempts["at"] <= now), pairs].drop_duplicates()
    since = attempts.loc[(attempts["at"] >= day) & (attempts["at"] <= now), pairs]
    again = pd.MultiIndex.from_frame(before).isin(pd.MultiIndex.from_frame(since))
    old = int((before["exercise"].isin(open_at_once) & ~again).sum())
    if old < FEW:
        return frame(tables.FINDINGS)
    told = sentences.NO_START.format(n=str(old), day=f"{day:%Y-%m-%d}", line=start_line(day))
    fix = f"program.yaml: {start_line(day)}"
    row = {"kind": KIND, "ref": "program.yaml", "detail": told, "fix": fix}
    return conform(tables.FINDINGS, pd.DataFrame([row]))


def supposed_start(
    program: Program, exercises: pd.DataFrame, sessions: pd.DataFrame
) -> pd.Timestamp | None:
    """The day before which work may be of an earlier season, in the program's zone.

    None where the program says when it starts, or plans nothing. Takes `tables.EXERCISES` and
    `SESSIONS`.
    """
    held = sessions.loc[~sessions["cancelled"], "starts_at"]
    first = pd.concat([held, exercises["due_at"]]).min()
    if program.starts or pd.isna(first):
        return None
    day: pd.Timestamp = (first - AHEAD).tz_convert(program.zone).normalize()
    return day


def start_line(day: pd.Timestamp) -> str:
    """The line of program.yaml by which what is older does not count."""
    return f"starts: {day:%Y-%m-%d}"
