"""How long each member was at each session, within its hours, and the word that follows."""

from fractions import Fraction

import numpy as np
import pandas as pd

from sgdash.match.presence import Presence
from sgdash.match.spans import covered, least
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Attendance
from sgdash.program.written import hours_table

_PAIR = ["session", "member"]


def within_hours(folder: ProgramFolder, records: pd.DataFrame) -> pd.DataFrame:
    """`begins` and `ends` of each record within its session's hours, and what these are.

    Records of time that is wholly outside them are left out.
    """
    table = records.merge(hours_table(folder.program), on="session", how="left")
    joined = table["joined_at"].fillna(table["starts_at"])
    left = table["left_at"].fillna(table["ends_at"])
    timed = table["joined_at"].notna() | table["left_at"].notna()
    begins = joined.mask(joined < table["starts_at"], table["starts_at"]).where(timed)
    ends = left.mask(left > table["ends_at"], table["ends_at"]).where(timed)
    table = table.assign(begins=begins, ends=ends)
    return table[~(ends <= begins).fillna(value=False) | table["attendance"].notna()]


def one_row_each(records: pd.DataFrame, rules: Attendance) -> pd.DataFrame:
    """One row for each session and member of whom there is a record."""
    order = pd.CategoricalDtype([p.value for p in Presence], ordered=True)
    groups = records.assign(word=records["attendance"].astype(order)).groupby(_PAIR, sort=False)
    table = groups.agg(
        word=("word", "min"),
        source=("source", "first"),
        joined_at=("joined_at", "min"),
        left_at=("left_at", "max"),
        starts_at=("starts_at", "first"),
        ends_at=("ends_at", "first"),
    ).reset_index()
    seconds = _seconds(records, groups.ngroup().to_numpy(), len(table))
    table["minutes"] = (seconds // 60).astype("Int64")
    by_time = _by_time(table, seconds, rules)
    table["attendance"] = table["word"].astype("str").fillna(by_time)
    return table


def _seconds(records: pd.DataFrame, group: np.ndarray, groups: int) -> pd.Series:
    """The seconds that each group was there: by its spans or by minutes told, whichever is more.

    Minutes that are told with a first and a last moment lie somewhere between the two.
    """
    spanned = (records["begins"].notna() & records["ends"].notna()).to_numpy()
    begins, ends = (_in_seconds(records[name].where(spanned)) for name in ("begins", "ends"))
    told = records["minutes"].notna().to_numpy()
    minutes = records["minutes"].fillna(0).to_numpy(dtype="int64") * 60
    some = told & spanned
    parted = np.zeros(groups, dtype="bool")
    parted[group[some]] = True
    whole, other = spanned & ~parted[group], spanned & parted[group]
    by_spans = covered(group[whole], begins[whole], ends[whole], groups)
    wanted = np.where(told, minutes, ends - begins)
    by_spans += least(group[other], begins[other], ends[other], wanted[other], groups)
    alone = told & ~spanned
    summed = np.zeros(groups, dtype="int64")
    np.add.at(summed, group[alone], minutes[alone])
    length = np.full(groups, -1)
    length[group] = _in_seconds(records["ends_at"]) - _in_seconds(records["starts_at"])
    known = (records["ends_at"] - records["starts_at"]).notna().to_numpy()
    limited = np.zeros(groups, dtype="bool")
    limited[group] = known
    summed = np.where(limited, np.minimum(summed, length), summed)
    any_time = np.bincount(group[told | spanned], minlength=groups) > 0
    return pd.Series(np.maximum(by_spans, summed)).astype("Int64").where(any_time)


def _in_seconds(moments: pd.Series) -> np.ndarray:
    seconds: np.ndarray = moments.astype("int64").to_numpy() // 1_000_000
    return seconds


def _by_time(table: pd.DataFrame, seconds: pd.Series, rules: Attendance) -> pd.Series:
    """The word that follows from how long somebody was there, and from when until when."""
    enough = _enough(table, seconds, rules)
    late = pd.Series(False, index=table.index)  # noqa: FBT003 - the value of each row
    early = late
    if rules.late_after is not None:
        late = (table["joined_at"] > table["starts_at"] + rules.late_after).fillna(value=False)
    if rules.left_early_before is not None:
        early = (table["left_at"] < table["ends_at"] - rules.left_early_before).fillna(value=False)
    words = [Presence.PARTLY.value, Presence.LATE.value, Presence.LEFT_EARLY.value]
    word = np.select([~enough, late, early], words, Presence.PRESENT.value)
    return pd.Series(word, index=table.index, dtype="str")


def _enough(table: pd.DataFrame, seconds: pd.Series, rules: Attendance) -> pd.Series:
    """Whether the time is enough; exact, in whole seconds, and so where no time is told."""
    enough = seconds > 0
    wanted = rules.present_from
    if isinstance(wanted, Fraction):
        length = (table["ends_at"] - table["starts_at"]).dt.total_seconds().astype("Int64")
        share = seconds * wanted.denominator >= length * wanted.numerator
        enough &= share.fillna(value=True)
    elif wanted is not None:
        enough &= seconds >= int(wanted.total_seconds())
    return enough.fillna(value=True).astype("bool")
