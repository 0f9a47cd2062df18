"""How many came, counted by session or by member."""

import pandas as pd

from sgdash.rules.agenda import NOT_WRITTEN_DOWN
from sgdash.rules.criteria import UNKNOWN
from sgdash.rules.tally import tally

LEFT_OUT = (UNKNOWN, *NOT_WRITTEN_DOWN)
"""The words of `match.presence.Presence` that say neither that somebody was there nor was not."""

NOT_THERE = ("absent", *LEFT_OUT)
"""The words of `match.presence.Presence` that do not say that somebody was there."""


def turnout(attendance: pd.DataFrame, by: str) -> pd.DataFrame:
    """For each session or member (`by`) of `tables.ATTENDANCE` who came, of how many.

    The columns are `came`, `of`, `unresolved` and one for each other word that occurs. `of` leaves
    out who was excused, sessions without a record, and whose name may be among those that are not
    resolved yet: none of it is an absence.
    """
    whom, said = attendance[by], attendance["attendance"]
    words = tally(whom, said, of=whom.drop_duplicates(), by=pd.Index(said.unique()))
    came = words.drop(columns=[word for word in NOT_THERE if word in words]).sum(axis="columns")
    of = words.drop(columns=[word for word in LEFT_OUT if word in words]).sum(axis="columns")
    unresolved = words.get(UNKNOWN, pd.Series(0, index=words.index))
    return words.assign(came=came, of=of, unresolved=unresolved)
