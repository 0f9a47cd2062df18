"""What an organiser should look at before somebody else does."""

import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.rules.status import FEEDBACK_TOO_LATE, LATE, Status


def findings_table(status: pd.DataFrame) -> pd.DataFrame:
    """`tables.FINDINGS` of `tables.STATUS`."""
    found = [
        _late_feedback(status),
        _clocks_disagree(status),
        _on_their_word(status),
        _edited_since(status),
        _without_attempt(status),
    ]
    return pd.concat(found, ignore_index=True)


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


def _on_their_word(status: pd.DataFrame) -> pd.DataFrame:
    """Work in time by its commit date alone: no trustworthy clock saw it before the deadline."""
    seen = status["first_not_after"]
    alone = (status["first_at"] <= status["due_at"]) & (seen > status["due_at"])
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


def _edited_since(status: pd.DataFrame) -> pd.DataFrame:
    """Links in a text that was edited after the deadline: nobody knows since when."""
    late = (status["first_at"] > status["due_at"]) & ~(
        status["first_not_before"] > status["due_at"]
    )
    edited = status[late & status["first_clock"].eq("edit")]
    told = edited.assign(
        kind="date not confirmed",
        ref=edited["exercise"],
        detail="its text was opened in time and last edited "
        + _dates(edited["first_at"])
        + "; its link may have come with the edit",
        url=edited["first_url"],
    )
    return conform(tables.FINDINGS, told)


def _without_attempt(status: pd.DataFrame) -> pd.DataFrame:
    """What is complete by a mark alone: handed in elsewhere, or a mark on the wrong submission."""
    alone = status[(status["status"] == Status.COMPLETE) & status["first_at"].isna()]
    told = alone.assign(
        kind="no known attempt",
        ref=alone["mark_source"].fillna(alone["exercise"]),
        detail="marked complete without a known attempt",
        url=alone["evidence_url"],
    )
    return conform(tables.FINDINGS, told)


def _dates(moments: pd.Series) -> pd.Series:
    told: pd.Series = moments.dt.strftime("%Y-%m-%d %H:%M:%S").astype("str") + " UTC"
    return told
