"""Which exercises and sessions make the numbers of a bar, by name: lines below it in a receipt."""

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from sgdash.language import Said, say
from sgdash.rules.criteria import UNKNOWN, Criterion, Result, exercise_flags, session_flags
from sgdash.rules.decided import Decided
from sgdash.rules.lines import Line

Named = Mapping[str, list[Line]]
"""The lines below each criterion."""


def named_lines(
    decided: Decided,
    member: str,
    exercises: pd.DataFrame,
    sessions: pd.DataFrame,
    attended: Collection[str],
) -> Named:
    """The exercises that are complete, failed and open, and the sessions missed and unknown.

    They are told apart by what the bars are counted by, and called by their titles, or by their ids
    where titles are the same. Takes `tables.EXERCISES` and `tables.SESSIONS`.
    """
    status = decided.status[decided.status["member"] == member]
    there = decided.attendance[decided.attendance["member"] == member].reset_index(drop=True)
    flags = exercise_flags(status)
    work = status["exercise"].map(_titles(exercises, "exercise"))
    meeting = there["session"].map(_titles(sessions, "session"))
    came = session_flags(there, sessions, pd.Timestamp(decided.as_of), attended)
    unknown = came["open"] & there["attendance"].eq(UNKNOWN)
    return {
        Criterion.EXERCISES: [
            *_line(say("Complete"), work[flags["done"]]),
            *_line(say("Failed"), work[_lost(flags)]),
            *_line(say("Still open"), work[flags["open"]]),
        ],
        Criterion.ATTENDANCE: [
            *_line(say("Sessions missed"), meeting[_lost(came)]),
            *_line(say("Sessions unknown"), meeting[unknown]),
        ],
    }


def _titles(table: pd.DataFrame, name: str) -> dict[str, str]:
    """What each exercise or session is called."""
    same = table["title"].duplicated(keep=False) | table["title"].eq("")
    return dict(zip(table[name], table["title"].mask(same, table[name]), strict=True))


def _lost(flags: Mapping[str, pd.Series]) -> pd.Series:
    return flags["of"] & ~flags["done"] & ~flags["open"]


def _line(rule: Said, names: pd.Series) -> Iterator[Line]:
    if len(names):
        yield Line(rule, Result.NOTE, ", ".join(names), listed=tuple(names))
