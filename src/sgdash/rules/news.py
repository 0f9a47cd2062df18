"""What came between two moments: attempts, what was taken out again, and marks."""

from datetime import datetime
from enum import StrEnum

import pandas as pd

from sgdash import tables
from sgdash.frames import conform


class News(StrEnum):
    """What happened to a submission."""

    HANDED_IN = "handed in"
    HANDED_IN_AGAIN = "handed in again"
    TAKEN_OUT = "taken out again"
    MARKED_COMPLETE = "marked complete"
    MARKED_INCOMPLETE = "marked incomplete"
    MARK_WITHDRAWN = "mark withdrawn"


_MARKED = {
    "complete": News.MARKED_COMPLETE.value,
    "incomplete": News.MARKED_INCOMPLETE.value,
    "withdrawn": News.MARK_WITHDRAWN.value,
}


def news_table(
    attempts: pd.DataFrame, marks: pd.DataFrame, since: datetime, until: datetime
) -> pd.DataFrame:
    """`tables.NEWS`: what came after `since` and up to `until`, the newest first.

    Takes `tables.ATTEMPTS` and `MARKS`. Only the first attempt ever of a submission hands it in,
    every other one hands it in again; a mark has the moment from which it holds. What a commit took
    out of a submission is told once, whether it still counts or was taken back.
    """
    after, last = pd.Timestamp(since), pd.Timestamp(until)
    came = attempts[(attempts["at"] > after) & (attempts["at"] <= last)]
    came = came.sort_values("at", kind="stable")
    pair = pd.MultiIndex.from_frame(came[["member", "exercise"]])
    before = attempts[attempts["at"] <= after]
    known = pair.isin(pd.MultiIndex.from_frame(before[["member", "exercise"]]))
    again = pd.Series(known | pair.duplicated(), index=came.index)
    handed_in = came.assign(
        what=again.map({True: News.HANDED_IN_AGAIN.value, False: News.HANDED_IN.value})
    )
    made = marks[(marks["at"] > after) & (marks["at"] <= last)]
    marked = made.assign(what=made["mark"].map(_MARKED))
    gone = attempts.assign(
        at=attempts["taken_out_at"].fillna(attempts["taken_back_at"]),
        what=News.TAKEN_OUT.value,
        by=attempts["taken_out_by"],
        url=attempts["taken_out_url"],
    ).drop_duplicates(["member", "exercise", "taken_out_commit"])
    gone = gone[(gone["at"] > after) & (gone["at"] <= last)]
    found = pd.concat([handed_in, gone, marked], ignore_index=True)
    if found.empty:
        return conform(tables.NEWS, found.reindex(columns=tables.NEWS.names))
    # a mark of the same moment stands above the attempt that it judges
    return conform(tables.NEWS, found.sort_values("at", kind="stable").iloc[::-1])
