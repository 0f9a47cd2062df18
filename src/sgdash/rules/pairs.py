"""Members × exercises as one long column, and the position of each pair in it.

A pair is known by its position, `member * number of exercises + exercise`, so that attempts and
marks by the million reach it without a join.
"""

import numpy as np
import pandas as pd


class Pairs:
    """Every member with every exercise, members outermost."""

    def __init__(self, members: pd.Series, exercises: pd.Series) -> None:
        self.members = pd.Index(members)
        self.exercises = pd.Index(exercises)

    def grid(self) -> pd.DataFrame:
        """One row a pair, in position order, with the columns member and exercise."""
        return pd.DataFrame(
            {
                "member": self.members.repeat(len(self.exercises)),
                "exercise": np.tile(self.exercises.to_numpy(), len(self.members)),
            }
        )

    def of_members(self, values: pd.Series) -> pd.Series:
        """A value of each member, for each pair."""
        return values.repeat(len(self.exercises)).reset_index(drop=True)

    def of_exercises(self, values: pd.Series) -> pd.Series:
        """A value of each exercise, for each pair."""
        positions = np.tile(np.arange(len(self.exercises)), len(self.members))
        return values.take(positions).reset_index(drop=True)

    def known(self, rows: pd.DataFrame) -> pd.DataFrame:
        """`rows` of known members and exercises with their pair's position, oldest first."""
        member = self.members.get_indexer(pd.Index(rows["member"]))
        exercise = self.exercises.get_indexer(pd.Index(rows["exercise"]))
        known = (member >= 0) & (exercise >= 0)
        at_pair: pd.DataFrame = rows.assign(pair=member * len(self.exercises) + exercise)
        at_pair = at_pair[known]
        return at_pair.sort_values(["pair", "at"], kind="stable", ignore_index=True)


def last_of_each(rows: pd.DataFrame, size: int) -> pd.DataFrame:
    """The last row of each pair, indexed by position; empty for pairs without one."""
    last = rows.drop_duplicates("pair", keep="last").set_index("pair")
    return last.reindex(pd.RangeIndex(size))
