"""Which attempt counts and which mark judges it: the facts that a status is decided on.

Each function adds columns to the table of pairs; `rules.status` turns them into words.
"""

import numpy as np
import pandas as pd

from sgdash import sentences
from sgdash.frames import days, filled
from sgdash.program.model import Marks
from sgdash.rules.opening import marked_words
from sgdash.rules.pairs import Found, Pairs, taken
from sgdash.rules.standing import standing_marks

COMPLETE, INCOMPLETE = "complete", "incomplete"

MERGE = "merge"
"""The clock of work that only its merge dates: handing in again is none of it."""

UPPER_BOUNDS = (MERGE, "rewrite", "edit")
"""The clocks that say only that an attempt is no younger (`match.clocks.Clock`)."""


def add_deadlines(
    table: pd.DataFrame,
    pairs: Pairs,
    exercises: pd.DataFrame,
    extensions: Found,
    rules: Marks,
) -> None:
    """`counted`, `due_at` put off by the latest extension, `window_ends_at`, `decision`.

    The window runs from the deadline that holds for the member, extended or not; where late work is
    accepted it never ends.
    """
    table["counted"] = pairs.of_exercises(exercises["counted"])
    due_at = pairs.of_exercises(exercises["due_at"])
    latest = extensions.by("due_at").last()
    put_off = taken(extensions.rows["due_at"], latest)
    extended = put_off > due_at
    table["due_at"] = due_at.mask(extended, put_off)
    holding = np.where(extended, latest, -1)
    table["decision"] = taken(extensions.rows["decision"], holding)
    table["decision_at"] = taken(extensions.rows["at"], holding)
    table["written_due"] = pairs.of_exercises(exercises["due"]).where(extended)
    if rules.late_work == "accepted":
        table["window_ends_at"] = pd.Series(pd.NaT, index=table.index, dtype=table["due_at"].dtype)
    else:
        table["window_ends_at"] = table["due_at"] + (rules.resubmission or pd.Timedelta(0))


def add_attempts(table: pd.DataFrame, attempts: Found) -> None:
    """`first_at`, and the attempt that counts: the last inside the window, else the first.

    Also `pushed_at`, the last moment at which its work is known to have changed: its own, unless
    only a merge dates it.
    """
    window_end = taken(table["window_ends_at"], attempts.pair)
    inside = window_end.isna() | (attempts["at"] <= window_end)
    first, last = attempts.first(), attempts.where(inside.to_numpy()).last()
    counting = np.where(last >= 0, last, first)
    rows = attempts.rows
    table["first_at"] = taken(rows["at"], first)
    table["first_clock"] = taken(rows["clock"], first)
    table["first_authored_at"] = taken(rows["authored_at"], first)
    table["first_committed_at"] = taken(rows["committed_at"], first)
    table["first_not_before"] = taken(rows["not_before"], first)
    table["first_not_after"] = taken(rows["not_after"], first)
    table["first_url"] = taken(rows["url"], first)
    table["submitted_at"] = taken(rows["at"], counting)
    table["clock"] = taken(rows["clock"], counting)
    table["evidence_url"] = taken(rows["url"], counting)
    merged = attempts.says("clock", MERGE)
    pushed = taken(rows["at"], attempts.where(inside.to_numpy() & ~merged).last())
    table["pushed_at"] = pushed.where(table["clock"] == MERGE, table["submitted_at"])
    table["attempts"] = np.bincount(attempts.pair, minlength=len(table)).astype("int64")


def add_lateness(table: pd.DataFrame, rules: Marks) -> None:
    """`late`: first handed in after the deadline; `perhaps_late`: so says only an upper bound.

    What a trustworthy clock says came after the deadline is late, whatever is not known of it.
    """
    after_due = (table["first_at"] > table["due_at"]).fillna(value=False)
    after_due &= rules.late_work == "incomplete"
    upper_bound = table["first_clock"].isin(UPPER_BOUNDS)
    upper_bound &= ~(table["first_not_before"] > table["due_at"]).fillna(value=False)
    table["late"], table["perhaps_late"] = after_due & ~upper_bound, after_due & upper_bound


