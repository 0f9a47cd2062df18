"""What is written in a program's folder, as tables.

Decisions get a row for each member that they concern.
"""

from collections.abc import Iterator

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.days import in_order_of_the_day
from sgdash.program.decisions import (
    AttendanceDecision,
    Decision,
    Disqualification,
    Excuse,
    Extension,
    MarkDecision,
    ProjectRecord,
    Waiver,
)
from sgdash.program.folder import ProgramFolder, may_mark
from sgdash.program.hours import hours_of
from sgdash.program.model import Program
from sgdash.program.schedule import assigned, deadline, sessions_of


def sessions_table(program: Program) -> pd.DataFrame:
    """`tables.SESSIONS`, in the order of the program file; times in UTC."""
    return frame(
        tables.SESSIONS,
        [
            (
                position,
                session.id,
                session.number or "",
                session.title,
                session.starts.start(program.zone) if session.starts else None,
                session.ends.start(program.zone) if session.ends else None,
                session.path,
                session.place,
                "; ".join(session.presenters),
                session.optional,
                session.cancelled,
                session.moved_from[-1].start(program.zone) if session.moved_from else None,
                session.note,
            )
            for position, session in enumerate(sessions_of(program), start=1)
        ],
    )


def hours_table(program: Program) -> pd.DataFrame:
    """`tables.HOURS`, in the order of the program file; times in UTC."""
    rows = [(hours.session, hours.starts_at, hours.ends_at) for hours in hours_of(program)]
    return frame(tables.HOURS, rows)


def talks_table(program: Program) -> pd.DataFrame:
    """`tables.TALKS`: the talks given, in the order of the sessions."""
    return frame(
        tables.TALKS,
        [
            (session.id, talk.by, talk.title, talk.path, talk.url)
            for session in sessions_of(program)
            for talk in session.talks
        ],
    )


def leaders_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.LEADERS`, in the order of the sessions and as they are named there."""
    members = {member.id for member in folder.members}
    return frame(
        tables.LEADERS,
        [
            (session.id, person, person if person in members else None)
            for session in sessions_of(folder.program)
            for person in dict.fromkeys(session.presenters)
        ],
    )


def session_links_table(program: Program) -> pd.DataFrame:
    """`tables.SESSION_LINKS`, in the order of the sessions."""
    return frame(
        tables.SESSION_LINKS,
        [
            (session.id, link.label, link.url, link.kind)
            for session in sessions_of(program)
            for link in session.links
        ],
    )


def exercises_table(program: Program) -> pd.DataFrame:
    """`tables.EXERCISES`, in the order of the program file.

    `due_at` is the last second that is in time, in UTC. What a cancelled session would have
    assigned does not count.
    """
    rows = []
    for position, exercise in enumerate(program.exercises, start=1):
        due_at, due = deadline(program, exercise)
        rows.append(
            (
                position,
                exercise.id,
                exercise.title,
                exercise.session,
                exercise.number,
                due_at,
                due,
                exercise.counted and assigned(program, exercise),
                exercise.url,
            )
        )
    return frame(tables.EXERCISES, rows)


def members_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.MEMBERS`, in the order of the roster."""
    zone = folder.program.zone
    rows = [
        (
            m.id,
            m.login,
            m.name,
            m.role.value,
            m.group,
            m.joined.start(zone) if m.joined else None,
            m.left.last(zone) if m.left else None,
        )
        for m in folder.members
    ]
    return frame(tables.MEMBERS, rows)


def attendance_records_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.ATTENDANCE_RECORDS`: every line of every sheet, names as written there."""
    return frame(tables.ATTENDANCE_RECORDS, folder.records)


def rightful_decisions(folder: ProgramFolder) -> list[tuple[int, Decision]]:
    """The decisions of those whom the program file names under `marks.by`, with their lines."""
    allowed = may_mark(folder)
    return [(line, decision) for line, decision in folder.decisions if decision.by in allowed]


