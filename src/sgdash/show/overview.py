"""The group at a glance: what comes next, who stands where, and what came since."""

import pandas as pd
import streamlit as st

from sgdash.match import Presence
from sgdash.rules import Status, Verdict
from sgdash.show import link, states
from sgdash.show.bars import bars_of, counts_of
from sgdash.show.danger import DANGER, danger_words
from sgdash.show.labels import exercise_titles, session_labels
from sgdash.show.language import _, counted
from sgdash.show.load import SOON, View
from sgdash.show.markup import Html, draw, table, tag
from sgdash.show.news import draw_news
from sgdash.show.once import once
from sgdash.show.tiles import tiles

VERDICTS_PAGE, QUEUE_PAGE = "organiser/verdicts.py", "organiser/queue.py"
MATRIX_PAGE, INBOX_PAGE = "organiser/matrix.py", "organiser/inbox.py"

MOST_NAMES = 8
"""So many of those in danger are named; the verdicts have all."""


def show(view: View) -> None:
    """Everything of the page below its head."""
    if view.program.about:
        draw(tag("p", view.program.about, class_="sg-about"))
    draw(states.note(states.lacks(view)))
    draw(tag("div", *tiles(view), class_="sg-tiles"))
    _draw_ways(view)
    draw_verdicts(view)
    _draw_danger(view)
    draw_news(view)
    draw_exercises(view)
    draw_sessions(view)


def _draw_ways(view: View) -> None:
    """Where to go on with what waits and with what is missing."""
    waiting = (view.status["status"] == Status.AWAITING_REVIEW).any()
    missing = (view.status["status"] == Status.MISSING).any()
    with st.container(horizontal=True):
        if waiting:
            st.page_link(QUEUE_PAGE, label=_("What waits for a mark"), query_params=link.here())
        if missing:
            query = link.here(status=Status.MISSING.value)
            st.page_link(MATRIX_PAGE, label=_("Who is missing something"), query_params=query)
        if len(view.loaded.matched.unmatched):
            st.page_link(INBOX_PAGE, label=_("What could not be matched"), query_params=link.here())


def draw_verdicts(view: View) -> None:
    """How many have which verdict; nothing without a certificate."""
    if len(view.verdicts):
        st.subheader(_("Certificate"), anchor=False)
        draw(_verdict_bars(view))


@once
def _verdict_bars(view: View) -> Html:
    everybody = pd.Series("", index=view.verdicts.index)
    counts = counts_of(view.verdicts["verdict"], everybody, Verdict)
    return bars_of(counts, Verdict, _("How many members have which verdict"))


def _draw_danger(view: View) -> None:
    """Who of those on course is about to fall out, and why; the first to fall out first."""
    if not (view.verdicts["verdict"] == Verdict.ON_COURSE).any():
        return
    means = _(
        "In danger means: on course, but nothing more may fail, or more is due within {days} days "
        "and not handed in than may fail.",
        days=SOON.days,
    )
    why = danger_words(view)
    if not why:
        draw(tag("p", _("Nobody who is on course is in danger."), " ", means, class_="sg-note"))
        return
    told = counted(
        "{n} member on course is in danger.", "{n} members on course are in danger.", len(why)
    )
    named = list(why.items())[:MOST_NAMES]
    draw(
        tag("p", tag("strong", told), " ", tag("span", means, class_="sg-faint")),
        table(
            [_("Member"), _("Why")],
            [[tag("bdi", view.names[member]), reason] for member, reason in named],
            _("Who is in danger"),
        ),
    )
    st.page_link(
        VERDICTS_PAGE,
        label=_("Their verdicts") if len(why) <= MOST_NAMES else _("All of them, in the verdicts"),
        query_params=link.here(verdict=str(DANGER)),
    )


def draw_exercises(view: View) -> None:
    """How many members stand where with each exercise; nothing without exercises or members."""
    if len(view.asked_status):
        st.subheader(_("Exercises"), anchor=False)
        draw(_exercise_bars(view))


@once
def _exercise_bars(view: View) -> Html:
    counts = counts_of(view.asked_status["status"], view.asked_status["exercise"], Status)
    counts.index = counts.index.map(exercise_titles(view.exercises))
    return bars_of(counts, Status, _("How many members stand where with each exercise"))


def draw_sessions(view: View) -> None:
    """Who came to each session of which there is a record; nothing without any record."""
    if (view.attendance["attendance"] != Presence.NO_RECORD).any():
        st.subheader(_("Attendance"), anchor=False)
        draw(_session_bars(view))


@once
def _session_bars(view: View) -> Html:
    seen = view.attendance[view.attendance["attendance"] != Presence.NO_RECORD]
    held = view.sessions[view.sessions["session"].isin(seen["session"].unique())]
    counts = counts_of(seen["attendance"], seen["session"], Presence)
    counts.index = counts.index.map(session_labels(held))
    return bars_of(counts, Presence, _("Who came to each session that has a record"))
