"""Members × exercises as one long column, and the position of each pair in it.

A pair is known by its position, `member * number of exercises + exercise`, so that attempts and
marks by the million reach it without a join. What was found of a pair is known by its position too,
so that of all those millions only the rows that decide are ever copied.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sgdash.frames import positions


class Pairs:
    """Every member with every exercise, members outermost."""

    def __init__(self, members: pd.Series, exercises: pd.Series) -> None:
        self.members = members
        self.exercises = exercises
        self.member = np.repeat(np.arange(len(members)), len(exercises))
        self.exercise = np.tile(np.arange(len(exercises)), len(members))

    def grid(self) -> pd.DataFrame:
        """One row a pair, in position order, with the columns member and exercise."""
        return pd.DataFrame(
            {
                "member": self.of_members(self.members),
                "exercise": self.of_exercises(self.exercises),
            }
        )

    def of_members(self, values: pd.Series) -> pd.Series:
        """A value of each member, for each pair."""
        return taken(values, self.member)

    def of_exercises(self, values: pd.Series) -> pd.Series:
        """A value of each exercise, for each pair."""
        return taken(values, self.exercise)

    def known(self, rows: pd.DataFrame, now: pd.Timestamp) -> "Found":
        """The rows of known members and exercises until `now`, oldest first."""
        member = positions(rows["member"], self.members)
        exercise = positions(rows["exercise"], self.exercises)
        known = (member >= 0) & (exercise >= 0) & (rows["at"] <= now).to_numpy()
        row = np.flatnonzero(known)
        pair = member[row] * len(self.exercises) + exercise[row]
        return Found(rows, row, pair, len(self.member)).by("at")


@dataclass(frozen=True)
class Found:
    """Rows about pairs, in an order: their positions in a table, and those of their pairs."""

    rows: pd.DataFrame
    row: np.ndarray
    pair: np.ndarray
    pairs: int  # how many there are

    def by(self, time: str) -> "Found":
        """The same in the order of a column; what is equal there keeps its order."""
        times = self[time]
        # most tables are written oldest first, and sorting a million rows takes long
        if times.is_monotonic_increasing:
            return self
        order = np.argsort(times.astype("int64").to_numpy(), kind="stable")
        return Found(self.rows, self.row[order], self.pair[order], self.pairs)

    def where(self, wanted: np.ndarray) -> "Found":
        """Those of them that are wanted."""
        return Found(self.rows, self.row[wanted], self.pair[wanted], self.pairs)

    def __getitem__(self, column: str) -> pd.Series:
        """A column of these rows."""
        return taken(self.rows[column], self.row)

    def says(self, column: str, word: str) -> np.ndarray:
        """Which of these rows have that word in a column."""
        said: np.ndarray = self.rows[column].eq(word).to_numpy()[self.row]
        return said

    def first(self) -> np.ndarray:
        """For each pair the position of its first row in the table, -1 for none."""
        return Found(self.rows, self.row[::-1], self.pair[::-1], self.pairs).last()

    def last(self) -> np.ndarray:
        """For each pair the position of its last row in the table, -1 for none."""
        position = np.full(self.pairs, -1)
        position[self.pair] = self.row  # of several rows of one pair, NumPy leaves the last
        return position


def taken(values: pd.Series, position: np.ndarray) -> pd.Series:
    """The values at these positions; missing at -1."""
    return pd.Series(values.array.take(position, allow_fill=True))
