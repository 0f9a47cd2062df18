"""What an organiser should look at before somebody else does."""

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.rules.beginning import start_line
from sgdash.rules.judging import UPPER_BOUNDS
from sgdash.rules.status import FEEDBACK_TOO_LATE, LATE, Status


def findings_table(status: pd.DataFrame, begins: pd.Timestamp | None = None) -> pd.DataFrame:
    """`tables.FINDINGS` of `tables.STATUS`; `begins` is what `beginning.supposed_start` says."""
    found = [
        _late_feedback(status),
        _clocks_disagree(status),
        _on_their_word(status),
        _edited_since(status),
        _perhaps_earlier(status),
        _without_attempt(status),
        _taken_out(status, begins),
    ]
    return pd.concat(found, ignore_index=True)


def _late_feedback(status: pd.DataFrame) -> pd.DataFrame:
    """Feedback that left a member no time: the group's doing, not the member's."""
    late = status[status["reason"] == FEEDBACK_TOO_LATE]
    told = late.assign(
        kind="feedback too late",
        ref=late["mark_source"].fillna(late["exercise"]),
        detail=filled(sentences.FEEDBACK_LATE, at=late["mark_at"]),
        url=late["evidence_url"],
    )
    return conform(tables.FINDINGS, told)


def _clocks_disagree(status: pd.DataFrame) -> pd.DataFrame:
    """Late work that another date says is in time: pushed late, rewritten since, or backdated."""
    late = status[status["reason"] == LATE]
    by_commit = late["first_committed_at"] <= late["due_at"]
    by_author = (late["first_authored_at"] <= late["due_at"]) & ~by_commit
    claimed = filled(
        sentences.CLOCKS_DISAGREE, clock=late["first_clock"], at=late["first_committed_at"]
    )
    detail = claimed.where(by_commit, filled(sentences.REWRITTEN, at=late["first_authored_at"]))
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
        detail=filled(sentences.ON_THEIR_WORD, at=status["first_at"], seen=seen),
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
        detail=filled(sentences.EDITED_SINCE, at=edited["first_at"]),
        url=edited["first_url"],
    )
    return conform(tables.FINDINGS, told)


def _perhaps_earlier(status: pd.DataFrame) -> pd.DataFrame:
    """What counts, and may be from before the exercise opened: only an upper bound dates it."""
    doubtful = status["first_clock"].isin(UPPER_BOUNDS) & (
        status["first_not_before"] < status["opens_at"]
    )
    found = status[doubtful]
    told = found.assign(
        kind="date not confirmed",
        ref=found["exercise"],
        detail=filled(
            sentences.PERHAPS_EARLIER, clock=found["first_clock"], at=found["first_not_before"]
        ),
        url=found["first_url"],
    )
    return conform(tables.FINDINGS, told)


def _without_attempt(status: pd.DataFrame) -> pd.DataFrame:
    """What is complete by a mark alone: handed in elsewhere, or a mark on the wrong submission.

    Where work from before the opening is known, somebody has decided about that.
    """
    by_mark = (status["status"] == Status.COMPLETE) & status["first_at"].isna()
    alone = status[by_mark & (status["earlier"] == 0)]
    told = alone.assign(
        kind="no known attempt",
        ref=alone["mark_source"].fillna(alone["exercise"]),
        detail=str(sentences.WITHOUT_ATTEMPT),
        url=alone["evidence_url"],
    )
    return conform(tables.FINDINGS, told)


def _taken_out(status: pd.DataFrame, begins: pd.Timestamp | None) -> pd.DataFrame:
    """What somebody else took out while it could still be handed in: a slip, or it was to be.

    What is tidied up after its deadline is no news. What is older than the season can have begun
    was more likely cleared for it, and that is said first.
    """
    early = (status["taken_out_at"] <= status["due_at"]) & status["first_at"].notna()
    found = status[early]
    out = {
        "at": found["taken_out_at"],
        "commit": found["taken_out_commit"].str.slice(0, 7),
        "who": found["taken_out_by"],
    }
    detail = filled(sentences.TAKEN_OUT, **out)
    if begins is not None:
        older = (found["submitted_at"] < begins) & found["opens_at"].isna()
        day, line = f"{begins:%Y-%m-%d}", start_line(begins)
        cleared = filled(sentences.TAKEN_OUT_EARLIER, **out, day=day, line=line)
        detail = detail.mask(older, cleared)
    told = found.assign(
        kind="taken out again",
        ref=found["exercise"],
        detail=detail,
        url=found["taken_out_url"],
    )
    return conform(tables.FINDINGS, told)
