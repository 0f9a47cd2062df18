"""The review queue: what waits for a mark, the most pressing first, and how long marks take."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from sgdash.export import status_export, with_people
from sgdash.rules import ReviewTimes, review_times
from sgdash.show import states
from sgdash.show.awaited import WHAT_WAITS, awaited
from sgdash.show.choose import asked_some, narrow, page_of
from sgdash.show.downloads import draw_downloads
from sgdash.show.labels import exercise_titles
from sgdash.show.language import _, counted, said, voice
from sgdash.show.markup import Html, draw, tag
from sgdash.show.moments import distance
from sgdash.show.once import once
from sgdash.show.pinned import pinned, pinned_cells
from sgdash.show.reasons import status_reason
from sgdash.show.sideways import sideways
from sgdash.show.text import web_address
from sgdash.show.tiles import tile, waiting_tile
from sgdash.show.view import View

ROWS_A_PAGE = 250
"""As many rows as are sent at once; the download has all."""

WIDTHS = {
    "member": 172,
    "exercise": 230,
    "waits": 110,
    "window_ends_at": 190,
    "url": 64,
    "attempts": 84,
    "role": 90,
    "submitted_at": 190,
    "reason": 240,
}
"""Pixels of the columns: what a reviewer needs is seen at once on 1280."""


def show(view: View) -> None:
    """The numbers, the fields, what waits, the download."""
    if view.loaded.unread:
        return
    if view.exercises.empty:
        draw(states.note([states.no_exercises(view)]))
        return
    waiting = view.waiting
    if not view.program.marks.required:
        notes = [_("This group asks for no marks: what is handed in is complete.")]
        if len(waiting):
            notes.append(
                _(
                    "What is listed may not count: no clock tells when it came, and its remark "
                    "says why. A mark by hand decides."
                )
            )
        draw(states.note(notes))
        if waiting.empty:
            return
    draw(_tiles(view))
    if waiting.empty:
        draw(states.note([_("Nothing waits for a mark.")]))
        return
    shown = _chosen(view, waiting)
    told = counted("{n} submission waits.", "{n} submissions wait.", len(shown))
    order = _(
        "First those that can still be handed in again after feedback, by the end of their "
        "window; then the oldest."
    )
    others = len(shown) - len(view.of_members(shown, view.asked_members))
    if others:
        told = counted(
            "{told} {n} of them is of auditors and others, who are not judged.",
            "{told} {n} of them are of auditors and others, who are not judged.",
            others,
            told=told,
        )
    draw(
        tag("p", told, " ", tag("span", order, class_="sg-faint"), role="status"),
        tag("p", sideways(sum(WIDTHS.values())), class_="sg-faint"),
    )
    rows = page_of(shown, ROWS_A_PAGE, "queue")
    first = rows.index.equals(waiting.index[:ROWS_A_PAGE])
    _draw_rows(view, _first_page(view) if first else table(view, rows))
    draw_downloads(
        f"queue-{view.program.id}",
        len(shown),
        lambda: with_people(status_export(view.answers).loc[shown.index], view.members),
    )


def _chosen(view: View, waiting: pd.DataFrame) -> pd.DataFrame:
    titles = exercise_titles(view.exercises)
    theirs = set(waiting["exercise"].unique())
    present = [exercise for exercise in titles if exercise in theirs]
    with st.container(horizontal=True):
        members = narrow(view.members_of(waiting))
        exercises = asked_some("exercise", _("Exercise"), present, titles.__getitem__)
    shown = view.of_members(waiting, members)
    return shown[shown["exercise"].isin(exercises)] if exercises else shown


@once
def _tiles(view: View) -> Html:
    waiting = view.waiting
    running = waiting["window_ends_at"].dropna()
    running = running[running >= pd.Timestamp(view.as_of)]
    closing = _("no window runs: feedback comes too late to hand in again")
    if len(running):
        closing = _("the first window ends {when}", when=_ago(running.min(), view))
    times = review_times(view.reviews)
    tiles = [
        waiting_tile(view),
        tile(
            _("May be handed in again after feedback"),
            voice().number(len(running)),
            closing if len(waiting) else "",
        ),
        *(_review_tiles(times) if times else []),
    ]
    return tag("div", *tiles, class_="sg-tiles")


def _ago(moment: pd.Timestamp, view: View) -> str:
    return distance(moment.to_pydatetime(), view.as_of)


def _review_tiles(times: ReviewTimes) -> list[Html]:
    reviews = counted("of {n} mark so far", "of {n} marks so far", times.reviews)
    return [
        tile(_("Half of the marks came within"), length_words(times.median), reviews),
        tile(_("Nine in ten came within"), length_words(times.nine_in_ten), reviews),
    ]


def length_words(length: timedelta) -> str:
    """`3 hours`: in whole days from two on, in hours from two on, else in minutes; never less."""
    for one, many, unit in (
        ("{n} day", "{n} days", timedelta(days=1)),
        ("{n} hour", "{n} hours", timedelta(hours=1)),
    ):
        if length >= 2 * unit:
            return counted(one, many, -(-length // unit))
    return counted("{n} minute", "{n} minutes", -(-length // timedelta(minutes=1)))


def _draw_rows(view: View, told: pd.DataFrame) -> None:
    zone = view.program.zone
    moment, text = st.column_config.DatetimeColumn, st.column_config.TextColumn
    st.dataframe(
        told,
        column_config={
            "member": pinned(_("Member"), WIDTHS["member"]),
            "exercise": text(_("Exercise"), width=WIDTHS["exercise"]),
            "waits": text(_("Waits since"), width=WIDTHS["waits"]),
            "window_ends_at": moment(
                _("Window ends ({zone})", zone=zone),
                timezone=zone,
                format="YYYY-MM-DD HH:mm",
                width=WIDTHS["window_ends_at"],
            ),
            "url": st.column_config.LinkColumn(
                _("Link"), display_text=_("view"), width=WIDTHS["url"]
            ),
            "attempts": st.column_config.NumberColumn(_("Attempts"), width=WIDTHS["attempts"]),
            "role": text(_("Role"), width=WIDTHS["role"]),
            "submitted_at": moment(
                _("Handed in ({zone})", zone=zone),
                timezone=zone,
                format="YYYY-MM-DD HH:mm",
                width=WIDTHS["submitted_at"],
            ),
            "reason": text(_("Remark"), width=WIDTHS["reason"]),
        },
        hide_index=True,
        height="content" if len(told) <= 20 else 720,
        placeholder="",
        alt=_("{what}, the most pressing first", what=WHAT_WAITS[awaited(view.program.marks)]),
    )


@once
def _first_page(view: View) -> pd.DataFrame:
    """What is sent of all that waits, which everybody sees first."""
    return table(view, view.waiting.head(ROWS_A_PAGE))


def table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tables.STATUS` as they are shown; a column of nothing is left out."""
    told = pd.DataFrame(
        {
            "member": pinned_cells(rows["member"].map(view.names)),
            "exercise": rows["exercise"].map(exercise_titles(view.exercises)),
            "waits": [_ago(moment, view) for moment in rows["submitted_at"]],
            "window_ends_at": rows["window_ends_at"],
            "url": rows["evidence_url"].map(web_address),
            "attempts": rows["attempts"],
            "role": rows["member"].map(view.roles).map(said),
            "submitted_at": rows["submitted_at"],
            "reason": [status_reason(reason) for reason in rows["reason"]],
        }
    )
    same = "role" if told["role"].nunique() < 2 else None
    kept = [
        name
        for name in told
        if name != same and told[name].notna().any() and told[name].ne("").any()
    ]
    return told[kept]
