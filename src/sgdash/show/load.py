"""How data reaches a page: everything that is shown comes through `open_view`.

What one page may show is going to depend on who asks: this is the place to decide it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from sgdash.answers import Loaded, ask, default_moment, load
from sgdash.collect.earlier import Earlier
from sgdash.home import Home
from sgdash.language import Said, say
from sgdash.program.problems import Problem
from sgdash.program.written import (
    exercises_table,
    members_table,
    session_links_table,
    sessions_table,
    talks_table,
)
from sgdash.show.holding import open_or_hold
from sgdash.show.latest import Latest
from sgdash.show.offers import Collected, Offer, repository, title
from sgdash.show.present import Presents
from sgdash.show.stamps import Stamps, stamps
from sgdash.show.view import View

Version = tuple[Collected, Stamps]
"""What changes when there is anything new to show."""

MOST_OPEN = 8
"""So many programs are kept matched at once."""


@dataclass(frozen=True)
class Broken:
    """A program whose program file cannot be used, and no earlier one is known."""

    title: str
    repository: str | None
    problems: tuple[Said, ...]


@dataclass(frozen=True)
class Opened:
    """A program, by an earlier version of its program file where the one of today is wrong."""

    loaded: Loaded
    earlier: Earlier | None = None


def open_view(home: Home, offer: Offer, day: date | None) -> View | Broken | None:
    """The program asked for at the end of a day in its zone, or now: what every page shows.

    A day that is yet to come there is taken for now. None where there is no such program.

    Raises:
        StoreError: the store cannot be read.
    """
    if offer.program is None or offer.folder is None:
        return None
    folder = offer.folder
    key = (str(home.data), home.store, offer.program, str(folder))
    now = (offer.collected, stamps(folder))
    opened = _opened().get(key, now, lambda: _open(home, folder))
    if isinstance(opened, Broken):
        return opened
    moment = _moment(opened.loaded, day)
    if moment == _present(opened.loaded):
        return _presents().view(key, now, moment, lambda: _make(opened, moment))
    return _view(*key, now, moment, opened)


def today(zone: str) -> date:
    """The day that it is in a zone."""
    return datetime.now(ZoneInfo(zone)).date()


def _moment(loaded: Loaded, day: date | None) -> datetime:
    """The moment asked about."""
    zone = loaded.folder.program.zone
    if day is None or day > today(zone):
        return _present(loaded)
    end = datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)).astimezone(UTC)
    # what is left of today has not happened yet: no deadline in it has gone
    return min(end, datetime.now(UTC).replace(second=0, microsecond=0))


def _present(loaded: Loaded) -> datetime:
    """To the minute, so that a minute's readers share it; of a sample the moment it is about."""
    return default_moment(loaded).replace(second=0, microsecond=0)


@st.cache_resource(show_spinner=False)
def _presents() -> Presents:
    return Presents(MOST_OPEN)


@st.cache_resource(show_spinner=False)
def _opened() -> Latest[Opened | Broken]:
    return Latest(MOST_OPEN)


def _open(home: Home, folder: Path) -> Opened | Broken:
    held = open_or_hold(folder)
    if held.folder is None:
        told = tuple(told_problem(problem, folder) for problem in held.problems)
        return Broken(title(folder) or folder.name, repository(folder), told)
    return Opened(load(home, held.folder), held.earlier)


# Keys are texts, numbers and times only: Streamlit hashes a big table by a sample of it.
@st.cache_resource(max_entries=16, ttl="10m", show_spinner=False)
def _view(
    data: str,  # noqa: ARG001 - these five are the key
    store: str,  # noqa: ARG001
    program: str,  # noqa: ARG001
    folder: str,  # noqa: ARG001
    version: Version,  # noqa: ARG001
    moment: datetime,
    _opened: Opened,
) -> View:
    return _make(_opened, moment)


def _make(opened: Opened, moment: datetime) -> View:
    loaded, written = opened.loaded, opened.loaded.folder.program
    return View(
        ask(loaded, moment),
        members_table(loaded.folder),
        exercises_table(written),
        sessions_table(written),
        talks_table(written),
        session_links_table(written),
        opened.earlier,
    )


def told_problem(problem: Problem, folder: Path) -> Said:
    """A problem with its file named from the program's folder: where that lies is not told."""
    file = problem.file
    shown = file.relative_to(folder) if file.is_relative_to(folder) else Path(file.name)
    return say("{place}: {problem}", place=f"{shown}:{problem.line}", problem=problem.message)
