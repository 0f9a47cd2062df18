"""Attendance sheets → who was there, for every member and session; unknown names are unmatched."""

from datetime import timedelta
from enum import StrEnum
from fractions import Fraction

import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.match.names import Names
from sgdash.program.folder import ProgramFolder
from sgdash.program.schedule import sessions_of
from sgdash.program.written import (
    attendance_records_table,
    members_table,
    sessions_table,
)


class Presence(StrEnum):
    """What the records of a session say of one member."""

    PRESENTED = "presented"
    PRESENT = "present"
    LATE = "late"
    """Present, and joined later than the program file allows."""
    LEFT_EARLY = "left early"
    """Present, and left earlier than the program file allows."""
    PARTLY = "partly"
    EXCUSED = "excused"
    UNRESOLVED = "unresolved"
    """Not found, but an unknown name in the record is probably theirs: never counted absent."""
    ABSENT = "absent"
    NO_RECORD = "no record"
    """Nobody wrote down who was there: no absence."""


THERE = (
    Presence.PRESENTED,
    Presence.PRESENT,
    Presence.LATE,
    Presence.LEFT_EARLY,
    Presence.PARTLY,
)
"""What says that somebody was there, in whatever way."""


def attendance_table(folder: ProgramFolder, names: Names) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tables.ATTENDANCE` for every session and member, and `tables.UNMATCHED` for unknown names.

    Minutes of several lines about one member are added up; the best word of them holds.
    """
    records = attendance_records_table(folder)
    meant = {person: names.meant(person) for person in records["person"].unique()}
    records["member"] = records["person"].map(
        {person: ids[0] for person, ids in meant.items() if len(ids) == 1}
    )
    unknown = records[records["member"].isna()].assign(
        kind="attendance",
        ref=lambda df: df["source"],
        author=lambda df: df["person"],
        reason=lambda df: df["person"].map(names.why_not),
        guess=lambda df: df["person"].map(names.guess),
    )
    seen = _one_row_each(records.dropna(subset="member"), folder.program.attendance.present_from)
    everybody = members_table(folder)[["member"]]
    grid = sessions_table(folder.program)[["session"]].merge(everybody, how="cross")
    found = grid.merge(seen, on=["session", "member"], how="left")
    found["attendance"] = found["attendance"].fillna(_without_line(found, records, unknown))
    found["attendance"] = _presenters(folder, found["attendance"], records)
    return conform(tables.ATTENDANCE, found), conform(tables.UNMATCHED, unknown)


def _one_row_each(records: pd.DataFrame, present_from: timedelta | Fraction | None) -> pd.DataFrame:
    enough = int(present_from.total_seconds() // 60) if isinstance(present_from, timedelta) else 0
    order = pd.CategoricalDtype([p.value for p in Presence], ordered=True)
    merged = (
        records.assign(attendance=records["attendance"].astype(order))
        .groupby(["session", "member"], sort=False)
        .agg(
            attendance=("attendance", "min"),
            minutes=("minutes", lambda minutes: minutes.sum(min_count=1)),
            source=("source", "first"),
        )
        .reset_index()
    )
    long_enough = (merged["minutes"] >= enough).fillna(value=True).astype("bool")
    by_minutes = pd.Series(Presence.PRESENT.value, index=merged.index, dtype="str").where(
        long_enough, Presence.PARTLY.value
    )
    merged["attendance"] = merged["attendance"].astype("str").fillna(by_minutes)
    return merged


def _without_line(found: pd.DataFrame, records: pd.DataFrame, unknown: pd.DataFrame) -> pd.Series:
    """What holds for those who have no line of their own."""
    held = found["session"].isin(records["session"])
    guessed = pd.MultiIndex.from_frame(unknown[["session", "guess"]])
    perhaps = pd.MultiIndex.from_frame(found[["session", "member"]]).isin(guessed)
    return (
        pd.Series(Presence.ABSENT.value, index=found.index, dtype="str")
        .mask(perhaps, Presence.UNRESOLVED.value)
        .where(held, Presence.NO_RECORD.value)
    )


def _presenters(folder: ProgramFolder, attendance: pd.Series, records: pd.DataFrame) -> pd.Series:
    """Who is named as a presenter of a session that has a record presented there."""
    held = set(records["session"])
    led = {
        (session.id, member)
        for session in sessions_of(folder.program)
        if session.id in held
        for member in (*session.presenters, *(talk.by for talk in session.talks))
    }
    grid = [
        (session.id, member.id)
        for session in sessions_of(folder.program)
        for member in folder.members
    ]
    presented = pd.Series([pair in led for pair in grid], index=attendance.index, dtype="bool")
    return attendance.mask(presented, Presence.PRESENTED.value)
