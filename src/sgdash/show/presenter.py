"""The presenter's screen: the session, its exercise, and how many are there.

It shames nobody: names and an order of members are there only where the program file asks for them.
"""

from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st

from sgdash.language import say
from sgdash.match import Presence
from sgdash.rules import Status
from sgdash.show import page, states
from sgdash.show.bars import bars_of, counts_of
from sgdash.show.language import _, counted, said, voice
from sgdash.show.leading import leads_next
from sgdash.show.markup import Html, draw, join, tag
from sgdash.show.moments import due_words, time_tag
from sgdash.show.next_session import people
from sgdash.show.origin import origin_line, sample_banner, unread_banner
from sgdash.show.text import plain
from sgdash.show.view import View

TOO_FEW = 5
"""Groups of fewer are not broken down: in them a number is as good as a name."""

REFRESH = timedelta(seconds=30)

SHOWN, FIRST = 4, 5
"""More rows, and more names in an order, than these would not fit below the numbers."""


@st.fragment(run_every=REFRESH)
def show(opened: View) -> None:
    """The whole screen, drawn again by itself with what has come meanwhile."""
    view = page.reload(opened)
    session = tonight(view)
    draw(
        tag("p", view.program.title, class_="sg-eyebrow"),
        tag("h1", _session(view, session), class_="sg-screen-title"),
        tag("p", _session_facts(view, session), class_="sg-screen-facts"),
    )
    _draw_exercises(view)
    draw(
        leads_next(view, session),
        tag(
            "footer",
            origin_line(view, datetime.now(UTC)),
            sample_banner(view),
            class_="sg-screen-foot",
        ),
    )


def tonight(view: View) -> pd.Series | None:
    """The session that is on or comes next; without dates the one after the last with a record."""
    return None if view.coming.empty else view.coming.iloc[0]


def _session(view: View, session: pd.Series | None) -> str:
    if session is None:
        planned = say("No session is planned next")
        return said(planned if len(view.sessions) else say("No session is planned yet"))
    number, title = plain(session["number"]), plain(session["title"])
    return _("Session {number}: {title}", number=number, title=title) if number else title


def _session_facts(view: View, session: pd.Series | None) -> Html:
    """When, in how long, where and with whom."""
    if session is None:
        return tag("span", said(states.no_dates(view) or "")) if len(view.sessions) else Html()
    starts, presenters = session["starts_at"], people(view, session["presenters"])
    facts: list[object] = [time_tag(starts, view.program.zone, _("no date yet"))]
    if pd.notna(starts):
        facts.append(_begins(starts, view.as_of))
    facts.append(plain(session["place"]))
    facts.append(_("with {presenters}", presenters=presenters) if presenters else "")
    return join([fact for fact in facts if fact], " · ")


def _begins(starts: pd.Timestamp, now: datetime) -> str:
    """How long until it begins, or that it has begun."""
    left = starts.to_pydatetime() - now
    if left <= timedelta(0):
        return _("has begun")
    return _("in {countdown}", countdown=voice().countdown(left))


def _draw_exercises(view: View) -> None:
    """The exercise that is due next in large numbers, and the ones before it as bars."""
    status = view.asked_status
    if view.exercises.empty:
        draw(tag("p", said(states.no_exercises(view) or ""), class_="sg-screen-note"))
        _draw_attendance(view)
        return
    if view.loaded.unread:
        draw(tag("div", unread_banner(view), class_="sg-screen-note"))
        return
    if status["member"].nunique() < TOO_FEW:
        few = _("Fewer than {few} members: what each has done is not shown here.", few=TOO_FEW)
        draw(tag("p", few, class_="sg-screen-note"))
        return
    exercise = _due_next(view)
    mine = status[status["exercise"] == exercise["exercise"]]
    draw(_numbers(view, exercise, mine), _named(view, mine), _ranked(view, status))
    so_far = view.exercises[view.exercises["position"] <= exercise["position"]]
    shown = so_far.tail(SHOWN)
    if len(so_far) > SHOWN:
        last = _("The last {shown} of {all} exercises", shown=SHOWN, all=len(so_far))
        draw(tag("p", last, class_="sg-screen-last"))
    rows = status[status["exercise"].isin(shown["exercise"])]
    counts = counts_of(rows["status"], rows["exercise"], Status)
    counts.index = counts.index.map(dict(zip(shown["exercise"], _names(shown), strict=True)))
    draw(bars_of(counts, Status, _("Status of the exercises so far")))


