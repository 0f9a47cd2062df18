"""The whole chain for one program: its folder and its collected tables → every answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

import pandas as pd

from sgdash import tables
from sgdash.home import Home
from sgdash.match import Matched, match_program, newest_change
from sgdash.program.folder import ProgramFolder, read_program
from sgdash.program.looked_at import parted
from sgdash.program.problems import BrokenProgramError, Problem
from sgdash.program.sample import read_sample
from sgdash.rules import NO_START, Decided, Presenting, decide, undecided, who_leads
from sgdash.store import StoreMissingError, open_store

A_DAY = timedelta(days=1)
"""So much older than its collection the newest change must be to be told."""


class Origin(StrEnum):
    """Where the collected tables of a program came from."""

    COLLECTED = "collected"
    SAMPLE = "sample"
    NOTHING = "nothing"
    """No collection yet, and no sample shipped: everything is empty."""


@dataclass(frozen=True)
class Loaded:
    """A program with its work matched; what the rules say of it depends on the moment."""

    folder: ProgramFolder
    origin: Origin
    collection: Mapping[str, object] | None  # the last row of tables.COLLECTIONS
    matched: Matched
    problems: tuple[Problem, ...]
    newest: datetime | None  # the last change in what was collected, in UTC

    @cached_property
    def made(self) -> dict[object, Any]:
        """What a reader of it makes of it and keeps."""
        return {}

    @property
    def last_change(self) -> datetime | None:
        """The last change in the repository, where a collection looked more than a day after it.

        What is collected from an old clone is old, however lately it was collected.
        """
        checked = self.collection["checked_at"] if self.collection else None
        if self.newest is None or not isinstance(checked, datetime):
            return None
        return self.newest if checked - self.newest > A_DAY else None

    @property
    def unread(self) -> bool:
        """Whether submissions are looked for in a repository that was never collected."""
        looked_for = self.folder.program.submissions is not None
        return looked_for and self.origin is Origin.NOTHING


@dataclass(frozen=True)
class Answers:
    """A program at one moment."""

    loaded: Loaded
    decided: Decided

    @property
    def program(self) -> str:
        """The program's id."""
        return self.loaded.folder.program.id

    @property
    def findings(self) -> pd.DataFrame:
        """`tables.FINDINGS` of the matching and of the rules, without those looked at."""
        return self._findings[0]

    @property
    def settled(self) -> pd.DataFrame:
        """`tables.SETTLED`: the findings that an organiser has looked at."""
        return self._findings[1]

    @cached_property
    def _findings(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        found = pd.concat([self.loaded.matched.findings, self.decided.findings], ignore_index=True)
        return parted(found, self.loaded.folder, self.decided.as_of)

    @cached_property
    def no_start(self) -> str | None:
        """That much of what counts is older than anything planned, in words; None if it is not."""
        found = self.decided.findings
        told = found.loc[found["kind"] == NO_START, "detail"]
        return str(told.iloc[0]) if len(told) else None


def open_program(home: Home, program: str) -> ProgramFolder:
    """A program by id or path.

    Raises:
        ProgramError: there is none.
        BrokenProgramError: its program file cannot be used.
    """
    opened, problems = read_program(home.folder(program))
    if opened is None:
        raise BrokenProgramError("\n".join(str(problem) for problem in problems))
    return opened


def load(home: Home, folder: ProgramFolder) -> Loaded:
    """The program of a folder with its collected work, or else the sample it ships with.

    Raises:
        StoreError: the store cannot be read.
    """
    collection, collected = _collected(home, folder)
    origin, problems = Origin.COLLECTED, list(folder.problems)
    if collection is None:
        collected, sample_problems = read_sample(folder.folder)
        problems += sample_problems
        origin = Origin.SAMPLE if folder.program.sample else Origin.NOTHING
    web = str(collection["web"] or folder.program.repository or "") if collection else ""
    matched = match_program(folder, collected, web or None)
    newest = newest_change(collected) if collection else None
    return Loaded(folder, origin, collection, matched, tuple(problems), newest)


def ask(loaded: Loaded, as_of: datetime | None = None) -> Answers:
    """What the rules say at `as_of`; by default now, or the moment that a sample is shown at.

    Where submissions are looked for in a repository that was never collected, nobody is judged:
    what is not known yet is not missing.
    """
    moment = as_of or default_moment(loaded)
    matched = loaded.matched
    if loaded.unread:
        return Answers(loaded, undecided(loaded.folder, matched.attendance, moment))
    decided = decide(
        loaded.folder,
        matched.attempts,
        matched.marks,
        matched.attendance,
        moment,
        matched.refused,
    )
    return Answers(loaded, decided)


def presenting_of(answers: Answers) -> Presenting:
    """Who leads sessions at the moment of the answers."""
    decided = answers.decided
    return who_leads(answers.loaded.folder, decided.attendance, decided.as_of)


def default_moment(loaded: Loaded) -> datetime:
    """The present, or, for a sample, the moment its program file names."""
    program = loaded.folder.program
    if loaded.origin is Origin.SAMPLE and program.sample:
        return program.sample.as_of.start(program.zone)
    return datetime.now(UTC)


def _collected(
    home: Home, folder: ProgramFolder
) -> tuple[dict[str, object] | None, dict[tables.Table, pd.DataFrame]]:
    try:
        program = folder.program.id
        with open_store(home.store, create=False) as store:
            home.check_id(program, folder.folder, store.programs())
            collection = store.last_collection(program)
            if collection is None:
                return None, {}
            frames = store.read_all(tables.COLLECTED, program)
            return collection, {table: frames[table.name] for table in tables.COLLECTED}
    except StoreMissingError:
        return None, {}