def refused_decisions_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.FINDINGS`: the decisions of people who may not decide; they have no effect."""
    allowed = may_mark(folder)
    rows = [
        (
            f"{decision.kind} without right",
            _source(line),
            getattr(decision, "member", None),
            getattr(decision, "exercise", None),
            f"{decision.by} decided this and may not: {decision.reason}",
            decision.evidence,
        )
        for line, decision in folder.decisions
        if decision.by not in allowed
    ]
    return frame(tables.FINDINGS, rows)


def decided_marks_table(folder: ProgramFolder, others: pd.DataFrame | None = None) -> pd.DataFrame:
    """`tables.MARKS` made by hand, below `others` that were made elsewhere.

    One dated by a day only holds from the start of that day, or from the last mark of that day with
    a time that stands above it.
    """
    zone = folder.program.zone
    above = frame(tables.MARKS) if others is None else others
    rows = [
        (
            *(d.member, d.exercise, d.mark, d.by, d.at.start(zone), d.reason, _source(line)),
            d.at.last(zone),
            None,
        )
        for line, d in rightful_decisions(folder)
        if isinstance(d, MarkDecision)
    ]
    decided = frame(tables.MARKS, rows)
    by_day = pd.concat([above["at"].isna(), decided["until"] > decided["at"]], ignore_index=True)
    marks = pd.concat([above, decided], ignore_index=True)
    return in_order_of_the_day(marks, by_day, ["member", "exercise"])


def extensions_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.EXTENSIONS`: later deadlines, those of a group or of everybody for each member."""
    zone = folder.program.zone
    rows = [
        (member, d.exercise, d.due.end(zone), d.at.start(zone), _told(d, line))
        for line, d in rightful_decisions(folder)
        if isinstance(d, Extension)
        for member in _concerned(folder, d)
    ]
    return frame(tables.EXTENSIONS, rows)


def excuses_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.EXCUSES`: exercises that leave a member's count."""
    zone = folder.program.zone
    rows = [
        (d.member, d.exercise, d.at.start(zone), _told(d, line))
        for line, d in rightful_decisions(folder)
        if isinstance(d, Excuse)
    ]
    return frame(tables.EXCUSES, rows)


def session_excuses_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.SESSION_EXCUSES`: sessions whose absence is excused, each from a moment on."""
    zone = folder.program.zone
    rows = [
        (d.session, d.member, d.at.start(zone), _told(d, line))
        for line, d in rightful_decisions(folder)
        if isinstance(d, AttendanceDecision)
    ]
    return frame(tables.SESSION_EXCUSES, rows)


def requirements_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.REQUIREMENTS`: waivers, project records and disqualifications of each member."""
    zone = folder.program.zone
    rows = [
        (member, kind, d.at.start(zone), _told(d, line))
        for line, d in rightful_decisions(folder)
        if isinstance(d, Waiver | ProjectRecord | Disqualification)
        for member in _concerned(folder, d)
        for kind in _kinds(d)
    ]
    return frame(tables.REQUIREMENTS, rows)


def _kinds(decision: Waiver | ProjectRecord | Disqualification) -> Iterator[str]:
    if isinstance(decision, Waiver):
        yield f"{decision.requirement} waived"
    elif isinstance(decision, Disqualification):
        yield "disqualified"
    else:
        if decision.complete is not None:
            yield "project complete" if decision.complete else "project not complete"
        if decision.presented is not None:
            yield "project presented" if decision.presented else "project not presented"


def _concerned(
    folder: ProgramFolder, decision: Extension | Waiver | ProjectRecord | Disqualification
) -> list[str]:
    """The ids of the members a decision is about; an extension for nobody is for everybody."""
    if isinstance(decision, Waiver | Disqualification):
        return [decision.member]
    in_group = [m.id for m in folder.members if decision.group and m.group == decision.group]
    if isinstance(decision, ProjectRecord):
        return list(dict.fromkeys([*in_group, *decision.members]))
    if decision.member:
        return [decision.member]
    return in_group if decision.group else [m.id for m in folder.members]


def _told(decision: Decision, line: int) -> str:
    evidence = f", {decision.evidence}" if decision.evidence else ""
    return f"{decision.reason} ({decision.by}, {_source(line)}{evidence})"


def _source(line: int) -> str:
    return f"decisions.yaml:{line}"
