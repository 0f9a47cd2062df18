"""What moved since a list was frozen: whose answers, and which evidence."""

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.frozen.document import Frozen
from sgdash.what_if import changes_table, reasons_table

APPEARED, VANISHED, CHANGED = "appeared", "vanished", "changed"


def difference(frozen: Frozen, now: Frozen) -> pd.DataFrame:
    """`tables.CHANGES`: verdicts, statuses, then the numbers and reasons of those that stayed.

    Then evidence, and sgdash itself if it is another.
    """
    before = frozen.verdicts_table, frozen.statuses_table
    after = now.verdicts_table, now.statuses_table
    parts = [changes_table(before, after), reasons_table(before, after), _moved(frozen, now)]
    if frozen.sgdash != now.sgdash:
        other = {"what": "sgdash", "before": frozen.sgdash, "after": now.sgdash, "reason": CHANGED}
        parts.append(conform(tables.CHANGES, pd.DataFrame([other])))
    return pd.concat(parts, ignore_index=True)


def _moved(old: Frozen, new: Frozen) -> pd.DataFrame:
    """The lines of evidence that are not the same in both."""
    names = {**old.evidence, **new.evidence}
    moved = [name for name in names if old.rows_of(name) != new.rows_of(name)]
    key = ["part", "member", "exercise", "key", "again"]
    both = _numbered(new, moved).merge(
        _numbered(old, moved), on=key, how="outer", suffixes=("_after", "_before"), sort=True
    )
    before, after = both["value_before"], both["value_after"]
    named = both["key"].mask(both["key"] != "", both["key"] + ": ")
    told = both.assign(
        what=both["part"],
        before=named + before,
        after=named + after,
        reason=pd.Series(CHANGED, index=both.index, dtype="str")
        .mask(before.isna(), APPEARED)
        .mask(after.isna(), VANISHED),
    )
    return conform(tables.CHANGES, told[(before != after) | before.isna() | after.isna()])


def _numbered(frozen: Frozen, parts: list[str]) -> pd.DataFrame:
    """Lines of one key told apart by their order: two decisions of one day, for example."""
    rows = [(part, *row) for part in parts for row in frozen.rows_of(part)]
    evidence = frame(tables.EVIDENCE, rows)
    key = ["part", "member", "exercise", "key"]
    again = evidence.groupby(key, dropna=False).cumcount()
    return evidence.assign(again=again)
