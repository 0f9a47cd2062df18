"""Whose verdict and which statuses differ between two answers."""

import pandas as pd

from sgdash import tables
from sgdash.frames import conform

NO_LONGER_ASKED = "no longer asked for"


def changes_table(
    before: tuple[pd.DataFrame, pd.DataFrame], after: tuple[pd.DataFrame, pd.DataFrame]
) -> pd.DataFrame:
    """`tables.CHANGES` between two answers, each as `tables.VERDICTS` and `tables.STATUS`.

    First the verdicts, then the statuses; of the tables only the words and reasons are read.
    """
    verdicts = _changed(before[0], after[0], ["member"], "verdict")
    statuses = _changed(before[1], after[1], ["member", "exercise"], "status")
    return conform(tables.CHANGES, pd.concat([verdicts, statuses], ignore_index=True))


def reasons_table(
    before: tuple[pd.DataFrame, pd.DataFrame], after: tuple[pd.DataFrame, pd.DataFrame]
) -> pd.DataFrame:
    """`tables.CHANGES` where the word stayed and its reason did not: 8 of 11 that are 9 of 11 now.

    Takes two answers as `changes_table` does. `before` and `after` are the reasons.
    """
    verdicts = _reworded(before[0], after[0], ["member"], "verdict")
    statuses = _reworded(before[1], after[1], ["member", "exercise"], "status")
    return conform(tables.CHANGES, pd.concat([verdicts, statuses], ignore_index=True))


def _reworded(old: pd.DataFrame, new: pd.DataFrame, key: list[str], what: str) -> pd.DataFrame:
    """The keys with the same word for another reason, in the order of the new answer."""
    columns = [*key, what, "reason"]
    both = new[columns].merge(old[columns], on=[*key, what], suffixes=("_after", "_before"))
    told = both.assign(
        what=f"{what} reason",
        before=both["reason_before"],
        after=both["reason_after"],
        reason="still " + both[what],
    )
    return told[told["before"].fillna("") != told["after"].fillna("")]


def _changed(old: pd.DataFrame, new: pd.DataFrame, key: list[str], what: str) -> pd.DataFrame:
    """The keys whose word differs, those of the new answer first and in its order."""
    columns = [*key, what, "reason"]
    keys = pd.concat([new[key], old[key]]).drop_duplicates()
    both = keys.merge(new[columns], on=key, how="left")
    both = both.merge(old[columns], on=key, how="left", suffixes=("_after", "_before"))
    told = both.assign(
        what=what,
        before=both[f"{what}_before"],
        after=both[f"{what}_after"],
        reason=both["reason_after"].where(both[f"{what}_after"].notna(), NO_LONGER_ASKED),
    )
    return told[told["before"].fillna("") != told["after"].fillna("")]
