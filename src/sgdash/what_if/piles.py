"""What could not be matched in piles, each of what one line would settle."""

import heapq
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from sgdash.match import strangers, unknown_names


class Pile(StrEnum):
    """What the rows of a pile have in common."""

    FOLDER = "folder without a match"
    MEMBER = "unknown member"
    EXERCISE = "unknown exercise"
    BOTH = "unknown member and exercise"
    AUTHOR = "unknown author"
    OTHER = "other"


ENOUGH = 20
"""So many unmatched rows below a folder in which nothing is matched may be one pile."""

_FIRST = list(Pile)
"""Of piles that would be as large, the one whose word stands last here: a name before a folder."""


class Cause(NamedTuple):
    """What a row may be unmatched for: its pile's word, the name, and for others why."""

    pile: Pile
    name: str
    told: str = ""


def pile_up(
    unmatched: pd.DataFrame, matched: pd.Series, exercises: Collection[str]
) -> tuple[pd.DataFrame, pd.Series]:
    """The piles, the biggest first, and for each row of `tables.UNMATCHED` the number of its pile.

    Rows that several lines would settle go to the one that settles most, so that few lines settle
    many; a name of which somebody or something is guessed keeps its own. A pile has the columns
    pile (a word of Pile), name (the unknown name, both with " / ", or the folder), folder (one that
    holds all its rows and nothing that is matched, or ""), reason (of its first row), guess (the
    first of what its name may be; without a name what all of its rows may be), several (whether
    they may be different things instead), example (the path of its first row), and rows.

    `matched` are the refs of what was matched, `exercises` the ids of all: a folder without any of
    the former, such as that of an earlier season, is one pile.
    """
    rows = _rows(unmatched, matched, exercises)
    causes = _shared_out(list(_causes(rows)))
    found = {cause: position for position, cause in enumerate(dict.fromkeys(causes))}
    number = np.array([found[cause] for cause in causes], dtype="int64")
    guess = unmatched["guess"]
    for pile, column in (Pile.MEMBER, "member_guess"), (Pile.EXERCISE, "exercise_guess"):
        of_it = pd.Series([cause.pile is pile for cause in causes], index=rows.index, dtype="bool")
        guess = guess.mask(of_it, rows[column])
    told = {"guess": guess, "each_guess": guess.fillna(""), "reason": unmatched["reason"]}
    given = rows.assign(**told).groupby(number)
    table = given.agg(
        folder=("own", "first"),
        folders=("own", "nunique"),
        reason=("reason", "first"),
        guess=("guess", "first"),
        guesses=("each_guess", "nunique"),
        example=("path", "first"),
        rows=("own", "size"),
    )
    table.insert(0, "pile", [cause.pile.value for cause in found])
    table.insert(1, "name", [cause.name for cause in found])
    table["folder"] = table["folder"].where(table.pop("folders") == 1, "")
    guessed = table["guess"].notna()
    named = table["pile"].isin([Pile.MEMBER, Pile.EXERCISE, Pile.BOTH])
    table["several"] = guessed & ~named & table.pop("guesses").gt(1)
    table["guess"] = table["guess"].mask(table["several"])
    biggest = table.assign(guessed=guessed).sort_values(
        ["rows", "guessed"], ascending=False, kind="stable"
    )
    order = biggest.index
    rank = np.empty(len(order), dtype="int64")
    rank[order.to_numpy()] = np.arange(len(order))
    columns = ["pile", "name", "folder", "reason", "guess", "several", "example", "rows"]
    piles = table.loc[order, columns].reset_index(drop=True)
    return piles, pd.Series(rank[number], index=unmatched.index, dtype="int64")


def _rows(unmatched: pd.DataFrame, matched: pd.Series, exercises: Collection[str]) -> pd.DataFrame:
    """Of each row the unknown names, whom it is by, its own folder, and what it may be."""
    reasons = unmatched["reason"]
    known = {reason: unknown_names(reason) for reason in reasons.unique()}
    who = strangers(unmatched, exercises)
    path = unmatched["ref"].str.replace(r"^#\d+ ?", "", regex=True)
    folder = _own_folder(path.where(unmatched["kind"] != "attendance", ""), matched)
    known_work = set(exercises)
    work = {
        guess: [part for part in guess.split(", ") if part in known_work]
        for guess in unmatched["guess"].dropna().unique()
    }
    people = {
        guess: [part for part in guess.split(", ") if part not in parts]
        for guess, parts in work.items()
    }
    member_guess = _of_guess(unmatched["guess"], people)
    rows = pd.DataFrame(
        {
            "path": path,
            "member": reasons.map({reason: names.member for reason, names in known.items()}),
            "exercise": reasons.map({reason: names.exercise for reason, names in known.items()}),
            "by": who["by"],
            # who wrote a file into the branch is no account, and often an organiser
            "account": unmatched["kind"].ne("file"),
            "own": folder,
            "work": unmatched["exercise"],
            "member_guess": member_guess,
            "exercise_guess": _of_guess(unmatched["guess"], work),
            "told": reasons.str.replace(r'"[^"]*"', '"…"', regex=True),
        },
        index=unmatched.index,
    )
    return rows.assign(**_folders(rows))


