"""Every page's frame: choose a program and a day, load, and say where the data comes from."""

from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import NoReturn

import streamlit as st

from sgdash.errors import SgdashError
from sgdash.home import Home, find_home
from sgdash.language import Said, say
from sgdash.language.voice import LANGUAGES
from sgdash.program.moments import YEARS
from sgdash.program.problems import problem_of
from sgdash.show import link, load, offers
from sgdash.show.language import _, said, speak
from sgdash.show.load import Broken
from sgdash.show.markup import details, draw, phrase, sentence, tag
from sgdash.show.markup import link as web_link
from sgdash.show.offers import Offer
from sgdash.show.origin import (
    origin_line,
    problem_list,
    problems_banner,
    sample_banner,
    unread_banner,
)
from sgdash.show.side import choose_day, choose_language, choose_program
from sgdash.show.tab import name_tab
from sgdash.show.text import plain
from sgdash.show.view import View

FRESH = "opened in this run"

_SIDE: ContextVar[tuple[Offer, View | None, date | None] | None] = ContextVar(
    "what the choosers at the side are drawn from", default=None
)


def begin() -> None:
    """Speak the language of the link, or of its program, before any page is opened."""
    link.restore()
    _SIDE.set(None)
    try:
        speak(_language(offers.language(find_home(), link.read("program"))))
    except SgdashError:  # the page is going to say what is in the way
        speak(_language("en"))


def end() -> None:
    """The choosers at the side, once the page is drawn: a browser takes long to fetch their code.

    They are there too where a page could not be opened, as far as they have anything to choose.
    """
    side = _SIDE.get()
    if side is None:
        return
    offer, view, day = side
    choose_program(offer)
    if view is not None:
        choose_day(view, day)
        choose_language()


def _language(own: str) -> str:
    """The reader's choice in the link, else the program's own; nothing else is a language."""
    asked = link.read("lang")
    if asked is not None:
        asked = asked if asked in LANGUAGES else None
        link.write("lang", asked)  # which keeps it for the next page
    return asked or own


def open_page(title: Said) -> View:
    """The program and day of the link, with the head that every page has.

    What cannot be opened is told, and the script of the page ends there.
    """
    view = _chosen_view()
    name_tab(_tab(title, view))
    draw(
        tag("p", view.program.title, class_="sg-eyebrow"),
        tag("h1", said(title), class_="sg-title"),
        origin_line(view, datetime.now(UTC)),
        unread_banner(view),
        sample_banner(view),
        problems_banner(
            view,
            tuple(
                load.told_problem(problem, view.loaded.folder.folder)
                for problem in view.loaded.problems
            ),
        ),
    )
    return view


def open_screen(title: Said) -> View:
    """The same without a head, for a page that fills the screen and says it all by itself."""
    view = _chosen_view()
    name_tab(_tab(title, view), side=False)
    st.session_state[FRESH] = True
    return view


def reload(view: View) -> View:
    """The same program and day as they are now, or as they were if that has become impossible."""
    if st.session_state.pop(FRESH, False):  # opened in this very run
        return view
    speak(_language(view.program.language))
    home = find_home()
    try:
        latest = load.open_view(home, offers.look_around(home, view.program.id), _asked_day())
    except SgdashError:
        return view
    return latest if isinstance(latest, View) else view


def _chosen_view() -> View:
    home = find_home()
    try:
        offer = offers.look_around(home, link.read("program"))
        _SIDE.set((offer, None, None))
        _ask_for_one(offer, home)
        day = _asked_day()
        view = load.open_view(home, offer, day)
    except SgdashError as error:
        _stop(_("This cannot be shown."), (problem_of(error),))
    if view is None:
        asked = plain(link.read("program"))
        _stop(
            _("There is no study group called “{asked}” here.", asked=asked), tuple(offer.programs)
        )
    if isinstance(view, Broken):
        _stop_broken(view)
    speak(_language(view.program.language))
    if day is not None and day > load.today(view.program.zone):
        link.write("as_of", None)
        day = None
    _SIDE.set((offer, view, day))
    return view


def _tab(title: Said, view: View) -> str:
    return f"{said(title)} · {plain(view.program.title)}"


def _ask_for_one(offer: Offer, home: Home) -> None:
    """Write into the link which program is meant: by default the first, if there is one."""
    if not offer.programs:
        _stop(
            _("There is no program yet."),
            (
                _(
                    "Write {file}: docs/program-file.md shows how.",
                    file=f"{home.programs.name}/<id>/program.yaml",
                ),
            ),
        )
    link.write("program", link.read("program") or offer.program)


def _asked_day() -> date | None:
    """The day of the link; what is not a day that any group may mean is taken out of it."""
    asked = link.read("as_of")
    if asked is None:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        link.write("as_of", None)
        return None
    link.write("as_of", asked)
    return day


def _stop_broken(broken: Broken) -> NoReturn:
    """That nothing is said by a file that may mean something else, and whom to tell."""
    told = _(
        "The organisers' program file has a mistake. Nothing can be shown until it is mended: by a "
        "file that is misread, somebody could be told that their work does not count."
    )
    tell = _("If you are not an organiser, tell one.")
    if broken.repository:
        where = web_link(f"{broken.repository.removesuffix('/')}/issues", broken.repository)
        tell = phrase(say("If you are not an organiser, tell one: {where}", where=where))
    problems = problem_list(broken.problems)
    name_tab(plain(broken.title))
    draw(
        tag("h1", broken.title, class_="sg-title"),
        tag("p", told, class_="sg-banner sg-problems", role="alert"),
        tag("p", tell),
        details(_("For organisers: what to mend"), problems),
    )
    end()
    st.stop()


def _stop(head: str, lines: tuple[str, ...]) -> NoReturn:
    """Say what is in the way, and end the page."""
    name_tab(head)
    draw(
        tag("h1", head, class_="sg-title"),
        tag("ul", *(tag("li", sentence(line)) for line in lines), class_="sg-lines", role="alert"),
    )
    end()  # behind a stop nothing is drawn any more
    st.stop()
