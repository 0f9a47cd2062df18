"""Which attempt counts and which mark judges it: the facts that a status is decided on.

Each function adds columns to the table of pairs; `rules.status` turns them into words.
"""

import numpy as np
import pandas as pd

from sgdash.program.model import Marks
from sgdash.rules.pairs import Pairs, last_of_each

COMPLETE, INCOMPLETE, WITHDRAWN = "complete", "incomplete", "withdrawn"

UPPER_BOUND = "merge"
"""The clock that says only that an attempt is no younger (`match.attempts.Clock.MERGE`)."""


def add_deadlines(
    table: pd.DataFrame,
    pairs: Pairs,
    exercises: pd.DataFrame,
    extensions: pd.DataFrame,
    rules: Marks,
) -> None:
    """`counted`, `due_at` put off by the latest extension, `window_ends_at`, `decision`.

    The window runs from the deadline that holds for the member, extended or not; where late work is
    accepted it never ends.
    """
    table["counted"] = pairs.of_exercises(exercises["counted"])
    table["due_at"] = pairs.of_exercises(exercises["due_at"])
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


def add_attempts(table: pd.DataFrame, attempts: pd.DataFrame) -> None:
    """`first_at`, and the attempt that counts: the last inside the window, else the first."""
    first = attempts.drop_duplicates("pair").set_index("pair")
    table["first_at"] = first["at"].reindex(table.index)
    table["first_clock"] = first["clock"].reindex(table.index)
    table["first_authored_at"] = first["authored_at"].reindex(table.index)
    table["first_url"] = first["url"].reindex(table.index)
    window_end = table["window_ends_at"].take(attempts["pair"].to_numpy())
    inside = window_end.isna().to_numpy() | (attempts["at"].array <= window_end.array)
    last = attempts[inside].drop_duplicates("pair", keep="last").set_index("pair")
    counting = pd.concat([last, first[~first.index.isin(last.index)]]).reindex(table.index)
    table["submitted_at"] = counting["at"]
    table["clock"] = counting["clock"]
    table["evidence_url"] = counting["url"]
    counts = np.bincount(attempts["pair"].to_numpy(), minlength=len(table))
    table["attempts"] = counts.astype("int64")


def add_lateness(table: pd.DataFrame, rules: Marks) -> None:
    """`late`: first handed in after the deadline; `perhaps_late`: so says only its merge."""
    after_due = (table["first_at"] > table["due_at"]).fillna(value=False)
    after_due &= rules.late_work == "incomplete"
    upper_bound = table["first_clock"] == UPPER_BOUND
    table["late"], table["perhaps_late"] = after_due & ~upper_bound, after_due & upper_bound


def add_marks(table: pd.DataFrame, marks: pd.DataFrame, rules: Marks) -> None:
    """The mark that judges: the last at or after the attempt that counts.

    Also what it overruled, the last mark from before that attempt, when feedback first came, and
    whether work came again after it. A withdrawn mark takes all before it along.
    """
    size = len(table)
    marks = _standing(marks)
    judged = table["submitted_at"].take(marks["pair"].to_numpy())
    until = marks["until"].fillna(marks["at"])
    judges = judged.isna().to_numpy() | (until.array >= judged.array)
    if rules.cover_later_attempts:
        judges |= (marks["mark"] == COMPLETE).to_numpy()
    judging = marks[judges]
    last = last_of_each(judging, size)
    table["mark"] = last["mark"]
    table["mark_by"] = last["by"]
    table["mark_at"] = last["at"]
    table["mark_reason"] = last["reason"]
    table["mark_source"] = last["source"]
    table["overruled_mark"] = _told(last_of_each(_contrary(judging, last), size))
    table["stale_mark"] = _told(last_of_each(marks[~judges], size))
    feedback = marks.assign(until=until)[marks["mark"] == INCOMPLETE].drop_duplicates("pair")
    feedback = feedback.set_index("pair")
    table["feedback_at"] = feedback["at"].reindex(table.index)
    again = table["submitted_at"] > feedback["until"].reindex(table.index)
    table["resubmitted"] = again.fillna(value=False)


def _standing(marks: pd.DataFrame) -> pd.DataFrame:
    """Those that hold: a withdrawn one is none, and nor are those of its pair before it."""
    withdrawn = marks.loc[marks["mark"] == WITHDRAWN, "pair"].drop_duplicates(keep="last")
    taken_to = marks["pair"].map(pd.Series(withdrawn.index, index=withdrawn.to_numpy()))
    standing: pd.DataFrame = marks[taken_to.isna() | (taken_to < marks.index)]
    return standing


def _contrary(judging: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """Marks that somebody else than the last marker made, and that said otherwise."""
    holds = last.take(judging["pair"].to_numpy())
    other_word = judging["mark"].to_numpy() != holds["mark"].to_numpy()
    other_person = judging["by"].to_numpy() != holds["by"].to_numpy()
    contrary: pd.DataFrame = judging[other_word & other_person]
    return contrary


def _told(marks: pd.DataFrame) -> pd.Series:
    """A mark in words; empty where there is none."""
    return marks["mark"] + " by " + marks["by"] + ": " + marks["reason"]


def add_excuses(
    table: pd.DataFrame, pairs: Pairs, members: pd.DataFrame, excuses: pd.DataFrame, rules: Marks
) -> None:
    """`excused` by a decision, by joining after the deadline, or by having left before it.

    Excused exercises leave the count.
    """
    told = last_of_each(pairs.known(excuses), len(table))["decision"]
    joined, left = pairs.of_members(members["joined_at"]), pairs.of_members(members["left_at"])
    nothing = table["first_at"].isna()
    in_vain = nothing | table["late"]
    gone = (table["due_at"] < joined) & in_vain & (rules.before_joining == "excused")
    after = (table["due_at"].isna() | (table["due_at"] > left)) & left.notna() & nothing
    told = told.mask(told.isna() & gone, _on("joined on ", joined, ", after the deadline"))
    told = told.mask(told.isna() & after, _on("left on ", left, ""))
    table["excused"] = told.notna()
    table["decision"] = table["decision"].mask(told.notna(), told)
    table["counted"] = table["counted"] & ~table["excused"]


def _on(before: str, moments: pd.Series, after: str) -> pd.Series:
    told: pd.Series = before + moments.dt.strftime("%Y-%m-%d").astype("str") + after
    return told
