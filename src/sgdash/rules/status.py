"""What the rules make of each member's submission on each exercise, at a given moment.

Everything is a column operation over members × exercises; a pair is known by its position
`member * number of exercises + exercise`, so that attempts and marks reach it without a join.
"""

from datetime import datetime
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.program.model import Marks

UPPER_BOUND = "merge"
"""The clock that says only that an attempt is no younger (`match.attempts.Clock.MERGE`)."""


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
"""The statuses that can still become complete."""

LATE = "late: first handed in after the deadline"
NOT_RESUBMITTED = "not resubmitted in time"
STILL_INCOMPLETE = "resubmitted and still incomplete"
MERGE_ONLY = "only its merge is dated, and that came after the deadline"


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
    `EXCUSES`; nothing that happened after `as_of` has any effect. Times are UTC.
    """
    now = pd.Timestamp(as_of)
    pairs = _Pairs(members["member"], exercises["exercise"])
    table = pairs.grid()
    _deadlines(table, pairs, exercises, extensions[extensions["at"] <= now], rules)
    attempts = pairs.known(attempts[attempts["at"] <= now])
    marks = pairs.known(marks[marks["at"] <= now])
    _attempts(table, attempts)
    _marks(table, marks, rules)
    _excuses(table, pairs, excuses[excuses["at"] <= now])
    _decide(table, rules, now)
    return conform(tables.STATUS, table)


class _Pairs:
    """Members × exercises, and the position of each pair."""

    def __init__(self, members: pd.Series, exercises: pd.Series) -> None:
        self.members = pd.Index(members)
        self.exercises = pd.Index(exercises)

    def grid(self) -> pd.DataFrame:
        """One row a pair, in position order."""
        return pd.DataFrame(
            {
                "member": self.members.repeat(len(self.exercises)),
                "exercise": np.tile(self.exercises.to_numpy(), len(self.members)),
            }
        )

    def known(self, rows: pd.DataFrame) -> pd.DataFrame:
        """`rows` of known members and exercises with their pair's position, oldest first."""
        member = self.members.get_indexer(pd.Index(rows["member"]))
        exercise = self.exercises.get_indexer(pd.Index(rows["exercise"]))
        known = (member >= 0) & (exercise >= 0)
        at_pair: pd.DataFrame = rows.assign(pair=member * len(self.exercises) + exercise)
        at_pair = at_pair[known]
        return at_pair.sort_values(["pair", "at"], kind="stable", ignore_index=True)


def _deadlines(
    table: pd.DataFrame,
    pairs: _Pairs,
    exercises: pd.DataFrame,
    extensions: pd.DataFrame,
    rules: Marks,
) -> None:
    """The deadline of each pair, put off by its latest extension, and the end of the window.

    The window runs from the deadline that holds for the member, extended or not; where late work is
    accepted it never ends.
    """
    times = len(pairs.members)
    table["counted"] = np.tile(exercises["counted"].to_numpy(), times)
    table["due_at"] = exercises["due_at"].take(np.tile(np.arange(len(exercises)), times)).array
    table["decision"] = pd.Series(index=table.index, dtype="str")
    later = pairs.known(extensions).sort_values("due_at", kind="stable")
    later = later.drop_duplicates("pair", keep="last").set_index("pair")
    extended = later.index[later["due_at"] > table["due_at"].loc[later.index]]
    table.loc[extended, "due_at"] = later.loc[extended, "due_at"]
    table.loc[extended, "decision"] = later.loc[extended, "decision"]
    if rules.late_work == "accepted":
        table["window_ends_at"] = pd.Series(pd.NaT, index=table.index, dtype=table["due_at"].dtype)
    else:
        table["window_ends_at"] = table["due_at"] + (rules.resubmission or pd.Timedelta(0))


def _attempts(table: pd.DataFrame, attempts: pd.DataFrame) -> None:
    """First attempt, and the one that counts: the last inside the window, else the first."""
    first = attempts.drop_duplicates("pair").set_index("pair")
    table["first_at"] = first["at"].reindex(table.index)
    table["first_clock"] = first["clock"].reindex(table.index)
    window_end = table["window_ends_at"].take(attempts["pair"].to_numpy())
    inside = window_end.isna().to_numpy() | (attempts["at"].array <= window_end.array)
    inside_attempts = attempts[inside]
    last = inside_attempts.drop_duplicates("pair", keep="last").set_index("pair")
    counting = pd.concat([last, first[~first.index.isin(last.index)]]).reindex(table.index)
    table["submitted_at"] = counting["at"]
    table["clock"] = counting["clock"]
    table["evidence_url"] = counting["url"]
    table["attempts"] = _count(attempts["pair"], len(table))


