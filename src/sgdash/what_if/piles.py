"""What could not be matched in piles, each of what one correction would settle."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd


class Pile(StrEnum):
    """What the rows of a pile have in common."""

    FOLDER = "folder without a match"
    MEMBER = "unknown member"
    EXERCISE = "unknown exercise"
    BOTH = "unknown member and exercise"
    OTHER = "other"


ENOUGH = 20
"""So many unmatched rows below a folder in which nothing is matched are one pile."""

_UNKNOWN = re.compile(
    r'no (member|exercise) is called "(.*?)"(?=; no (?:member|exercise) is called "|$)', re.DOTALL
)


@dataclass(frozen=True)
class Unknown:
    """The names in a reason that are nobody's and nothing's; None where it has none."""

    member: str | None = None
    exercise: str | None = None

    @property
    def pile(self) -> Pile:
        """Which kind of pile they make."""
        if self.member is not None:
            return Pile.MEMBER if self.exercise is None else Pile.BOTH
        return Pile.OTHER if self.exercise is None else Pile.EXERCISE


def unknown_names(reason: str) -> Unknown:
    """The names that a reason of `tables.UNMATCHED` says are not known."""
    found: dict[str, str] = dict(_UNKNOWN.findall(reason))
    return Unknown(found.get("member"), found.get("exercise"))


def pile_up(unmatched: pd.DataFrame, matched: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """The piles, the biggest first, and for each row of `tables.UNMATCHED` the number of its pile.

    A pile has the columns pile (a word of Pile), name (the unknown name, both with " / ", or the
    folder), folder (one that holds all its rows and nothing that is matched, or ""), reason and
    guess (of its first row that has one), and rows. `matched` are the refs of what was matched: a
    folder without any of them, such as that of an earlier season, is one pile.
    """
    keys = _keys(unmatched, matched)
    number = keys.groupby(["pile", "name", "told"], sort=False, dropna=False).ngroup()
    given = keys.assign(guess=unmatched["guess"], reason=unmatched["reason"]).groupby(number)
    table = given.agg(
        pile=("pile", "first"),
        name=("name", "first"),
        folder=("own", "first"),
        folders=("own", "nunique"),
        reason=("reason", "first"),
        guess=("guess", "first"),
        rows=("own", "size"),
    )
    table["folder"] = table["folder"].where(table.pop("folders") == 1, "")
    guessed = table["guess"].notna()
    biggest = table.assign(guessed=guessed).sort_values(
        ["rows", "guessed"], ascending=False, kind="stable"
    )
    order = biggest.index
    rank = np.empty(len(order), dtype="int64")
    rank[order.to_numpy()] = np.arange(len(order))
    return table.loc[order].reset_index(drop=True), pd.Series(rank[number], index=unmatched.index)


def _keys(unmatched: pd.DataFrame, matched: pd.Series) -> pd.DataFrame:
    """Kind, name, own folder, and of others than unknown names the reason without names in it."""
    reasons = unmatched["reason"]
    known = {reason: unknown_names(reason) for reason in reasons.unique()}
    member = reasons.map({reason: names.member for reason, names in known.items()})
    exercise = reasons.map({reason: names.exercise for reason, names in known.items()})
    pile = reasons.map({reason: names.pile.value for reason, names in known.items()})
    called = member.str.cat(exercise, sep=" / ").fillna(member).fillna(exercise)
    path = unmatched["ref"].str.replace(r"^#\d+ ?", "", regex=True)
    own = _own_folder(path.where(unmatched["kind"] != "attendance", ""), matched)
    # where one name is all that is wrong with a folder, the name is what to mend
    one_name = _all_the_same(member, own) | _all_the_same(exercise, own)
    whole = own.ne("") & (own.map(own.value_counts()) >= ENOUGH) & ~one_name
    other = pile.eq(Pile.OTHER) & ~whole
    told = reasons.str.replace(r'"[^"]*"', '"…"', regex=True)
    return pd.DataFrame(
        {
            "pile": pile.mask(whole, Pile.FOLDER.value),
            "name": called.mask(other | whole, own),
            "own": own,
            "told": told.where(other, ""),
        }
    )


def _all_the_same(name: pd.Series, own: pd.Series) -> pd.Series:
    """For each row whether all rows of its folder lack the same one name."""
    groups = name.groupby(own)
    return groups.transform("nunique").eq(1) & name.isna().groupby(own).transform("sum").eq(0)


def _own_folder(paths: pd.Series, matched: pd.Series) -> pd.Series:
    """For each path the highest folder around it in which nothing is matched, "" if there is none.

    A folder is told with `/` at its end.
    """
    refs = matched.str.replace(r"^#\d+ ?", "", regex=True).drop_duplicates()
    folders = refs.str.replace(r"[^/]*$", "", regex=True).unique()
    taken = {above for folder in folders for above in _above(folder)}
    around = paths.str.replace(r"[^/]*$", "", regex=True)
    own = {
        folder: next((above for above in _above(folder) if above not in taken), "")
        for folder in around.unique()
    }
    return around.map(own)


def _above(folder: str) -> Iterator[str]:
    """The folders that a folder lies in, the highest first, and itself."""
    for end, letter in enumerate(folder, start=1):
        if letter == "/":
            yield folder[:end]
