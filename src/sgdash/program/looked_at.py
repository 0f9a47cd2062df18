"""Findings that an organiser has looked at: decisions.yaml says so, and no list has them again."""

import json
from datetime import datetime

import pandas as pd

from sgdash.program.decisions import LookedAt
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Role
from sgdash.program.standing import standing

ASKED = "…"
"""What only a person can fill in."""


def looked_at(findings: pd.DataFrame, folder: ProgramFolder, as_of: datetime) -> "pd.Series[bool]":
    """Which rows of `tables.FINDINGS` a decision that holds names, by kind, place and member.

    A decision that names no member is about all who have it there.
    """
    decisions = [
        stood.decision
        for stood in standing(folder)
        if isinstance(stood.decision, LookedAt) and stood.holds(as_of)
    ]
    if not decisions:
        return pd.Series(data=False, index=findings.index, dtype="bool")
    seen = pd.MultiIndex.from_tuples([(d.finding, d.ref, d.member or "") for d in decisions])
    places = findings[["kind", "ref"]].assign(nobody="")
    theirs = places.assign(nobody=findings["member"].fillna(""))
    named = [pd.MultiIndex.from_frame(rows).isin(seen) for rows in (places, theirs)]
    return pd.Series(named[0] | named[1], index=findings.index, dtype="bool")


def with_lines(findings: pd.DataFrame, folder: ProgramFolder, as_of: datetime) -> pd.DataFrame:
    """`tables.FINDINGS` in which each has a line to write: else that somebody looked at it."""
    organisers = [member.id for member in folder.members if member.role is Role.ORGANISER]
    by = organisers[0] if len(organisers) == 1 else ASKED
    day = pd.Timestamp(as_of).tz_convert(folder.program.zone)
    begin = f"decisions.yaml: - {{kind: looked at, at: {day:%Y-%m-%d}, by: {by}, finding: "
    ref = findings["ref"].map(lambda text: json.dumps(text, ensure_ascii=False)).astype("str")
    member = (", member: " + findings["member"]).fillna("")
    line = begin + findings["kind"] + ", ref: " + ref + member + f", reason: {ASKED}}}"
    return findings.assign(fix=findings["fix"].fillna(line))
