"""Which session a report is of, by the hours in which people were there."""

import itertools
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from sgdash.language import Said, say
from sgdash.program.hours import Hours, Sessions
from sgdash.program.reports.layout import UnreadableReportError

_DAY = re.compile(r"(?<!\d)(\d{4})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")


@dataclass(frozen=True)
class Whose:
    """The sessions of a report; if several, each row is of those whose hours it touches."""

    ids: tuple[str, ...]
    touching: np.ndarray | None = None  # rows × sessions; None where nobody's times are told

    @property
    def several(self) -> bool:
        """Whether one meeting was more than one session."""
        return len(self.ids) > 1

    def of(self, row: int) -> tuple[str, ...]:
        """The sessions that a row is of."""
        if not self.several or self.touching is None:
            return self.ids
        return tuple(i for i, there in zip(self.ids, self.touching[row], strict=True) if there)

    def outside(self, row: int) -> bool:
        """Whether a row tells of no time within the hours of the sessions."""
        return self.touching is not None and not self.touching[row].any()


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

    A meeting that went over most of several sessions, one after the other, is a report of each.

    Raises:
        UnreadableReportError: there is none, several fit badly or at the same time, or nobody was
            there in its hours.
    """
    hours = sessions.hours
    if named is not None:
        return Whose((named,), _inside(hours[named], joined, left) if named in hours else None)
    whole = _whole(joined, left) or told
    if whole is None:
        raise UnreadableReportError(
            1,
            say(
                "does not say when it was. Name the session, as in session-1.zoom.csv or "
                "with --session."
            ),
        )
    covers = {
        h.session: _cover(h, sessions.zone, *whole) for h in hours.values() if not h.cancelled
    }
    covers = {session: cover for session, cover in covers.items() if any(cover)}
    touched = {s: _touching(hours[s].extent(sessions.zone), joined, left) for s in covers}
    timed = _whole(joined, left) is not None
    covers = {s: cover for s, cover in covers.items() if touched[s].any() or not timed}
    covered = [session for session, (_, share) in covers.items() if share >= 0.5]
    when = _when(whole)
    if len(covered) > 1:
        _check_one_after_another([hours[session] for session in covered], sessions.zone, when)
        return Whose(tuple(covered), np.column_stack([touched[session] for session in covered]))
    best = sorted(((length, s) for s, (length, _) in covers.items() if length), reverse=True)
    if not covered and best and (len(best) == 1 or best[0][0] > 2 * best[1][0]):
        covered = [best[0][1]]
    if covered:
        return Whose((covered[0],), _inside(hours[covered[0]], joined, left) if timed else None)
    if best:
        fitting = ", ".join(session for _, session in best)
        raise UnreadableReportError(
            1,
            say(
                "from {when} UTC fits {fitting} alike. Name the session, as in "
                "session-1.zoom.csv or with --session.",
                when=when,
                fitting=fitting,
            ),
        )
    raise UnreadableReportError(
        1,
        say(
            "from {when} UTC fits no session: are its times in another zone? Write "
            "it as attendance: zone: in program.yaml. If the session was then, name "
            "the session, as in session-1.zoom.csv or with --session.",
            when=when,
        ),
    )


def _check_one_after_another(hours: list[Hours], zone: str, when: str) -> None:
    """Nobody is at two sessions at the same time, so a report is of one of them."""
    extents = sorted((*extent, h.session) for h in hours if (extent := h.extent(zone)))
    for (_, stops, one), (starts, _, other) in itertools.pairwise(extents):
        if starts < stops:
            message = say(
                "from {when} UTC fits {one} and {other}, which are at the same time. "
                "Name the session, as in session-1.zoom.csv or with --session.",
                when=when,
                one=one,
                other=other,
            )
            raise UnreadableReportError(1, message)


def _inside(hours: Hours, joined: pd.Series, left: pd.Series) -> np.ndarray | None:
    """Which rows, as a single column, tell of time within a session's hours, or of no time.

    Raises:
        UnreadableReportError: there are times and all are outside: it is of another time or zone.
    """
    whole = _whole(joined, left)
    if whole is None or hours.starts_at is None:
        return None
    ends = hours.ends_at or hours.starts_at + timedelta(hours=12)
    outside = (left <= hours.starts_at).fillna(value=False) | (joined >= ends).fillna(value=False)
    if outside[joined.notna() | left.notna()].all():
        when = _when(whole)
        starts = f"{hours.starts_at:%Y-%m-%d %H:%M}"
        session = hours.session
        message = say(
            "from {when} UTC, nobody was there during {session}, which starts at "
            "{starts} UTC: are its times in another zone? Write it as attendance: "
            "zone: in program.yaml.",
            when=when,
            session=session,
            starts=str(starts),
        )
        raise UnreadableReportError(1, message)
    rows: np.ndarray = ~outside.to_numpy(dtype="bool").reshape(-1, 1)
    return rows


def _whole(joined: pd.Series, left: pd.Series) -> tuple[datetime, datetime] | None:
    begins, ends = joined.min(), left.max()
    if pd.isna(begins) and pd.isna(ends):
        return None
    first = ends if pd.isna(begins) else begins
    last = begins if pd.isna(ends) else ends
    return first.to_pydatetime(), max(last, first).to_pydatetime()


def _when(whole: tuple[datetime, datetime]) -> Said:
    begins, ends = (f"{moment:%Y-%m-%d %H:%M}" for moment in whole)
    return say("{begins} to {ends}", begins=begins, ends=ends)


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


def _touching(
    extent: tuple[datetime, datetime] | None, joined: pd.Series, left: pd.Series
) -> np.ndarray:
    if extent is None:
        return np.zeros(len(joined), dtype="bool")
    begins, ends = joined.fillna(left), left.fillna(joined)
    touching = (begins < extent[1]) & (ends > extent[0]) | (begins == ends) & (begins == extent[0])
    return touching.fillna(value=False).to_numpy(dtype="bool")
