"""How data reaches a page: everything that is shown comes through `open_view`.

What one page may show is going to depend on who asks: this is the place to decide it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from sgdash.answers import Answers, Loaded, ask, default_moment, load, presenting_of
from sgdash.collect.deadlines import DeadlineChange, deadline_changes
from sgdash.home import Home
from sgdash.language import Said, say
from sgdash.program.folder import read_program
from sgdash.program.model import Program, Role
from sgdash.program.problems import Problem
from sgdash.program.sheets import SUFFIXES
from sgdash.program.written import (
    exercises_table,
    members_table,
    session_links_table,
    sessions_table,
    talks_table,
)
from sgdash.program.yaml_source import read_source
from sgdash.receipts import way_of
from sgdash.rules import Presenting, danger_table, reviews_table, turnout, waiting_table
from sgdash.rules.agenda import coming, in_time, recorded
from sgdash.rules.way import Way
from sgdash.show.text import plain
from sgdash.store import Store, StoreMissingError, open_store

Collected = tuple[int, str]
"""The number of a program's last collection, and when it was last checked."""

Stamps = tuple[tuple[str, int, int], ...]
"""Path, time of the last change and size of each file."""

Version = tuple[Collected, Stamps]
"""What changes when there is anything new to show."""

SOON = timedelta(days=7)
"""How far ahead a deadline puts somebody in danger who has not handed in."""

NEVER: Collected = (0, "")

MOST_OPEN = 8
"""So many programs are kept matched at once."""


@dataclass(frozen=True)
class View:
    """A program at one moment with the tables it is shown by; shared, so never written to."""

    answers: Answers
    members: pd.DataFrame  # tables.MEMBERS
    exercises: pd.DataFrame  # tables.EXERCISES
    sessions: pd.DataFrame  # tables.SESSIONS
    talks: pd.DataFrame  # tables.TALKS
    links: pd.DataFrame  # tables.SESSION_LINKS

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
    def asked(self) -> frozenset[str]:
        """The ids of those whose work is asked for: the certificate's candidates, or members."""
        certificate = self.program.certificate
        roles = certificate.candidates if certificate else (Role.MEMBER,)
        of_role = self.members["role"].isin([role.value for role in roles])
        return frozenset(self.members.loc[of_role, "member"])

    @cached_property
    def asked_status(self) -> pd.DataFrame:
        """The rows of `status` of those whose work is asked for: others owe none."""
        return self.status[self.status["member"].isin(self.asked)]

    @cached_property
    def roles(self) -> dict[str, str]:
        """The role of each member by id."""
        return dict(zip(self.members["member"], self.members["role"], strict=True))

    @cached_property
    def danger(self) -> pd.DataFrame:
        """`tables.DANGER`: who is on course and about to fall out, looking SOON ahead."""
        return danger_table(self.status, self.criteria, self.verdicts, self.as_of, SOON)

    @cached_property
    def waiting(self) -> pd.DataFrame:
        """The rows of `tables.STATUS` that wait for a mark, the most pressing first."""
        return waiting_table(self.status, self.as_of)

    @cached_property
    def reviews(self) -> pd.DataFrame:
        """`tables.MARKED`: every attempt that was marked, with its first mark."""
        matched = self.loaded.matched
        return reviews_table(matched.attempts, matched.marks, self.as_of)

    @cached_property
    def deadline_changes(self) -> tuple[DeadlineChange, ...]:
        """The deadlines that the program file's own history has changed."""
        stamped = list(_stamp(self.loaded.folder.folder / "program.yaml"))
        return _deadline_changes(*stamped[0]) if stamped else ()

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each member by id, to be shown as text."""
        shown = (plain(name) for name in self.members["name"])
        return dict(zip(self.members["member"], shown, strict=True))


@dataclass(frozen=True)
class Broken:
    """A program whose program file cannot be used."""

    problems: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """The programs that can be opened, the one that was asked for, and what is new in its store."""

    programs: Mapping[str, Path]
    program: str | None
    collected: Collected

    @property
    def folder(self) -> Path | None:
        """Where the files of the program lie that was asked for."""
        return self.programs.get(self.program) if self.program else None


def look_around(home: Home, asked: str | None) -> Offer:
    """What can be opened: the programs of the home, then what was collected from elsewhere.

    `asked` is a program's id; None asks for the first. The store is opened once.

    Raises:
        StoreError: the store cannot be read.
    """
    programs = dict(home.folders())
    try:
        with open_store(home.store, create=False) as store:
            for program, folder in sorted(store.programs().items()):
                if program not in programs and (Path(folder) / "program.yaml").is_file():
                    programs[program] = Path(folder)
            chosen = _one_of(programs, asked)
            return Offer(programs, chosen, _collected(store, chosen))
    except StoreMissingError:
        return Offer(programs, _one_of(programs, asked), NEVER)


def _one_of(programs: Mapping[str, Path], asked: str | None) -> str | None:
    if asked is None:
        return next(iter(programs), None)
    return asked if asked in programs else None


def _collected(store: Store, program: str | None) -> Collected:
    last = store.last_collection(program) if program else None
    return (last["collection"], last["checked_at"].isoformat()) if last else NEVER


def title(folder: Path) -> str:
    """The title of the program in a folder, to be shown as text; "" where it cannot be read."""
    stamps = list(_stamp(folder / "program.yaml"))
    return _head(*stamps[0])[0] if stamps else ""


def language(home: Home, program: str | None) -> str:
    """The language that a program, or else the first one, asks for; English where it asks for none.

    Raises:
        StoreError: the store cannot be read.
    """
    own = home.folders()
    # a program's id from the link is never taken for a path
    known = not program or program in own
    folder = own.get(program or next(iter(own), "")) if known else look_around(home, program).folder
    stamps = list(_stamp(folder / "program.yaml")) if folder else []
    return _head(*stamps[0])[1] if stamps else "en"


@lru_cache(maxsize=1000)
def _head(file: str, changed: int, size: int) -> tuple[str, str]:  # noqa: ARG001 - parts of the key
    """The title and the language of a program file, whatever else is wrong with it."""
    data = read_source(Path(file)).data
    head = data if isinstance(data, dict) else {}
    return plain(head.get("title")), str(head.get("language", "en"))


def open_view(home: Home, offer: Offer, day: date | None) -> View | Broken | None:
    """The program asked for at the end of a day in its zone, or now: what every page shows.

    A day that is yet to come there is taken for now. None where there is no such program.

    Raises:
        StoreError: the store cannot be read.
    """
    if offer.program is None or offer.folder is None:
        return None
    key = (str(home.data), home.store, offer.program, str(offer.folder))
    now = (offer.collected, stamps(offer.folder))
    loaded = _loaded(*key, now)
    if isinstance(loaded, Broken):
        return loaded
    return _view(*key, now, _moment(loaded, day), loaded)


# git is asked once for each version of the file; a commit that changes only history waits its time
@st.cache_resource(max_entries=64, ttl="10m", show_spinner=False)
def _deadline_changes(
    file: str,
    changed: int,  # noqa: ARG001 - part of the key
    size: int,  # noqa: ARG001
) -> tuple[DeadlineChange, ...]:
    return tuple(deadline_changes(Path(file).parent))


FILES = (
    "program.yaml",
    "members.csv",
    "decisions.yaml",
    *(f"attendance/{place}*{suffix}" for place in ("", "*/") for suffix in SUFFIXES),
    "sample/*.csv",
)
"""A program's own files: its folder may lie in a big checkout, of which nothing is looked at."""


