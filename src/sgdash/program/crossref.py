"""What only shows when the parts of a program file are held against each other.

These checks read the plain data and not the typed program, so that they are reported together with
everything that is wrong with single values.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from sgdash.program.model import Recurring
from sgdash.program.moments import Moment, zone_name
from sgdash.program.patterns import normal
from sgdash.program.problems import Problem
from sgdash.program.schedule import meetings_of
from sgdash.program.values import CLOCK
from sgdash.program.yaml_source import Place, Source

Check = Callable[[Source], Iterator[Problem]]


def cross_check(source: Source) -> list[Problem]:
    """Every problem between the parts of a program file."""
    return [problem for check in CHECKS for problem in check(source)]


def entries(data: object, key: str) -> list[tuple[int, dict[str, Any]]]:
    """The entries of a list of the program file that are mappings, with their positions."""
    found = data.get(key) if isinstance(data, dict) else None
    if not isinstance(found, list):
        return []
    return [(index, entry) for index, entry in enumerate(found) if isinstance(entry, dict)]


def ids(data: object, key: str) -> set[str]:
    """The ids of a list of the program file."""
    return {str(entry["id"]) for _, entry in entries(data, key) if entry.get("id")}


def session_ids(data: object) -> set[str] | None:
    """The ids of all sessions of the program file, the recurring meetings included.

    None if the recurring meetings cannot be read: that is reported as such, and once is enough.
    """
    meetings = _meeting_ids(data)
    return None if meetings is None else ids(data, "sessions") | meetings


def _meeting_ids(data: object) -> set[str] | None:
    recurring = data.get("recurring") if isinstance(data, dict) else None
    try:
        meetings = list(meetings_of(Recurring.model_validate(recurring)) if recurring else ())
    except ValidationError:
        return None
    return {session.id for session in meetings}


def _id_is_folder(source: Source) -> Iterator[Problem]:
    folder = source.file.resolve().parent.name
    written = source.data.get("id") if isinstance(source.data, dict) else None
    if isinstance(written, str) and written != folder:
        fix = f"Write `id: {folder}`, or rename the folder."
        yield source.problem(("id",), f'id: "{written}" is not the name of its folder. {fix}')


def _ids_are_unique(source: Source) -> Iterator[Problem]:
    for key in ("sessions", "exercises"):
        first: dict[str, Place] = {}
        for index, entry in entries(source.data, key):
            place: Place = (key, index, "id")
            name = normal(str(entry.get("id") or ""))
            if name and name in first:
                before = source.line(first[name])
                message = f'id: "{entry["id"]}" is already the id on line {before}. Choose another.'
                yield source.problem(place, message)
            first.setdefault(name, place)


def _meetings_have_their_own_ids(source: Source) -> Iterator[Problem]:
    meetings = _meeting_ids(source.data) or set()
    for index, entry in entries(source.data, "sessions"):
        if str(entry.get("id")) in meetings:
            message = (
                f'id: "{entry["id"]}" is already the id of the recurring meeting of that day. '
                "Choose another, or add the day to `without:`."
            )
            yield source.problem(("sessions", index, "id"), message)


def _names_are_unique(source: Source) -> Iterator[Problem]:
    owner = {normal(name): name for name in ids(source.data, "exercises")}
    for index, entry in entries(source.data, "exercises"):
        mine = str(entry.get("id") or "")
        aliases = entry.get("aliases")
        for alias in aliases if isinstance(aliases, list) else []:
            name = normal(str(alias))
            if owner.setdefault(name, mine) != mine:
                message = f'aliases: "{alias}" also means {owner[name]}. Let it mean only one.'
                yield source.problem(("exercises", index, "aliases"), message)


def _sessions_exist(source: Source) -> Iterator[Problem]:
    known = session_ids(source.data)
    if known is None:
        return
    for index, entry in entries(source.data, "exercises"):
        place, session = ("exercises", index, "session"), entry.get("session")
        if session is not None and str(session) not in known:
            there = ", ".join(sorted(known)) or "none yet"
            message = f'session: there is no session "{session}". The sessions are {there}.'
            yield source.problem(place, message)


def _next_session_is_known(source: Source) -> Iterator[Problem]:
    for index, entry in entries(source.data, "exercises"):
        if entry.get("due") == "next session" and not entry.get("session"):
            message = "due: next session of which one? Add `session:` to this exercise."
            yield source.problem(("exercises", index, "due"), message)


def _sessions_end_after_they_start(source: Source) -> Iterator[Problem]:
    zone = _zone(source)
    for index, entry in entries(source.data, "sessions"):
        starts, ends = _moment(entry.get("starts")), _moment(entry.get("ends"))
        if starts and ends and ends.start(zone) <= starts.start(zone):
            message = f"ends: {ends} is not after {starts}, when the session starts. Correct one."
            yield source.problem(("sessions", index, "ends"), message)


def _times_exist(source: Source) -> Iterator[Problem]:
    zone = _zone(source)
    written: list[tuple[Place, Any]] = [
        (("sessions", index, key), entry.get(key))
        for index, entry in entries(source.data, "sessions")
        for key in ("starts", "ends")
    ]
    written += [
        (("exercises", index, "due"), entry.get("due"))
        for index, entry in entries(source.data, "exercises")
    ]
    for place, text in written:
        moment = _moment(text)
        if moment and not moment.exists(zone):
            message = (
                f"{place[-1]}: {moment} does not exist in {moment.zone or zone}: the clock is put "
                "forward over it. Write the time after the change."
            )
            yield source.problem(place, message)


def _meetings_fall_on_their_weekday(source: Source) -> Iterator[Problem]:
    recurring = source.data.get("recurring") if isinstance(source.data, dict) else None
    if not isinstance(recurring, dict):
        return
    first, last = _moment(recurring.get("first")), _moment(recurring.get("last"))
    weekday = recurring.get("weekday")
    if first and weekday in _WEEKDAYS and _weekday(first.day) != weekday:
        message = f"first: {first} is a {_weekday(first.day)}, not a {weekday}. Correct one."
        yield source.problem(("recurring", "first"), message)
    if first and last and last.day < first.day:
        message = f"last: {last} is before the first meeting, {first}. Correct one."
        yield source.problem(("recurring", "last"), message)
    without = recurring.get("without")
    for index, text in enumerate(without if isinstance(without, list) else ()):
        day = _moment(text)
        if first and day and (day.day - first.day).days % 7:
            message = f"without: {day} is a {_weekday(day.day)}, so no meeting is left out."
            yield source.problem(("recurring", "without", index), f"{message} Correct it.")


def _meetings_end_after_they_start(source: Source) -> Iterator[Problem]:
    recurring = source.data.get("recurring") if isinstance(source.data, dict) else None
    if not isinstance(recurring, dict):
        return
    starts, ends = str(recurring.get("starts")), str(recurring.get("ends"))
    if re.search(CLOCK, starts) and re.search(CLOCK, ends) and ends <= starts:
        message = f"ends: {ends} is not after {starts}, when the meeting starts. Correct one."
        yield source.problem(("recurring", "ends"), message)


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _zone(source: Source) -> str:
    written = source.data.get("zone") if isinstance(source.data, dict) else None
    try:
        return zone_name(str(written or "UTC"))
    except ValueError:
        return "UTC"  # the wrong zone is reported as such; the other checks go on


def _moment(text: object) -> Moment | None:
    try:
        return Moment.parse(text) if isinstance(text, str) else None
    except ValueError:
        return None


CHECKS: tuple[Check, ...] = (
    _id_is_folder,
    _ids_are_unique,
    _meetings_have_their_own_ids,
    _names_are_unique,
    _sessions_exist,
    _next_session_is_known,
    _sessions_end_after_they_start,
    _times_exist,
    _meetings_fall_on_their_weekday,
    _meetings_end_after_they_start,
)
