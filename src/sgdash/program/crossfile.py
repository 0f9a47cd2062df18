"""What only shows when the files of a program's folder are held against each other."""

from collections.abc import Iterator
from pathlib import Path

from sgdash.program.decisions import Decision
from sgdash.program.patterns import normal
from sgdash.program.problems import Problem
from sgdash.program.roster import Member
from sgdash.program.sheets import AttendanceRecord


def check_roster(file: Path, members: list[Member]) -> Iterator[Problem]:
    """Two members with one id or login, or one name that would mean two members."""
    owner: dict[str, Member] = {}
    for member in members:
        for label, name in _names(member):
            other = owner.setdefault(normal(name), member)
            if other is not member:
                message = (
                    f'{label}: "{name}" also means {other.id} on line {other.line}. '
                    "Work found under it would be nobody's: change one of them."
                )
                yield Problem(file, member.line, message)


def _names(member: Member) -> Iterator[tuple[str, str]]:
    yield "id", member.id
    if member.login:
        yield "login", member.login
    for alias in member.aliases:
        yield "aliases", alias


def check_decisions(
    file: Path,
    decisions: list[tuple[int, Decision]],
    members: list[Member],
    sessions: set[str],
    exercises: set[str],
) -> Iterator[Problem]:
    """Decisions about members, groups, exercises or sessions that there are not."""
    known = {
        "member": {m.id for m in members},
        "members": {m.id for m in members},
        "by": {m.id for m in members},
        "group": {m.group for m in members if m.group},
        "exercise": exercises,
        "session": sessions,
    }
    for line, decision in decisions:
        for key, there in known.items():
            value = getattr(decision, key, None) or ()
            for name in value if isinstance(value, tuple) else (value,):
                if name not in there:
                    where = "members.csv" if key in _IN_ROSTER else "program.yaml"
                    yield Problem(
                        file,
                        line,
                        f'{key}: "{name}" is not in {where}. Add it there or correct it.',
                    )


_IN_ROSTER = {"member", "members", "by", "group"}


def check_sheets(
    folder: Path, records: list[AttendanceRecord], sessions: set[str]
) -> Iterator[Problem]:
    """Attendance sheets that are named by no session."""
    for session in sorted({record.session for record in records} - sessions):
        message = f'there is no session "{session}". Name the file by the id of its session.'
        yield Problem(folder / f"{session}.csv", 1, message)
