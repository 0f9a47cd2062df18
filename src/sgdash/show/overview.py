"""The group at a glance: numbers, what comes next, and where everybody stands."""

import pandas as pd
import streamlit as st

from sgdash.match import Presence
from sgdash.program.model import Role
from sgdash.rules import Status, Verdict
from sgdash.show import states
from sgdash.show.charts import counts_of, draw_counts, exercise_labels, session_labels
from sgdash.show.load import View
from sgdash.show.markup import Html, draw, tag
from sgdash.show.moments import count, deadline_zone, distance, time_tag


def show(view: View) -> None:
    """Everything of the page below its head."""
    if view.program.about:
        draw(tag("p", view.program.about, class_="sg-about"))
    draw(states.note(states.lacks(view)))
    draw(tag("div", *_tiles(view), class_="sg-tiles"))
    draw_verdicts(view)
    draw_exercises(view)
    draw_sessions(view)


def _tiles(view: View) -> list[Html]:
    unread = view.loaded.unread
    tiles = [_members(view), _next_session(view)]
    if len(view.exercises):
        tiles += [_next_deadline(view), *([] if unread else [waiting_tile(view)])]
    if len(view.talks):
        tiles.append(tile("Talks", f"{len(view.talks):,}", "given so far or announced"))
    return tiles if unread and view.answers.findings.empty else [*tiles, _inbox(view)]


def tile(label: str, value: object, note: object) -> Html:
    """A number or a name with what it is and a remark."""
    return tag(
        "div",
        tag("p", label, class_="sg-tile-label"),
        tag("p", value, class_="sg-tile-value"),
        tag("p", note, class_="sg-tile-note"),
        class_="sg-tile",
    )


def _members(view: View) -> Html:
    roles = view.members["role"].value_counts()
    others = [
        count(int(roles[role.value]), role.value)
        for role in Role
        if role.value in roles and role is not Role.MEMBER
    ]
    return tile("Members", f"{int(roles.get(Role.MEMBER.value, 0)):,}", " · ".join(others))


def _next_session(view: View) -> Html:
    dated = view.sessions[~view.sessions["cancelled"]].dropna(subset="starts_at")
    coming = dated[dated["starts_at"] > pd.Timestamp(view.as_of)].sort_values("starts_at")
    if coming.empty:
        held = f"{len(dated):,} of {len(view.sessions):,} had a date" if len(dated) else "no dates"
        return tile("Sessions", f"{len(view.sessions):,}", held)
    session = coming.iloc[0]
    title = " · ".join(part for part in (session["number"], session["title"]) if part)
    return tile("Next session", title, _when(session["starts_at"], view.program.zone, view))


def _next_deadline(view: View) -> Html:
    due = view.exercises.dropna(subset="due_at")
    coming = due[due["due_at"] >= pd.Timestamp(view.as_of)].sort_values("due_at")
    if coming.empty:
        return tile("Exercises", f"{len(view.exercises):,}", still_open(view))
    exercise = coming.iloc[0]
    zone = deadline_zone(exercise["due"], view.program.zone)
    return tile("Next deadline", exercise["title"], _when(exercise["due_at"], zone, view))


def still_open(view: View) -> str:
    """What can still be handed in after the last deadline that is written down."""
    undated = int(view.exercises["due_at"].isna().sum())
    if undated == len(view.exercises):
        return "none has a deadline"
    if view.loaded.unread:
        return "the last deadline has gone"
    now = pd.Timestamp(view.as_of)
    status = asked_status(view)
    running = (status["due_at"] >= now) & (status["status"] == Status.NOT_SUBMITTED)
    extended = int(running.sum())
    again = int((status["status"] == Status.FEEDBACK_GIVEN).sum())
    parts = [
        f"{undated} without a deadline" if undated else "",
        count(extended, "extension") + " running" if extended else "",
        f"{again} may be handed in again" if again else "",
        "late work is accepted" if view.program.marks.late_work == "accepted" else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"the last deadline has gone; still open: {told}" if told else "every deadline has gone"


def _when(moment: pd.Timestamp, zone: str, view: View) -> Html:
    return tag("span", distance(moment.to_pydatetime(), view.as_of), ", ", time_tag(moment, zone))


def waiting_tile(view: View) -> Html:
    """How much of those who are judged waits for a mark; the work of others on the side."""
    everybody = view.status[view.status["status"] == Status.AWAITING_REVIEW]
    waiting = everybody[everybody["member"].isin(view.asked)]
    others = len(everybody) - len(waiting)
    notes = ["nothing that was handed in waits"]
    if len(waiting):
        oldest = waiting["submitted_at"].min().to_pydatetime()
        notes = [f"the oldest was handed in {distance(oldest, view.as_of)}"]
    if others:
        notes.append(f"and {others:,} of auditors and others, who are not judged")
    return tile("Waiting for a mark", f"{len(waiting):,}", "; ".join(notes))


def _inbox(view: View) -> Html:
    matched = view.loaded.matched
    findings = count(len(view.answers.findings), "contradiction")
    return tile("Could not be matched", f"{len(matched.unmatched):,}", findings)


def draw_verdicts(view: View) -> None:
    """How many have which verdict; nothing without a certificate."""
    if view.verdicts.empty:
        return
    st.subheader("Certificate", anchor=False)
    rows = pd.Series("", index=view.verdicts.index)
    counts = counts_of(view.verdicts["verdict"], rows, Verdict)
    draw_counts(counts, Verdict, "How many members have which verdict")


def draw_exercises(view: View) -> None:
    """How many members stand where with each exercise; nothing without exercises or members."""
    status = asked_status(view)
    if status.empty:
        return
    st.subheader("Exercises", anchor=False)
    counts = counts_of(status["status"], status["exercise"], Status)
    counts.index = counts.index.map(exercise_labels(view.exercises))
    draw_counts(counts, Status, "How many members stand where with each exercise")


def asked_status(view: View) -> pd.DataFrame:
    """The status of those whose work is asked for: organisers and auditors owe none."""
    return view.status[view.status["member"].isin(view.asked)]


def draw_sessions(view: View) -> None:
    """Who came to each session of which there is a record; nothing without any record."""
    seen = view.attendance[view.attendance["attendance"] != Presence.NO_RECORD]
    held = view.sessions[view.sessions["session"].isin(seen["session"].unique())]
    if held.empty:
        return
    st.subheader("Attendance", anchor=False)
    counts = counts_of(seen["attendance"], seen["session"], Presence)
    counts.index = counts.index.map(session_labels(held))
    draw_counts(counts, Presence, "Who came to each session that has a record")
