"""What the rules make of each member's submission on each exercise, at a given moment."""

from datetime import datetime
from enum import StrEnum

import numpy as np
import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.language import say
from sgdash.program.model import Marks
from sgdash.rules.judging import (
    add_attempts,
    add_deadlines,
    add_excuses,
    add_lateness,
    add_marks,
)
from sgdash.rules.opening import add_openings
from sgdash.rules.pairs import Pairs, taken
from sgdash.rules.removal import add_removals


class Status(StrEnum):
    """Where a submission stands."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    FEEDBACK_GIVEN = "feedback given"
    AWAITING_REVIEW = "awaiting review"
    NOT_SUBMITTED = "not submitted"
    MISSING = "missing"
    EXCUSED = "excused"


OPEN = (Status.FEEDBACK_GIVEN, Status.AWAITING_REVIEW, Status.NOT_SUBMITTED)
"""The statuses that can still become complete; missing work can where late work is accepted."""

LATE = say("late: first handed in after the deadline")
NOT_RESUBMITTED = say("not resubmitted in time")
STILL_INCOMPLETE = say("resubmitted and still incomplete")
FEEDBACK_TOO_LATE = say("feedback came too late to hand in again")
BOUND_ONLY = {
    "merge": say("only its merge is dated, and that came after the deadline"),
    "rewrite": say("only its rewriting is dated, and that came after the deadline"),
    "edit": say("only its last edit is dated, and that came after the deadline"),
}
"""By the clock of the first attempt, each of them an upper bound."""
PERHAPS_OLDER = say("the mark is dated by a day only and may be older than this attempt")
ONLY_EARLIER = say("handed in only before it opened")
TAKEN_BACK = say("handed in and taken back")
NOT_OPEN = say("not open yet")
LATE_ACCEPTED = say("late work is still accepted")


def status_table(
    members: pd.DataFrame,
    exercises: pd.DataFrame,
    attempts: pd.DataFrame,
    marks: pd.DataFrame,
    extensions: pd.DataFrame,
    excuses: pd.DataFrame,
    rules: Marks,
    as_of: datetime,
) -> pd.DataFrame:
    """`tables.STATUS`: one row for each member and exercise, as the rules saw it at `as_of`.

    Takes `tables.MEMBERS`, `EXERCISES`, `ATTEMPTS`, `MARKS` (those that count), `EXTENSIONS` and
    `EXCUSES`; nothing that happened after `as_of`, or before an exercise opened, has any effect.
    Times are UTC.
    """
    now = pd.Timestamp(as_of)
    pairs = Pairs(members["member"], exercises["exercise"])
    table = pairs.grid()
    add_deadlines(table, pairs, exercises, pairs.known(extensions, now), rules)
    holding = marks[~(marks["withdrawn_at"] <= now).fillna(value=False)]
    attempted, marked = add_openings(
        table, pairs, exercises, pairs.known(attempts, now), pairs.known(holding, now)
    )
    add_attempts(table, add_removals(table, attempted, now))
    # who will have seen it only later has not seen it yet
    seen = table["first_not_after"]
    table["first_not_after"] = seen.where(seen <= now)
    add_lateness(table, rules)
    add_marks(table, marked, rules)
    known = members.assign(left_at=members["left_at"].where(members["left_at"] < now))
    add_excuses(table, pairs, known, pairs.known(excuses, now), rules)
    _decide(table, rules, now)
    return conform(tables.STATUS, table)


def _decide(table: pd.DataFrame, rules: Marks, now: pd.Timestamp) -> None:
    """Status and reason of every pair: the first rule that fits holds."""
    handed_in = table["first_at"].notna()
    window_over = (table["window_ends_at"] < now).fillna(value=False)
    no_window = (table["feedback_at"] > table["window_ends_at"]).fillna(value=False)
    complete = table["mark"] == Status.COMPLETE
    incomplete = table["mark"] == Status.INCOMPLETE
    judged = incomplete & handed_in
    unmarked = handed_in & table["mark"].isna()
    past_due = (table["due_at"] < now).fillna(value=False)
    early, back = table["earlier"] > 0, table["brought_at"].notna()
    given = filled(sentences.INCOMPLETE, reason=table["mark_reason"].fillna(""))
    bound_only = table["first_clock"].map({c: str(why) for c, why in BOUND_ONLY.items()})
    decided: list[tuple[pd.Series, Status, str | pd.Series]] = [
        (table["excused"], Status.EXCUSED, table["decision"].fillna("")),
        (table["late"], Status.INCOMPLETE, LATE),
        (complete, Status.COMPLETE, ""),
        (incomplete & table["perhaps_older"], Status.AWAITING_REVIEW, PERHAPS_OLDER),
        (incomplete & ~window_over, Status.FEEDBACK_GIVEN, given),
        (judged & table["resubmitted"], Status.INCOMPLETE, STILL_INCOMPLETE),
        (judged & no_window, Status.INCOMPLETE, FEEDBACK_TOO_LATE if rules.resubmission else given),
        (judged & table["perhaps_resubmitted"], Status.INCOMPLETE, given),
        (judged, Status.INCOMPLETE, NOT_RESUBMITTED),
        (incomplete, Status.INCOMPLETE, given),
        (unmarked & table["perhaps_late"], Status.AWAITING_REVIEW, bound_only),
        (unmarked & (not rules.required), Status.COMPLETE, say("handed in; no mark is asked for")),
        (unmarked, Status.AWAITING_REVIEW, ""),
        (past_due & (rules.late_work == "accepted"), Status.MISSING, LATE_ACCEPTED),
        (past_due & back, Status.MISSING, TAKEN_BACK),
        (past_due & early, Status.MISSING, ONLY_EARLIER),
        (past_due, Status.MISSING, ""),
        (table["opens_at"] > now, Status.NOT_SUBMITTED, NOT_OPEN),
        (back, Status.NOT_SUBMITTED, TAKEN_BACK),
        (early, Status.NOT_SUBMITTED, ONLY_EARLIER),
    ]
    answer = np.full(len(table), len(decided))  # the number of the first rule that fits
    for number, (condition, _, _) in reversed(list(enumerate(decided))):
        answer[condition.to_numpy(dtype="bool")] = number
    statuses = [*(status.value for _, status, _ in decided), Status.NOT_SUBMITTED.value]
    table["status"] = taken(pd.Series(statuses, dtype="str"), answer)
    reasons = [*(reason if isinstance(reason, str) else "" for _, _, reason in decided), ""]
    table["reason"] = taken(pd.Series(reasons, dtype="str"), answer)
    for number, (_, _, reason) in enumerate(decided):
        if not isinstance(reason, str):
            table["reason"] = table["reason"].mask(answer == number, reason)
