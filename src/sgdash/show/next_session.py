"""The next session, with everything that a member needs to join it."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from sgdash.language import say
from sgdash.show.language import _, voice
from sgdash.show.markup import Html, dotted, facts, link, phrase, tag
from sgdash.show.moments import deadline_zone, distance, due_words, own_time, time_tag, told
from sgdash.show.text import plain
from sgdash.show.view import View

BEFORE = ("readings", "slides", "notebook")
"""Kinds of links that are for before and during a session."""


def next_session_card(view: View) -> Html:
    """What comes next and how to be there, or that nothing is planned."""
    if view.coming.empty:
        return tag("p", _("No session is planned next."), class_="sg-note")
    session = view.coming.iloc[0]
    number, title = plain(session["number"]), plain(session["title"])
    return tag(
        "section",
        tag("p", _when_it_is(view, session), class_="sg-tile-label"),
        tag("p", tag("bdi", f"{number} · {title}" if number else title), class_="sg-name"),
        *(tag("p", line) for line in _remarks(view, session)),
        _facts(view, session),
        class_="sg-card sg-next",
        aria_label=_("The next session"),
    )


def _when_it_is(view: View, session: pd.Series) -> str:
    starts = session["starts_at"]
    if pd.isna(starts):
        return _("Next session, no date yet")
    if starts <= pd.Timestamp(view.as_of):
        return _("On now")
    return _("Next session, {distance}", distance=distance(starts.to_pydatetime(), view.as_of))


def _remarks(view: View, session: pd.Series) -> Iterator[Html]:
    """What somebody who thinks they know all this must not miss."""
    zone = view.program.zone
    if pd.notna(session["moved_from_at"]):
        before = time_tag(session["moved_from_at"], zone)
        yield tag("strong", phrase(say("Moved from {moment}.", moment=before)))
    if session["optional"]:
        yield tag("span", _("This session is optional."))
    for _index, row in cancelled_before(view, session).iterrows():
        day = time_tag(row["starts_at"], zone)
        told_of = say("Cancelled: {session}, {moment}.", session=plain(row["title"]), moment=day)
        yield tag("strong", phrase(told_of))
    if plain(session["note"]):
        yield tag("span", session["note"])


def cancelled_before(view: View, session: pd.Series) -> pd.DataFrame:
    """The cancelled sessions between the moment shown and the next one, or the far future."""
    after = view.sessions["starts_at"] > pd.Timestamp(view.as_of)
    until = session["starts_at"]
    before = view.sessions["starts_at"] <= until if pd.notna(until) else after
    return view.sessions[view.sessions["cancelled"] & after & before]


def _facts(view: View, session: pd.Series) -> Html:
    """Names and values; only what is known."""
    links = view.links[view.links["session"] == session["session"]]
    join_here = links[links["kind"] == "join"]
    before = links[links["kind"].isin(BEFORE)]
    others = links[~links.index.isin([*join_here.index, *before.index])]
    return facts(
        (
            (_("When"), _times(view, session)),
            (_("For you"), _for_you(session, view.program.zone)),
            (_("Place"), plain(session["place"])),
            (_("Join"), _links(join_here)),
            (_("Presented by"), presenters(view, session)),
            (_("Talks"), _talks(view, session)),
            (_("Prepare"), _links(before)),
            (_("Links"), _links(others)),
            (_("Due next"), _due(view, session)),
        )
    )


def _times(view: View, session: pd.Series) -> Html:
    zone, starts, ends = view.program.zone, session["starts_at"], session["ends_at"]
    start = time_tag(starts, zone, _("no date yet"))
    if pd.isna(starts) or pd.isna(ends):
        return start
    return phrase(say("{start} until {end}", start=start, end=_end(starts, ends, zone)))


def _end(starts: datetime, ends: datetime, zone: str) -> str:
    """The end as a time of day, or in full if it is on another day."""
    here, there = starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))
    return voice().clock(there) if here.date() == there.date() else told(ends, zone)


def _for_you(session: pd.Series, zone: str) -> str:
    """The start on the reader's clock, where that is another."""
    starts = session["starts_at"]
    return "" if pd.isna(starts) else own_time(starts, zone, st.context.timezone)


def presenters(view: View, session: pd.Series) -> str:
    """Who leads it; where nobody is named yet, whose turn it would be."""
    named = people(view, session["presenters"])
    if named:
        return named
    turn = view.presenting.suggestions
    turn = turn[turn["session"] == session["session"]]
    if turn.empty:
        return ""
    return _("Nobody yet; it would be the turn of {person}.", person=plain(turn["name"].iloc[0]))


def people(view: View, named: object) -> str:
    """Presenters by name: they are written as ids, or as names of people from outside."""
    ids = [part for part in plain(named).split("; ") if part]
    return ", ".join(view.names.get(part, part) for part in ids)


def _links(links: pd.DataFrame) -> Html:
    return dotted(link(row["url"], row["label"]) for row in links.to_dict("records"))


def _talks(view: View, session: pd.Series) -> Html:
    rows = view.talks[view.talks["session"] == session["session"]].to_dict("records")
    return dotted(
        phrase(
            say(
                "{person}: {title}",
                person=people(view, row["presenter"]),
                title=link(row["url"], row["title"]),
            )
        )
        for row in rows
    )


def _due(view: View, session: pd.Series) -> Html:
    """The exercises that are due until the session ends; where there are none, the next one."""
    open_ones = view.exercises[view.exercises["due_at"] >= pd.Timestamp(view.as_of)]
    open_ones = open_ones.sort_values("due_at", kind="stable")
    ends = session["ends_at"] if pd.notna(session["ends_at"]) else session["starts_at"]
    rows = open_ones[open_ones["due_at"] <= ends]
    rows = rows if len(rows) else open_ones.head(1)
    return dotted(exercise_due(view, row) for _index, row in rows.iterrows())


def exercise_due(view: View, row: pd.Series) -> Html:
    """An exercise, and when it is due or why there is no moment."""
    zone = deadline_zone(row["due"], view.program.zone)
    due = time_tag(row["due_at"], zone, due_words(view.program, row["exercise"]))
    return phrase(say("{exercise}, {moment}", exercise=link(row["url"], row["title"]), moment=due))
