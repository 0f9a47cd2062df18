"""What only shows when sessions are held against each other and against the calendar."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from sgdash.language import say
from sgdash.program.moments import parse_duration
from sgdash.program.plain_data import Check, entries, meeting_ids, moment_in, zone_of
from sgdash.program.problems import Problem
from sgdash.program.schedule import meeting_days, meetings_of
from sgdash.program.session import Recurring, Session
from sgdash.program.values import CLOCK
from sgdash.program.yaml_source import Place, Source


def _meetings_have_their_own_ids(source: Source) -> Iterator[Problem]:
    meetings = meeting_ids(source.data) or set()
    for index, entry in entries(source.data, "sessions"):
        if str(entry.get("id")) in meetings:
            message = say(
                'id: "{id}" is already the id of the recurring meeting of that day. '
                "Choose another, or add the day to `without:`.",
                id=entry["id"],
            )
            yield source.problem(("sessions", index, "id"), message)


def _sessions_end_after_they_start(source: Source) -> Iterator[Problem]:
    zone = zone_of(source)
    for index, entry in entries(source.data, "sessions"):
        starts, ends = moment_in(entry.get("starts")), moment_in(entry.get("ends"))
        if starts and ends and ends.start(zone) <= starts.start(zone):
            message = say(
                "ends: {ends} is not after {starts}, when the session starts. Correct one.",
                ends=str(ends),
                starts=str(starts),
            )
            yield source.problem(("sessions", index, "ends"), message)
    for index, session in _changed_meetings(source):
        starts, ends = session.starts, session.ends
        if starts and ends and ends.start(zone) <= starts.start(zone):
            message = say(
                "ends: {ends} is not after {starts}, when the meeting starts. Correct one.",
                ends=str(ends),
                starts=str(starts),
            )
            yield source.problem(("recurring", "meetings", index, "ends"), message)


def _times_exist(source: Source) -> Iterator[Problem]:
    zone = zone_of(source)
    written: list[tuple[Place, Any]] = [
        ((*place, key), entry.get(key))
        for place, entry in _all_of_them(source)
        for key in ("starts", "ends")
    ]
    written += [
        (("exercises", index, key), entry.get(key))
        for index, entry in entries(source.data, "exercises")
        for key in ("due", "opens")
    ]
    if isinstance(source.data, dict):
        written.append((("starts",), source.data.get("starts")))
    for place, text in written:
        moment = moment_in(text)
        if moment and not moment.exists(zone):
            message = say(
                "{place}: {moment} does not exist in {zone}: the clock is put forward "
                "over it. Write the time after the change.",
                place=place[-1],
                moment=str(moment),
                zone=moment.zone or zone,
            )
            yield source.problem(place, message)
    for session in _meetings(source):
        usual = session.starts and not session.moved_from
        if usual and session.starts and not session.starts.exists(zone):
            message = say(
                "starts: {starts} does not exist in {zone}: the clock is put forward "
                "over it. Give the meeting of that day another hour under `meetings:`.",
                starts=str(session.starts),
                zone=zone,
            )
            yield source.problem(("recurring", "starts"), message)


def _meetings_fall_on_their_weekday(source: Source) -> Iterator[Problem]:
    recurring = source.data.get("recurring") if isinstance(source.data, dict) else None
    if not isinstance(recurring, dict):
        return
    first, last = moment_in(recurring.get("first")), moment_in(recurring.get("last"))
    weekday = recurring.get("weekday")
    if first and weekday in _WEEKDAYS and _weekday(first.day) != weekday:
        message = say(
            "first: {first} is a {day}, not a {weekday}. Correct one.",
            first=str(first),
            day=_weekday(first.day),
            weekday=str(weekday),
        )
        yield source.problem(("recurring", "first"), message)
    if first and last and last.day < first.day:
        message = say(
            "last: {last} is before the first meeting, {first}. Correct one.",
            last=str(last),
            first=str(first),
        )
        yield source.problem(("recurring", "last"), message)
    without = recurring.get("without")
    for index, text in enumerate(without if isinstance(without, list) else ()):
        day = moment_in(text)
        if not first or not day or (day.day - first.day) % _every(recurring) == timedelta(0):
            continue
        message = say(
            "without: {day} is a {weekday}, so no meeting is left out. Correct it.",
            day=str(day),
            weekday=_weekday(day.day),
        )
        if (day.day - first.day).days % 7 == 0:
            message = say(
                "without: on {day} there is no meeting that could be left out. Correct it.",
                day=str(day),
            )
        yield source.problem(("recurring", "without", index), message)


def _every(recurring: dict[str, Any]) -> timedelta:
    try:
        return parse_duration(str(recurring.get("every") or "1 week")) or timedelta(weeks=1)
    except ValueError:
        return timedelta(weeks=1)  # reported as such; the other checks go on


def _meetings_end_after_they_start(source: Source) -> Iterator[Problem]:
    recurring = source.data.get("recurring") if isinstance(source.data, dict) else None
    if not isinstance(recurring, dict):
        return
    starts, ends = str(recurring.get("starts")), str(recurring.get("ends"))
    if re.search(CLOCK, starts) and re.search(CLOCK, ends) and ends <= starts:
        message = say(
            "ends: {ends} is not after {starts}, when the meeting starts. Correct one.",
            ends=str(ends),
            starts=str(starts),
        )
        yield source.problem(("recurring", "ends"), message)


def _changes_are_of_meetings(source: Source) -> Iterator[Problem]:
    """A change to a meeting that there is not would be lost without a word."""
    recurring = _recurring(source)
    if recurring is None:
        return
    days = list(meeting_days(recurring))
    first: dict[date, Place] = {}
    for index, meeting in enumerate(recurring.meetings):
        place: Place = ("recurring", "meetings", index, "day")
        day = meeting.day.day
        if day not in days:
            near = min(days, key=lambda known: abs(known - day), default=None)
            message = say("day: there is no meeting on {day}.", day=str(day))
            if near:
                message = say(
                    "day: there is no meeting on {day}. Did you mean {near}?",
                    day=str(day),
                    near=str(near),
                )
            yield source.problem(place, message)
        elif day in first:
            message = say(
                "day: {day} is already changed on line {first}. Keep one.",
                day=str(day),
                first=str(source.line(first[day])),
            )
            yield source.problem(place, message)
        first.setdefault(day, place)


def _moves_are_moves(source: Source) -> Iterator[Problem]:
    zone = zone_of(source)
    for place, entry in _all_of_them(source):
        written = entry.get("moved_from")
        before = [moment_in(text) for text in (written if isinstance(written, list) else [written])]
        now = moment_in(entry.get("starts"))
        if now and before and before[-1] and before[-1].start(zone) == now.start(zone):
            message = say(
                "moved_from: {before} is when it starts now, so it has not moved. Correct one.",
                before=str(before[-1]),
            )
            yield source.problem((*place, "moved_from"), message)


def _all_of_them(source: Source) -> list[tuple[Place, dict[str, Any]]]:
    """The sessions written one by one, and the single meetings that are different."""
    recurring = source.data.get("recurring") if isinstance(source.data, dict) else None
    written: list[tuple[Place, dict[str, Any]]] = [
        (("sessions", index), entry) for index, entry in entries(source.data, "sessions")
    ]
    return written + [
        (("recurring", "meetings", index), entry) for index, entry in entries(recurring, "meetings")
    ]


def _changed_meetings(source: Source) -> Iterator[tuple[int, Session]]:
    recurring = _recurring(source)
    of_day = {session.id: session for session in _meetings(source)}
    for index, meeting in enumerate(recurring.meetings if recurring else ()):
        if session := of_day.get(meeting.day.day.isoformat()):
            yield index, session


def _meetings(source: Source) -> list[Session]:
    """The recurring meetings; none while they cannot be read, which is reported as such."""
    recurring = _recurring(source)
    return list(meetings_of(recurring)) if recurring else []


def _recurring(source: Source) -> Recurring | None:
    written = source.data.get("recurring") if isinstance(source.data, dict) else None
    try:
        return Recurring.model_validate(written) if written else None
    except ValidationError:
        return None


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


SESSION_CHECKS: tuple[Check, ...] = (
    _meetings_have_their_own_ids,
    _sessions_end_after_they_start,
    _times_exist,
    _meetings_fall_on_their_weekday,
    _meetings_end_after_they_start,
    _changes_are_of_meetings,
    _moves_are_moves,
)
