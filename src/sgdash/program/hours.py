"""When each session takes place, and which session a text such as "Session 7" or a day means."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sgdash.program.model import Program
from sgdash.program.schedule import sessions_of
from sgdash.program.session import Session
from sgdash.program.spelling import bare

_COUNTED_AS = ("session", "sesion", "week", "semana", "class", "clase", "meeting", "reunion", "s")
"""What stands before a session's number."""

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


@dataclass(frozen=True)
class Hours:
    """A session's day in the program's zone and its hours in UTC, as far as they are written."""

    session: str
    day: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    cancelled: bool = False

    def extent(self, zone: str) -> tuple[datetime, datetime] | None:
        """From when to when it may have been: an hour without an end, a day without a time."""
        if self.starts_at:
            return self.starts_at, self.ends_at or self.starts_at + timedelta(hours=1)
        if self.day:
            begins = datetime.combine(self.day, datetime.min.time(), ZoneInfo(zone))
            return begins, begins + timedelta(days=1)
        return None


def hours_of(program: Program) -> list[Hours]:
    """The hours of every session, in the order of the program file."""
    return [_hours(session, program.zone) for session in sessions_of(program)]


def _hours(session: Session, zone: str) -> Hours:
    starts, ends = session.starts, session.ends
    at = starts.start(zone) if starts else None
    timed = starts is not None and starts.clock is not None
    return Hours(
        session.id,
        at.astimezone(ZoneInfo(zone)).date() if at else None,
        at if timed else None,
        ends.start(zone) if timed and ends and ends.clock else None,
        session.cancelled,
    )


class Sessions:
    """The sessions of a program by every text that means one, and their hours."""

    def __init__(self, program: Program) -> None:
        self.zone = program.zone
        self.reports_zone = program.attendance.zone or program.zone
        self.hours = {hours.session: hours for hours in hours_of(program)}
        self.ids: Mapping[str, tuple[str, ...]] = _collected(sessions_of(program), self.hours)
        self.days = frozenset(hours.day for hours in self.hours.values() if hours.day)

    def on(self, day: date) -> tuple[str, ...]:
        """The sessions on a day, those that were cancelled left out."""
        here = (h for h in self.hours.values() if h.day == day and not h.cancelled)
        return tuple(hours.session for hours in here)

    def meant(self, text: str) -> tuple[str, ...]:
        """The sessions that a whole text means."""
        return self.ids.get(bare(text), ())

    def within(self, text: str) -> tuple[str, ...]:
        """The sessions that a title names: by the longest name in it, whole words only."""
        words = f" {' '.join(_WORD.findall(bare(text)))} "
        found = [n for n in self.ids if not n.isdecimal() and f" {n} " in words and len(n) > 1]
        longest = max(map(len, found), default=0)
        ids = [i for name in found if len(name) == longest for i in self.ids[name]]
        return tuple(dict.fromkeys(ids))

    def of_file(self, stem: str) -> str | None:
        """The session that a file is named by: its id, perhaps with more after `.` or a blank."""
        fitting = [
            session
            for session in self.hours
            if stem == session or stem.startswith((f"{session}.", f"{session} "))
        ]
        return max(fitting, key=len, default=None)


def _collected(
    sessions: tuple[Session, ...], hours: Mapping[str, Hours]
) -> dict[str, tuple[str, ...]]:
    names: dict[str, dict[str, None]] = {}
    for session in sessions:
        for name in _names(session, hours[session.id]):
            if bare(name):
                names.setdefault(bare(name), {})[session.id] = None
    exact = {bare(session.id): session.id for session in sessions}
    return {name: (exact[name],) if name in exact else tuple(ids) for name, ids in names.items()}


def _names(session: Session, hours: Hours) -> Iterator[str]:
    yield session.id
    yield session.title
    if session.number:
        number = session.number.lstrip("0") or "0"
        yield from (session.number, number)
        yield from (f"{word} {n}" for word in _COUNTED_AS for n in {session.number, number})
        yield f"s{number}"
        yield f"#{number}"
    if hours.day:
        yield hours.day.isoformat()