def _of_guess(guesses: pd.Series, parts: dict[str, list[str]]) -> "pd.Series[str]":
    """The parts of each guess that are of one kind; empty where none is."""
    told = {guess: ", ".join(some) for guess, some in parts.items() if some}
    return guesses.map(told).astype("str")


def _folders(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Whether each row's own folder may be one pile, and whether it is one unknown exercise's.

    No folder is that holds the work on one exercise of the program, or of one unknown member.
    """
    inside = rows["own"].ne("")
    enough = rows["own"].map(rows["own"].value_counts()) >= ENOUGH
    whole = inside & enough & ~_all_the_same(rows["work"], rows["own"])
    whole &= ~_all_the_same(rows["member"], rows["own"])
    of_one = inside & _all_the_same(rows["exercise"], rows["own"])
    nowhere_else = rows.groupby("exercise")["own"].transform("nunique").eq(1).fillna(value=False)
    return {"whole": whole & ~of_one, "of_one": of_one & nowhere_else}


def _all_the_same(name: pd.Series, own: pd.Series) -> pd.Series:
    """For each row whether all rows of its folder have the same one name."""
    groups = name.groupby(own)
    return groups.transform("nunique").eq(1) & name.isna().groupby(own).transform("sum").eq(0)


def _causes(rows: pd.DataFrame) -> Iterator[list[Cause]]:
    """For each row what its pile may be, by the lines that would settle it."""
    told = rows.astype("object").where(rows.notna(), None)
    for member, exercise, by, account, own, member_guess, exercise_guess, why, whole, of_one in zip(
        *(told[name] for name in _USED), strict=True
    ):
        if member is not None and exercise is not None:
            alone = Cause(Pile.BOTH, f"{member} / {exercise}")
            surely = member_guess is not None and exercise_guess is not None
        elif member is not None:
            alone, surely = Cause(Pile.MEMBER, member), member_guess is not None
        elif exercise is not None:
            alone = Cause(Pile.EXERCISE, exercise)
            surely = exercise_guess is not None or not whole
        else:
            alone, surely = Cause(Pile.OTHER, own, why), False
        if surely:
            yield [alone]
            continue
        several = []
        if whole:
            several.append(Cause(Pile.FOLDER, own))
        if of_one:
            several.append(Cause(Pile.EXERCISE, exercise))
        if member is not None:
            several.append(Cause(Pile.MEMBER, member))
        elif by is not None and account:
            several.append(Cause(Pile.AUTHOR, by))
        yield several or [alone]


_USED = (
    *("member", "exercise", "by", "account", "own"),
    *("member_guess", "exercise_guess", "told", "whole", "of_one"),
)


def _shared_out(possible: list[list[Cause]]) -> list[Cause]:
    """For each row one of its causes: the one that most rows are left for, again and again."""
    chosen: list[Cause | None] = [None] * len(possible)
    rows_of: dict[Cause, list[int]] = {}
    for row, causes in enumerate(possible):
        for cause in causes:
            rows_of.setdefault(cause, []).append(row)
    left = {cause: len(rows) for cause, rows in rows_of.items()}
    order = {cause: number for number, cause in enumerate(rows_of)}

    def entry(cause: Cause) -> tuple[int, int, int, Cause]:
        return -left[cause], -_FIRST.index(cause.pile), order[cause], cause

    heap = [entry(cause) for cause in rows_of]
    heapq.heapify(heap)
    while heap:
        *_, cause = told = heapq.heappop(heap)
        if told != entry(cause):  # some of its rows have gone to another one since
            if left[cause]:
                heapq.heappush(heap, entry(cause))
            continue
        for row in rows_of[cause]:
            if chosen[row] is None:
                chosen[row] = cause
                for other in possible[row]:
                    left[other] -= 1
    return [cause for cause in chosen if cause is not None]


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
