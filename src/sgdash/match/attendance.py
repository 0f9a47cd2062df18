"""Records of who was there → presence of every member at every session; strangers are unmatched."""

import numpy as np
import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.match.attendees import Found, People
from sgdash.match.fixes import alias_fixes
from sgdash.match.names import Names
from sgdash.match.presence import Presence
from sgdash.match.time_there import one_row_each, within_hours
from sgdash.program.folder import ProgramFolder
from sgdash.program.schedule import sessions_of
from sgdash.program.written import (
    attendance_records_table,
    members_table,
    sessions_table,
)

_PAIR = ["session", "member"]

AWAY = (Presence.ABSENT.value, Presence.EXCUSED.value)
"""What a person can write of somebody who was not there; no time comes to these."""


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
    guests = {name.casefold() for name in folder.program.attendance.guests}
    found, who = _who(records, People(names, folder.members))
    certain, likely = _of_members(records, found, who)
    seen = one_row_each(within_hours(folder, certain), folder.program.attendance)
    everybody = members_table(folder)[["member"]]
    grid = sessions_table(folder.program)[["session"]].merge(everybody, how="cross")
    table = grid.merge(seen, on=_PAIR, how="left")
    written = table["attendance"].notna()
    table["attendance"] = table["attendance"].fillna(
        _without_line(table, records, likely, _strangers(records, found, who, guests))
    )
    table["attendance"] = _presenters(folder, table["attendance"], records, written)
    known = ~records["person"].str.casefold().isin(guests).to_numpy()
    return conform(tables.ATTENDANCE, table), _unmatched(folder, records[known], found, who[known])


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


def _strangers(
    records: pd.DataFrame, found: list[Found], who: np.ndarray, guests: set[str]
) -> set[str]:
    """The sessions at which somebody was who is no guest, and may be any member."""
    nobody = np.array([bool(one.why_not) and not one.likely for one in found], dtype="bool")[who]
    outside = records["person"].str.casefold().isin(guests).to_numpy()
    there = ~records["attendance"].isin([Presence.ABSENT, Presence.EXCUSED]).to_numpy()
    return set(records.loc[nobody & ~outside & there, "session"])


def _without_line(
    table: pd.DataFrame, records: pd.DataFrame, likely: pd.DataFrame, strangers: set[str]
) -> pd.Series:
    """What holds for those who have no line of their own.

    They are not absent from a session at which an unknown name may be theirs.
    """
    held = table["session"].isin(records["session"].unique())
    guessed = pd.MultiIndex.from_frame(likely[_PAIR])
    perhaps = pd.MultiIndex.from_frame(table[_PAIR]).isin(guessed)
    perhaps |= table["session"].isin(strangers).to_numpy()
    return (
        pd.Series(Presence.ABSENT.value, index=table.index, dtype="str")
        .mask(perhaps, Presence.UNRESOLVED.value)
        .where(held, Presence.NO_RECORD.value)
    )


def _presenters(
    folder: ProgramFolder, attendance: pd.Series, records: pd.DataFrame, written: pd.Series
) -> pd.Series:
    """Who is named as a presenter of a session that has a record presented there.

    Where a person wrote that they were absent or excused, that holds: plans change.
    """
    held = set(records["session"].unique())
    led = {pair for pair in _named(folder) if pair[0] in held}
    grid = [
        (session.id, member.id)
        for session in sessions_of(folder.program)
        for member in folder.members
    ]
    presented = pd.Series([pair in led for pair in grid], index=attendance.index, dtype="bool")
    away = attendance.isin(AWAY) & written
    return attendance.mask(presented & ~away, Presence.PRESENTED.value)


def presenters_away(folder: ProgramFolder, attendance: pd.DataFrame) -> pd.DataFrame:
    """`tables.FINDINGS`: who is named as a presenter, and written down as not there.

    Takes `tables.ATTENDANCE` as `attendance_table` makes it.
    """
    named = pd.MultiIndex.from_frame(attendance[_PAIR]).isin(_named(folder))
    rows = attendance[named & attendance["attendance"].isin(AWAY)]
    detail = filled(sentences.PRESENTER_AWAY, session=rows["session"], presence=rows["attendance"])
    told = rows.assign(kind="presenter not there", ref=rows["source"], detail=detail)
    return conform(tables.FINDINGS, told)


def _named(folder: ProgramFolder) -> set[tuple[str, str]]:
    """Each session with those whom the program file names for it or a talk in it."""
    return {
        (session.id, member)
        for session in sessions_of(folder.program)
        for member in (*session.presenters, *(talk.by for talk in session.talks))
    }


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
