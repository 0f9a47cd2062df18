"""How often words occur together, counted by position."""

import numpy as np
import pandas as pd

from sgdash.frames import positions


def tally(
    rows: pd.Series, columns: pd.Series, *, of: pd.Series | pd.Index, by: pd.Index
) -> pd.DataFrame:
    """For each of `of` (rows) and `by` (columns) how often both stand at the same place.

    What is in neither is not counted. `pandas.crosstab` does the same and takes ten times as long
    for a small group.
    """
    row, column = positions(rows, of), positions(columns, by)
    known = (row >= 0) & (column >= 0)
    cell = row[known] * len(by) + column[known]
    counts = np.bincount(cell, minlength=len(of) * len(by)).reshape(len(of), len(by))
    return pd.DataFrame(counts, index=pd.Index(of), columns=by)
