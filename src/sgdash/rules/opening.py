"""What came before an exercise opened, such as an earlier season's work: none of it counts.

Whether an attempt did, the clock that dates it says, as with deadlines. A mark is as old as the
work that it was made on: a label set today on a pull request of last year marks nothing of today's.
"""

import numpy as np
import pandas as pd

from sgdash import sentences
from sgdash.frames import filled
from sgdash.rules.pairs import Found, Pairs, taken


def since_opening(rows: pd.DataFrame, at: pd.Series, exercises: pd.DataFrame) -> pd.DataFrame:
    """The rows about an exercise, each with its moment `at`, that are not from before it opened.

    Takes `tables.EXERCISES`; what is about another exercise than these is kept.
    """
    opens_at = exercises.set_index("exercise")["opens_at"]
    if opens_at.isna().all():
        return rows
    too_early = at.array < opens_at.reindex(rows["exercise"]).array
    since: pd.DataFrame = rows.loc[~too_early]
    return since


def work_of(marks: pd.DataFrame) -> pd.Series:
    """The last moment of the work that each of `tables.MARKS` was made on."""
    return marks["until"].fillna(marks["work_at"]).fillna(marks["at"])


def add_openings(
    table: pd.DataFrame, pairs: Pairs, exercises: pd.DataFrame, attempts: Found, marks: Found
) -> tuple[Found, Found]:
    """`opens_at`, and what of the attempts and marks is from before; the others are returned.

    Also `earlier`, the number of those attempts, and the last of them.
    """
    table["opens_at"] = pairs.of_exercises(exercises["opens_at"])
    early = (attempts["at"] < taken(table["opens_at"], attempts.pair)).to_numpy()
    before = attempts.where(early)
    rows, last = attempts.rows, before.last()
    table["earlier"] = np.bincount(before.pair, minlength=len(table)).astype("int64")
    table["earlier_at"] = taken(rows["at"], last)
    table["earlier_clock"] = taken(rows["clock"], last)
    table["earlier_not_after"] = taken(rows["not_after"], last)
    table["earlier_url"] = taken(rows["url"], last)
    made = taken(work_of(marks.rows), marks.row)
    too_old = (made < taken(table["opens_at"], marks.pair)).to_numpy()
    table["earlier_mark"] = marked_words(marks.rows, marks.where(too_old).last())
    return attempts.where(~early), marks.where(~too_old)


def marked_words(marks: pd.DataFrame, position: np.ndarray) -> pd.Series:
    """The marks at these positions in words; empty where there is none."""
    there = position >= 0  # joining texts takes long, and often there are few
    mark, by, reason = (taken(marks[name], position[there]) for name in ("mark", "by", "reason"))
    marked = filled(sentences.MARKED, mark=mark, by=by, reason=reason)
    return taken(marked, np.where(there, there.cumsum() - 1, -1))
