"""Dates as reports write them: a date such as 03/04/2020 is two days.

Which one is meant shows the rest of the file, or else the days on which there are sessions.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from sgdash.language import Said, say
from sgdash.program.moments import YEARS
from sgdash.program.spelling import bare

LANGUAGES = ("en", "es")
"""The languages in which the names of months are known; the words are Babel's."""

_NUMERIC = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{2,4})")
_NEAR = timedelta(days=1)


class UnreadableTimeError(ValueError):
    """A text that is no time, or may be two; `row` is where it stands among those asked for."""

    def __init__(self, row: int, message: Said) -> None:
        super().__init__(message)
        self.row = row


class Dates:
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
        """The day that a date means; raises UnreadableTimeError if none, or it may be two."""
        if written not in self.read:
            self.read[written] = self._day(written, self.rows[written])
        return self.read[written]

    def _day(self, written: str, row: int) -> date:
        if not written:
            if self.without is None:
                message = say("has times without a date. Name the session that it is of.")
                raise UnreadableTimeError(row, message)
            return self.without
        candidates = days_meant(written)
        if not candidates:
            raise UnreadableTimeError(
                row,
                say('"{written}" is no date. Write for example 2020-08-01 15:02.', written=written),
            )
        if len(candidates) == 1:
            return candidates[0]
        if self.dayfirst is not None:
            return candidates[0 if self.dayfirst else 1]
        fitting = [day for day in candidates if any(abs(day - n) <= _NEAR for n in self.near)]
        if len(fitting) == 1:
            return fitting[0]
        one, other = (f"{day:%Y-%m-%d}" for day in candidates)
        message = say(
            '"{written}" may be {one} or {other}, and no session is on either. Name '
            "the session, or write dates as 2020-08-01.",
            written=written,
            one=one,
            other=other,
        )
        if fitting:
            message = say(
                '"{written}" may be {one} or {other}, and sessions are on both. Name the '
                "session, or write dates as 2020-08-01.",
                written=written,
                one=one,
                other=other,
            )
        raise UnreadableTimeError(row, message)


def is_dayfirst(*columns: Iterable[str]) -> bool | None:
    """Whether days come before months, where a date in the columns shows it."""
    for date_part in {text.partition(" ")[0] for texts in columns for text in texts}:
        found = _NUMERIC.match(date_part)
        if found and len(found[1]) < 3:
            first, second = int(found[1]), int(found[2])
            if first > 12 or second > 12:
                return first > 12
    return None


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
