"""The sessions of a program in their order, and the deadline of each exercise as a moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from sgdash.program.model import Exercise, Program, Recurring, Session
from sgdash.program.moments import Moment


def sessions_of(program: Program) -> tuple[Session, ...]:
    """The sessions of a program: those written one by one, then the recurring meetings."""
    if program.recurring is None:
        return program.sessions
    return program.sessions + tuple(meetings_of(program.recurring, len(program.sessions)))


def meetings_of(recurring: Recurring, before: int = 0) -> Iterator[Session]:
    """The sessions of a recurring meeting, numbered on from the `before` there are already."""
    left_out = {moment.day for moment in recurring.without}
    weeks = (recurring.first.day + timedelta(weeks=n) for n in range(10_000))
    days = takewhile(lambda day: day <= recurring.last.day, weeks)
    for position, day in enumerate((d for d in days if d not in left_out), start=before + 1):
        yield Session(
            id=day.isoformat(),
            number=str(position),
            title=recurring.title,
            starts=Moment.parse(f"{day} {recurring.starts}"),
            ends=Moment.parse(f"{day} {recurring.ends}"),
            place=recurring.place,
        )


def deadline(program: Program, exercise: Exercise) -> tuple[datetime | None, str]:
    """The deadline in UTC and in words; no moment where there is none, or none yet.

    The moment is the last second that is in time: the written minute itself, or the end of a day
    Anywhere on Earth; for work due at the next session it is the moment that session starts.
    """
    if isinstance(exercise.due, Moment):
        return exercise.due.end(program.zone), _in_words(exercise.due, program.zone)
    if exercise.due == "none":
        return None, "no deadline"
    following = _next_session(program, exercise)
    if following is None:
        return None, "the next session, which is not planned yet"
    if following.starts is None:
        return None, f"session {following.number or following.id}, which has no date yet"
    name = f"start of session {following.number or following.id}"
    return following.starts.start(program.zone), name


def _in_words(due: Moment, zone: str) -> str:
    if due.clock is None:
        return f"{due}, end of day AoE"
    return str(due) if due.zone else f"{due} {zone}"


def _next_session(program: Program, exercise: Exercise) -> Session | None:
    sessions = [s for s in sessions_of(program) if not s.optional or s.id == exercise.session]
    here = next(i for i, session in enumerate(sessions) if session.id == exercise.session)
    return sessions[here + 1] if here + 1 < len(sessions) else None
