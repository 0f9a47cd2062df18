"""Marks and decisions that do not stand: who took which back, who had no right to what they did.

And what a receipt says of it.
"""

from collections.abc import Iterator

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled, frame
from sgdash.language import Said, say
from sgdash.program.refused import Refusal
from sgdash.program.standing import REPLACED, TAKEN_BACK
from sgdash.rules.criteria import Result
from sgdash.rules.lines import Line, Row
from sgdash.rules.pairs import Found, Pairs, taken
from sgdash.rules.standing import WITHDRAWN, standing_marks
from sgdash.sentences import decision_words, person


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
        how=TAKEN_BACK,
        which=rows["exercise"],
        decision=filled(sentences.MARKED, mark=rows["mark"], by=rows["by"], reason=rows["reason"]),
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


def refused_marks(refused: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """`tables.ENDED`: what of `tables.REFUSED` had happened by `now`. It decides nothing."""
    made = refused[refused["at"] <= now]
    rows = made.assign(
        kind="mark",
        which=made["exercise"],
        decision=filled(sentences.AT, did=made["did"], where=made["ref"]),
        how=made["why"],
        ended_by=made["by"],
        ended_at=made["at"],
    )
    return conform(tables.ENDED, rows)


def ended_lines(ended: pd.DataFrame) -> Iterator[Line]:
    """A line of a receipt for each row of `tables.ENDED`, in the order in which they ended."""
    for values in ended.sort_values("ended_at", kind="stable").to_dict("records"):
        row = Row(dict(values))
        how, at = str(row.text("how")), row.time("ended_at")
        yield Line(_RULES[how], Result.NOTE, ended_text(row), at, url=row.text("url"))


_RULES = {
    TAKEN_BACK: say("Taken back"),
    REPLACED: say("Replaced"),
    Refusal.NO_MARK: say("No mark"),
    Refusal.OWN_WORK: say("No mark"),
    Refusal.NOT_TAKEN_BACK: say("Not taken back"),
}


def ended_text(row: Row) -> Said:
    """A row of `tables.ENDED` in words."""
    how = row.text("how")
    kind, decision = _KINDS[str(row.text("kind"))], decision_words(row.text("decision") or "")
    by, reason = row.text("ended_by"), row.text("reason")
    if by is None:
        return say("{kind}: {decision}; taken back on GitHub", kind=kind, decision=decision)
    if how == Refusal.OWN_WORK:
        return say("{by} {did}, but nobody marks work of their own", by=person(by), did=decision)
    if how in set(Refusal):
        return say("{by} {did}, but may not mark", by=person(by), did=decision)
    if reason is None:
        return say(
            "{kind}: {decision}; taken back on GitHub by {by}",
            kind=kind,
            decision=decision,
            by=person(by),
        )
    if how == REPLACED:
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
