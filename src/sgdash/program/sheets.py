"""`attendance/`: one CSV file for each session, named by it, with who was there."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sgdash.program.problems import Problem, unreadable
from sgdash.program.roster import read_rows

COLUMNS = ("member", "attendance", "minutes")
WORDS = ("present", "late", "left early", "partly", "absent", "excused", "presented")
DAY = 1440  # minutes; nobody attends for longer


class AttendanceRecord(NamedTuple):
    """A row of `tables.ATTENDANCE_RECORDS`; a tuple, for there may be a hundred thousand."""

    session: str
    person: str
    email: str | None
    attendance: str | None
    minutes: int | None
    joined_at: datetime | None  # UTC
    left_at: datetime | None  # UTC
    source: str


def read_sheets(folder: Path) -> tuple[list[AttendanceRecord], list[Problem]]:
    """The records of every sheet in the folder, and what could not be read.

    Hidden files, such as an editor's locks and a system's remarks, are no sheets.
    """
    records: list[AttendanceRecord] = []
    problems: list[Problem] = []
    try:
        files = sorted(folder.iterdir())
    except FileNotFoundError:
        return [], []  # a group that writes down nobody's attendance
    except NotADirectoryError:
        return [], [Problem(folder, 1, "is no folder. Make one with a sheet for each session.")]
    except OSError as error:
        return [], [unreadable(folder, error)]
    for file in files:
        if file.suffix != ".csv" or file.name.startswith("."):
            continue
        rows, wrong = read_rows(file, COLUMNS, ("member",))
        problems += wrong
        for line, row in rows:
            record = _record(file, line, row)
            (records if isinstance(record, AttendanceRecord) else problems).append(record)  # type: ignore[arg-type]
    return records, problems


def _record(file: Path, line: int, row: dict[str, str]) -> AttendanceRecord | Problem:
    minutes, word = row.get("minutes", ""), row.get("attendance", "").lower()
    if not row["member"]:
        return Problem(file, line, "member: is empty. Write an id, a login or a name.")
    if word and word not in WORDS:
        return Problem(
            file, line, f'attendance: "{word}" is not known. Write one of {", ".join(WORDS)}.'
        )
    if minutes and not minutes.isdecimal():
        return Problem(
            file, line, f'minutes: "{minutes}" is not a whole number. Write for example 90.'
        )
    # the length first: of a number of thousands of digits Python makes no number
    if len(minutes.lstrip("0")) > len(str(DAY)) or int(minutes or 0) > DAY:
        message = f"minutes: there are more than a day has. Write at most {DAY}."
        return Problem(file, line, message)
    if not (word or minutes) and len(row) > 1:  # a sheet of names alone lists who was there
        return Problem(
            file,
            line,
            f"says nothing about {row['member']}: write {', '.join(WORDS)}, or minutes.",
        )
    return AttendanceRecord(
        session=file.stem,
        person=row["member"],
        email=None,
        attendance=word or None,
        minutes=int(minutes) if minutes else None,
        joined_at=None,
        left_at=None,
        source=f"{file.parent.name}/{file.name}:{line}",
    )