def add_marks(table: pd.DataFrame, marks: Found, rules: Marks) -> None:
    """The mark that judges: the last at or after the attempt that counts.

    A merge is no resubmission: where it alone dates that attempt, a complete that nobody took back
    judges what was pushed before. Also what the mark overruled, the last mark from before that
    attempt, when feedback first came, and whether work came again after it.
    """
    rows = marks.rows
    marks, _, _ = standing_marks(marks)
    until = rows["until"].fillna(rows["at"])
    judged = taken(table["submitted_at"], marks.pair)
    after = (judged.isna() | (taken(until, marks.row) >= judged)).to_numpy()
    judges = after | (_before_merge(marks, until, table["pushed_at"])[marks.pair] == marks.row)
    if rules.cover_later_attempts:
        judges = judges | marks.says("mark", COMPLETE)
    judging = marks.where(judges)
    last = judging.last()
    table["mark"] = taken(rows["mark"], last)
    table["mark_by"] = taken(rows["by"], last)
    table["mark_at"] = taken(rows["at"], last)
    table["mark_reason"] = taken(rows["reason"], last)
    table["mark_source"] = taken(rows["source"], last)
    table["mark_url"] = taken(rows["url"], last)
    table["overruled_mark"] = marked_words(rows, _contrary(judging, last).last())
    table["stale_mark"] = marked_words(rows, marks.where(~judges).last())
    feedback = marks.where(marks.says("mark", INCOMPLETE)).first()
    table["feedback_at"] = taken(rows["at"], feedback)
    table["resubmitted"] = table["pushed_at"] > taken(until, feedback)
    again = table["first_at"] < table["submitted_at"]
    table["perhaps_older"] = again & _on_the_day(marks, last, until, table["submitted_at"])
    table["perhaps_resubmitted"] = again & _on_the_day(marks, feedback, until, table["pushed_at"])


def _on_the_day(
    marks: Found, position: np.ndarray, until: pd.Series, attempt: pd.Series
) -> pd.Series:
    """Whether the marks at these positions are dated by the day of the attempt only.

    Nobody knows then which of the two came first.
    """
    day = (taken(marks.rows["at"], position) < attempt) & (attempt <= taken(until, position))
    return day.fillna(value=False)


def _before_merge(marks: Found, until: pd.Series, pushed_at: pd.Series) -> np.ndarray:
    """For each pair its newest mark, if that is a complete for what was pushed by then, else -1."""
    newest = marks.last()
    complete = taken(marks.rows["mark"], newest).eq(COMPLETE)
    holds = complete & (pushed_at.isna() | (taken(until, newest) >= pushed_at))
    return np.where(holds, newest, -1)


def _contrary(judging: Found, last: np.ndarray) -> Found:
    """Marks that somebody else than the last marker made, and that said otherwise."""
    complete = judging.rows["mark"].eq(COMPLETE).to_numpy()
    contrary = judging.where(complete[judging.row] != complete[last[judging.pair]])
    other_person = contrary["by"] != taken(judging.rows["by"], last[contrary.pair])
    return contrary.where(other_person.to_numpy())


def add_excuses(
    table: pd.DataFrame, pairs: Pairs, members: pd.DataFrame, excuses: Found, rules: Marks
) -> None:
    """`excused` by a decision, by joining after the deadline, or by having left before it.

    Excused exercises leave the count; what was marked complete without a known attempt stays in it,
    unless a decision excuses from it.
    """
    told = taken(excuses.rows["decision"], excuses.last())
    decided_at = taken(excuses.rows["at"], excuses.last())
    joined, left = pairs.of_members(members["joined_at"]), pairs.of_members(members["left_at"])
    nothing = table["first_at"].isna()
    in_vain = nothing | table["late"]
    by_hand = table["mark"].eq(COMPLETE) & nothing
    gone = (table["due_at"] < joined) & in_vain & (rules.before_joining == "excused") & ~by_hand
    after = (table["due_at"].isna() | (table["due_at"] > left)) & left.notna() & nothing & ~by_hand
    on_joining = filled(sentences.JOINED_AFTER_DEADLINE, day=days(members["joined_at"]))
    on_leaving = filled(sentences.LEFT, day=days(members["left_at"]))
    told = told.mask(told.isna() & gone, pairs.of_members(on_joining))
    told = told.mask(told.isna() & after, pairs.of_members(on_leaving))
    table["excused"] = told.notna()
    table["decision"] = table["decision"].mask(told.notna(), told)
    table["decision_at"] = table["decision_at"].mask(told.notna(), decided_at)
    table["counted"] = table["counted"] & ~table["excused"]
