"""Which sessions took place, which are still to come, and which talks were given."""

import pandas as pd

NOT_WRITTEN_DOWN = ("no record", "excused")
"""The words of `match.presence.Presence` that say nothing of whether a session took place."""

GOES_ON = pd.Timedelta(hours=3)
"""A session without an end is on for so long after its start."""


def recorded(sessions: pd.DataFrame, attendance: pd.DataFrame) -> pd.Series:
    """For each of `tables.SESSIONS` whether somebody wrote down who was there (`ATTENDANCE`)."""
    told = attendance.loc[~attendance["attendance"].isin(NOT_WRITTEN_DOWN), "session"]
    return sessions["session"].isin(told.unique())


def held(sessions: pd.DataFrame, attendance: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    """For each of `tables.SESSIONS` whether it has begun by `now`; a cancelled one never has.

    One without a date took place if it, or a later one in their order, has a record.
    """
    last = _last(sessions, recorded(sessions, attendance))
    without_date = sessions["starts_at"].isna() & (sessions["position"] <= last)
    begun = (sessions["starts_at"] <= now).fillna(value=False)
    return (begun | without_date) & ~sessions["cancelled"]


def coming(sessions: pd.DataFrame, attendance: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The rows of `tables.SESSIONS` that are on at `now` or still to come, the next one first.

    After those with a date come those without one that stand after the last that took place. Where
    there is neither a date nor a record, nobody knows which is next, and there are none.
    """
    planned = sessions[~sessions["cancelled"]]
    dated = planned.dropna(subset="starts_at").sort_values("starts_at", kind="stable")
    over = dated["ends_at"].fillna(dated["starts_at"] + GOES_ON) < now
    took_place = held(sessions, attendance, now)
    known = took_place.any() or len(dated)
    undated = planned[planned["starts_at"].isna()]
    undated = undated[undated["position"] > _last(sessions, took_place)]
    return pd.concat([dated[~over], undated if known else undated.head(0)])


def given(talks: pd.DataFrame, sessions: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The rows of `tables.TALKS` given by `now`: none of a session to come or cancelled."""
    without = sessions["cancelled"] | (sessions["starts_at"] > now)
    return talks[~talks["session"].isin(sessions.loc[without, "session"])]


def _last(sessions: pd.DataFrame, flags: pd.Series) -> int:
    """The position of the last session that has the flag; 0 if none has."""
    last = sessions.loc[flags, "position"].max()
    return 0 if pd.isna(last) else int(last)
