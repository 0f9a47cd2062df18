"""Who was at which session, as it was known and decided at a given moment."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, days, filled, positions
from sgdash.rules.pairs import Pairs, taken

ATTENDED = ("presented", "present", "late", "left early")
"""The words of `match.presence.Presence` that are attendance, unless the program file says so."""

NO_RECORD, EXCUSED = "no record", "excused"
"""What leaves the count."""


def presence_table(
    attendance: pd.DataFrame,
    members: pd.DataFrame,
    sessions: pd.DataFrame,
    excuses: pd.DataFrame,
    now: pd.Timestamp,
    attended: Collection[str] = ATTENDED,
) -> pd.DataFrame:
    """`tables.ATTENDANCE` as it was at `now`, in the order that it came in.

    Takes `tables.ATTENDANCE` as the records say, `MEMBERS`, `SESSIONS` and `SESSION_EXCUSES`.
    Excused is who did not attend and was excused by `now`, or had not joined yet when the session
    was over, or had left before it began. A session that starts after `now` has no record yet.
    """
    session = positions(attendance["session"], sessions["session"])
    member = positions(attendance["member"], members["member"])
    starts = taken(sessions["starts_at"], session)
    ends = taken(sessions["ends_at"].fillna(sessions["starts_at"]), session)
    to_come = (starts > now).fillna(value=False)
    word = attendance["attendance"].mask(to_come, NO_RECORD)
    told = _decisions(attendance, sessions, members, excuses[excuses["at"] <= now])
    joined = taken(members["joined_at"], member)
    left = taken(members["left_at"].where(members["left_at"] < now), member)
    before = filled(sentences.JOINED_AFTER_SESSION, day=days(joined))
    after = filled(sentences.LEFT, day=days(left))
    told = told.mask(told.isna() & (ends < joined), before)
    told = told.mask(told.isna() & (starts > left), after)
    excused = told.notna() & ~word.isin(list(attended))
    return conform(
        tables.ATTENDANCE,
        attendance.assign(
            attendance=word.mask(excused, EXCUSED),
            minutes=attendance["minutes"].mask(to_come),
            joined_at=attendance["joined_at"].mask(to_come),
            left_at=attendance["left_at"].mask(to_come),
            source=attendance["source"].mask(to_come).mask(excused, told),
        ),
    )


def _decisions(
    attendance: pd.DataFrame, sessions: pd.DataFrame, members: pd.DataFrame, excuses: pd.DataFrame
) -> pd.Series:
    """The last decision that excuses each row; missing where there is none."""
    pairs = Pairs(sessions["session"], members["member"])
    place = _places(attendance, pairs)
    last = np.full(len(pairs.member) + 1, -1)
    order = np.argsort(excuses["at"].astype("int64").to_numpy(), kind="stable")
    last[_places(excuses, pairs)[order]] = order
    last[-1] = -1  # whoever is unknown
    return taken(excuses["decision"], last[place])


def _places(rows: pd.DataFrame, pairs: Pairs) -> np.ndarray:
    """Where the session and the member of each row stand among the pairs; -1 if unknown."""
    session = positions(rows["session"], pairs.members)
    member = positions(rows["member"], pairs.exercises)
    place: np.ndarray = np.where(
        (session >= 0) & (member >= 0), session * len(pairs.exercises) + member, -1
    )
    return place