def stamps(folder: Path) -> Stamps:
    """What changes with any of a program's files."""
    found = (path for pattern in FILES for path in sorted(folder.glob(pattern)))
    return tuple(stamp for path in found for stamp in _stamp(path))


def _stamp(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        stat = path.stat()
    except OSError:  # gone since it was listed, as an editor's temporary files are
        return
    if S_ISREG(stat.st_mode):
        yield str(path), stat.st_mtime_ns, stat.st_size


def today(zone: str) -> date:
    """The day that it is in a zone."""
    return datetime.now(ZoneInfo(zone)).date()


def _moment(loaded: Loaded, day: date | None) -> datetime:
    """The moment asked about; the present to the minute, so that a minute's readers share it."""
    zone = loaded.folder.program.zone
    if day is None or day > today(zone):
        return default_moment(loaded).replace(second=0, microsecond=0)
    end = datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)).astimezone(UTC)
    # what is left of today has not happened yet: no deadline in it has gone
    return min(end, datetime.now(UTC).replace(second=0, microsecond=0))


# Keys are texts, numbers and times only: Streamlit hashes a big table by a sample of it.
@st.cache_resource(max_entries=MOST_OPEN, ttl="30m", show_spinner=False)
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
        session_links_table(written),
    )


def told_problem(problem: Problem, folder: Path) -> Said:
    """A problem with its file named from the program's folder: where that lies is not told."""
    file = problem.file
    shown = file.relative_to(folder) if file.is_relative_to(folder) else Path(file.name)
    return say("{place}: {problem}", place=f"{shown}:{problem.line}", problem=problem.message)
