"""A program's sessions and deadlines as a calendar (RFC 5545) that members subscribe to."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from sgdash.calendar_zones import timezone_of
from sgdash.language import say
from sgdash.language.voice import Voice, voice_of
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Exercise, Program
from sgdash.program.moments import Moment
from sgdash.program.schedule import deadline, sessions_of
from sgdash.program.session import Session
from sgdash.visible import visible

COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""`SEQUENCE` is the seconds from here to the last change: whole, rising, and below 2**31."""

REFRESH = timedelta(hours=1)
"""How often a subscriber may look for what is new."""


def calendar_of(folder: ProgramFolder, changed: datetime, *, deadlines: bool = False) -> bytes:
    """The calendar of a program, in the language of the group; the same for the same files.

    `changed` is when the program's files were last changed. A session without a date is not in it
    yet. An entry is known by the program's and the session's id, so a session that is moved moves
    in every calendar; one that is cancelled, or waits for a new date, is told as cancelled. Every
    change of the files raises every entry's `SEQUENCE`, for they alone do not tell what an entry
    was before: one that takes place after all must be newer than its cancellation.
    """
    program = folder.program
    stamp = changed.astimezone(UTC).replace(microsecond=0)
    calendar = Calendar()
    calendar.add("prodid", "-//sgdash//sgdash//EN")
    calendar.add("version", "2.0")
    calendar.calendar_name = _line(program.title)
    calendar.refresh_interval = REFRESH
    calendar.add("x-published-ttl", "PT1H")  # the same, to older programs
    events = [*_sessions(folder), *(_deadlines(program) if deadlines else ())]
    for event in events:
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", max(0, (stamp - COUNTED_FROM) // timedelta(seconds=1)))
        calendar.add_component(event)
    _tell_zones(calendar, events)
    if not events:  # a calendar must hold something, and who subscribes early must not get an error
        zone = ZoneInfo(program.zone)
        calendar.add_component(timezone_of(zone, stamp, stamp + timedelta(days=1)))
    return bytes(calendar.to_ical())


def undated(program: Program) -> int:
    """How many sessions have no date, and so no entry, yet."""
    return sum(not (s.starts or s.moved_from or s.cancelled) for s in sessions_of(program))


def changed_at(folder: Path) -> datetime:
    """When the files that a calendar is made of were last changed, in UTC."""
    files = (folder / "program.yaml", folder / "members.csv")
    times = [file.stat().st_mtime for file in files if file.exists()]
    return datetime.fromtimestamp(max(times), UTC)


def _sessions(folder: ProgramFolder) -> Iterator[Event]:
    program, names = folder.program, {member.id: member.name for member in folder.members}
    due = [(deadline(program, exercise)[0], exercise) for exercise in program.exercises]
    voice = voice_of(program.language)
    for session in sessions_of(program):
        starts = session.starts or next(reversed(session.moved_from), None)
        if starts is None:
            continue
        begins = starts.start(program.zone)
        at_it = [exercise for at, exercise in due if at == begins and starts.clock]
        told = [*_about(session, program, names, voice), *_due_at_it(at_it, voice)]
        yield _session(session, program, starts, told)


def _session(session: Session, program: Program, starts: Moment, told: list[str]) -> Event:
    event = Event()
    event.add("uid", f"session-{session.id}@{program.id}.sgdash")
    number = f"{session.number} · " if session.number else ""
    event.add("summary", _line(number + session.title))
    event.add("dtstart", _when(starts, program.zone))
    ends = _end(session, program.zone) if session.starts else None
    if ends is not None:
        event.add("dtend", ends)
    gone = session.cancelled or session.starts is None
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    links = sorted(session.links, key=lambda link: link.kind != "join")
    online = [link.url for link in links if link.kind == "join"]
    if session.place or online:
        event.add("location", _line(session.place or online[0]))
    if links:
        event.add("url", links[0].url)
    if told:
        event.add("description", "\n".join(told))
    return event


def _about(
    session: Session, program: Program, names: dict[str, str], voice: Voice
) -> Iterator[str]:
    """The lines that tell what a member needs to know to come."""
    if session.optional:
        yield voice.said(say("This session is optional."))
    if session.moved_from:
        before = session.moved_from[-1]
        here = before.start(program.zone).astimezone(ZoneInfo(before.zone or program.zone))
        told = voice.moment(here) if before.clock else voice.day(here)
        yield voice.said(say("Moved from {moment}.", moment=told))
    if session.note:
        yield _line(session.note)
    people = ", ".join(_line(names.get(person, person)) for person in session.presenters)
    if people:
        yield voice.said(say("Presented by {people}", people=people))
    for talk in session.talks:
        by = _line(names.get(talk.by, talk.by))
        yield voice.said(say("Talk by {person}: {title}", person=by, title=_line(talk.title)))
    for link in sorted(session.links, key=lambda link: link.kind != "join"):
        yield f"{_line(link.label)}: {_line(link.url)}"


def _due_at_it(exercises: list[Exercise], voice: Voice) -> Iterator[str]:
    for exercise in exercises:
        yield voice.said(say("Due at its start: {exercise}", exercise=_line(exercise.title)))


def _deadlines(program: Program) -> Iterator[Event]:
    """An entry at the last moment of each exercise; it takes up no time of anybody's day."""
    voice = voice_of(program.language)
    for exercise in program.exercises:
        at, words = deadline(program, exercise)
        if at is None:
            continue
        event = Event()
        event.add("uid", f"exercise-{exercise.id}@{program.id}.sgdash")
        event.add("summary", voice.said(say("Due: {exercise}", exercise=_line(exercise.title))))
        event.add("dtstart", at)
        event.add("dtend", at)
        event.add("transp", "TRANSPARENT")
        event.add("description", _line(voice.said(words)))
        if exercise.url:
            event.add("url", exercise.url)
        yield event


def _when(moment: Moment, zone: str) -> date:
    """A day, or a time on the clock of its zone."""
    if moment.clock is None:
        return moment.day
    return datetime.combine(moment.day, moment.clock, ZoneInfo(moment.zone or zone))


def _end(session: Session, zone: str) -> date | None:
    """The end in the form of the start: of whole days the day after the last."""
    starts, ends = session.starts, session.ends
    if starts is None or ends is None:
        return None
    if starts.clock is None:
        return ends.day + timedelta(days=1)
    return datetime.combine(ends.day, ends.clock or time.min, ZoneInfo(ends.zone or zone))


def _tell_zones(calendar: Calendar, events: list[Event]) -> None:
    """The clock of every zone that is used, from before the first entry until after the last."""
    times = [at for event in events for at in (event.start, event.end) if isinstance(at, datetime)]
    zones = {at.tzinfo.key: at.tzinfo for at in times if isinstance(at.tzinfo, ZoneInfo)}
    for name, zone in sorted(zones.items()):
        if name != "UTC":
            first, last = (f(times).astimezone(UTC) for f in (min, max))
            start = first.replace(hour=0, minute=0, second=0) - timedelta(days=2)
            calendar.subcomponents.insert(0, timezone_of(zone, start, last + timedelta(days=2)))


def _line(text: str) -> str:
    """One line of visible characters."""
    return visible(" ".join(text.split()))
