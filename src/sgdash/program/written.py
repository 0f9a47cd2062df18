"""What is written in a program's folder, as tables.

Decisions get a row for each member that they concern.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

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
from sgdash.program.folder import ProgramFolder
from sgdash.program.hours import hours_of
from sgdash.program.model import Program
from sgdash.program.schedule import assigned, deadline, opening, sessions_of
from sgdash.program.standing import (
    Standing,
    concerned,
    decision_text,
    rightful_decisions,
    source_of,
    standing,
)

D = TypeVar("D", Extension, Excuse, AttendanceDecision)


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

    `due_at` is the last second that is in time and `opens_at` the first that counts, in UTC. What a
    cancelled session would have
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
                opening(program, exercise),
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


def decided_marks_table(folder: ProgramFolder, others: pd.DataFrame | None = None) -> pd.DataFrame:
    """`tables.MARKS` made by hand, below `others` that were made elsewhere.

    One dated by a day only holds from the start of that day, or from the last mark of that day with
    a time that stands above it.
    """
    zone = folder.program.zone
    above = frame(tables.MARKS) if others is None else others
    rows = [
        (
            *(d.member, d.exercise, d.mark, d.by, d.at.start(zone), d.reason, source_of(line)),
            *(d.at.last(zone), None, None, d.evidence, None),
        )
        for line, d in rightful_decisions(folder)
        if isinstance(d, MarkDecision)
    ]
    decided = frame(tables.MARKS, rows)
    by_day = pd.concat([above["at"].isna(), decided["until"] > decided["at"]], ignore_index=True)
    marks = pd.concat([above, decided], ignore_index=True)
    return in_order_of_the_day(marks, by_day, ["member", "exercise"])


def extensions_table(folder: ProgramFolder, as_of: datetime | None = None) -> pd.DataFrame:
    """`tables.EXTENSIONS` that stand at `as_of`: those of a group or of everybody for each member.

    Without `as_of` those that nothing ever ended, here and below.
    """
    rows = [
        (member, d.exercise, d.due.end(folder.program.zone), s.at, decision_text(d, s.line))
        for s, d in _standing(folder, Extension, as_of)
        for member in concerned(folder, d)
    ]
    return frame(tables.EXTENSIONS, rows)


def excuses_table(folder: ProgramFolder, as_of: datetime | None = None) -> pd.DataFrame:
    """`tables.EXCUSES` that stand at `as_of`: exercises that leave a member's count."""
    rows = [
        (d.member, d.exercise, s.at, decision_text(d, s.line))
        for s, d in _standing(folder, Excuse, as_of)
    ]
    return frame(tables.EXCUSES, rows)


def session_excuses_table(folder: ProgramFolder, as_of: datetime | None = None) -> pd.DataFrame:
    """`tables.SESSION_EXCUSES` that stand at `as_of`: sessions whose absence is excused."""
    rows = [
        (d.session, d.member, s.at, decision_text(d, s.line))
        for s, d in _standing(folder, AttendanceDecision, as_of)
    ]
    return frame(tables.SESSION_EXCUSES, rows)


def requirements_table(folder: ProgramFolder, as_of: datetime | None = None) -> pd.DataFrame:
    """`tables.REQUIREMENTS` that stand at `as_of`: waivers, project records, disqualifications."""
    rows = [
        (member, kind, s.at, decision_text(s.decision, s.line))
        for s in standing(folder)
        if s.holds(as_of)
        for kind in _kinds(s.decision)
        for member in concerned(folder, s.decision)
    ]
    return frame(tables.REQUIREMENTS, rows)


def _standing(
    folder: ProgramFolder, kind: type[D], as_of: datetime | None
) -> Iterator[tuple[Standing, D]]:
    """The decisions of a kind that stand at a moment."""
    for stood in standing(folder):
        if isinstance(stood.decision, kind) and stood.holds(as_of):
            yield stood, stood.decision


def _kinds(decision: Decision) -> Iterator[str]:
    """The kinds of `tables.REQUIREMENTS` that a decision is of; none for most."""
    if isinstance(decision, Waiver):
        yield f"{decision.requirement} waived"
    elif isinstance(decision, Disqualification):
        yield "disqualified"
    elif isinstance(decision, ProjectRecord):
        if decision.complete is not None:
            yield "project complete" if decision.complete else "project not complete"
        if decision.presented is not None:
            yield "project presented" if decision.presented else "project not presented"
