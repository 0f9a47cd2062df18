"""The certificate question answered for each member, from the results of its criteria."""

from datetime import datetime
from enum import StrEnum
from functools import reduce

import numpy as np
import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, days, filled, frame
from sgdash.program.model import Certificate
from sgdash.rules.criteria import Criterion, Result
from sgdash.rules.shares import thousandths_of


class Verdict(StrEnum):
    """The answer to whether a member gets the certificate."""

    ELIGIBLE = "eligible"
    ON_COURSE = "on course"
    OUT_OF_REACH = "out of reach"
    DISQUALIFIED = "disqualified"
    NOT_A_CANDIDATE = "not a candidate"


def verdicts_table(
    members: pd.DataFrame,
    criteria: pd.DataFrame,
    requirements: pd.DataFrame,
    certificate: Certificate | None,
    as_of: datetime,
) -> pd.DataFrame:
    """`tables.VERDICTS`: one row for each member; none where the program awards no certificate.

    Takes `tables.MEMBERS`, the `CRITERIA` of the candidates at the same moment, and `REQUIREMENTS`.
    """
    if certificate is None:
        return frame(tables.VERDICTS)
    now = pd.Timestamp(as_of)
    table = pd.DataFrame(index=pd.Index(members["member"], name="member"))
    _numbers(table, criteria)
    told = requirements[(requirements["kind"] == "disqualified") & (requirements["at"] <= now)]
    first = told.sort_values("at", kind="stable").drop_duplicates("member").set_index("member")
    table["decision"] = first["decision"].reindex(table.index)
    table["decision_at"] = first["at"].reindex(table.index)
    why_not = not_a_candidate(members, certificate, as_of).set_axis(table.index)
    by_member = criteria["member"]
    failed = criteria["result"].eq(Result.FAIL).groupby(by_member).any().reindex(table.index)
    passed = criteria["result"].eq(Result.PASS).groupby(by_member).all().reindex(table.index)
    answers = {
        Verdict.NOT_A_CANDIDATE: why_not.notna(),
        Verdict.DISQUALIFIED: table["decision"].notna(),
        Verdict.OUT_OF_REACH: failed.fillna(value=False).astype("bool"),
        Verdict.ELIGIBLE: passed.fillna(value=False).astype("bool"),
    }
    names = [verdict.value for verdict in answers]
    table["verdict"] = np.select(list(answers.values()), names, Verdict.ON_COURSE.value)
    reason = _reasons(table.index, criteria)
    table["reason"] = reason.mask(table["decision"].notna(), table["decision"]).mask(
        why_not.notna(), why_not
    )
    return conform(tables.VERDICTS, table.reset_index())


def not_a_candidate(members: pd.DataFrame, certificate: Certificate, as_of: datetime) -> pd.Series:
    """Why each member is no candidate at `as_of`; empty for those who are."""
    outside = ~members["role"].isin([role.value for role in certificate.candidates])
    left = (members["left_at"] < pd.Timestamp(as_of)).fillna(value=False)
    why = pd.Series(index=members.index, dtype="str")
    why = why.mask(left, filled(sentences.LEFT, day=days(members["left_at"])))
    return why.mask(outside, filled(sentences.TAKES_PART, role=members["role"]))


def _numbers(table: pd.DataFrame, criteria: pd.DataFrame) -> None:
    """What the exercises and the project come to, as columns."""
    by_name = {name: rows.set_index("member") for name, rows in criteria.groupby("criterion")}
    none = criteria.iloc[:0].set_index("member")
    exercises = by_name.get(Criterion.EXERCISES, none).reindex(table.index)
    table["completed"], table["assigned"] = exercises["done"], exercises["of"]
    table["required"] = exercises["required"]
    table["share"] = thousandths_of(exercises["done"], exercises["of"]).astype("float64") / 1000
    table["project"] = by_name.get(Criterion.PROJECT, none).reindex(table.index)["found"]


def _reasons(names: pd.Index, criteria: pd.DataFrame) -> pd.Series:
    """Every criterion in words, with what is needed and what is still open."""
    needed = ", " + criteria["required"].astype("str") + " needed"
    still_open = ", " + criteria["open"].astype("str") + " still open"
    waits = criteria["result"].eq(Result.PENDING)
    waived = pd.Series("", index=criteria.index).mask(criteria["decision"].notna(), ", waived")
    counted = criteria["found"] + " " + criteria["criterion"]
    talks = criteria["done"].astype("str") + " talks"
    talks = talks.mask(criteria["done"].eq(1).fillna(value=False), "1 talk")
    counted = counted.mask(criteria["criterion"].eq(Criterion.TALKS), talks)
    bars = counted + needed + still_open.where(waits, "")
    numbered = criteria["of"].notna()
    told = (bars + waived).where(numbered, "project " + criteria["found"])
    parts = [
        rows.set_index("member")["told"]
        for _, rows in criteria.assign(told=told).groupby("criterion", sort=False)
    ]
    reasons = reduce(lambda before, part: before + "; " + part, parts) if parts else told
    return reasons.reindex(names)
