"""Records of who was there → presence of every member at every session; strangers are unmatched."""

from enum import StrEnum
from fractions import Fraction

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.match.attendees import Found, People
from sgdash.match.fixes import alias_fixes
from sgdash.match.names import Names
from sgdash.match.spans import covered
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Attendance
from sgdash.program.schedule import sessions_of
from sgdash.program.written import (
    attendance_records_table,
    hours_table,
    members_table,
    sessions_table,
)


class Presence(StrEnum):
    """What the records of a session say of one member; of several the first here holds."""

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

_PAIR = ["session", "member"]


def attendance_table(
    folder: ProgramFolder, names: Names, spoken: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tables.ATTENDANCE` for every session and member, and `tables.UNMATCHED` for unknown names.

    Takes what is in the folder, and `tables.ATTENDANCE_RECORDS` of what was `spoken` on GitHub.
    Time outside a session's hours does not count, and what overlaps counts once; minutes that are
    told without times are added up. The best word that somebody wrote holds before all of them.
    """
    records = attendance_records_table(folder)
    if spoken is not None and len(spoken):
        records = pd.concat([records, spoken], ignore_index=True)
    found, who = _who(records, People(names, folder.members))
    certain, likely = _of_members(records, found, who)
    seen = _one_row_each(_within_hours(folder, certain), folder.program.attendance)
    everybody = members_table(folder)[["member"]]
    grid = sessions_table(folder.program)[["session"]].merge(everybody, how="cross")
    table = grid.merge(seen, on=_PAIR, how="left")
    table["attendance"] = table["attendance"].fillna(_without_line(table, records, likely))
    table["attendance"] = _presenters(folder, table["attendance"], records)
    return conform(tables.ATTENDANCE, table), _unmatched(folder, records, found, who)


def _who(records: pd.DataFrame, people: People) -> tuple[list[Found], np.ndarray]:
    """Whom each different person of the records means, and which of these each record has."""
    key = records["person"] + "\0" + records["email"].fillna("")
    codes, _ = pd.factorize(key)
    _, first = np.unique(codes, return_index=True)
    different = records.iloc[first]
    pairs = zip(different["person"], different["email"].fillna(""), strict=True)
    return [people.find(person, email or None) for person, email in pairs], codes


def _of_members(
    records: pd.DataFrame, found: list[Found], who: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The records with their member, one for each who is surely meant; and who else may be."""
    sure = pd.DataFrame(
        [(code, member) for code, one in enumerate(found) for member in one.sure],
        columns=["who", "member"],
    )
    likely = pd.DataFrame(
        [(code, member) for code, one in enumerate(found) for member in one.likely],
        columns=["who", "member"],
    )
    numbered = records.assign(who=who)
    certain = numbered.merge(sure.astype({"who": "int64"}), on="who")
    return certain, numbered[["session", "who"]].merge(likely.astype({"who": "int64"}), on="who")


def _within_hours(folder: ProgramFolder, records: pd.DataFrame) -> pd.DataFrame:
    """`begins` and `ends` of each record within its session's hours, and what these are.

    Records of time that is wholly outside them are left out.
    """
    table = records.merge(hours_table(folder.program), on="session", how="left")
    joined = table["joined_at"].fillna(table["starts_at"])
    left = table["left_at"].fillna(table["ends_at"])
    timed = table["joined_at"].notna() | table["left_at"].notna()
    begins = joined.mask(joined < table["starts_at"], table["starts_at"]).where(timed)
    ends = left.mask(left > table["ends_at"], table["ends_at"]).where(timed)
    table = table.assign(begins=begins, ends=ends)
    return table[~(ends <= begins).fillna(value=False) | table["attendance"].notna()]


def _one_row_each(records: pd.DataFrame, rules: Attendance) -> pd.DataFrame:
    """One row for each session and member of whom there is a record."""
    order = pd.CategoricalDtype([p.value for p in Presence], ordered=True)
    groups = records.assign(word=records["attendance"].astype(order)).groupby(_PAIR, sort=False)
    table = groups.agg(
        word=("word", "min"),
        source=("source", "first"),
        joined_at=("joined_at", "min"),
        left_at=("left_at", "max"),
        starts_at=("starts_at", "first"),
        ends_at=("ends_at", "first"),
    ).reset_index()
    seconds = _seconds(records, groups.ngroup().to_numpy(), len(table))
    table["minutes"] = (seconds // 60).astype("Int64")
    by_time = _by_time(table, seconds, rules)
    table["attendance"] = table["word"].astype("str").fillna(by_time)
    return table


def _seconds(records: pd.DataFrame, group: np.ndarray, groups: int) -> pd.Series:
    """The seconds that each group was there: by its spans or by minutes told, whichever is more.

    Minutes that are told with a first and a last moment are at most what lies between the two.
    """
    spanned = (records["begins"].notna() & records["ends"].notna()).to_numpy()
    begins, ends = (_in_seconds(records[name].where(spanned)) for name in ("begins", "ends"))
    told = records["minutes"].notna().to_numpy()
    continuous = spanned & ~told
    union = covered(group[continuous], begins[continuous], ends[continuous], groups)
    minutes = records["minutes"].fillna(0).to_numpy(dtype="int64") * 60
    at_most = np.where(spanned, ends - begins, minutes)
    summed = np.zeros(groups, dtype="int64")
    np.add.at(summed, group[told], np.minimum(minutes, at_most)[told])
    length = np.full(groups, -1)
    length[group] = _in_seconds(records["ends_at"]) - _in_seconds(records["starts_at"])
    known = (records["ends_at"] - records["starts_at"]).notna().to_numpy()
    limited = np.zeros(groups, dtype="bool")
    limited[group] = known
    summed = np.where(limited, np.minimum(summed, length), summed)
    any_time = np.bincount(group[told | continuous], minlength=groups) > 0
    return pd.Series(np.maximum(union, summed)).astype("Int64").where(any_time)


def _in_seconds(moments: pd.Series) -> np.ndarray:
    seconds: np.ndarray = moments.astype("int64").to_numpy() // 1_000_000
    return seconds


def _by_time(table: pd.DataFrame, seconds: pd.Series, rules: Attendance) -> pd.Series:
    """The word that follows from how long somebody was there, and from when until when."""
    enough = _enough(table, seconds, rules)
    late = pd.Series(False, index=table.index)  # noqa: FBT003 - the value of each row
    early = late
    if rules.late_after is not None:
        late = (table["joined_at"] > table["starts_at"] + rules.late_after).fillna(value=False)
    if rules.left_early_before is not None:
        early = (table["left_at"] < table["ends_at"] - rules.left_early_before).fillna(value=False)
    words = [Presence.PARTLY.value, Presence.LATE.value, Presence.LEFT_EARLY.value]
    word = np.select([~enough, late, early], words, Presence.PRESENT.value)
    return pd.Series(word, index=table.index, dtype="str")


def _enough(table: pd.DataFrame, seconds: pd.Series, rules: Attendance) -> pd.Series:
    """Whether the time is enough; exact, in whole seconds, and so where no time is told."""
    enough = seconds > 0
    wanted = rules.present_from
    if isinstance(wanted, Fraction):
        length = (table["ends_at"] - table["starts_at"]).dt.total_seconds().astype("Int64")
        share = seconds * wanted.denominator >= length * wanted.numerator
        enough &= share.fillna(value=True)
    elif wanted is not None:
        enough &= seconds >= int(wanted.total_seconds())
    return enough.fillna(value=True).astype("bool")


def _without_line(table: pd.DataFrame, records: pd.DataFrame, likely: pd.DataFrame) -> pd.Series:
    """What holds for those who have no line of their own."""
    held = table["session"].isin(records["session"].unique())
    guessed = pd.MultiIndex.from_frame(likely[_PAIR])
    perhaps = pd.MultiIndex.from_frame(table[_PAIR]).isin(guessed)
    return (
        pd.Series(Presence.ABSENT.value, index=table.index, dtype="str")
        .mask(perhaps, Presence.UNRESOLVED.value)
        .where(held, Presence.NO_RECORD.value)
    )


def _presenters(folder: ProgramFolder, attendance: pd.Series, records: pd.DataFrame) -> pd.Series:
    """Who is named as a presenter of a session that has a record presented there."""
    held = set(records["session"].unique())
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


def _unmatched(
    folder: ProgramFolder, records: pd.DataFrame, found: list[Found], who: np.ndarray
) -> pd.DataFrame:
    """One row for each session and name that is not, or not wholly, known."""
    told = pd.DataFrame(
        {
            "reason": [one.why_not for one in found],
            "guess": [", ".join(one.likely) or None for one in found],
            "member": [one.likely[0] if len(one.likely) == 1 else None for one in found],
            "fix": alias_fixes(folder, [_to_add(one) for one in found]),
            "name": ["; ".join(one.unknown) if one.sure else None for one in found],
        },
    )
    unknown = records.assign(who=who)[told["reason"].ne("").to_numpy()[who]]
    unknown = unknown.drop_duplicates(["session", "who"]).drop_duplicates("source")
    linked = unknown["source"].str.startswith("https://")
    rows = unknown.merge(told, left_on="who", right_index=True).assign(
        kind="attendance",
        ref=lambda df: df["source"],
        author=lambda df: df["name"].fillna(df["person"]),
        url=unknown["source"].where(linked),
    )
    return conform(tables.UNMATCHED, rows.sort_index())


def _to_add(found: Found) -> tuple[str, str] | None:
    """The one member who is likely, and the name that would make it sure among their aliases."""
    if len(found.likely) != 1 or len(found.unknown) != 1:
        return None
    return found.likely[0], found.unknown[0]
