"""Times as people read them, always with the zone named."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from sgdash.program.model import Program
from sgdash.program.moments import ANYWHERE_ON_EARTH, zone_label, zone_name
from sgdash.program.schedule import deadline
from sgdash.show.language import _, counted, said, voice
from sgdash.show.markup import Html, tag


def told(moment: datetime, zone: str) -> str:
    """`Sat 8 Aug 2020, 23:59 CEST`: the moment in `zone`."""
    here = moment.astimezone(ZoneInfo(zone))
    return f"{voice().moment(here)} {zone_label(moment, zone)}"


def told_day(moment: datetime, zone: str) -> str:
    """`Sat 8 Aug 2020`: the day of the moment in `zone`."""
    return voice().day(moment.astimezone(ZoneInfo(zone)))


def deadline_zone(words: str, zone: str) -> str:
    """The zone a deadline is told in: Anywhere on Earth where it was written so, else `zone`."""
    return ANYWHERE_ON_EARTH if words.endswith("AoE") else zone


def due_words(program: Program, exercise: str) -> str:
    """An exercise's deadline as it was written, in the language of the page."""
    return said(next(deadline(program, e)[1] for e in program.exercises if e.id == exercise))


def time_tag(moment: object, zone: str, nothing: str = "") -> Html:
    """A time with the same in UTC, to the second, for those who point at it."""
    if not isinstance(moment, datetime) or pd.isna(moment):
        return tag("span", nothing, class_="sg-faint")
    utc = moment.astimezone(UTC)
    return tag(
        "time",
        told(moment, zone),
        datetime=f"{utc:%Y-%m-%dT%H:%M:%SZ}",
        title=voice().exact(moment),
    )


def distance(moment: datetime, now: datetime) -> str:
    """`3 days ago`, `in 2 hours`: in the largest unit, never rounded up."""
    return voice().distance(moment - now)


def window_words(length: timedelta) -> str:
    """`48 hours`, `7 days`, `90 minutes`: a length of time in the unit that people would write."""
    hours, rest = divmod(length, timedelta(hours=1))
    if rest:
        return counted("{n} minute", "{n} minutes", length // timedelta(minutes=1))
    if hours % 24 or hours <= 72:
        return counted("{n} hour", "{n} hours", hours)
    return counted("{n} day", "{n} days", hours // 24)


def readers_time(moment: datetime, zone: str) -> Html:
    """The same moment by the reader's own clock; nothing where that shows what `zone` does."""
    here = own_time(moment, zone, st.context.timezone)
    if not here:
        return Html()
    return tag("p", _("{moment} your time", moment=here), class_="sg-faint")


def own_time(moment: datetime, zone: str, own: str | None) -> str:
    """A moment in the zone `own` of a reader's browser; "" where that shows what `zone` does."""
    try:
        known = zone_name(own) if own else None
    except ValueError:
        known = None
    if known is None:
        return ""
    here, there = (moment.astimezone(ZoneInfo(name)) for name in (known, zone))
    return "" if here.utcoffset() == there.utcoffset() else told(moment, known)
