"""Dates, times and durations as reports write them, by the thousand.

A date such as 03/04/2020 is two days; which one is meant shows the rest of the file, or else the
days on which there are sessions.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from babel.dates import get_month_names

from sgdash.program.moments import YEARS
from sgdash.program.spelling import bare

LANGUAGES = ("en", "es")
"""The languages in which the names of months are known; the words are Babel's."""

DAY = 86_400  # seconds

EXAMPLE = "Write for example 2020-08-01 15:02."

_STAMP = re.compile(
    r"\s*(?P<date>[^:]*?)[\s,T]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?)?\s?(?P<offset>Z|[+-]\d{2}:?\d{2})?\s*",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{2,4})")
_PART = re.compile(r"(\d+)[ ]?(h|m|s)[a-z]*\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")


class UnreadableTimeError(ValueError):
    """A text that is no time, or may be two; `row` is where it stands among those asked for."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(message)
        self.row = row


@dataclass(frozen=True)
class Stamps:
    """Times by the wall clock of a report: seconds since 1970 there; -1 where there is none."""

    seconds: np.ndarray
    exact: np.ndarray  # those that were written with their own offset: seconds are UTC

    @property
    def there(self) -> np.ndarray:
        """Which of them there are."""
        there: np.ndarray = self.seconds >= 0
        return there


def read_stamps(
    texts: Sequence[str], near: Collection[date], day: date | None, *, dayfirst: bool | None = None
) -> Stamps:
    """Each text as a time; a time without a date is one of `day`.

    `near` are the days on which something took place, to tell 3 April from 4 March by, unless
    `dayfirst` says which of them is meant.

    Raises:
        UnreadableTimeError: a text is no time, or its date may be two and neither is near.
    """
    codes, different = pd.factorize(np.asarray(texts, dtype="object"))
    first = np.zeros(len(different), dtype="int64")
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # of several rows NumPy leaves the last
    parts = [_split(str(text), int(row)) for text, row in zip(different, first, strict=True)]
    rows = {part[0]: int(row) for part, row in reversed(list(zip(parts, first, strict=True)))}
    dates = _Dates(rows, near, day, dayfirst=dayfirst)
    seconds = np.full(len(different) + 1, -1, dtype="int64")
    exact = np.zeros(len(different) + 1, dtype="bool")
    for n, (written, clock, offset) in enumerate(parts):
        if clock >= 0:
            days = dates.day(written).toordinal() - date(1970, 1, 1).toordinal()
            seconds[n] = days * DAY + clock - (offset or 0)
            exact[n] = offset is not None
    return Stamps(seconds[codes], exact[codes])


def is_dayfirst(*columns: Iterable[str]) -> bool | None:
    """Whether days come before months, where a date in the columns shows it."""
    for date_part in {text.partition(" ")[0] for texts in columns for text in texts}:
        found = _NUMERIC.match(date_part)
        if found and len(found[1]) < 3:
            first, second = int(found[1]), int(found[2])
            if first > 12 or second > 12:
                return first > 12
    return None


def _split(text: str, row: int) -> tuple[str, int, int | None]:
    """The date as written, the second of the day (-1 for no text), the offset in seconds."""
    if not text:
        return "", -1, None
    found = _STAMP.fullmatch(text)
    if not found:
        raise UnreadableTimeError(row, f'"{text}" is no time. {EXAMPLE}')
    written, hours, minutes, seconds, half, offset = found.groups()
    hour, minute, second = int(hours), int(minutes), int(seconds or 0)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise UnreadableTimeError(row, f'"{text}" is a time that no clock shows. {EXAMPLE}')
    return written, hour * 3600 + minute * 60 + second, _offset(offset) if offset else None


def _offset(text: str) -> int:
    if text in "Zz":
        return 0
    hours, minutes = int(text[1:3]), int(text[-2:])
    return (hours * 3600 + minutes * 60) * (-1 if text[0] == "-" else 1)


class _Dates:
    """The different dates of a column, read so that they agree."""

    def __init__(
        self,
        rows: dict[str, int],
        near: Collection[date],
        day: date | None,
        *,
        dayfirst: bool | None,
    ) -> None:
        self.rows = rows  # each different date with the first row that has it
        self.near = near
        self.without = day
        self.dayfirst = is_dayfirst(rows) if dayfirst is None else dayfirst
        self.read: dict[str, date] = {}

    def day(self, written: str) -> date:
        if written not in self.read:
            self.read[written] = self._day(written, self.rows[written])
        return self.read[written]

    def _day(self, written: str, row: int) -> date:
        if not written:
            if self.without is None:
                message = "has times without a date. Name the session that it is of."
                raise UnreadableTimeError(row, message)
            return self.without
        candidates = days_meant(written)
        if not candidates:
            raise UnreadableTimeError(row, f'"{written}" is no date. {EXAMPLE}')
        if len(candidates) == 1:
            return candidates[0]
        if self.dayfirst is not None:
            return candidates[0 if self.dayfirst else 1]
        fitting = [day for day in candidates if any(abs(day - n) <= _NEAR for n in self.near)]
        if len(fitting) == 1:
            return fitting[0]
        one, other = (f"{day:%Y-%m-%d}" for day in candidates)
        raise UnreadableTimeError(
            row,
            f'"{written}" may be {one} or {other}, and '
            f"{'sessions are on both' if fitting else 'no session is on either'}. "
            "Name the session, or write dates as 2020-08-01.",
        )


_NEAR = timedelta(days=1)


def days_meant(written: str) -> list[date]:
    """The days that a date may be: the day before the month first; none if it is no date."""
    found = _NUMERIC.fullmatch(written.strip())
    if not found:
        return _named_month(written)
    one, two, three = int(found[1]), int(found[2]), int(found[3])
    if len(found[1]) == 4:
        triples = [(one, two, three)]
    else:
        year = three + 2000 if len(found[3]) == 2 else three
        triples = [(year, two, one), (year, one, two)]
    days = (_date(*triple) for triple in triples)
    return list(dict.fromkeys(day for day in days if day))


def _named_month(written: str) -> list[date]:
    """`Jul 15, 2020`, `15 jul 2020` or `15 de julio de 2020`."""
    words = re.findall(r"[^\W\d_]+|\d+", bare(written))
    months = [_months()[w] for w in words if w in _months()]
    numbers = [int(w) for w in words if w.isdecimal()]
    if len(months) != 1 or len(numbers) != 2:
        return []
    day = _date(max(numbers), months[0], min(numbers))
    return [day] if day else []


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {
        bare(name).rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }


def read_duration(text: str) -> int | None:
    """Seconds of `1h 5m 3s`, `1 h 5 min 3 s`, `1 hr 2 min`, `01:05:03` or `57` (minutes).

    None for no text.

    Raises:
        ValueError: it is no duration.
    """
    text = " ".join(text.split())
    if not text:
        return None
    if text.isascii() and text.isdecimal():
        return int(text) * 60 if len(text) < 6 else _too_long(text)
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).replace("y", "").strip(" ,"):
        raise ValueError(f'"{text}" is no duration. Write minutes, such as 90, or 1h 30m.')
    if any(len(count) > 6 for count, _ in parts):
        _too_long(text)
    return sum(int(count) * {"h": 3600, "m": 60, "s": 1}[unit.lower()] for count, unit in parts)


def _too_long(text: str) -> int:
    raise ValueError(f'"{text}" is longer than any meeting. Correct it.')


def to_utc(
    joined: Stamps, left: Stamps, zone: str, lasting: np.ndarray
) -> tuple[pd.Series, pd.Series]:
    """Joins and leaves as UTC moments, read in `zone` unless they have their own offset.

    In the hour that clocks go through twice the reading that makes somebody leave after they
    joined, and after about `lasting` seconds (-1 where not told), is the one that is meant.
    """
    first = _localised(joined, zone, dst=True)
    leave = _localised(left, zone, dst=True)
    if not _twice(left, zone):
        return first, leave
    later = _localised(left, zone, dst=False)
    told = pd.Series(pd.to_timedelta(np.where(lasting < 0, 0, lasting), unit="s"))
    known = lasting >= 0
    off, off_later = (leave - first - told).abs(), (later - first - told).abs()
    back = (leave < first) | (known & (off_later < off))
    return first, leave.mask(back.fillna(value=False), later)


def _twice(stamps: Stamps, zone: str) -> bool:
    """Whether a time may be two: clocks go back at most once in the days of a report."""
    seconds = stamps.seconds[stamps.there]
    if not len(seconds):
        return False
    around = (int(seconds.min()) - DAY, int(seconds.max()) + DAY)
    here = [datetime.fromtimestamp(moment, ZoneInfo(zone)).utcoffset() for moment in around]
    return here[0] != here[1]


def _localised(stamps: Stamps, zone: str, *, dst: bool) -> pd.Series:
    seconds = pd.Series(np.where(stamps.there, stamps.seconds, 0)).astype("int64")
    naive = pd.to_datetime(seconds, unit="s").dt.as_unit("us")
    here = naive.dt.tz_localize(
        zone, ambiguous=np.full(len(naive), dst), nonexistent="shift_forward"
    ).dt.tz_convert("UTC")
    moments: pd.Series = here.mask(stamps.exact, naive.dt.tz_localize("UTC"))
    return moments.where(stamps.there)
