"""The clock of a zone as a calendar tells it (VTIMEZONE), every change with its own moment.

The library's own `add_missing_timezones` dates a change to summer time by the wall clock after it
instead of before it, and was found to miss one of Morocco's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vUTCOffset


def timezone_of(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """What holds in `zone` from `first` on, and every change of its clock until `last`."""
    told = Timezone()
    told.add("tzid", zone.key)
    told.add_component(_observance(zone, first, first))
    for change in _changes(zone, first, last):
        told.add_component(_observance(zone, change - timedelta(seconds=1), change))
    return told


def _observance(
    zone: ZoneInfo, before: datetime, change: datetime
) -> TimezoneStandard | TimezoneDaylight:
    """What holds from a change on; its start is on the wall clock that it ends."""
    was, now = before.astimezone(zone), change.astimezone(zone)
    observance = TimezoneDaylight() if now.dst() else TimezoneStandard()
    offset = was.utcoffset() or timedelta(0)
    observance.add("dtstart", (change + offset).astimezone(UTC).replace(tzinfo=None))
    observance.add("tzoffsetfrom", vUTCOffset(offset))
    observance.add("tzoffsetto", vUTCOffset(now.utcoffset() or timedelta(0)))
    observance.add("tzname", now.tzname() or zone.key)
    return observance


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments, in UTC, at which the clock is put forward or back; no zone does so twice a day.

    Each is the first whole minute of the new time.
    """
    day = timedelta(days=1)
    while first < last:
        if _clock(zone, first) != _clock(zone, first + day):
            yield _between(zone, first, first + day)
        first += day


def _between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    was = _clock(zone, before)
    low, high = 0, int((after - before) / timedelta(minutes=1))
    while high - low > 1:
        middle = (low + high) // 2
        same = _clock(zone, before + timedelta(minutes=middle)) == was
        low, high = (middle, high) if same else (low, middle)
    return before + timedelta(minutes=high)


def _clock(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    here = moment.astimezone(zone)
    return here.utcoffset(), here.tzname()
