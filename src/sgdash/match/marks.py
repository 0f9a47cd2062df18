"""Marks made by hand → those that count, and those by somebody who may not mark."""

import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.program.folder import ProgramFolder, may_mark
from sgdash.program.written import decided_marks_table


def marks_table(folder: ProgramFolder) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tables.MARKS` that count, and `tables.FINDINGS` for every mark that does not.

    Only the marks of those count whom the program file names, by role or by id.
    """
    marks = decided_marks_table(folder)
    allowed = marks["by"].isin(may_mark(folder))
    told = marks.assign(
        kind="mark without right",
        detail=marks["by"] + " marked it " + marks["mark"] + ", and may not mark",
        ref=marks["source"],
    )
    return marks[allowed].reset_index(drop=True), conform(tables.FINDINGS, told[~allowed])
