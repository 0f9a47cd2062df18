"""The choosers at the side: study group, day, language; each writes its answer into the link."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import streamlit as st

from sgdash.language.voice import LANGUAGES
from sgdash.show import link, load, offers
from sgdash.show.language import _, voice
from sgdash.show.offers import Offer
from sgdash.show.view import View

PROGRAM, DAY, LANGUAGE = "chooser of the program", "chooser of the day", "chooser of the language"


def choose_program(offer: Offer) -> None:
    """A chooser of those that can be opened; nothing where there are none."""
    if not offer.programs:
        return
    titles = {program: offers.title(folder) for program, folder in offer.programs.items()}
    st.session_state[PROGRAM] = offer.program
    st.sidebar.selectbox(
        _("Study group"),
        list(titles),
        index=0 if offer.program else None,
        format_func=told_apart(titles).__getitem__,
        key=PROGRAM,
        placeholder=_("Choose a study group"),
        on_change=_program_chosen,
    )


def told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """Each program's title and id; the id first where titles are the same, and would cover it."""
    uses = Counter(titles.values())
    return {
        program: f"{title} ({program})".strip() if uses[title] == 1 else f"{program} · {title}"
        for program, title in titles.items()
    }


def _program_chosen() -> None:
    """Another program: its members and days are others, too."""
    chosen = st.session_state[PROGRAM]
    if chosen:
        link.write("program", chosen)
        link.write("as_of", None)
        link.write("member", None)


def choose_day(view: View, day: date | None) -> None:
    """A chooser of a past day in the program's zone."""
    st.session_state[DAY] = day
    st.sidebar.date_input(
        _("As it stood at the end of"),
        value=None,
        max_value=load.today(view.program.zone),
        format="YYYY-MM-DD",
        key=DAY,
        on_change=_day_chosen,
        help=_(
            "Any past day can be looked at again. Empty: now, or the moment a sample is shown at."
        ),
    )


def _day_chosen() -> None:
    day = st.session_state[DAY]
    link.write("as_of", day.isoformat() if day else None)


def choose_language() -> None:
    """A chooser of the language that the reader wants."""
    st.session_state[LANGUAGE] = voice().language
    st.sidebar.selectbox(
        _("Language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=LANGUAGE,
        on_change=_language_chosen,
    )


def _language_chosen() -> None:
    link.write("lang", st.session_state[LANGUAGE])
