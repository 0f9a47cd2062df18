"""Presenters: whose turn it is, who has led how often, and the talks by person and path."""

from collections.abc import Hashable

import pandas as pd
import streamlit as st

from sgdash.language import say
from sgdash.rules.agenda import given
from sgdash.rules.presenting import reason, session_names
from sgdash.show.language import _, said
from sgdash.show.markup import Html, draw, join, link, phrase, table, tag
from sgdash.show.moments import told_day
from sgdash.show.next_session import people as names_of
from sgdash.show.pinned import pinned, pinned_cells
from sgdash.show.text import plain
from sgdash.show.view import View

TURNS, MOST_TALKS = 10, 300
"""So many are told of those whose turn comes, and of the talks."""


def show(view: View) -> None:
    """Everything of the page below its head."""
    if view.presenting.people.empty:
        document = tag("code", "docs/program-file.md")
        told = say(
            "Nobody is named as presenting yet. Write {presenters} or {talks} below a session, and "
            "{leading} if members take turns: {document} shows how.",
            presenters=tag("code", "presenters:"),
            talks=tag("code", "talks:"),
            leading=tag("code", "leading:"),
            document=document,
        )
        draw(tag("p", phrase(told), class_="sg-note"))
        return
    _draw_turns(view)
    _draw_people(view)
    _draw_talks(view)


def _draw_turns(view: View) -> None:
    """Who could lead next, each with the reason; nothing where nobody takes turns."""
    turns = view.presenting.suggestions
    if view.program.leading is None:
        return
    head = tag("h2", _("Whose turn it is"))
    if turns.empty:
        none = _("Nobody with one of these roles takes part at the moment.")
        draw(head, tag("p", none, class_="sg-note"))
        return
    told = _(
        "First who led and spoke least often, then who did so longest ago, then who came most "
        "often. The group decides; nobody is bound by it."
    )
    draw(head, tag("p", told, class_="sg-faint"), turns_table(view, turns.head(TURNS)))


def turns_table(view: View, turns: pd.DataFrame) -> Html:
    """The first of `tables.SUGGESTIONS`, with the reason in the language of the page."""
    labels = session_names(view.sessions)
    ahead = view.presenting.people.set_index("person")[["ahead", "next_session"]]
    rows = [
        [
            row["position"],
            tag("bdi", row["name"]),
            said(reason(row, labels)),
            plain(labels.get(plain(row["session"]))),
        ]
        for _index, row in turns.join(ahead, on="member").iterrows()
    ]
    headers = [_("No."), _("Member"), _("Why"), _("Session that would be theirs")]
    return table(headers, rows, _("Whose turn it is"))


def _draw_people(view: View) -> None:
    """How often everybody has led and spoken, and how long ago."""
    draw(tag("h2", _("Who has presented")))
    rows = people_table(view)
    st.dataframe(
        rows,
        column_config={
            "name": pinned(_("Who"), 200),
            "outside": st.column_config.CheckboxColumn(_("From outside"), width="small"),
            "led": st.column_config.NumberColumn(_("Sessions led"), width="small"),
            "talks": st.column_config.NumberColumn(_("Talks given"), width="small"),
            "last": st.column_config.TextColumn(_("Last in session"), width="small"),
            "last_at": st.column_config.TextColumn(_("On"), width="small"),
            "since": st.column_config.NumberColumn(_("Sessions since"), width="small"),
            "ahead": st.column_config.NumberColumn(_("Sessions ahead"), width="small"),
        },
        hide_index=True,
        placeholder="",
        height="content" if len(rows) <= 15 else 560,
        alt=_("How often everybody has led a session or given a talk"),
    )


def people_table(view: View) -> pd.DataFrame:
    """`tables.PRESENTING` as it is shown; columns in which nothing stands are left out."""
    people, zone = view.presenting.people, view.program.zone
    labels = session_names(view.sessions)
    rows = pd.DataFrame(
        {
            "name": pinned_cells(people["name"]),
            "outside": people["member"].isna(),
            "led": people["led"],
            "talks": people["talks"],
            "last": [plain(labels.get(plain(session))) for session in people["last_session"]],
            "last_at": [told_day(at, zone) if pd.notna(at) else "" for at in people["last_at"]],
            "since": people["sessions_since"],
            "ahead": people["ahead"],
        }
    )
    told = [name for name in rows if name == "name" or rows[name].fillna(0).astype("bool").any()]
    return rows[told]


def _draw_talks(view: View) -> None:
    """The talks given, by person and path; nothing where there are none."""
    if view.talks.empty:
        return
    draw(tag("h2", _("Talks by person and path")), talks_table(view, view.talks.head(MOST_TALKS)))


def talks_table(view: View, talks: pd.DataFrame) -> Html:
    """A row for each person and path, with the talks in the order of the sessions."""
    labels = session_names(view.sessions)
    past = given(talks, view.sessions, view.attendance, pd.Timestamp(view.as_of)).index
    told = talks.assign(path=talks["path"].fillna(""), past=talks.index.isin(past))
    rows = [
        [
            tag("bdi", names_of(view, person)),
            plain(path),
            int(each["past"].sum()),
            join([_talk(row, labels) for row in each.to_dict("records")]),
        ]
        for (person, path), each in told.groupby(["presenter", "path"], sort=False)
    ]
    headers = [_("Who"), _("Path"), _("Talks given"), _("Talks")]
    return table(headers, rows, _("Talks by person and path"))


def _talk(row: dict[Hashable, object], labels: dict[str, str]) -> Html:
    title = link(row["url"], row["title"])
    session = plain(labels[str(row["session"])])
    told = phrase(say("{title} (session {session})", title=title, session=session))
    return tag("p", told) if row["past"] else tag("p", told, " · ", _("to come"))
