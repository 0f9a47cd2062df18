"""Findings that an organiser has looked at: decisions.yaml says so, and they are listed apart."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.program.decisions import ASKED, LookedAt
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Role
from sgdash.program.standing import DECISIONS, standing
from sgdash.program.yaml_text import quoted

_MATTER = ["kind", "ref", "member", "exercise", "detail"]
"""What a decision repeats of a finding."""

_REF = _MATTER.index("ref")

_SAID = ["at", "by", "why"]


def parted(
    findings: pd.DataFrame, folder: ProgramFolder, as_of: datetime
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tables.FINDINGS` as what is left of them, each with a line to write, and `tables.SETTLED`.

    A decision that holds at `as_of` settles what says the same as when somebody looked at it, word
    for word: nothing that came later is settled with it.
    """
    decided = {
        _matter([d.finding, d.ref, d.member, d.exercise, d.detail]): (stood.at, d.by, d.reason)
        for stood in standing(folder)
        if isinstance(d := stood.decision, LookedAt) and stood.holds(as_of)
    }
    known = [decided.get(_matter(row)) for row in findings[_MATTER].to_numpy().tolist()]
    settled = pd.Series([said is not None for said in known], index=findings.index, dtype="bool")
    said = pd.DataFrame(
        [said for said in known if said], columns=_SAID, index=findings.index[settled]
    )
    left = findings[~settled].reset_index(drop=True)
    return (
        left.assign(fix=left["fix"].fillna(_lines(left, folder, as_of))),
        conform(tables.SETTLED, findings[settled].join(said)),
    )


def _matter(values: Sequence[str | None]) -> tuple[str, ...]:
    told = [value if isinstance(value, str) else "" for value in values]
    if told[_REF].startswith(f"{DECISIONS}:"):  # what is written above it moves its line
        told[_REF] = DECISIONS
    return tuple(told)


def _lines(findings: pd.DataFrame, folder: ProgramFolder, as_of: datetime) -> "pd.Series[str]":
    """What to write of each to say that it was looked at."""
    organisers = [member.id for member in folder.members if member.role is Role.ORGANISER]
    by = organisers[0] if len(organisers) == 1 else ASKED
    day = pd.Timestamp(as_of).tz_convert(folder.program.zone)
    begin = f"decisions.yaml: - {{kind: looked at, at: {day:%Y-%m-%d}, by: {by}, finding: "
    matter = findings["kind"]
    for name in _MATTER[1:]:
        value = findings[name].map(quoted, na_action="ignore").astype("str")
        matter = matter + (f", {name}: " + value).fillna("")
    return begin + matter + f', reason: "{ASKED}"}}'
