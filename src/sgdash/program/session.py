"""Sessions in the program file: those written one by one, and a meeting that comes again."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from sgdash.program.entry import Entry
from sgdash.program.values import CLOCK, Day, Id, Moments, Text, WebAddress, Weeks, When, written


class Link(Entry):
    """A link of a session or exercise."""

    label: Text
    url: WebAddress
    kind: Literal["join", "readings", "slides", "notebook", "recording"] | None = Field(
        None, description="What it is for; `join` is where the session takes place online."
    )


class Talk(Entry):
    """A talk somebody gave in a session."""

    by: Text = Field(description="A member's id, or the name of somebody from outside.")
    title: Text
    path: Text | None = Field(None, description="The path it belongs to, where there are several.")
    url: WebAddress | None = None


class Session(Entry):
    """One meeting."""

    id: Id
    number: Text | None = Field(None, description="As the group counts: 7, XIV, 14 (Part 1).")
    title: Text
    starts: When | None = Field(None, description="Leave out what is not fixed yet.")
    ends: When | None = None
    moved_from: Moments = Field(
        (), description="When it was to start before; a list if it was moved more than once."
    )
    cancelled: bool = Field(
        default=False, description="It does not take place, assigns nothing and is not counted."
    )
    note: Text | None = Field(None, description="A remark: why it was moved, whom to ring.")
    path: Text | None = Field(None, description="The path it belongs to, where there are several.")
    place: Text | None = None
    presenters: tuple[Text, ...] = Field((), description="Members' ids, or names from outside.")
    talks: tuple[Talk, ...] = ()
    optional: bool = False
    links: tuple[Link, ...] = ()


class Meeting(Entry):
    """What is different about one of the recurring meetings."""

    day: Day = Field(description="The day on which it would be; this stays the meeting's id.")
    number: Text | None = None
    title: Text | None = None
    starts: When | None = Field(None, description="Where it was moved to another day or hour.")
    ends: When | None = Field(None, description="Left out, it lasts as long as the others.")
    moved_from: Moments = Field((), description="Where it was moved to before, in between.")
    cancelled: bool = False
    note: Text | None = None
    place: Text | None = None
    presenters: tuple[Text, ...] = ()
    talks: tuple[Talk, ...] = ()
    optional: bool = False
    links: tuple[Link, ...] = Field((), description="Beside those that all meetings have.")


class Recurring(Entry):
    """A meeting that comes again; each one becomes a session named by its date."""

    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    first: Day
    last: Day
    every: Weeks = Field(timedelta(weeks=1), description="How often: 1 week, 2 weeks, 3 weeks.")
    starts: Annotated[str, Field(pattern=CLOCK), written(CLOCK)]
    ends: Annotated[str, Field(pattern=CLOCK), written(CLOCK)]
    title: Text = "Meeting"
    place: Text | None = None
    links: tuple[Link, ...] = Field((), description="Of every meeting, such as where to join.")
    without: tuple[When, ...] = Field((), description="Days on which it does not take place.")
    meetings: tuple[Meeting, ...] = Field((), description="Single ones that are different.")
