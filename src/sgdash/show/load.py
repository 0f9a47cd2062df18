"""How data reaches a page: everything that is shown comes through `open_view`.

What one page may show is going to depend on who asks: this is the place to decide it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from sgdash.answers import Answers, Loaded, ask, default_moment, load
from sgdash.home import Home
from sgdash.program.folder import read_program
from sgdash.program.model import Program, Role
from sgdash.program.problems import Problem
from sgdash.program.written import exercises_table, members_table, sessions_table, talks_table
from sgdash.show.text import plain
from sgdash.store import StoreMissingError, open_store

Version = tuple[int, tuple[tuple[str, int, int], ...]]


@dataclass(frozen=True)
class View:
    """A program at one moment with the tables it is shown by; shared, so never written to."""

    answers: Answers
    members: pd.DataFrame  # tables.MEMBERS
    exercises: pd.DataFrame  # tables.EXERCISES
    sessions: pd.DataFrame  # tables.SESSIONS
    talks: pd.DataFrame  # tables.TALKS

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
        return self.loaded.matched.attendance

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of those whose work is asked for: the certificate's candidates, or members."""
        certificate = self.program.certificate
        roles = certificate.candidates if certificate else (Role.MEMBER,)
        of_role = self.members["role"].isin([role.value for role in roles])
        return frozenset(self.members.loc[of_role, "member"])

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each member by id, to be shown as text."""
        shown = (plain(name) for name in self.members["name"])
        return dict(zip(self.members["member"], shown, strict=True))


@dataclass(frozen=True)
class Broken:
    """A program whose program file cannot be used."""

    problems: tuple[str, ...]


def offered(home: Home) -> dict[str, Path]:
    """The folders that can be opened: those of the home, then what was collected from elsewhere.

    Raises:
        StoreError: the store cannot be read.
    """
    programs = dict(home.folders())
    try:
        with open_store(home.store, create=False) as store:
            collected = store.programs()
    except StoreMissingError:
        collected = {}
    for program, folder in sorted(collected.items()):
        if program not in programs and (Path(folder) / "program.yaml").is_file():
            programs[program] = Path(folder)
    return programs


def open_view(home: Home, program: str, folder: Path, day: date | None) -> View | Broken:
    """A program at the end of a day in its zone, or now: what every page shows.

    Raises:
        StoreError: the store cannot be read.
    """
    key = (str(home.data), home.store, program, str(folder))
    now = version(home, program, folder)
    loaded = _loaded(*key, now)
    if isinstance(loaded, Broken):
        return loaded
    return _view(*key, now, _moment(loaded, day), loaded)


def version(home: Home, program: str, folder: Path) -> Version:
    """What changes when there is anything new to show: the last collection, the folder's files."""
    stamps = tuple(stamp for path in sorted(folder.rglob("*")) for stamp in _stamp(path))
    try:
        with open_store(home.store, create=False) as store:
            last = store.last_collection(program)
    except StoreMissingError:
        last = None
    return (last["collection"] if last else 0, stamps)


def _stamp(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        stat = path.stat()
    except OSError:  # gone since it was listed, as an editor's temporary files are
        return
    if S_ISREG(stat.st_mode):
        yield str(path), stat.st_mtime_ns, stat.st_size


def _moment(loaded: Loaded, day: date | None) -> datetime:
    """The moment asked about; the present to the minute, so that a minute's readers share it."""
    if day is None:
        return default_moment(loaded).replace(second=0, microsecond=0)
    zone = ZoneInfo(loaded.folder.program.zone)
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)


# Keys are texts, numbers and times only: Streamlit hashes a big table by a sample of it.
@st.cache_resource(max_entries=8, ttl="30m", show_spinner=False)
def _loaded(
    data: str,
    store: str,
    program: str,  # noqa: ARG001 - part of the key
    folder: str,
    version: Version,  # noqa: ARG001 - part of the key
) -> Loaded | Broken:
    opened, problems = read_program(Path(folder))
    if opened is None:
        return Broken(tuple(told_problem(problem, Path(folder)) for problem in problems))
    return load(Home(Path(data), store), opened)


@st.cache_resource(max_entries=16, ttl="10m", show_spinner=False)
def _view(
    data: str,  # noqa: ARG001 - these five are the key
    store: str,  # noqa: ARG001
    program: str,  # noqa: ARG001
    folder: str,  # noqa: ARG001
    version: Version,  # noqa: ARG001
    moment: datetime,
    _loaded: Loaded,
) -> View:
    written = _loaded.folder.program
    return View(
        ask(_loaded, moment),
        members_table(_loaded.folder),
        exercises_table(written),
        sessions_table(written),
        talks_table(written),
    )


def told_problem(problem: Problem, folder: Path) -> str:
    """A problem with its file named from the program's folder: where that lies is not told."""
    file = problem.file
    shown = file.relative_to(folder) if file.is_relative_to(folder) else Path(file.name)
    return f"{shown}:{problem.line}: {problem.message}"
