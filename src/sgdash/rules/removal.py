"""What was taken out of the repository again: it stays handed in, unless it was taken back.

Taken back is what whoever had brought it took out before its deadline, when nothing else was there
of the submission. Within a pull request that is so without a deadline, too; from the default branch
it is not, for there somebody may only have tidied up.
"""

import numpy as np
import pandas as pd

from sgdash.rules.pairs import Found, taken

NAMES = ["taken_out_by", "taken_out_commit", "taken_out_url"]


def add_removals(table: pd.DataFrame, attempts: Found, now: pd.Timestamp) -> Found:
    """Who took out the last of what is gone, and when; the attempts that nobody took back.

    Also when the last of what was taken back had been handed in, where nothing else counts. Takes
    the deadline, `due_at`.
    """
    rows = attempts.rows
    gone_at = attempts["taken_out_at"].fillna(attempts["taken_back_at"])
    gone = (gone_at <= now).fillna(value=False).to_numpy(dtype="bool")
    if not gone.any():
        table["brought_at"] = pd.Series(pd.NaT, index=table.index, dtype=rows["at"].dtype)
        return attempts
    stays = taken(rows["at"], attempts.where(~gone).first())
    there = (taken(stays, attempts.pair) <= gone_at).fillna(value=False).to_numpy(dtype="bool")
    gone = gone & ~there
    due_at, back_at = taken(table["due_at"], attempts.pair), attempts["taken_back_at"]
    within = back_at.notna() & attempts["taken_out_at"].isna() & due_at.isna()
    back = gone & ((back_at <= due_at).fillna(value=False) | within).to_numpy(dtype="bool")
    kept = attempts.where(~back)
    out = kept.where(gone[~back]).last()
    returned = np.where(kept.last() < 0, attempts.where(back).last(), -1)
    last = np.where(out >= 0, out, returned)
    table["taken_out_at"] = taken(rows["taken_out_at"].fillna(rows["taken_back_at"]), last)
    for name in NAMES:
        table[name] = taken(rows[name], last)
    table["brought_at"] = taken(rows["at"], returned)
    table["brought_clock"] = taken(rows["clock"], returned)
    table["brought_url"] = taken(rows["url"], returned)
    return kept
