"""Which sessions took place, which are still to come, and which talks were given."""

import pandas as pd

NOT_WRITTEN_DOWN = ("no record", "excused")
"""The words of `match.presence.Presence` that say nothing of whether a session took place."""

GOES_ON = pd.Timedelta(hours=3)
"""A session without an end is on for so long after its start."""


def recorded(sessions: pd.DataFrame, attendance: pd.DataFrame) -> pd.Series:
    """For each of `tables.SESSIONS` whether somebody wrote down who was there (`ATTENDANCE`).

    Nobody was at a cancelled one, whatever is written down.
    """
    told = attendance.loc[~attendance["attendance"].isin(NOT_WRITTEN_DOWN), "session"]
    return sessions["session"].isin(told.unique()) & ~sessions["cancelled"]


def in_time(sessions: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tables.SESSIONS` in the order of time, the first one first.

    Dates decide, then the order of the file. One without a date stands behind the one before it in
    the file where the dates around it are in order; where they are not nobody knows when it is, and
    it stands first, so that it is later than nothing.
    """
    return sessions.loc[_places(sessions).sort_values("turn").index]


def held(sessions: pd.DataFrame, attendance: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    """For each of `tables.SESSIONS` whether it has begun by `now`; a cancelled one never has.

    One without a date took place if it has a record, or if one that is later `in_time` has. One
    that was moved and waits for its new date did not, unless it has a record itself.
    """
    told, places = recorded(sessions, attendance), _places(sessions)
    before = places["known"] & (places["turn"] <= _last(places["turn"], told & places["known"]))
    without_date = sessions["starts_at"].isna() & (told | (before & ~_waits(sessions)))
    begun = (sessions["starts_at"] <= now).fillna(value=False)
    return (begun | without_date) & ~sessions["cancelled"]


def coming(sessions: pd.DataFrame, attendance: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The rows of `tables.SESSIONS` that are on at `now` or still to come, the next one first.

    After those with a date come those without one that stand after the last that took place, that
    wait for a new date, or whose place in time nobody knows. Where there is neither a date nor a
    record, nobody knows which is next, and there are none but those that wait.
    """
    dated = sessions.dropna(subset="starts_at").sort_values("starts_at", kind="stable")
    dated = dated[~dated["cancelled"]]
    over = dated["ends_at"].fillna(dated["starts_at"] + GOES_ON) < now
    took_place, places = held(sessions, attendance, now), _places(sessions)
    after = (places["turn"] > _last(places["turn"], took_place)) | ~places["known"]
    after &= bool(took_place.any() or len(dated))
    undated = sessions["starts_at"].isna() & ~sessions["cancelled"] & ~took_place
    return pd.concat([dated[~over], sessions[undated & (after | _waits(sessions))]])


def given(
    talks: pd.DataFrame, sessions: pd.DataFrame, attendance: pd.DataFrame, now: pd.Timestamp
) -> pd.DataFrame:
    """The rows of `tables.TALKS` given by `now`: none of a session to come or cancelled.

    To come is also one without a date that `coming` lists; where there is neither a date nor a
    record, what is written down was given.
    """
    ahead = sessions["session"].isin(coming(sessions, attendance, now)["session"])
    without = sessions["cancelled"] | (sessions["starts_at"] > now)
    without |= sessions["starts_at"].isna() & ahead
    return talks[~talks["session"].isin(sessions.loc[without, "session"])]


def _waits(sessions: pd.DataFrame) -> pd.Series:
    """Which sessions were moved and have no new date yet."""
    return sessions["starts_at"].isna() & sessions["moved_from_at"].notna()


def _places(sessions: pd.DataFrame) -> pd.DataFrame:
    """For each session its `turn` in the order of time, from 1, and whether that is `known`."""
    starts = sessions.sort_values("position", kind="stable")["starts_at"]
    before, after = starts.ffill(), starts.bfill()
    between = before <= after
    first = before.isna() & (after.isna() | (after == starts.min()))
    last = after.isna() & (before == starts.max())
    known = starts.notna() | between | first | last
    turns = before.where(known).sort_values(kind="stable", na_position="first").index
    turn = pd.Series(range(1, len(turns) + 1), index=turns, dtype="int64")
    return pd.DataFrame({"turn": turn, "known": known}).reindex(sessions.index)


def _last(turns: pd.Series, flags: pd.Series) -> int:
    """The turn of the last session that has the flag; 0 if none has."""
    last = turns[flags].max()
    return 0 if pd.isna(last) else int(last)
