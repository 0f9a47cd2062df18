"""A list in YAML of who was there: of one session, or of several, each under its name."""

from collections.abc import Iterator
from pathlib import Path

from sgdash.program.emails import email_mark, is_email, without_emails
from sgdash.program.hours import Sessions
from sgdash.program.problems import Problem
from sgdash.program.records import LONGEST, AttendanceRecord
from sgdash.program.reports.words import column, presence
from sgdash.program.yaml_source import Place, Source, parse_source

_SAID = "Write - ada, or - {member: ada, attendance: late, minutes: 60}."


def read_list(
    file: Path, text: str, names: Sessions, named: str | None, told: str
) -> tuple[list[AttendanceRecord], list[Problem]]:
    """The records of a list, and what in it is no entry; with a problem no record is used."""
    source = parse_source(file, text)
    problems = list(source.problems)
    records: list[AttendanceRecord] = []
    for found in _entries(source, names, named, told):
        (problems if isinstance(found, Problem) else records).append(found)  # type: ignore[arg-type]
    return ([] if problems else records), problems


def _entries(
    source: Source, names: Sessions, named: str | None, told: str
) -> Iterator[AttendanceRecord | Problem]:
    if isinstance(source.data, list):
        if named is None:
            yield source.problem((), "is of which session? Name the file by its id.")
        else:
            yield from _people(source, (), source.data, named, None, told)
    elif isinstance(source.data, dict):
        for key, value in source.data.items():
            yield from _under(source, key, value, names, named, told)
    elif source.data is not None:
        yield source.problem((), f"is no list. {_SAID}")


def _under(
    source: Source, key: str, value: object, names: Sessions, named: str | None, told: str
) -> Iterator[AttendanceRecord | Problem]:
    """The people under a session, or under a word such as `excused` of the file's own session."""
    word = presence(key)
    if named is not None and word:
        yield from _people(source, (key,), value, named, word, told)
        return
    meant = names.meant(key)
    if len(meant) != 1:
        message = f"{key}: is no session. Write the id of one."
        if meant:
            message = f"{key}: may be {' or '.join(meant)}. Write the id of one."
        yield source.problem((key,), message)
    elif isinstance(value, dict):
        for inner, people in value.items():
            if presence(inner) is None:
                yield source.problem((key, inner), f"{inner}: is no word such as present.")
            else:
                yield from _people(source, (key, inner), people, meant[0], presence(inner), told)
    else:
        yield from _people(source, (key,), value, meant[0], None, told)


def _people(
    source: Source, place: Place, value: object, session: str, word: str | None, told: str
) -> Iterator[AttendanceRecord | Problem]:
    if not isinstance(value, list):
        yield source.problem(place, f"needs a list of people. {_SAID}")
        return
    for index, entry in enumerate(value):
        here = (*place, index)
        record = _record(entry, session, word, f"{told}:{source.line(here)}")
        yield source.problem(here, record) if isinstance(record, str) else record


def _record(entry: object, session: str, word: str | None, told: str) -> AttendanceRecord | str:
    if isinstance(entry, str) and entry.strip():
        return _of(entry, session, word, None, told)
    if not isinstance(entry, dict):
        return f"is no person. {_SAID}"
    said = {column(key) or key: value for key, value in entry.items()}
    person = said.get("name") or said.get("login") or said.get("email")
    unknown = said.keys() - {"name", "login", "email", "attendance", "minutes"}
    if unknown or not isinstance(person, str):
        return f"is no person with {', '.join(entry) or 'anything'}. {_SAID}"
    minutes = str(said.get("minutes") or "")
    if minutes and not (minutes.isdecimal() and len(minutes) < 5 and int(minutes) <= LONGEST):
        return f'minutes: "{minutes}" is no number of minutes up to {LONGEST}.'
    if said.get("attendance"):
        word = presence(str(said["attendance"]))
        if word is None:
            return f'attendance: "{said["attendance"]}" is not known. Write for example late.'
    return _of(person, session, word, int(minutes) if minutes else None, told)


def _of(
    person: str, session: str, word: str | None, minutes: int | None, told: str
) -> AttendanceRecord:
    email = person.strip() if is_email(person) else None
    name = email_mark(email) if email else without_emails(person.strip())
    return AttendanceRecord(session, name, email, word, minutes, None, None, told)
