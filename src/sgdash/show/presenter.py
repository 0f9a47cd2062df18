"""The presenter's screen: the session, its exercise, how many are there. No names, no ranking."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st

from sgdash.match import Presence
from sgdash.rules import Status
from sgdash.show import page, states
from sgdash.show.charts import counts_of, draw_counts
from sgdash.show.load import View
from sgdash.show.markup import Html, draw, join, tag
from sgdash.show.moments import distance, time_tag
from sgdash.show.next_session import people
from sgdash.show.origin import origin_line, sample_banner, unread_banner
from sgdash.show.overview import asked_status
from sgdash.show.text import plain

TOO_FEW = 5
"""Groups of fewer are not broken down: in them a number is as good as a name."""

REFRESH = timedelta(seconds=30)
SHOWN = 4
"""More rows than these would not fit below the numbers."""


@st.fragment(run_every=REFRESH)
def show(opened: View) -> None:
    """The whole screen, drawn again by itself with what has come meanwhile."""
    view = page.reload(opened)
    session = tonight(view)
    draw(
        tag("p", view.program.title, class_="sg-eyebrow"),
        tag("h1", *_session(view, session), class_="sg-screen-title"),
        tag("p", *_session_facts(view, session), class_="sg-screen-facts"),
    )
    _draw_exercises(view)
    draw(
        tag(
            "footer",
            origin_line(view, datetime.now(UTC)),
            sample_banner(view),
            class_="sg-screen-foot",
        )
    )


def tonight(view: View) -> pd.Series | None:
    """The session that is on or comes next; without dates the one after the last with a record."""
    return None if view.coming.empty else view.coming.iloc[0]


def _session(view: View, session: pd.Series | None) -> list[object]:
    if session is None:
        return ["No session is planned next" if len(view.sessions) else "No session is planned yet"]
    number = plain(session["number"])
    return [tag("span", f"Session {number}: " if number else ""), plain(session["title"])]


def _session_facts(view: View, session: pd.Series | None) -> list[object]:
    """When, where and with whom."""
    if session is None:
        return [states.no_dates(view)] if len(view.sessions) else []
    starts = session["starts_at"]
    presenters = people(view, session["presenters"])
    facts: list[object] = [time_tag(starts, view.program.zone, "no date yet")]
    if pd.notna(starts):
        facts.append(distance(starts.to_pydatetime(), view.as_of))
    facts += [part for part in (plain(session["place"]), f"with {presenters}") if part]
    told = facts if presenters else facts[:-1]
    return [join(told, " · ")]


def _draw_exercises(view: View) -> None:
    """The exercise that is due next in large numbers, and the ones before it as bars."""
    status = asked_status(view)
    if view.exercises.empty:
        draw(tag("p", states.no_exercises(view), class_="sg-screen-note"))
        _draw_attendance(view)
        return
    if view.loaded.unread:
        draw(tag("div", unread_banner(view), class_="sg-screen-note"))
        return
    if status["member"].nunique() < TOO_FEW:
        draw(
            tag(
                "p",
                f"Fewer than {TOO_FEW} members: what each has done is not shown here.",
                class_="sg-screen-note",
            )
        )
        return
    exercise = _due_next(view)
    draw(_numbers(view, exercise, status[status["exercise"] == exercise["exercise"]]))
    so_far = view.exercises[view.exercises["position"] <= exercise["position"]]
    shown = so_far.tail(SHOWN)
    draw(_last_of(len(so_far), "exercises"))
    rows = status[status["exercise"].isin(shown["exercise"])]
    counts = counts_of(rows["status"], rows["exercise"], Status)
    counts.index = counts.index.map(dict(zip(shown["exercise"], _names(shown), strict=True)))
    draw_counts(counts, Status, "Status of the exercises so far", row=44, size=18)


def _last_of(all_of_them: int, what: str) -> Html:
    """That there are more than the screen has room for; nothing where all are shown."""
    if all_of_them <= SHOWN:
        return Html()
    return tag("p", f"Last {SHOWN} of {all_of_them} {what}", class_="sg-screen-last")


def _numbered(sessions: pd.DataFrame) -> Iterator[tuple[object, str]]:
    return zip(sessions["number"], sessions["session"], strict=True)


def _due_next(view: View) -> pd.Series:
    """The exercise that is due next, else the last one."""
    coming = view.exercises[view.exercises["due_at"] >= pd.Timestamp(view.as_of)]
    if coming.empty:
        return view.exercises.iloc[-1]
    return coming.sort_values("due_at", kind="stable").iloc[0]


def _names(exercises: pd.DataFrame) -> list[str]:
    numbers = [plain(number) for number in exercises["number"]]
    return [
        f"Exercise {n}" if n else i for n, i in zip(numbers, exercises["exercise"], strict=True)
    ]


def _numbers(view: View, exercise: pd.Series, status: pd.DataFrame) -> Html:
    handed_in = int(status["first_at"].notna().sum())
    complete = int((status["status"] == Status.COMPLETE).sum())
    return tag(
        "div",
        _number(f"{handed_in} of {len(status)}", "handed in"),
        _number(f"{complete} of {len(status)}", "complete"),
        _number(*_due(exercise, view)),
        tag("p", exercise["title"], class_="sg-screen-exercise"),
        class_="sg-screen-numbers",
    )


def _due(exercise: pd.Series, view: View) -> tuple[str, str]:
    """When it is due, or why there is no moment, and what that is."""
    due = exercise["due_at"]
    if pd.notna(due):
        return distance(due.to_pydatetime(), view.as_of), "due"
    return "open", plain(exercise["due"])


def _number(value: str, label: str) -> Html:
    return tag("p", tag("strong", value), tag("span", label))


def _draw_attendance(view: View) -> None:
    """How many came to the last sessions that have a record; in small groups nothing."""
    seen = view.attendance[view.attendance["attendance"] != Presence.NO_RECORD]
    if seen.empty or len(view.members) < TOO_FEW:
        return
    recorded = view.sessions[view.sessions["session"].isin(seen["session"].unique())]
    held = recorded.tail(SHOWN)
    draw(_last_of(len(recorded), "sessions that have a record"))
    rows = seen[seen["session"].isin(held["session"])]
    counts = counts_of(rows["attendance"], rows["session"], Presence)
    numbers = [f"Session {plain(n)}" if plain(n) else i for n, i in _numbered(held)]
    counts.index = counts.index.map(dict(zip(held["session"], numbers, strict=True)))
    draw_counts(counts, Presence, "Who came to the last sessions", row=44, size=18)
