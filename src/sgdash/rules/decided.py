"""The whole of the rules: status and verdict of everybody in a program at one moment."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Role
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
from sgdash.rules.criteria import criteria_table
from sgdash.rules.presence import presence_table
from sgdash.rules.status import FEEDBACK_TOO_LATE, LATE, status_table
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


def undecided(folder: ProgramFolder, attendance: pd.DataFrame, as_of: datetime) -> Decided:
    """No verdicts, for a program whose work nobody has looked at yet; only who was there."""
    return Decided(
        as_of,
        frame(tables.STATUS),
        frame(tables.CRITERIA),
        frame(tables.VERDICTS),
        frame(tables.FINDINGS),
        _presence(folder, attendance, as_of),
    )


def decide(
    folder: ProgramFolder,
    attempts: pd.DataFrame,
    marks: pd.DataFrame,
    attendance: pd.DataFrame,
    as_of: datetime,
) -> Decided:
    """Status and verdicts at `as_of` from what was matched and what the folder says.

    Candidates have a status on every exercise, others only where they handed something in: an
    auditor or organiser is never told that their work is missing.
    """
    program = folder.program
    members = _by_the_program_s_clock(members_table(folder), program.zone)
    status = status_table(
        members,
        exercises_table(program),
        attempts,
        marks,
        extensions_table(folder),
        excuses_table(folder),
        program.marks,
        as_of,
    )
    candidates = program.certificate.candidates if program.certificate else (Role.MEMBER,)
    asked = members.loc[members["role"].isin([role.value for role in candidates]), "member"]
    took_part = (status["attempts"] > 0) | status["mark"].notna()
    status = status[status["member"].isin(asked) | took_part].reset_index(drop=True)
    requirements = requirements_table(folder)
    present = _presence(folder, attendance, as_of)
    criteria = frame(tables.CRITERIA)
    if program.certificate:
        judged = members[not_a_candidate(members, program.certificate, as_of).isna()]
        criteria = criteria_table(
            judged,
            status,
            exercises_table(program),
            present,
            sessions_table(program),
            talks_table(program),
            requirements,
            program.certificate,
            pd.Timestamp(as_of),
            program.attendance.attended,
        )
    verdicts = verdicts_table(members, criteria, requirements, program.certificate, as_of)
    return Decided(
        as_of, status, criteria, verdicts, _findings(status, pd.Timestamp(as_of)), present
    )


def _presence(folder: ProgramFolder, attendance: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    return presence_table(
        attendance,
        _by_the_program_s_clock(members_table(folder), folder.program.zone),
        sessions_table(folder.program),
        session_excuses_table(folder),
        pd.Timestamp(as_of),
        folder.program.attendance.attended,
    )


def _by_the_program_s_clock(members: pd.DataFrame, zone: str) -> pd.DataFrame:
    """The same moments in the zone in which the roster was written, so that days are told right."""
    return members.assign(
        joined_at=members["joined_at"].dt.tz_convert(zone),
        left_at=members["left_at"].dt.tz_convert(zone),
    )


def _findings(status: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """What an organiser should look at before somebody else does."""
    return pd.concat(
        [_late_feedback(status), _clocks_disagree(status), _on_their_word(status, now)],
        ignore_index=True,
    )


def _late_feedback(status: pd.DataFrame) -> pd.DataFrame:
    """Feedback that left a member no time: the group's doing, not the member's."""
    late = status[status["reason"] == FEEDBACK_TOO_LATE]
    told = late.assign(
        kind="feedback too late",
        ref=late["mark_source"].fillna(late["exercise"]),
        detail=FEEDBACK_TOO_LATE + "; an extension would give the time back",
        url=late["evidence_url"],
    )
    return conform(tables.FINDINGS, told)


def _clocks_disagree(status: pd.DataFrame) -> pd.DataFrame:
    """Late work that another date says is in time: pushed late, rewritten since, or backdated."""
    late = status[status["reason"] == LATE]
    by_commit = late["first_committed_at"] <= late["due_at"]
    by_author = (late["first_authored_at"] <= late["due_at"]) & ~by_commit
    claimed = "late by the " + late["first_clock"] + " clock, in time by its commit date, "
    rewritten = "late by its commit date, in time by its author date, "
    detail = (claimed + _dates(late["first_committed_at"])).where(
        by_commit, rewritten + _dates(late["first_authored_at"])
    )
    told = late.assign(
        kind="clocks disagree", ref=late["exercise"], detail=detail, url=late["first_url"]
    )
    return conform(tables.FINDINGS, told[by_commit | by_author])


def _on_their_word(status: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """Work in time by its commit date alone: no trustworthy clock saw it before the deadline."""
    seen = status["first_not_after"]
    alone = (status["first_at"] <= status["due_at"]) & (seen > status["due_at"]) & (seen <= now)
    told = status.assign(
        kind="date not confirmed",
        ref=status["exercise"],
        detail="in time by its commit date alone, "
        + _dates(status["first_at"])
        + "; first seen by another clock "
        + _dates(seen),
        url=status["first_url"],
    )
    return conform(tables.FINDINGS, told[alone])


def _dates(moments: pd.Series) -> pd.Series:
    told: pd.Series = moments.dt.strftime("%Y-%m-%d %H:%M:%S").astype("str") + " UTC"
    return told