def _count(pairs: pd.Series, size: int) -> npt.NDArray[np.int64]:
    return np.bincount(pairs.to_numpy(), minlength=size).astype("int64")


def _marks(table: pd.DataFrame, marks: pd.DataFrame, rules: Marks) -> None:
    """The mark that judges: the last at or after the counting attempt; and any resubmission."""
    judged = table["submitted_at"].take(marks["pair"].to_numpy())
    fresh = judged.isna().to_numpy() | (marks["at"].array >= judged.array)
    judging = marks if rules.cover_later_attempts else marks[fresh]
    last = judging.drop_duplicates("pair", keep="last").set_index("pair").reindex(table.index)
    table["mark"], table["mark_by"], table["mark_at"] = last["mark"], last["by"], last["at"]
    table["mark_reason"], table["mark_source"] = last["reason"], last["source"]
    first_no = marks[marks["mark"] == Status.INCOMPLETE].drop_duplicates("pair").set_index("pair")
    feedback_at = first_no["at"].reindex(table.index)
    table["resubmitted"] = (table["submitted_at"] > feedback_at).fillna(value=False)


def _excuses(table: pd.DataFrame, pairs: _Pairs, excuses: pd.DataFrame) -> None:
    """Excused exercises leave the count."""
    told = pairs.known(excuses).drop_duplicates("pair", keep="last").set_index("pair")
    table["excused"] = table.index.isin(told.index)
    table.loc[told.index, "decision"] = told["decision"]
    table["counted"] = table["counted"] & ~table["excused"]


def _decide(table: pd.DataFrame, rules: Marks, now: pd.Timestamp) -> None:
    """Status and reason of every pair: the first rule that fits holds."""
    handed_in = table["first_at"].notna()
    after_due = (table["first_at"] > table["due_at"]).fillna(value=False)
    late = after_due & (rules.late_work == "incomplete")
    unknown = late & (table["first_clock"] == UPPER_BOUND)
    no_window_left = (table["window_ends_at"] < now).fillna(value=False)
    complete = table["mark"] == Status.COMPLETE
    incomplete = table["mark"] == Status.INCOMPLETE
    may_resubmit = incomplete & ~no_window_left & handed_in
    again = table["resubmitted"]
    unmarked = handed_in & table["mark"].isna()
    past_due = (table["due_at"] < now).fillna(value=False)
    excused_reason = table["decision"].fillna("")
    given = "marked incomplete: " + table["mark_reason"].fillna("")
    decided: list[tuple[pd.Series, Status, str | pd.Series]] = [
        (table["excused"], Status.EXCUSED, excused_reason),
        (late & ~unknown, Status.INCOMPLETE, LATE),
        (complete, Status.COMPLETE, ""),
        (may_resubmit, Status.FEEDBACK_GIVEN, given),
        (incomplete & handed_in & again, Status.INCOMPLETE, STILL_INCOMPLETE),
        (incomplete & handed_in, Status.INCOMPLETE, NOT_RESUBMITTED),
        (incomplete, Status.INCOMPLETE, given),
        (unmarked & unknown, Status.AWAITING_REVIEW, MERGE_ONLY),
        (unmarked & (not rules.required), Status.COMPLETE, "handed in; no mark is asked for"),
        (unmarked, Status.AWAITING_REVIEW, ""),
        (past_due, Status.MISSING, ""),
    ]
    conditions = [condition.to_numpy(dtype="bool") for condition, _, _ in decided]
    table["status"] = np.select(
        conditions, [status.value for _, status, _ in decided], Status.NOT_SUBMITTED.value
    )
    reasons = [
        reason if isinstance(reason, str) else reason.to_numpy(dtype="object")
        for _, _, reason in decided
    ]
    table["reason"] = np.select(conditions, reasons, "")
