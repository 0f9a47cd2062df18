"""How data reaches a page: everything that is shown comes through `open_view`.

What one page may show is going to depend on who asks: this is the place to decide it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from sgdash.answers import Loaded, ask, default_moment, load
from sgdash.home import Home
from sgdash.language import Said, say
from sgdash.program.folder import read_program
from sgdash.program.problems import Problem
from sgdash.program.written import (
    exercises_table,
    members_table,
    session_links_table,
    sessions_table,
    talks_table,
)
from sgdash.show.offers import Collected, Offer
from sgdash.show.stamps import Stamps, stamps
from sgdash.show.view import View

Version = tuple[Collected, Stamps]
"""What changes when there is anything new to show."""

MOST_OPEN = 8
"""So many programs are kept matched at once."""


@dataclass(frozen=True)
class Broken:
    """A program whose program file cannot be used."""

    problems: tuple[str, ...]


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
