"""The review queue: what waits for a mark, the most pressing first, and how long marks take."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from sgdash.export import status_export, with_people
from sgdash.rules import ReviewTimes, review_times
from sgdash.show import states
from sgdash.show.choose import asked_some, narrow, page_of
from sgdash.show.downloads import draw_downloads
from sgdash.show.labels import exercise_titles
from sgdash.show.language import _, counted, voice
from sgdash.show.markup import Html, draw, tag
from sgdash.show.moments import distance
from sgdash.show.once import once
from sgdash.show.queued import ROWS_A_PAGE, draw_queued
from sgdash.show.tiles import tile, waiting_tile
from sgdash.show.view import View


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
    told_all = tag("p", told, " ", tag("span", order, class_="sg-faint"), role="status")
    draw_queued(view, told_all, page_of(shown, ROWS_A_PAGE, "queue"))
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
