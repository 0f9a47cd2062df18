"""`attendance/`: who was there, in sheets named by their session or as other programs export it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sgdash.language import say
from sgdash.program.hours import Sessions
from sgdash.program.model import Program
from sgdash.program.moments import Moment
from sgdash.program.problems import Problem, problem_of, unreadable
from sgdash.program.records import LONGEST, AttendanceRecord
from sgdash.program.roster import read_rows

COLUMNS = ("member", "attendance", "minutes", "joined", "left")
WORDS = ("present", "late", "left early", "partly", "absent", "excused", "presented")
SUFFIXES = (".csv", ".tsv", ".yaml", ".yml")


def read_sheets(
    folder: Path, program: Program | None
) -> tuple[list[AttendanceRecord], list[Problem]]:
    """The records of every file in the folder and its own folders, and what could not be read.

    Without a program only sheets are read: what else is there says nothing without its sessions.
    Hidden files, such as an editor's locks and a system's remarks, are no sheets.
    """
    records: list[AttendanceRecord] = []
    problems: list[Problem] = []
    try:
        files = sorted(attendance_files(folder))
    except FileNotFoundError:
        return [], []  # a group that writes down nobody's attendance
    except NotADirectoryError:
        return [], [
            Problem(folder, 1, say("is no folder. Make one with a sheet for each session."))
        ]
    except OSError as error:
        return [], [unreadable(folder, error)]
    names = Sessions(program) if program else None
    for file in files:
        source = file.relative_to(folder.parent).as_posix()
        if is_sheet(file, names):
            found, wrong = _sheet(file, source, program, names)
        elif names is None:
            continue
        else:
            # only reports need pandas, for which a collection must not wait
            from sgdash.program.reports import read_report  # noqa: PLC0415

            reading = read_report(file, names, source=source)
            found, wrong = reading.records, reading.problems
        records += found
        problems += wrong
    return records, problems


def attendance_files(folder: Path) -> Iterator[Path]:
    """What is read of the folder `attendance` and its own folders.

    Raises:
        OSError: it cannot be read, or is not there.
    """
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.suffix in SUFFIXES:
            yield path
        elif path.is_dir():
            yield from (p for p in path.iterdir() if p.suffix in SUFFIXES and p.name[0] != ".")


def is_sheet(file: Path, names: Sessions | None) -> bool:
    """Whether a file is a sheet of sgdash's own: a CSV file with `member` in its head.

    What cannot be read is one too, so that it is told as such.
    """
    if file.suffix != ".csv":
        return False
    try:
        with file.open("rb") as opened:
            begin = opened.read(100_000).decode("utf-8-sig", errors="replace")
    except OSError:
        return True
    head = next((line for line in begin.splitlines() if line and line[0] != "#"), "member")
    cells = [cell.strip().lower() for cell in head.split(",")]
    others = [cell for cell in cells if cell not in COLUMNS]
    return "member" in cells and not (names and any(names.meant(cell) for cell in others))


def _sheet(
    file: Path, source: str, program: Program | None, names: Sessions | None
) -> tuple[list[AttendanceRecord], list[Problem]]:
    by_name = (names.of_file(file.stem) or names.of_file(file.parent.name)) if names else None
    rows, problems = read_rows(file, COLUMNS, ("member",))
    zone = program.zone if program else "UTC"
    records: list[AttendanceRecord] = []
    for line, row in rows:
        try:
            records.append(_record(by_name or file.stem, row, zone, f"{source}:{line}"))
        except ValueError as error:
            problems.append(Problem(file, line, problem_of(error)))
    return records, problems


def _record(session: str, row: dict[str, str], zone: str, source: str) -> AttendanceRecord:
    word = row.get("attendance", "").lower()
    if not row["member"]:
        raise ValueError(say("member: is empty. Write an id, a login or a name."))
    if word and word not in WORDS:
        raise ValueError(
            say(
                'attendance: "{word}" is not known. Write one of {words}.',
                word=word,
                words=", ".join(WORDS),
            )
        )
    minutes = _minutes(row.get("minutes", ""))
    joined, left = (_moment(row, name, zone) for name in ("joined", "left"))
    if joined and left and left < joined:
        raise ValueError(say("left: is before joined. Correct one of them."))
    said = word or joined or left or minutes is not None
    if not said and len(row) > 1:  # a sheet of names alone lists who was there
        member = row["member"]
        raise ValueError(
            say(
                "says nothing about {member}: write {words}, or minutes.",
                member=member,
                words=", ".join(WORDS),
            )
        )
    return AttendanceRecord(
        session, row["member"], None, word or None, minutes, joined, left, source
    )


def _minutes(text: str) -> int | None:
    if text and not text.isdecimal():
        raise ValueError(
            say('minutes: "{text}" is not a whole number. Write for example 90.', text=text)
        )
    # the length first: of a number of thousands of digits Python makes no number
    if len(text.lstrip("0")) > len(str(LONGEST)) or int(text or 0) > LONGEST:
        raise ValueError(
            say(
                "minutes: there are more than a day has. Write at most {most}.",
                most=str(LONGEST),
            )
        )
    return int(text) if text else None


def _moment(row: dict[str, str], name: str, zone: str) -> datetime | None:
    """A moment in UTC: as the import writes it, or as in a program file."""
    text = row.get(name, "")
    if not text:
        return None
    if text.endswith("Z"):
        try:
            return datetime.fromisoformat(text).astimezone(UTC)
        except ValueError:
            pass  # then it is told what is wrong with it
    try:
        written = Moment.parse(text)
    except ValueError as error:
        problem = say("{key}: {problem}", key=name, problem=problem_of(error))
        raise ValueError(problem) from None
    if written.clock is None:
        raise ValueError(
            say('{name}: "{text}" has no time of day. Write {text} 15:02.', name=name, text=text)
        )
    return written.start(zone)
