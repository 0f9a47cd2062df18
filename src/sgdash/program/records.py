"""One thing that was written down of somebody's presence, wherever it was."""

from datetime import datetime
from typing import NamedTuple

LONGEST = 1440
"""Minutes; nobody attends for longer than a day."""


class AttendanceRecord(NamedTuple):
    """A row of `tables.ATTENDANCE_RECORDS`; a tuple, for there may be a hundred thousand."""

    session: str
    person: str
    email: str | None
    attendance: str | None
    minutes: int | None
    joined_at: datetime | None  # UTC
    left_at: datetime | None  # UTC
    source: str
