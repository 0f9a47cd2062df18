"""The sessions of a program in their order, and the deadline of each exercise as a moment."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, takewhile
from zoneinfo import ZoneInfo

from sgdash import sentences
from sgdash.language import Said, say
from sgdash.program.model import Exercise, Program
from sgdash.program.moments import Moment
from sgdash.program.session import Meeting, Recurring, Session


def sessions_of(program: Program) -> tuple[Session, ...]:
    """The sessions of a program: those written one by one, then the recurring meetings."""
    if program.recurring is None:
        return program.sessions
    written = (session.number for session in program.sessions)
    return program.sessions + tuple(meetings_of(program.recurring, written))


def meetings_of(recurring: Recurring, numbers: Iterable[str | None] = ()) -> Iterator[Session]:
    """The sessions of a recurring meeting, numbered from 1 without those that have a number.

    What a number of theirs, or one of `numbers`, begins with is passed over: beside "14 (Part 1)"
    there is no 14. A meeting keeps the id and the number of its day wherever it is moved, and when
    it is cancelled.
    """
    different = {meeting.day.day: meeting for meeting in recurring.meetings}
    own = {day: meeting.number for day, meeting in different.items() if meeting.number}
    taken = {_leading(number) for number in (*numbers, *own.values()) if number}
    free = (str(n) for n in count(1) if str(n) not in taken)
    for day in meeting_days(recurring):
        usual = Session(
            id=day.isoformat(),
            number=own.get(day) or next(free),
            title=recurring.title,
            starts=Moment(day, time.fromisoformat(recurring.starts)),
            ends=Moment(day, time.fromisoformat(recurring.ends)),
            place=recurring.place,
            links=recurring.links,
        )
        yield _changed(usual, different[day]) if day in different else usual


def _leading(number: str) -> str:
    """The digits that a number begins with, `14` of `14 (Part 1)` and 7 of `07`; else nothing."""
    digits = re.match(r"0*([0-9]*)", number)
    return digits[1] if digits else ""


def meeting_days(recurring: Recurring) -> Iterator[date]:
    """The days of a recurring meeting, those without one left out."""
    left_out = {moment.day for moment in recurring.without}
    days = (recurring.first.day + n * recurring.every for n in range(10_000))
    within = takewhile(lambda day: day <= recurring.last.day, days)
    return (day for day in within if day not in left_out)


def _changed(usual: Session, meeting: Meeting) -> Session:
    """The meeting as it was changed; on another day without a time it is at the usual hour."""
    told = {
        name: getattr(meeting, name)
        for name in ("number", "title", "note", "place", "presenters", "talks")
        if getattr(meeting, name)
    }
    told |= {"cancelled": meeting.cancelled, "optional": meeting.optional}
    told["links"] = usual.links + meeting.links
    if meeting.ends:
        told["ends"] = meeting.ends
    if meeting.starts:
        assert usual.starts  # noqa: S101 - every recurring meeting has its hours
        assert usual.ends  # noqa: S101
        clock = meeting.starts.clock or usual.starts.clock
        starts = Moment(meeting.starts.day, clock, meeting.starts.zone)
        told["starts"] = starts
        told.setdefault("ends", _later(starts, _between(usual.starts, usual.ends)))
    moved = told.get("starts", usual.starts) != usual.starts
    told["moved_from"] = ((usual.starts,) if moved else ()) + meeting.moved_from
    return usual.model_copy(update=told)


def _between(starts: Moment, ends: Moment) -> timedelta:
    return datetime.combine(ends.day, ends.clock or time.min) - datetime.combine(
        starts.day, starts.clock or time.min
    )


def _later(moment: Moment, length: timedelta) -> Moment:
    wall = datetime.combine(moment.day, moment.clock or time.min) + length
    return Moment(wall.date(), wall.time(), moment.zone)


def deadline(program: Program, exercise: Exercise) -> tuple[datetime | None, Said]:
    """The deadline in UTC and in words; no moment where there is none, or none yet.

    The moment is the last second that is in time: the written minute itself, or the end of a day
    Anywhere on Earth; for work due at the next session it is the moment that session starts. What a
    cancelled session would have assigned is due at no time.
    """
    sessions = sessions_of(program)
    here = next((s for s in sessions if s.id == exercise.session), None)
    if here and here.cancelled:
        return None, say(sentences.NOT_ASSIGNED, session=_name(here))
    if isinstance(exercise.due, Moment):
        return exercise.due.end(program.zone), _in_words(exercise.due, program.zone)
    if exercise.due == "none" or here is None:
        return None, say(sentences.NO_DEADLINE)
    following = next_session(sessions, here, program.zone)
    if following is None:
        return None, say(sentences.AT_UNPLANNED)
    if following.starts is None:
        return None, say(sentences.AT_UNDATED, session=_name(following))
    told = say(sentences.AT_START, session=_name(following))
    if following.moved_from:
        moved = str(following.moved_from[-1])
        told = say(sentences.AT_MOVED_START, session=_name(following), moved=moved)
    return following.starts.start(program.zone), told


def opening(program: Program, exercise: Exercise) -> datetime | None:
    """From when on work on an exercise counts, in UTC; None where all of it does.

    That is the written minute, or the beginning of a day in the program's zone.
    """
    opens = exercise.opens or program.starts
    return opens.start(program.zone) if opens else None


def assigned(program: Program, exercise: Exercise) -> bool:
    """Whether an exercise is asked for: what a cancelled session would have assigned is not."""
    return not any(s.cancelled for s in sessions_of(program) if s.id == exercise.session)


def next_session(sessions: tuple[Session, ...], here: Session, zone: str) -> Session | None:
    """The session at which work assigned `here` is due: the first on a later day that takes place.

    Optional and cancelled ones are passed over, and so is what else is on the same day in `zone`.
    Sessions without a date are where they are written.
    """
    order = {session.id: position for position, session in enumerate(sessions)}
    coming = [s for s in sessions if not (s.optional or s.cancelled or s.id == here.id)]
    written_after = [s for s in coming if order[s.id] > order[here.id]]
    if here.starts is None:
        return written_after[0] if written_after else None
    day = _day(here.starts, zone)
    later = [s for s in coming if s.starts and _day(s.starts, zone) > day]
    earliest = min(later, key=lambda s: (_start(s, zone), order[s.id]), default=None)
    limit = order[earliest.id] if earliest else len(sessions)
    undated = [s for s in written_after if s.starts is None and order[s.id] < limit]
    return undated[0] if undated else earliest


def _start(session: Session, zone: str) -> datetime:
    assert session.starts  # noqa: S101 - asked only of those that have a date
    return session.starts.start(zone)


def _day(moment: Moment, zone: str) -> date:
    return moment.start(zone).astimezone(ZoneInfo(zone)).date()


def _name(session: Session) -> str:
    return session.number or session.id


def _in_words(due: Moment, zone: str) -> Said:
    if due.clock is None:
        return say(sentences.END_OF_DAY, day=str(due))
    return say("{moment}", moment=str(due) if due.zone else f"{due} {zone}")


def written_deadline(due: str, zone: str) -> Said:
    """A `due` as it was written in a program file, in the words that `deadline` has for it."""
    if due == "none":
        return say(sentences.NO_DEADLINE)
    if due == "next session":
        return say(sentences.AT_NEXT_SESSION)
    return _in_words(Moment.parse(due), zone)
