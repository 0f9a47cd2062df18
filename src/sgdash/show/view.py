"""A program as every page sees it: what was decided, and what follows from it made once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from sgdash.answers import Answers, Loaded, presenting_of
from sgdash.collect.deadlines import DeadlineChange, deadline_changes
from sgdash.collect.earlier import Earlier
from sgdash.frames import positions
from sgdash.program.model import Program, Role
from sgdash.receipts import way_of
from sgdash.rules import (
    Presenting,
    danger_table,
    reviews_table,
    since_opening,
    turnout,
    waiting_table,
    work_of,
)
from sgdash.rules.agenda import coming, in_time, recorded
from sgdash.rules.way import Way
from sgdash.show.stamps import stamp_of
from sgdash.show.text import plain

SOON = timedelta(days=7)
"""How far ahead a deadline puts somebody in danger who has not handed in."""


@dataclass(frozen=True)
class View:
    """A program at one moment with the tables it is shown by; shared, so never written to."""

    answers: Answers
    members: pd.DataFrame  # tables.MEMBERS
    exercises: pd.DataFrame  # tables.EXERCISES
    sessions: pd.DataFrame  # tables.SESSIONS
    talks: pd.DataFrame  # tables.TALKS
    links: pd.DataFrame  # tables.SESSION_LINKS
    earlier: Earlier | None = None  # by which program file, if not by the one of today

    @property
    def loaded(self) -> Loaded:
        """What was read and matched."""
        return self.answers.loaded

    @property
    def program(self) -> Program:
        """The program file."""
        return self.loaded.folder.program

    @property
    def as_of(self) -> datetime:
        """The moment that is shown, in UTC."""
        return self.answers.decided.as_of

    @property
    def checked_at(self) -> datetime | None:
        """When the repository was last looked at, in UTC; None on a day before that."""
        checked = self.loaded.collection["checked_at"] if self.loaded.collection else None
        if not isinstance(checked, datetime):
            return None
        return checked if checked.replace(second=0, microsecond=0) <= self.as_of else None

    @property
    def last_change(self) -> datetime | None:
        """The last change in the repository, if it is old; None on a day before that."""
        last = self.loaded.last_change
        return last if last and last <= self.as_of else None

    @property
    def status(self) -> pd.DataFrame:
        """`tables.STATUS`, in the order of members and exercises."""
        return self.answers.decided.status

    @property
    def verdicts(self) -> pd.DataFrame:
        """`tables.VERDICTS`."""
        return self.answers.decided.verdicts

    @property
    def criteria(self) -> pd.DataFrame:
        """`tables.CRITERIA`."""
        return self.answers.decided.criteria

    @property
    def attendance(self) -> pd.DataFrame:
        """`tables.ATTENDANCE`."""
        return self.answers.decided.attendance

    @cached_property
    def made(self) -> dict[object, Any]:
        """What `once.once` keeps."""
        return {}

    @cached_property
    def coming(self) -> pd.DataFrame:
        """The rows of `sessions` that are on or to come, the next one first."""
        return coming(self.sessions, self.attendance, pd.Timestamp(self.as_of))

    @cached_property
    def presenting(self) -> Presenting:
        """Who leads."""
        return presenting_of(self.answers)

    @cached_property
    def recorded(self) -> pd.DataFrame:
        """The rows of `sessions` of which somebody wrote down who was there, in order of time."""
        ordered = in_time(self.sessions)
        return ordered[recorded(ordered, self.attendance)]

    @cached_property
    def turnout(self) -> pd.DataFrame:
        """How many had which presence at each session, by session (index) and presence."""
        return turnout(self.attendance, "session")

    @cached_property
    def _ways(self) -> dict[str, Way]:
        return {}

    def way(self, verdict: pd.Series) -> Way:
        """The way to the bar for a row of `verdicts`: what was lost is asked of many moments."""
        member = verdict["member"]
        if member not in self._ways:
            self._ways[member] = way_of(self.answers, verdict)
        return self._ways[member]

    @cached_property
    def asked_members(self) -> pd.DataFrame:
        """Those of `members` whose work is asked for: the certificate's candidates, or members."""
        certificate = self.program.certificate
        roles = certificate.candidates if certificate else (Role.MEMBER,)
        return self.members[self.members["role"].isin([role.value for role in roles])]

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of `asked_members`."""
        return frozenset(self.asked_members["member"])

    @cached_property
    def asked_status(self) -> pd.DataFrame:
        """The rows of `status` of those whose work is asked for: others owe none."""
        return self.of_members(self.status, self.asked_members)

    @cached_property
    def roles(self) -> dict[str, str]:
        """The role of each member by id."""
        return dict(zip(self.members["member"], self.members["role"], strict=True))

    @cached_property
    def danger(self) -> pd.DataFrame:
        """`tables.DANGER`: who is on course and about to fall out, looking SOON ahead."""
        return danger_table(self.status, self.criteria, self.verdicts, self.as_of, SOON)

    @cached_property
    def _member_of_status(self) -> np.ndarray:
        return positions(self.status["member"], self.members["member"])

    def of_members(self, rows: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
        """Those of some rows of `status` that are of some rows of `members`.

        Comparing the ids of 10,000 members × 30 exercises would take a tenth of a second each time.
        """
        if len(members) == len(self.members):
            return rows
        wanted = np.zeros(len(self.members) + 1, dtype="bool")  # the last is of no member: -1
        wanted[positions(members["member"], self.members["member"])] = True
        chosen: pd.DataFrame = rows[wanted[self._member_of_status[rows.index]]]
        return chosen

    def members_of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Those of `members` who have one of some rows of `status`."""
        seen = np.zeros(len(self.members) + 1, dtype="bool")
        seen[self._member_of_status[rows.index]] = True
        return self.members[seen[:-1]]

    @cached_property
    def waiting(self) -> pd.DataFrame:
        """The rows of `tables.STATUS` that wait for a mark, the most pressing first."""
        return waiting_table(self.status, self.as_of)

    @cached_property
    def reviews(self) -> pd.DataFrame:
        """`tables.MARKED`: every attempt that was marked, with its first mark."""
        return reviews_table(*self.since_opening, self.as_of)

    @cached_property
    def since_opening(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """`tables.ATTEMPTS` and `MARKS` without what came before the exercises opened."""
        attempts, marks = self.loaded.matched.attempts, self.loaded.matched.marks
        return (
            since_opening(attempts, attempts["at"], self.exercises),
            since_opening(marks, work_of(marks), self.exercises),
        )

    @cached_property
    def deadline_changes(self) -> tuple[DeadlineChange, ...]:
        """The deadlines that the program file's history has changed, up to the version shown."""
        file = self.loaded.folder.folder / "program.yaml"
        stamp = next(stamp_of(file), (str(file), 0, 0))  # a file that is gone has a history, too
        holds = (self.earlier.at, self.earlier.commit) if self.earlier else None
        return _deadline_changes(*stamp, holds, self.earlier)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each member by id, to be shown as text."""
        shown = (plain(name) for name in self.members["name"])
        return dict(zip(self.members["member"], shown, strict=True))


# git is asked once for each version of the file; a commit that changes only history waits its time
@st.cache_resource(max_entries=64, ttl="10m", show_spinner=False)
def _deadline_changes(
    file: str,
    changed: int,  # noqa: ARG001 - part of the key
    size: int,  # noqa: ARG001
    holds: tuple[datetime, str | None] | None,  # noqa: ARG001
    _earlier: Earlier | None,
) -> tuple[DeadlineChange, ...]:
    return tuple(deadline_changes(Path(file).parent, _earlier))
