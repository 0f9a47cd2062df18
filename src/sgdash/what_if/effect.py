"""What would change with some lines of a program's files written otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sgdash.answers import Answers, ask, load
from sgdash.home import Home
from sgdash.what_if.changes import changes_table
from sgdash.what_if.edits import Edit, suppose_edits


@dataclass(frozen=True)
class Effect:
    """How many rows would be unmatched no longer, and what else would be different."""

    settled: int
    changes: pd.DataFrame  # tables.CHANGES: verdicts and statuses
    presences: int  # of how many members and sessions the presence would be another


def effect_of(home: Home, answers: Answers, edits: Sequence[Edit]) -> Effect:
    """Match and decide anew, at the same moment, with these edits made; nothing is written.

    Raises:
        EditError: the files would have a new problem.
        StoreError: the store cannot be read.
    """
    supposed = suppose_edits(answers.loaded.folder, edits)
    after = ask(load(home, supposed), answers.decided.as_of)
    before, now = answers.loaded.matched, after.loaded.matched
    left = pd.MultiIndex.from_frame(now.unmatched[["kind", "ref"]])
    settled = ~pd.MultiIndex.from_frame(before.unmatched[["kind", "ref"]]).isin(left)
    changes = changes_table(
        (answers.decided.verdicts, answers.decided.status),
        (after.decided.verdicts, after.decided.status),
    )
    return Effect(int(settled.sum()), changes, _different(before.attendance, now.attendance))


def _different(before: pd.DataFrame, now: pd.DataFrame) -> int:
    """How many presences are others; somebody new has none to differ from."""
    key = ["session", "member"]
    both = before[[*key, "attendance"]].merge(now[[*key, "attendance"]], on=key)
    return int((both["attendance_x"] != both["attendance_y"]).sum())
