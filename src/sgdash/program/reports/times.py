"""Times and durations as reports write them, by the thousand."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from sgdash.language import say
from sgdash.program.reports.dates import Dates, UnreadableTimeError

DAY = 86_400  # seconds

_STAMP = re.compile(
    r"\s*(?P<date>[^:]*?)[\s,T]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?)?\s?(?P<offset>Z|[+-]\d{2}:?\d{2})?\s*",
    re.IGNORECASE,
)
_PART = re.compile(r"(\d+)[ ]?(h|m|s)[a-z]*\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")


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
    dates = Dates(rows, near, day, dayfirst=dayfirst)
    seconds = np.full(len(different) + 1, -1, dtype="int64")
    exact = np.zeros(len(different) + 1, dtype="bool")
    for n, (written, clock, offset) in enumerate(parts):
        if clock >= 0:
            days = dates.day(written).toordinal() - date(1970, 1, 1).toordinal()
            seconds[n] = days * DAY + clock - (offset or 0)
            exact[n] = offset is not None
    return Stamps(seconds[codes], exact[codes])


def _split(text: str, row: int) -> tuple[str, int, int | None]:
    """The date as written, the second of the day (-1 for no text), the offset in seconds."""
    if not text:
        return "", -1, None
    found = _STAMP.fullmatch(text)
    if not found:
        raise UnreadableTimeError(
            row, say('"{text}" is no time. Write for example 2020-08-01 15:02.', text=text)
        )
    written, hours, minutes, seconds, half, offset = found.groups()
    hour, minute, second = int(hours), int(minutes), int(seconds or 0)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise UnreadableTimeError(
            row,
            say(
                '"{text}" is a time that no clock shows. Write for example 2020-08-01 15:02.',
                text=text,
            ),
        )
    return written, hour * 3600 + minute * 60 + second, _offset(offset) if offset else None


def _offset(text: str) -> int:
    if text in "Zz":
        return 0
    hours, minutes = int(text[1:3]), int(text[-2:])
    return (hours * 3600 + minutes * 60) * (-1 if text[0] == "-" else 1)


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
        raise ValueError(
            say('"{text}" is no duration. Write minutes, such as 90, or 1h 30m.', text=text)
        )
    if any(len(count) > 6 for count, _ in parts):
        _too_long(text)
    return sum(int(count) * {"h": 3600, "m": 60, "s": 1}[unit.lower()] for count, unit in parts)


def _too_long(text: str) -> int:
    raise ValueError(say('"{text}" is longer than any meeting. Correct it.', text=text))


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
