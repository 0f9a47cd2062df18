"""Which exercises and sessions make the numbers of a bar, by name: lines below it in a receipt."""

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from sgdash.language import Said, say
from sgdash.rules.criteria import UNKNOWN, Criterion, Result, exercise_flags, session_flags
from sgdash.rules.decided import Decided
from sgdash.rules.lines import Line

Named = Mapping[str, list[Line]]
"""The lines below each criterion."""

MOST = 12
"""So many are named; of more, how many more there are."""


def named_lines(
    decided: Decided, member: str, sessions: pd.DataFrame, attended: Collection[str]
) -> Named:
    """The exercises that are complete, failed and open, and the sessions missed and unknown.

    They are told apart by what the bars are counted by. Takes `tables.SESSIONS`.
    """
    status = decided.status[decided.status["member"] == member]
    there = decided.attendance[decided.attendance["member"] == member].reset_index(drop=True)
    exercises, ids = exercise_flags(status), status["exercise"]
    came = session_flags(there, sessions, pd.Timestamp(decided.as_of), attended)
    unknown = came["open"] & there["attendance"].eq(UNKNOWN)
    return {
        Criterion.EXERCISES: [
            *_line(say("Complete"), ids[exercises["done"]]),
            *_line(say("Failed"), ids[_lost(exercises)]),
            *_line(say("Still open"), ids[exercises["open"]]),
        ],
        Criterion.ATTENDANCE: [
            *_line(say("Sessions missed"), there.loc[_lost(came), "session"]),
            *_line(say("Sessions unknown"), there.loc[unknown, "session"]),
        ],
    }


def _lost(flags: Mapping[str, pd.Series]) -> pd.Series:
    return flags["of"] & ~flags["done"] & ~flags["open"]


def _line(rule: Said, ids: pd.Series) -> Iterator[Line]:
    if len(ids):
        yield Line(rule, Result.NOTE, _listed(ids.tolist()))


def _listed(ids: list[str]) -> str:
    told = ", ".join(ids[:MOST])
    if len(ids) <= MOST:
        return told
    return say("{ids} and {n} more", ids=told, n=len(ids) - MOST)
