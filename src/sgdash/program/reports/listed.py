"""A list in YAML of who was there: of one session, or of several, each under its name."""

from collections.abc import Iterator
from pathlib import Path

from sgdash.language import Said, either, say
from sgdash.program.emails import email_mark, is_email, without_emails
from sgdash.program.hours import Sessions
from sgdash.program.problems import Problem
from sgdash.program.records import LONGEST, AttendanceRecord
from sgdash.program.reports.words import column, presence
from sgdash.program.yaml_source import Place, Source, parse_source


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
            yield source.problem((), say("is of which session? Name the file by its id."))
        else:
            yield from _people(source, (), source.data, named, None, told)
    elif isinstance(source.data, dict):
        for key, value in source.data.items():
            yield from _under(source, key, value, names, named, told)
    elif source.data is not None:
        yield source.problem(
            (),
            (say("is no list. Write - ada, or - {{member: ada, attendance: late, minutes: 60}}.")),
        )


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
        message = say("{key}: is no session. Write the id of one.", key=key)
        if meant:
            ids = either(meant)
            message = say("{key}: may be {ids}. Write the id of one.", key=key, ids=ids)
        yield source.problem((key,), message)
    elif isinstance(value, dict):
        for inner, people in value.items():
            if presence(inner) is None:
                yield source.problem(
                    (key, inner), say("{inner}: is no word such as present.", inner=inner)
                )
            else:
                yield from _people(source, (key, inner), people, meant[0], presence(inner), told)
    else:
        yield from _people(source, (key,), value, meant[0], None, told)


def _people(
    source: Source, place: Place, value: object, session: str, word: str | None, told: str
) -> Iterator[AttendanceRecord | Problem]:
    if not isinstance(value, list):
        yield source.problem(
            place,
            (
                say(
                    "needs a list of people. Write - ada, or - {{member: ada, attendance: "
                    "late, minutes: 60}}."
                )
            ),
        )
        return
    for index, entry in enumerate(value):
        here = (*place, index)
        record = _record(entry, session, word, f"{told}:{source.line(here)}")
        yield source.problem(here, record) if isinstance(record, Said) else record


def _record(entry: object, session: str, word: str | None, told: str) -> AttendanceRecord | Said:
    if isinstance(entry, str) and entry.strip():
        return _of(entry, session, word, None, told)
    if not isinstance(entry, dict):
        return say(
            "is no person. Write - ada, or - {{member: ada, attendance: late, minutes: 60}}."
        )
    said = {column(key) or key: value for key, value in entry.items()}
    person = said.get("name") or said.get("login") or said.get("email")
    unknown = said.keys() - {"name", "login", "email", "attendance", "minutes"}
    if unknown or not isinstance(person, str):
        keys = ", ".join(entry)
        return say(
            "is no person with {keys}. Write - ada, or - {{member: ada, attendance: "
            "late, minutes: 60}}.",
            keys=keys or "-",
        )
    minutes = str(said.get("minutes") or "")
    if minutes and not (minutes.isdecimal() and len(minutes) < 5 and int(minutes) <= LONGEST):
        return say(
            'minutes: "{minutes}" is no number of minutes up to {most}.',
            minutes=minutes,
            most=str(LONGEST),
        )
    if said.get("attendance"):
        word = presence(str(said["attendance"]))
        if word is None:
            return say(
                'attendance: "{attendance}" is not known. Write for example late.',
                attendance=said["attendance"],
            )
    return _of(person, session, word, int(minutes) if minutes else None, told)


def _of(
    person: str, session: str, word: str | None, minutes: int | None, told: str
) -> AttendanceRecord:
    email = person.strip() if is_email(person) else None
    name = email_mark(email) if email else without_emails(person.strip())
    return AttendanceRecord(session, name, email, word, minutes, None, None, told)
