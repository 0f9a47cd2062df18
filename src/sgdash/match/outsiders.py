"""Work of people who are not of the program, by the program file's own word."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled
from sgdash.match.names import member_names
from sgdash.program.folder import ProgramFolder
from sgdash.program.patterns import normal

_UNKNOWN = re.compile(
    r'no (member|exercise) is called "(.*?)"(?=; no (?:member|exercise) is called "|$)', re.DOTALL
)


@dataclass(frozen=True)
class Unknown:
    """The names in a reason that are nobody's and nothing's; None where it has none."""

    member: str | None = None
    exercise: str | None = None


def unknown_names(reason: str) -> Unknown:
    """The names that a reason of `tables.UNMATCHED` says are not known."""
    found: dict[str, str] = dict(_UNKNOWN.findall(reason))
    return Unknown(found.get("member"), found.get("exercise"))


def strangers(unmatched: pd.DataFrame, exercises: Collection[str]) -> pd.DataFrame:
    """Under which names nobody of the program stands behind each row of `tables.UNMATCHED`.

    `named` is the unknown name in its path or title, `by` the account or author that it came from.
    Both are empty where a member is named, `by` wherever it may be somebody else's: where a name
    stands, known or not, where a member is guessed, and where it may mean several.
    """
    reasons = unmatched["reason"]
    names = {reason: unknown_names(reason).member for reason in reasons.unique()}
    somebody = unmatched["member"].isna() & unmatched["kind"].ne("attendance")
    named = reasons.map(names).astype("str").where(somebody)
    guesses = unmatched["guess"]
    work = {guess: set(guess.split(", ")) <= set(exercises) for guess in guesses.dropna().unique()}
    nobody = guesses.isna() | guesses.map(work).eq(other=True)
    # who brings work may do so for others: a bot, or whoever collects what was sent by mail
    clear = nobody & named.isna() & ~reasons.str.contains("several", regex=False)
    return pd.DataFrame({"named": named, "by": unmatched["author"].where(somebody & clear)})


def without_outsiders(
    unmatched: pd.DataFrame, folder: ProgramFolder
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tables.UNMATCHED` without what is by `outsiders:` of the program file, and those rows."""
    submissions = folder.program.submissions
    if submissions is None or not submissions.outsiders or unmatched.empty:
        return unmatched, unmatched.iloc[:0]
    outside = outsiders_of(folder)
    who = strangers(unmatched, [exercise.id for exercise in folder.program.exercises])
    whose = _those_in(who["named"], outside).fillna(_those_in(who["by"], outside))
    there = whose.notna()
    told = unmatched[there].assign(reason=filled(sentences.OUTSIDER, name=whose[there]), guess=None)
    return unmatched[~there].reset_index(drop=True), conform(tables.UNMATCHED, told)


def outsiders_of(folder: ProgramFolder) -> set[str]:
    """The `normal` names of `outsiders:`; one that is also a member's is the member's."""
    submissions = folder.program.submissions
    names = submissions.outsiders if submissions else ()
    return {normal(name) for name in names} - member_names(folder).ids.keys()


def _those_in(names: pd.Series, outside: set[str]) -> pd.Series:
    known = {name: normal(name) in outside for name in names.dropna().unique()}
    return names.where(names.map(known).eq(other=True))
