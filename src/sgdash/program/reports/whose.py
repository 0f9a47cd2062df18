"""Which session a report is of, by the hours in which people were there."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from sgdash.program.hours import Hours, Sessions
from sgdash.program.reports.layout import UnreadableReportError

NAME_IT = "Name the session, as in session-1.zoom.csv or with --session."

_DAY = re.compile(r"(?<!\d)(\d{4})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")


@dataclass(frozen=True)
class Whose:
    """The sessions of a report; if several, each row is of those whose hours it touches."""

    ids: tuple[str, ...]
    touching: np.ndarray | None = None  # rows × sessions

    @property
    def several(self) -> bool:
        """Whether one meeting was more than one session."""
        return len(self.ids) > 1

    def of(self, row: int) -> tuple[str, ...]:
        """The sessions that a row is of."""
        assert self.touching is not None  # noqa: S101 - several sessions have their rows
        return tuple(i for i, there in zip(self.ids, self.touching[row], strict=True) if there)


def day_of_file(stem: str) -> date | None:
    """The day in a file's name, as in 2020-08-01 or 20200801."""
    for found in _DAY.finditer(stem):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


def find_sessions(
    sessions: Sessions,
    named: str | None,
    joined: pd.Series,
    left: pd.Series,
    told: tuple[datetime, datetime] | None,
) -> Whose:
    """The session that is `named`, else those that took place while people were there.

    A meeting that went over most of several sessions is a report of each.

    Raises:
        UnreadableReportError: there is none, several fit badly, or nobody was there in its hours.
    """
    hours = sessions.hours
    if named is not None:
        if named in hours:
            _check_touching(hours[named], joined, left)
        return Whose((named,))
    whole = _whole(joined, left) or told
    if whole is None:
        raise UnreadableReportError(1, f"does not say when it was. {NAME_IT}")
    covers = {
        h.session: _cover(h, sessions.zone, *whole) for h in hours.values() if not h.cancelled
    }
    covered = [session for session, (_, share) in covers.items() if share >= 0.5]
    if len(covered) > 1:
        extents = [hours[session].extent(sessions.zone) for session in covered]
        touching = np.column_stack([_touching(e, joined, left) for e in extents if e])
        return Whose(tuple(covered), touching)
    if covered:
        return Whose((covered[0],))
    best = sorted(((length, s) for s, (length, _) in covers.items() if length), reverse=True)
    if best and (len(best) == 1 or best[0][0] > 2 * best[1][0]):
        return Whose((best[0][1],))
    when = " to ".join(f"{moment:%Y-%m-%d %H:%M}" for moment in whole)
    if best:
        fitting = ", ".join(session for _, session in best)
        raise UnreadableReportError(1, f"from {when} UTC fits {fitting} alike. {NAME_IT}")
    raise UnreadableReportError(
        1, f"from {when} UTC fits no session: {ZONE} If the session was then, {NAME_IT.lower()}"
    )


ZONE = "are its times in another zone? Write it as attendance: zone: in program.yaml."


def _check_touching(hours: Hours, joined: pd.Series, left: pd.Series) -> None:
    """A report whose every time is outside the session's hours is of another time or zone."""
    whole = _whole(joined, left)
    if whole is None or hours.starts_at is None:
        return
    ends = hours.ends_at or hours.starts_at + timedelta(hours=12)
    if whole[1] <= hours.starts_at or whole[0] >= ends:
        when = " to ".join(f"{moment:%Y-%m-%d %H:%M}" for moment in whole)
        starts = f"{hours.starts_at:%Y-%m-%d %H:%M}"
        message = f"from {when} UTC is outside {hours.session}, which starts at {starts} UTC: "
        raise UnreadableReportError(1, message + ZONE)


def _whole(joined: pd.Series, left: pd.Series) -> tuple[datetime, datetime] | None:
    begins, ends = joined.min(), left.max()
    if pd.isna(begins) and pd.isna(ends):
        return None
    first = ends if pd.isna(begins) else begins
    last = begins if pd.isna(ends) else ends
    return first.to_pydatetime(), max(last, first).to_pydatetime()


def _cover(hours: Hours, zone: str, begins: datetime, ends: datetime) -> tuple[float, float]:
    """The seconds of a session's hours that a meeting had, and what share of them that is."""
    extent = hours.extent(zone)
    if extent is None:
        return 0.0, 0.0
    starts, stops = extent
    length = (min(ends, stops) - max(begins, starts)).total_seconds()
    whole = (stops - starts).total_seconds()
    if hours.starts_at is None:  # of a day without a time any part will do
        return max(length, 0.0), float(length >= 0)
    return max(length, 0.0), length / whole if whole else 0.0


def _touching(extent: tuple[datetime, datetime], joined: pd.Series, left: pd.Series) -> np.ndarray:
    touching: np.ndarray = ((joined < extent[1]) & (left > extent[0])).to_numpy()
    return touching
