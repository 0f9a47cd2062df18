"""How many came, counted by session or by member."""

import pandas as pd

from sgdash.rules.agenda import NOT_WRITTEN_DOWN

NOT_THERE = ("absent", "unresolved", *NOT_WRITTEN_DOWN)
"""The words of `match.presence.Presence` that do not say that somebody was there."""


def turnout(attendance: pd.DataFrame, by: str) -> pd.DataFrame:
    """For each session or member (`by`) of `tables.ATTENDANCE` who came, of how many.

    The columns are `came`, `of` and one for each word that occurs. `of` leaves out who was excused
    and sessions without a record: neither is an absence.
    """
    words = pd.crosstab(attendance[by], attendance["attendance"])
    came = words.drop(columns=[word for word in NOT_THERE if word in words]).sum(axis="columns")
    left_out = [word for word in NOT_WRITTEN_DOWN if word in words]
    of = words.drop(columns=left_out).sum(axis="columns")
    return words.assign(came=came, of=of)
