"""Dates, times and durations as people write them in a program's files.

A moment is written `2020-08-08`, `2020-08-08 23:59` or `2020-08-08 23:59 Europe/Berlin`; the zone
is an IANA name, `UTC`, or `AoE` for Anywhere on Earth (UTC-12). Without one it is the program's
zone; a deadline without a time is the end of that day Anywhere on Earth.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from sgdash.language import say

ANYWHERE_ON_EARTH = "Etc/GMT+12"
END_OF_DAY = time(23, 59, 59)

YEARS = range(1970, 2200)
"""Other years are slips of the pen, and some of them no clock can convert."""

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[ T](?P<clock>\d{2}:\d{2}(?::\d{2})?)(?: ?(?P<zone>[A-Za-z+-]\S*))?)?",
    re.ASCII,
)
_DURATION = re.compile(r"(?P<count>\d{1,6}) (?P<unit>minute|hour|day|week)s?", re.ASCII)


@dataclass(frozen=True)
class Moment:
    """A moment as written: a day, perhaps a time of day, perhaps a zone."""

    day: date
    clock: time | None = None
    zone: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Read a moment.

        Raises:
            ValueError: what is wrong with the text and how to write it.
        """
        found = _MOMENT.fullmatch(text.strip())
        if not found:
            raise ValueError(
                say(
                    '"{text}" is not a date. Write 2020-08-08, 2020-08-08 23:59 or '
                    "2020-08-08 23:59 AoE.",
                    text=text,
                )
            )
        try:
            day = date.fromisoformat(found["day"])
            clock = time.fromisoformat(found["clock"]) if found["clock"] else None
        except ValueError:
            raise ValueError(
                say(
                    '"{text}" is a date that does not exist. Write 2020-08-08, 2020-08-08 '
                    "23:59 or 2020-08-08 23:59 AoE.",
                    text=text,
                )
            ) from None
        if day.year not in YEARS:
            raise ValueError(
                say(
                    '"{text}": the year {year} is surely not meant. Correct it.',
                    text=text,
                    year=str(day.year),
                )
            )
        return cls(day, clock, zone_name(found["zone"]) if found["zone"] else None)

    def start(self, zone: str) -> datetime:
        """The moment in UTC, read in `zone` where none is written; a day begins at 00:00."""
        return _utc(self.day, self.clock or time.min, self.zone or zone)

    def end(self, zone: str) -> datetime:
        """The last second that is still in time; a day ends Anywhere on Earth."""
        if self.clock is None:
            return _utc(self.day, END_OF_DAY, self.zone or ANYWHERE_ON_EARTH)
        return _utc(self.day, self.clock, self.zone or zone, late=True)

    def last(self, zone: str) -> datetime:
        """The last second of it: of a day without a time its end in `zone`."""
        return _utc(self.day, self.clock or END_OF_DAY, self.zone or zone)

    def exists(self, zone: str) -> bool:
        """False for a time of day that the change to summer time leaves out."""
        if self.clock is None:
            return True
        here = ZoneInfo(self.zone or zone)
        wall = datetime.combine(self.day, self.clock)
        back = wall.replace(tzinfo=here).astimezone(UTC).astimezone(here)
        return back.replace(tzinfo=None) == wall

    def __str__(self) -> str:
        """The moment as it would be written, with `AoE` where that is meant."""
        if self.clock is None:
            return self.day.isoformat()
        zone = {None: "", ANYWHERE_ON_EARTH: " AoE"}.get(self.zone, f" {self.zone}")
        precision = "seconds" if self.clock.second else "minutes"
        return f"{self.day} {self.clock.isoformat(precision)}{zone}"


def _utc(day: date, clock: time, zone: str, *, late: bool = False) -> datetime:
    """The UTC moment of a wall clock; of two that it could be, the later if so asked."""
    wall = datetime.combine(day, clock, ZoneInfo(zone))
    readings = [wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max(readings) if late else min(readings)


def zone_name(text: str) -> str:
    """The IANA name of a zone, `AoE` included.

    Raises:
        ValueError: no such zone.
    """
    known = {"aoe": ANYWHERE_ON_EARTH, "z": "UTC", "utc": "UTC"}.get(text.lower())
    if known:
        return known
    if text not in _zones():
        raise ValueError(
            say('"{text}" is not a zone. Write one such as Europe/Berlin, UTC or AoE.', text=text)
        )
    return text


@cache
def _zones() -> AbstractSet[str]:
    return available_timezones()  # looks through the whole folder of zones each time


def zone_label(moment: datetime, zone: str) -> str:
    """`AoE`, `CEST`, or `UTC-06` where the zone has no letters of its own."""
    if zone == ANYWHERE_ON_EARTH:
        return "AoE"
    name = moment.astimezone(ZoneInfo(zone)).tzname() or zone
    return f"UTC{name}" if name[0] in "+-" else name


def exactly(moment: datetime, zone: str) -> str:
    """`2020-08-08 23:59:00 CEST`: a moment as the command line tells it, in the program's zone."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S} {zone_label(moment, zone)}"


def parse_duration(text: str) -> timedelta:
    """Read a duration such as `48 hours`, `2 days` or `90 minutes`.

    Raises:
        ValueError: it is not written so.
    """
    found = _DURATION.fullmatch(text.strip())
    if not found:
        raise ValueError(
            say('"{text}" is not a duration. Write for example 48 hours or 2 days.', text=text)
        )
    return timedelta(**{found["unit"] + "s": int(found["count"])})
