"""Attendance: over time, by session, by member, and the names that nobody could be found for."""

from decimal import Decimal

import pandas as pd
import streamlit as st

from sgdash.language import Said, say
from sgdash.match import Presence
from sgdash.show.labels import session_labels
from sgdash.show.language import _, said, voice
from sgdash.show.markup import Html, draw, join, phrase, tag
from sgdash.show.moments import told_day
from sgdash.show.once import once
from sgdash.show.pinned import pinned, pinned_cells
from sgdash.show.presence import CAME, came_of, draw_presence, share_column
from sgdash.show.rows import MANY, few_rows
from sgdash.show.text import plain, plain_column
from sgdash.show.trend import trend
from sgdash.show.unresolved import draw_unresolved
from sgdash.show.view import View

LATEST = 5
"""So many of the last sessions are told beside all of them."""

TOLD = tuple(word for word in Presence if word is not Presence.NO_RECORD)


def show(view: View) -> None:
    """Everything of the page below its head."""
    missing = nothing_yet(view)
    if missing is not None:
        draw(tag("p", phrase(missing), class_="sg-note"))
        draw_unresolved(view)
        return
    _draw_over_time(view)
    _draw_by_session(view)
    draw_presence(view)
    draw_unresolved(view)


def nothing_yet(view: View) -> Said | None:
    """What to do first where there is no attendance to show."""
    program = tag("code", "program.yaml")
    if view.sessions.empty:
        return say("This group has no sessions yet: write them into {file}.", file=program)
    if view.members.empty:
        roster = tag("code", "members.csv")
        return say(
            "Nobody is written down yet whose attendance it could be: fill {file}.", file=roster
        )
    if view.recorded.empty:
        first = view.sessions["session"].iloc[0]
        return say(
            "Nobody has written down who came to which session. Put one sheet a session into the "
            "program's folder, such as {file}, or take over the report of a video call with "
            "{command}: {document} shows how.",
            command=tag("code", f"sgdash attendance import {view.program.id} FILE"),
            file=tag("code", f"attendance/{first}.csv"),
            document=tag("code", "docs/program-file.md"),
        )
    return None


def _draw_over_time(view: View) -> None:
    """A column for each session, and in words how many came."""
    draw(tag("h2", _("Over time")), _over_time(view))


@once
def _over_time(view: View) -> Html:
    counts = view.turnout.reindex(view.recorded["session"])
    told = tag("p", _average(counts))
    return join([told, trend(counts, view.recorded, view.program.zone)])


def _average(counts: pd.DataFrame) -> str:
    """The share that came, of all sessions and of the last few."""
    share = _share(counts)
    if len(counts) <= LATEST:
        return _(
            "Over all sessions with a record {share} of those who were expected came.", share=share
        )
    return _(
        "Over all {sessions} sessions with a record {share} of those who were expected came; over "
        "the last {n} it was {last}.",
        sessions=len(counts),
        share=share,
        n=LATEST,
        last=_share(counts.tail(LATEST)),
    )


def _share(counts: pd.DataFrame) -> str:
    came, of = int(counts["came"].sum()), int(counts["of"].sum())
    return voice().share(Decimal(100 * came // of)) if of else "–"


def _draw_by_session(view: View) -> None:
    """A row for each session with a record; a column for each word that occurs."""
    head = tag("h2", _("By session"))
    if len(view.recorded) <= MANY:
        draw(head, _few_sessions(view))
        return
    draw(head)
    rows, headings = by_session(view).copy(), _headings()
    if "number" in rows:
        rows["number"] = pinned_cells(rows["number"])
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    st.dataframe(
        rows,
        column_config={
            "number": pinned(headings["number"], 70),
            "title": text(headings["title"], width=296),
            "when": text(headings["when"], width=130),
            "came": text(headings["came"], width=CAME),
            "share": share_column(),
            **{word.value: number(headings[word.value], width="small") for word in TOLD},
        },
        hide_index=True,
        height=560,
        alt=_("Who came to each session that has a record"),
    )


def _headings() -> dict[str, str]:
    return {
        "number": _("No."),
        "title": _("Session"),
        "when": _("When"),
        "came": _("Came"),
        "share": _("Share"),
        **{word.value: said(word).capitalize() for word in TOLD},
    }


@once
def _few_sessions(view: View) -> Html:
    """The same rows where they are few; number and title of a session stand in one cell."""
    rows = by_session(view)
    shares = ["" if pd.isna(cut) else voice().share(Decimal(int(cut))) for cut in rows["share"]]
    names = view.recorded["session"].map(session_labels(view.recorded))
    told = rows.assign(title=names.to_numpy(), share=shares).drop(columns="number", errors="ignore")
    counts = [word.value for word in TOLD if word in told]
    told[counts] = told[counts].replace(0, "")
    alt = _("Who came to each session that has a record")
    return tag("div", few_rows(told, _headings(), alt), class_="sg-counts")


@once
def by_session(view: View) -> pd.DataFrame:
    """How many came to each session with a record, and how many of each word that occurs."""
    held = view.recorded
    counts = view.turnout.reindex(held["session"])
    zone = view.program.zone
    rows = pd.DataFrame(
        {
            "number": [plain(number) for number in held["number"]],
            "title": plain_column(held["title"]).to_numpy(),
            "when": [told_day(at, zone) if pd.notna(at) else "" for at in held["starts_at"]],
            **came_of(counts),
        }
    )
    for word in TOLD:
        if word in counts and counts[word].any():
            rows[word.value] = counts[word].to_numpy()
    return rows.drop(columns=[name for name in ("number", "when") if not rows[name].any()])
