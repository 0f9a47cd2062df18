"""A program's folder, opened: its program file, roster, attendance sheets and decisions."""

from dataclasses import dataclass
from os.path import lexists
from pathlib import Path

from pydantic import ValidationError

from sgdash.language import say
from sgdash.program.crossfile import (
    check_decisions,
    check_extensions,
    check_leaders,
    check_markers,
    check_names,
    check_openings,
    check_outsiders,
    check_roster,
    check_sheets,
)
from sgdash.program.crossref import cross_check
from sgdash.program.decisions import Decision, MarkDecision, ProjectRecord, parse_decisions
from sgdash.program.explain import explain
from sgdash.program.model import Program, Role
from sgdash.program.plain_data import ids, session_ids
from sgdash.program.problems import Problem
from sgdash.program.records import AttendanceRecord
from sgdash.program.roster import COLUMNS, Member, read_head, read_members
from sgdash.program.sheets import read_sheets
from sgdash.program.yaml_source import Source, read_source


@dataclass(frozen=True)
class ProgramFolder:
    """What a program's folder says; entries that could not be read are among the problems.

    No two members have the same id: of a roster that has one twice, the first holds.
    """

    folder: Path
    program: Program
    members: tuple[Member, ...]
    decisions: tuple[tuple[int, Decision], ...]  # each with its line in decisions.yaml
    records: tuple[AttendanceRecord, ...]
    problems: tuple[Problem, ...]
    roster_head: tuple[str, ...] = COLUMNS  # the columns of members.csv, in its order


def read_program(folder: Path) -> tuple[ProgramFolder | None, list[Problem]]:
    """Open a program's folder: None, and why, if its program file cannot be used.

    Only `program.yaml` has to be there; a group without roster, decisions or attendance sheets is a
    group without them.
    """
    file = folder / "program.yaml"
    if not lexists(file):
        message = say("there is no such file. Write one: docs/program-file.md shows how.")
        return None, [Problem(file, 1, message)]
    return open_folder(folder, read_source(file))


def open_folder(folder: Path, source: Source) -> tuple[ProgramFolder | None, list[Problem]]:
    """The same with the plain data of a program file, which may differ from what is written."""
    program, problems = parse_program(source)
    roster, decided = folder / "members.csv", folder / "decisions.yaml"
    members, roster_problems = read_members(roster) if lexists(roster) else ([], [])
    decisions, decision_problems = (
        parse_decisions(read_source(decided)) if lexists(decided) else ([], [])
    )
    records, sheet_problems = read_sheets(folder / "attendance", program)
    sessions = session_ids(source.data)
    problems += [
        *check_names(folder),
        *roster_problems,
        *check_roster(roster, members),
        *(check_markers(source, program, members) if program else ()),
        *(check_openings(source, program) if program else ()),
        *(check_leaders(source, program, members) if program else ()),
        *(check_outsiders(source, program, members) if program else ()),
        *decision_problems,
        *check_decisions(decided, decisions, members, sessions, ids(source.data, "exercises")),
        *(check_extensions(decided, decisions, program) if program else ()),
        *sheet_problems,
        *check_sheets(folder / "attendance", records, sessions, program),
    ]
    problems.sort()
    if program is None:
        return None, problems
    first_of_each = {member.id: member for member in reversed(members)}
    known = tuple(member for member in members if first_of_each[member.id] is member)
    opened = ProgramFolder(
        folder,
        program,
        known,
        tuple(decisions),
        tuple(records),
        tuple(problems),
        read_head(roster),
    )
    return opened, problems


def parse_program(source: Source) -> tuple[Program | None, list[Problem]]:
    """A program file alone: None, and why, if it cannot be used, whatever else is in the folder."""
    problems = [*source.problems, *cross_check(source)]
    if source.data is None and source.problems:
        return None, problems
    try:
        program = Program.model_validate(source.data if source.data is not None else {})
    except ValidationError as error:
        return None, problems + explain(source, error, Program)
    return (None if problems else program), problems


def may_mark(folder: ProgramFolder) -> frozenset[str]:
    """The ids of those whose marks count, by their role or by name."""
    named = set(folder.program.marks.by)
    return frozenset(
        member.id for member in folder.members if member.id in named or member.role in named
    )


def may_decide(folder: ProgramFolder, decision: Decision) -> bool:
    """Whether who decided it may: marks those who mark, projects they and organisers.

    Everything else is decided by organisers, whoever marks. Nobody marks work of their own.
    """
    markers = may_mark(folder)
    if isinstance(decision, MarkDecision):
        return decision.by in markers and decision.by != decision.member
    organisers = {member.id for member in folder.members if member.role == Role.ORGANISER}
    deciding = organisers | markers if isinstance(decision, ProjectRecord) else organisers
    return decision.by in deciding
