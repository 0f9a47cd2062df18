"""The certificate question answered for each member, at a given moment.

The bar is compared in whole numbers: `completed / assigned >= share` never becomes a floating point
division, so four of five meets 80% exactly.
"""

from datetime import datetime
from enum import StrEnum
from functools import reduce

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.program.model import Bar, Certificate, Project
from sgdash.rules.status import OPEN, Status


class Verdict(StrEnum):
    """The answer to whether a member gets the certificate."""

    ELIGIBLE = "eligible"
    ON_COURSE = "on course"
    OUT_OF_REACH = "out of reach"
    DISQUALIFIED = "disqualified"
    NOT_A_CANDIDATE = "not a candidate"


class Result(StrEnum):
    """What one rule found."""

    PASS = "pass"  # noqa: S105 - a rule's result, no password
    FAIL = "fail"
    PENDING = "pending"


_COUNTS = ["completed", "assigned", "required", "open"]


def required_for(bar: Bar, assigned: int) -> int:
    """The fewest complete exercises of `assigned` that meet the bar; exact."""
    share = bar.share * assigned
    whole = -(-share.numerator // share.denominator)
    return whole + 1 if bar.comparison == "more than" and whole == share else whole


def verdicts_table(
    members: pd.DataFrame,
    status: pd.DataFrame,
    requirements: pd.DataFrame,
    certificate: Certificate | None,
    as_of: datetime,
) -> pd.DataFrame:
    """`tables.VERDICTS`: one row for each member; none where the program awards no certificate.

    Takes `tables.MEMBERS`, `STATUS` (of the same moment) and `REQUIREMENTS`; what was decided after
    `as_of` has no effect.
    """
    if certificate is None:
        return frame(tables.VERDICTS)
    decided = requirements[requirements["at"] <= pd.Timestamp(as_of)]
    table = _counts(members, status)
    _bar(table, certificate.bar, decided)
    _project(table, certificate.project, decided)
    _decide(table, members, certificate, decided)
    return conform(tables.VERDICTS, table.reset_index(names="member"))


def _counts(members: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """How many counted exercises each member completed, was assigned, and has still open."""
    counted = status[status["counted"]]
    by_member = counted["member"]
    columns = {
        "completed": counted["status"].eq(Status.COMPLETE),
        "open": counted["status"].isin([s.value for s in OPEN]),
        "assigned": pd.Series(data=True, index=counted.index),
    }
    counts = pd.DataFrame(columns).groupby(by_member, sort=False).sum()
    return counts.reindex(members["member"], fill_value=0).astype("int64")


def _bar(table: pd.DataFrame, bar: Bar, decided: pd.DataFrame) -> None:
    required = {n: required_for(bar, n) for n in table["assigned"].unique()}
    table["required"] = table["assigned"].map(required).astype("int64")
    table["share"] = (table["completed"] / table["assigned"].where(table["assigned"] > 0)).round(4)
    met = (table["completed"] >= table["required"]) & (table["assigned"] > 0)
    lost = table["completed"] + table["open"] < table["required"]
    waived = _has(table, decided, "bar waived")
    table["bar_result"] = np.select(
        [met | waived, lost], [Result.PASS.value, Result.FAIL.value], Result.PENDING.value
    )


def _project(table: pd.DataFrame, project: Project | None, decided: pd.DataFrame) -> None:
    """The last record of each requirement holds; without a record it is pending, never failed."""
    if project is None:
        table["project"] = pd.Series(index=table.index, dtype="str")
        table["project_result"] = Result.PASS.value
        return
    asked = [
        name
        for name, wanted in (("complete", project.complete), ("presented", project.presented))
        if wanted
    ]
    found = pd.DataFrame({name: _last(table, decided, name) for name in asked})
    waived = _has(table, decided, "project waived")
    words = [
        found[name].map({True: name, False: f"not {name}"}).fillna(f"not yet {name}")
        for name in asked
    ]
    told = reduce(lambda before, word: before + ", " + word, words)
    table["project"] = told.mask(waived, "waived")
    failed = (~found.fillna(value=True)).any(axis="columns")
    done = found.fillna(value=False).all(axis="columns")
    table["project_result"] = np.select(
        [done | waived, failed], [Result.PASS.value, Result.FAIL.value], Result.PENDING.value
    )


def _last(table: pd.DataFrame, decided: pd.DataFrame, name: str) -> pd.Series:
    """True, False or missing for each member: the last record of being complete or presented."""
    kinds = {f"project {name}": True, f"project not {name}": False}
    records = decided[decided["kind"].isin(kinds)].sort_values("at", kind="stable")
    last = records.drop_duplicates("member", keep="last").set_index("member")["kind"]
    return last.map(kinds).reindex(table.index).astype("boolean")


def _has(table: pd.DataFrame, decided: pd.DataFrame, kind: str) -> pd.Series:
    holders = decided.loc[decided["kind"] == kind, "member"]
    return pd.Series(table.index.isin(holders), index=table.index)


def _decide(
    table: pd.DataFrame, members: pd.DataFrame, certificate: Certificate, decided: pd.DataFrame
) -> None:
    """Verdict and reason: the first rule that fits holds. Who is no candidate is not counted."""
    roles = members.set_index("member")["role"].reindex(table.index)
    outside = ~roles.isin([role.value for role in certificate.candidates])
    disqualified = _has(table, decided, "disqualified")
    told = decided[decided["kind"] == "disqualified"].drop_duplicates("member", keep="last")
    table["decision"] = told.set_index("member")["decision"].reindex(table.index)
    results = table[["bar_result", "project_result"]]
    failed = (results == Result.FAIL).any(axis="columns")
    passed = (results == Result.PASS).all(axis="columns")
    conditions = [outside, disqualified, failed, passed]
    answers = [
        Verdict.NOT_A_CANDIDATE,
        Verdict.DISQUALIFIED,
        Verdict.OUT_OF_REACH,
        Verdict.ELIGIBLE,
    ]
    table["verdict"] = np.select(conditions, [a.value for a in answers], Verdict.ON_COURSE.value)
    table["reason"] = _reasons(table, roles, certificate)
    judged = [*_COUNTS, "share", "project", "bar_result", "project_result"]
    table[judged] = table[judged].astype(dict.fromkeys(_COUNTS, "Int64")).mask(outside)


def _reasons(table: pd.DataFrame, roles: pd.Series, certificate: Certificate) -> pd.Series:
    """The reason in words: what is missing, or what decided."""
    done = table["completed"].astype("str") + " of " + table["assigned"].astype("str")
    bar = done + " exercises, " + table["required"].astype("str") + " needed"
    waits = table["bar_result"].eq(Result.PENDING.value)
    bar = bar + (", " + table["open"].astype("str") + " still open").where(waits, "")
    if certificate.project is not None:
        bar = bar + "; project " + table["project"]
    by_verdict = {
        Verdict.NOT_A_CANDIDATE: "takes part as " + roles,
        Verdict.DISQUALIFIED: table["decision"],
    }
    reason = bar
    for verdict, text in by_verdict.items():
        reason = reason.mask(table["verdict"] == verdict, text)
    return reason
