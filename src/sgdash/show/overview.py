"""The group at a glance: what comes next, who stands where, and what came since."""

import pandas as pd
import streamlit as st

from sgdash.match import Presence
from sgdash.rules import Status, Verdict
from sgdash.show import link, states
from sgdash.show.awaited import WHAT_WAITS, awaited
from sgdash.show.bars import bars_of, counts_of
from sgdash.show.danger import DANGER, danger_words
from sgdash.show.heads import who_is_counted
from sgdash.show.labels import exercise_titles, session_labels
from sgdash.show.language import _, counted, said
from sgdash.show.markup import Html, draw, join, table, tag
from sgdash.show.news import draw_news
from sgdash.show.once import once
from sgdash.show.tiles import tiles
from sgdash.show.view import SOON, View

VERDICTS_PAGE, QUEUE_PAGE = "organiser/verdicts.py", "organiser/queue.py"
MATRIX_PAGE, INBOX_PAGE = "organiser/matrix.py", "organiser/inbox.py"

MOST_NAMES = 8
"""So many of those in danger are named; the verdicts have all."""


def show(view: View) -> None:
    """Everything of the page below its head; what stands together is one element of the page."""
    draw(_first(view))
    _draw_ways(view)
    draw(verdict_bars(view), _danger(view))
    _draw_way_to_danger(view)
    draw_news(view)
    draw(exercise_bars(view), session_bars(view))


@once
def _first(view: View) -> Html:
    """What the group is, what it goes without, and its numbers."""
    return join(
        [
            tag("p", view.program.about, class_="sg-about") if view.program.about else Html(),
            states.note(states.lacks(view)),
            states.no_start(view),
            tag("div", *tiles(view), class_="sg-tiles"),
        ]
    )


def _draw_ways(view: View) -> None:
    """Where to go on with what waits and with what is missing."""
    waiting, missing = _any(view, Status.AWAITING_REVIEW), _any(view, Status.MISSING)
    what = WHAT_WAITS[awaited(view.program.marks)]
    with st.container(horizontal=True):
        if waiting:
            st.page_link(QUEUE_PAGE, label=said(what), query_params=link.here())
        if missing:
            query = link.here(status=Status.MISSING.value)
            st.page_link(MATRIX_PAGE, label=_("Who is missing something"), query_params=query)
        if len(view.loaded.matched.unmatched):
            st.page_link(INBOX_PAGE, label=_("What could not be matched"), query_params=link.here())


@once
def _any(view: View, status: Status) -> bool:
    return bool((view.status["status"] == status).any())


@once
def verdict_bars(view: View) -> Html:
    """How many have which verdict; nothing without a certificate."""
    if view.verdicts.empty:
        return Html()
    everybody = pd.Series("", index=view.verdicts.index)
    counts = counts_of(view.verdicts["verdict"], everybody, Verdict)
    told = bars_of(counts, Verdict, _("How many members have which verdict"))
    return join([tag("h2", _("Certificate")), told])


@once
def _danger(view: View) -> Html:
    """Who of those on course is about to fall out, and why; the first to fall out first."""
    if not (view.verdicts["verdict"] == Verdict.ON_COURSE).any():
        return Html()
    means = _(
        "In danger means: on course, but nothing more may fail, or more is due within {days} days "
        "and not handed in than may fail.",
        days=SOON.days,
    )
    why = danger_words(view)
    if not why:
        return tag("p", _("Nobody who is on course is in danger."), " ", means, class_="sg-note")
    told = counted(
        "{n} member on course is in danger.", "{n} members on course are in danger.", len(why)
    )
    named = list(why.items())[:MOST_NAMES]
    return join(
        [
            tag("p", tag("strong", told), " ", tag("span", means, class_="sg-faint")),
            table(
                [_("Member"), _("Why")],
                [[tag("bdi", view.names[member]), reason] for member, reason in named],
                _("Who is in danger"),
            ),
        ]
    )


def _draw_way_to_danger(view: View) -> None:
    """Where to go on with those who are in danger, if there are any."""
    why = danger_words(view)
    if why:
        st.page_link(
            VERDICTS_PAGE,
            label=_("Their verdicts")
            if len(why) <= MOST_NAMES
            else _("All of them, in the verdicts"),
            query_params=link.here(verdict=str(DANGER)),
        )


@once
def exercise_bars(view: View) -> Html:
    """How many members stand where with each exercise; nothing without exercises or members."""
    if view.asked_status.empty:
        return Html()
    counts = counts_of(view.asked_status["status"], view.asked_status["exercise"], Status)
    counts.index = counts.index.map(exercise_titles(view.exercises))
    told = bars_of(counts, Status, _("How many members stand where with each exercise"))
    others = who_is_counted(view, pd.Series(view.status["member"].unique()))
    whom = tag("p", others, class_="sg-faint") if others else Html()
    return join([tag("h2", _("Exercises")), whom, told])


@once
def session_bars(view: View) -> Html:
    """Who came to each session of which there is a record; nothing without any record."""
    seen = view.attendance[view.attendance["attendance"] != Presence.NO_RECORD]
    if seen.empty:
        return Html()
    held = view.sessions[view.sessions["session"].isin(seen["session"].unique())]
    counts = counts_of(seen["attendance"], seen["session"], Presence)
    counts.index = counts.index.map(session_labels(held))
    told = bars_of(counts, Presence, _("Who came to each session that has a record"))
    return join([tag("h2", _("Attendance")), told])
