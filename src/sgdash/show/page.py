"""Every page's frame: choose a program and a day, load, and say where the data comes from."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import streamlit as st

from sgdash.errors import SgdashError
from sgdash.home import Home, find_home
from sgdash.show import link, load
from sgdash.show.load import Broken, View
from sgdash.show.markup import draw, tag
from sgdash.show.origin import origin_line, problems_banner, sample_banner, unread_banner
from sgdash.show.text import plain

PROGRAM, DAY = "chooser of the program", "chooser of the day"


def open_page(title: str) -> View:
    """The program and day of the link, with the head that every page has.

    What cannot be opened is told, and the script of the page ends there.
    """
    view = _chosen_view()
    draw(
        tag("p", view.program.title, class_="sg-eyebrow"),
        tag("h1", title, class_="sg-title"),
        origin_line(view, datetime.now(UTC)),
        unread_banner(view),
        sample_banner(view),
        problems_banner(
            tuple(load.told_problem(p, view.loaded.folder.folder) for p in view.loaded.problems)
        ),
    )
    return view


def open_screen() -> View:
    """The same without a head, for a page that fills the screen and says it all by itself."""
    return _chosen_view()


def reload(view: View) -> View:
    """The same program and day as they are now, or as they were if that has become impossible."""
    home = find_home()
    try:
        latest = load.open_view(home, view.program.id, view.loaded.folder.folder, _asked_day())
    except SgdashError:
        return view
    return view if isinstance(latest, Broken) else latest


def _chosen_view() -> View:
    home = find_home()
    link.restore()
    try:
        programs = load.offered(home)
        program = _choose_program(programs, home)
        day = _asked_day()
        view = load.open_view(home, program, programs[program], day)
    except SgdashError as error:
        _stop("This cannot be shown.", (str(error),))
    if isinstance(view, Broken):
        _stop(f"The program {program} cannot be opened until its files are mended.", view.problems)
    _choose_day(day, view)
    return view


def _choose_program(programs: Mapping[str, Path], home: Home) -> str:
    """The program of the link, or the first; the chooser writes its answer into the link."""
    if not programs:
        _stop(
            "There is no program yet.",
            (f"Write {home.programs.name}/<id>/program.yaml: docs/program-file.md shows how.",),
        )
    asked = link.read("program")
    chosen = asked if asked in programs else None
    if asked is None:
        chosen = next(iter(programs))
        link.write("program", chosen)
    else:
        link.write("program", asked)
    st.session_state[PROGRAM] = chosen
    st.sidebar.selectbox(
        "Study group",
        list(programs),
        index=0 if chosen else None,
        format_func=plain,
        key=PROGRAM,
        placeholder="Choose a study group",
        on_change=_program_chosen,
    )
    if chosen is None:
        _stop(f"There is no study group called “{plain(asked)}” here.", tuple(programs))
    return chosen


def _program_chosen() -> None:
    """Another program: its members and days are others, too."""
    chosen = st.session_state[PROGRAM]
    if chosen:
        link.write("program", chosen)
        link.write("as_of", None)
        link.write("member", None)


def _choose_day(day: date | None, view: View) -> None:
    st.session_state[DAY] = day
    st.sidebar.date_input(
        "As it stood at the end of",
        value=None,
        max_value=datetime.now(ZoneInfo(view.program.zone)).date(),
        format="YYYY-MM-DD",
        key=DAY,
        on_change=_day_chosen,
        help="Any past day can be looked at again. Empty: now, or the moment a sample is shown at.",
    )


def _day_chosen() -> None:
    day = st.session_state[DAY]
    link.write("as_of", day.isoformat() if day else None)


def _asked_day() -> date | None:
    """The day of the link; one that is not a day, or yet to come, is taken out of it."""
    asked = link.read("as_of")
    if asked is None:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = None
    if day is None or day > datetime.now(UTC).date() or day.year < 1970:
        link.write("as_of", None)
        return None
    link.write("as_of", asked)
    return day


def _stop(sentence: str, lines: tuple[str, ...]) -> NoReturn:
    """Say what is in the way, and end the page."""
    draw(
        tag("h1", sentence, class_="sg-title"),
        tag("ul", *(tag("li", line) for line in lines), class_="sg-lines", role="alert"),
    )
    st.stop()