def _named(view: View, status: pd.DataFrame) -> Html:
    """Who has handed the exercise in, where the program file asks for names."""
    if not view.program.screen.names:
        return Html()
    names = [view.names[member] for member in status.loc[status["first_at"].notna(), "member"]]
    told = _("Handed in: {names}", names=", ".join(names) or "–")
    return tag("p", told, class_="sg-screen-last")


def _ranked(view: View, status: pd.DataFrame) -> Html:
    """Who completed most, where the program file asks for an order; nobody else is in it."""
    if not view.program.screen.ranking:
        return Html()
    complete = status.loc[status["status"] == Status.COMPLETE, "member"].value_counts()
    first = complete.sort_index().sort_values(ascending=False, kind="stable").head(FIRST)
    told = ", ".join(
        f"{view.names[str(member)]} {voice().number(number)}" for member, number in first.items()
    )
    return tag("p", _("Most complete: {names}", names=told or "–"), class_="sg-screen-last")


def _due_next(view: View) -> pd.Series:
    """The exercise that is due next, else the last one."""
    ahead = view.exercises[view.exercises["due_at"] >= pd.Timestamp(view.as_of)]
    if ahead.empty:
        return view.exercises.iloc[-1]
    return ahead.sort_values("due_at", kind="stable").iloc[0]


def _names(exercises: pd.DataFrame) -> list[str]:
    numbers = [plain(number) for number in exercises["number"]]
    return [
        _("Exercise {number}", number=number) if number else exercise
        for number, exercise in zip(numbers, exercises["exercise"], strict=True)
    ]


def _numbers(view: View, exercise: pd.Series, status: pd.DataFrame) -> Html:
    handed_in = int(status["first_at"].notna().sum())
    complete = int((status["status"] == Status.COMPLETE).sum())
    return tag(
        "div",
        _number(_("{done} of {of}", done=handed_in, of=len(status)), _("handed in")),
        _number(_("{done} of {of}", done=complete, of=len(status)), said(Status.COMPLETE)),
        _number(*_due(exercise, view)),
        tag("p", exercise["title"], class_="sg-screen-exercise"),
        class_="sg-screen-numbers",
    )


def _due(exercise: pd.Series, view: View) -> tuple[str, str]:
    """How long until it is due, or why there is no moment, and what that is."""
    if pd.isna(exercise["due_at"]):
        return _("open"), due_words(view.program, exercise["exercise"])
    left = exercise["due_at"].to_pydatetime() - view.as_of
    if left < timedelta(0):
        return _("now closed"), _("since {countdown}", countdown=voice().countdown(-left))
    return voice().countdown(left), _("left to hand it in")


def _number(value: str, label: str) -> Html:
    return tag("p", tag("strong", value), tag("span", label))


def _draw_attendance(view: View) -> None:
    """How many came to the last sessions that have a record; in small groups nothing."""
    seen = view.attendance[view.attendance["attendance"] != Presence.NO_RECORD]
    if seen.empty or len(view.members) < TOO_FEW:
        return
    recorded = view.sessions[view.sessions["session"].isin(seen["session"].unique())]
    shown = recorded.tail(SHOWN)
    if len(recorded) > SHOWN:
        last = counted(
            "The last {shown} of {n} session that has a record",
            "The last {shown} of {n} sessions that have a record",
            len(recorded),
            shown=SHOWN,
        )
        draw(tag("p", last, class_="sg-screen-last"))
    rows = seen[seen["session"].isin(shown["session"])]
    counts = counts_of(rows["attendance"], rows["session"], Presence)
    numbers = [
        _("Session {number}", number=plain(number)) if plain(number) else session
        for number, session in zip(shown["number"], shown["session"], strict=True)
    ]
    counts.index = counts.index.map(dict(zip(shown["session"], numbers, strict=True)))
    draw(bars_of(counts, Presence, _("Who came to the last sessions")))
