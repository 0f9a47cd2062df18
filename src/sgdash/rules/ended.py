"""Marks and decisions that stand no longer: who took which back, and what a receipt says of it."""

from collections.abc import Iterator

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.language import Said, say
from sgdash.rules.criteria import Result
from sgdash.rules.lines import Line, Row
from sgdash.rules.pairs import Found, Pairs, taken
from sgdash.rules.standing import WITHDRAWN, standing_marks


def ended_marks(
    members: pd.DataFrame, exercises: pd.DataFrame, marks: pd.DataFrame, now: pd.Timestamp
) -> pd.DataFrame:
    """`tables.ENDED`: the marks that were taken back by `now`.

    Takes `tables.MEMBERS`, `EXERCISES` and `MARKS`.
    """
    gone = marks[(marks["withdrawn_at"] <= now).fillna(value=False)]
    on_github = gone.assign(ended_at=gone["withdrawn_at"], ended_by=gone["withdrawn_by"], why=None)
    told = [on_github]
    if marks["mark"].eq(WITHDRAWN).any():
        pairs = Pairs(members["member"], exercises["exercise"])
        holding = marks.drop(index=gone.index).reset_index(drop=True)
        told.append(_by_hand(pairs.known(holding, now)))
    rows = pd.concat([part for part in told if len(part)] or told[:1])
    if rows.empty:
        return frame(tables.ENDED)
    rows = rows.assign(
        kind="mark",
        how="taken back",
        which=rows["exercise"],
        decision=rows["mark"] + " by " + rows["by"] + ": " + rows["reason"],
        reason=rows["why"],
    )
    return conform(tables.ENDED, rows.sort_values("ended_at", kind="stable"))


def _by_hand(marks: Found) -> pd.DataFrame:
    """The marks that withdrawals took back, with who did it, when and why."""
    _, gone, by = standing_marks(marks)
    rows = marks.rows
    return rows.iloc[gone].assign(
        ended_at=taken(rows["at"], by).array,
        ended_by=taken(rows["by"], by).array,
        why=taken(rows["reason"], by).array,
    )


def ended_lines(ended: pd.DataFrame) -> Iterator[Line]:
    """A line of a receipt for each row of `tables.ENDED`, in the order in which they ended."""
    for values in ended.sort_values("ended_at", kind="stable").to_dict("records"):
        row = Row(dict(values))
        rule = say("Replaced") if row.text("how") == "replaced" else say("Taken back")
        yield Line(rule, Result.NOTE, ended_text(row), row.time("ended_at"))


def ended_text(row: Row) -> Said:
    """A row of `tables.ENDED` in words."""
    replaced = row.text("how") == "replaced"
    kind, decision = _KINDS[str(row.text("kind"))], row.text("decision")
    by, reason = row.text("ended_by"), row.text("reason")
    if by is None:
        return say("{kind}: {decision}; taken back on GitHub", kind=kind, decision=decision)
    if reason is None:
        return say(
            "{kind}: {decision}; taken back on GitHub by {by}", kind=kind, decision=decision, by=by
        )
    if replaced:
        return say(
            "{kind}: {decision}; replaced by {by}: {reason}",
            kind=kind,
            decision=decision,
            by=by,
            reason=reason,
        )
    return say(
        "{kind}: {decision}; taken back by {by}: {reason}",
        kind=kind,
        decision=decision,
        by=by,
        reason=reason,
    )


_KINDS = {
    "mark": say("mark"),
    "extension": say("extension"),
    "excused": say("excuse"),
    "waiver": say("waiver"),
    "disqualification": say("disqualification"),
}
