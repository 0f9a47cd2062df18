"""The whole of the rules: status and verdict of everybody in a program at one moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.folder import ProgramFolder, may_mark
from sgdash.program.model import Role
from sgdash.program.standing import ended_table
from sgdash.program.written import (
    excuses_table,
    exercises_table,
    extensions_table,
    members_table,
    requirements_table,
    session_excuses_table,
    sessions_table,
    talks_table,
)
from sgdash.rules.beginning import no_start, supposed_start
from sgdash.rules.criteria import criteria_table
from sgdash.rules.ended import ended_marks, refused_marks
from sgdash.rules.findings import findings_table
from sgdash.rules.opening import since_opening, work_of
from sgdash.rules.presence import presence_table
from sgdash.rules.status import status_table
from sgdash.rules.verdicts import not_a_candidate, verdicts_table


@dataclass(frozen=True)
class Decided:
    """The rules' answers at one moment."""

    as_of: datetime
    status: pd.DataFrame  # tables.STATUS
    criteria: pd.DataFrame  # tables.CRITERIA
    verdicts: pd.DataFrame  # tables.VERDICTS
    findings: pd.DataFrame  # tables.FINDINGS: what an organiser should look at
    attendance: pd.DataFrame  # tables.ATTENDANCE
    ended: pd.DataFrame  # tables.ENDED: what stands no longer, or never did


def undecided(folder: ProgramFolder, attendance: pd.DataFrame, as_of: datetime) -> Decided:
    """No verdicts, for a program whose work nobody has looked at yet; only who was there."""
    return Decided(
        as_of,
        frame(tables.STATUS),
        frame(tables.CRITERIA),
        frame(tables.VERDICTS),
        frame(tables.FINDINGS),
        _presence(folder, attendance, as_of),
        frame(tables.ENDED),
    )


def decide(
    folder: ProgramFolder,
    attempts: pd.DataFrame,
    marks: pd.DataFrame,
    attendance: pd.DataFrame,
    as_of: datetime,
    refused: pd.DataFrame | None = None,
) -> Decided:
    """Status and verdicts at `as_of` from what was matched and what the folder says.

    Candidates have a status on every exercise, others only where they handed something in: an
    auditor or organiser is never told that their work is missing. What was `refused` is told and
    decides nothing.
    """
    program, exercises = folder.program, exercises_table(folder.program)
    members = _by_the_program_s_clock(members_table(folder), program.zone)
    status = _status(folder, members, exercises, attempts, marks, as_of)
    requirements = requirements_table(folder, as_of)
    present = _presence(folder, attendance, as_of)
    sessions = sessions_table(program)
    criteria = _criteria(folder, members, exercises, status, requirements, present, as_of)
    verdicts = verdicts_table(members, criteria, requirements, program.certificate, as_of)
    now = pd.Timestamp(as_of)
    begins = supposed_start(program, exercises, sessions)
    said = [no_start(program, attempts, exercises, sessions, now)]
    ended = [
        ended_table(folder, as_of),
        ended_marks(members, exercises, since_opening(marks, work_of(marks), exercises), now),
        *([] if refused is None else [refused_marks(_of_now(refused, exercises), now)]),
    ]
    return Decided(
        as_of,
        status,
        criteria,
        verdicts,
        pd.concat([*said, findings_table(status, begins)], ignore_index=True),
        present,
        pd.concat([part for part in ended if len(part)] or ended[:1], ignore_index=True),
    )


def _of_now(refused: pd.DataFrame, exercises: pd.DataFrame) -> pd.DataFrame:
    """What was refused since the exercises opened: no receipt tells of an earlier season's."""
    return since_opening(refused, refused["at"], exercises)


def _status(
    folder: ProgramFolder,
    members: pd.DataFrame,
    exercises: pd.DataFrame,
    attempts: pd.DataFrame,
    marks: pd.DataFrame,
    as_of: datetime,
) -> pd.DataFrame:
    """`tables.STATUS` of those who are asked for work, and of what others handed in."""
    status = status_table(
        members,
        exercises,
        attempts,
        marks,
        extensions_table(folder, as_of),
        excuses_table(folder, as_of),
        folder.program.marks,
        as_of,
    )
    certificate = folder.program.certificate
    candidates = certificate.candidates if certificate else (Role.MEMBER,)
    asked = members.loc[members["role"].isin([role.value for role in candidates]), "member"]
    took_part = (status["attempts"] > 0) | status["mark"].notna()
    return status[status["member"].isin(asked) | took_part].reset_index(drop=True)


def _criteria(
    folder: ProgramFolder,
    members: pd.DataFrame,
    exercises: pd.DataFrame,
    status: pd.DataFrame,
    requirements: pd.DataFrame,
    present: pd.DataFrame,
    as_of: datetime,
) -> pd.DataFrame:
    """`tables.CRITERIA` of the certificate's candidates; empty where none is awarded."""
    program = folder.program
    if not program.certificate:
        return frame(tables.CRITERIA)
    return criteria_table(
        members[not_a_candidate(members, program.certificate, as_of).isna()],
        status,
        exercises,
        present,
        sessions_table(program),
        talks_table(program),
        requirements,
        program.certificate,
        pd.Timestamp(as_of),
        program.attendance.attended,
    )


def bar_of(
    member: str, folder: ProgramFolder, attempts: pd.DataFrame, marks: pd.DataFrame
) -> Callable[[datetime], pd.DataFrame]:
    """Asks at any moment about one member and the bar of the exercises: `tables.CRITERIA`.

    The same rules decide, but for all that has no part in it. Those who decide stay in the roster,
    or nothing that they decided would hold.
    """
    certificate = folder.program.certificate
    if certificate is None or certificate.bar is None:
        return lambda _as_of: frame(tables.CRITERIA)
    kept = {member, *may_mark(folder)}
    only_the_bar = {"attendance": None, "talks": None, "project": None}
    alone = replace(
        folder,
        members=tuple(m for m in folder.members if m.id in kept or m.role is Role.ORGANISER),
        program=folder.program.model_copy(
            update={"certificate": certificate.model_copy(update=only_the_bar)}
        ),
    )
    attempts, marks = (rows[rows["member"] == member] for rows in (attempts, marks))
    members, exercises = members_table(alone), exercises_table(alone.program)
    members = _by_the_program_s_clock(members, alone.program.zone)
    nobody = frame(tables.ATTENDANCE)

    def at(as_of: datetime) -> pd.DataFrame:
        status = _status(alone, members, exercises, attempts, marks, as_of)
        waived = requirements_table(alone, as_of)
        return _criteria(alone, members, exercises, status, waived, nobody, as_of)

    return at


def _presence(folder: ProgramFolder, attendance: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    return presence_table(
        attendance,
        _by_the_program_s_clock(members_table(folder), folder.program.zone),
        sessions_table(folder.program),
        session_excuses_table(folder, as_of),
        pd.Timestamp(as_of),
        folder.program.attendance.attended,
    )


def _by_the_program_s_clock(members: pd.DataFrame, zone: str) -> pd.DataFrame:
    """The same moments in the zone in which the roster was written, so that days are told right."""
    return members.assign(
        joined_at=members["joined_at"].dt.tz_convert(zone),
        left_at=members["left_at"].dt.tz_convert(zone),
    )
