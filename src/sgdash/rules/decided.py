"""The whole of the rules: status and verdict of everybody in a program at one moment."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Role
from sgdash.program.written import (
    excuses_table,
    exercises_table,
    extensions_table,
    members_table,
    requirements_table,
)
from sgdash.rules.status import status_table
from sgdash.rules.verdicts import verdicts_table


@dataclass(frozen=True)
class Decided:
    """The rules' answers at one moment."""

    as_of: datetime
    status: pd.DataFrame  # tables.STATUS
    verdicts: pd.DataFrame  # tables.VERDICTS


def decide(
    folder: ProgramFolder, attempts: pd.DataFrame, marks: pd.DataFrame, as_of: datetime
) -> Decided:
    """Status and verdicts at `as_of` from matched attempts and marks and what the folder says.

    Candidates have a status on every exercise, others only where they handed something in: an
    auditor or organiser is never told that their work is missing.
    """
    members = members_table(folder)
    program = folder.program
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
    verdicts = verdicts_table(members, status, requirements, program.certificate, as_of)
    return Decided(as_of, status, verdicts)
