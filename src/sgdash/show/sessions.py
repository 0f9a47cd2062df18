"""Sessions: the schedule, who presents, the talks, and who was there."""

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from sgdash.match import THERE, Presence
from sgdash.program.schedule import sessions_of
from sgdash.show import states
from sgdash.show.choose import choose_members
from sgdash.show.load import View
from sgdash.show.markup import Html, draw, join, link, table, tag
from sgdash.show.moments import time_tag
from sgdash.show.overview import draw_sessions
from sgdash.show.palette import colours, labels, legend
from sgdash.show.text import plain, plain_column, words_only

MOST_CELLS = 20_000
"""As many chips as are sent at once; with more, the table is shown page by page."""

MOST_COLUMNS = 200


def show(view: View) -> None:
    """The schedule, then who was there."""
    notes = [states.no_dates(view)]
    if len(view.exercises) == 0:
        notes.append(states.no_exercises(view))
    draw(states.note([note for note in notes if note]))
    draw(schedule(view))
    if view.program.topics:
        st.subheader("Topics without a session", anchor=False)
        draw(tag("ul", *(tag("li", topic) for topic in view.program.topics)))
    draw_sessions(view)
    draw_presence(view)


def schedule(view: View) -> Html:
    """A row for each session, with a column only for what this group writes down."""
    sessions = view.sessions
    present = _came(view)
    columns: dict[str, list[object]] = {
        "No.": [plain(number) for number in sessions["number"]],
        "Session": [_title(view, row) for row in sessions.to_dict("records")],
        "When": [
            time_tag(start, view.program.zone, "no date yet") for start in sessions["starts_at"]
        ],
        "Path": list(sessions["path"]),
        "Place": list(sessions["place"]),
        "Presented by": [people(view, presenters) for presenters in sessions["presenters"]],
        "Talks": [_talks(view, session) for session in sessions["session"]],
        "Came": [present.get(session, "") for session in sessions["session"]],
    }
    kept = {name: cells for name, cells in columns.items() if any(plain(cell) for cell in cells)}
    rows = [list(row) for row in zip(*kept.values(), strict=True)]
    return table(kept, rows, "The sessions in their order")


def _title(view: View, row: Mapping[Hashable, object]) -> Html:
    """The title, what of it is optional or held already, and its links."""
    links = next(s.links for s in sessions_of(view.program) if s.id == row["session"])
    start = row["starts_at"]
    told: list[object] = [tag("span", row["title"])]
    if row["optional"]:
        told.append(tag("span", "optional", class_="sg-faint"))
    if isinstance(start, pd.Timestamp) and start > pd.Timestamp(view.as_of):
        told.append(tag("span", "to come", class_="sg-faint"))
    told += [link(found.url, found.label) for found in links]
    return join(told, " · ")


def people(view: View, presenters: object) -> str:
    """Presenters by name: they are written as ids, or as names of people from outside."""
    ids = [part for part in plain(presenters).split("; ") if part]
    return ", ".join(view.names.get(part, part) for part in ids)


def _talks(view: View, session: str) -> Html:
    given = view.talks[view.talks["session"] == session]
    told = [
        tag("p", people(view, talk["presenter"]), ": ", link(talk["url"], talk["title"]))
        for talk in given.to_dict("records")
    ]
    return join(told)


def _came(view: View) -> dict[str, str]:
    """`9 of 14` for each session of which there is a record."""
    seen = view.attendance[view.attendance["attendance"] != Presence.NO_RECORD]
    came = seen["attendance"].isin(THERE).groupby(seen["session"]).agg(["sum", "size"])
    return {str(session): f"{row['sum']} of {row['size']}" for session, row in came.iterrows()}


def draw_presence(view: View) -> None:
    """Presence per member and session, for the sessions of which there is a record."""
    if not view.loaded.folder.records or view.members.empty:
        draw(states.note(["Nobody has written down who came to which session."]))
        return
    st.subheader("Who was there", anchor=False)
    draw(legend(Presence))
    held = recorded(view)
    if len(held) > MOST_COLUMNS:
        st.caption(f"The last {MOST_COLUMNS} of {len(held):,} sessions that have a record.")
        held = held.tail(MOST_COLUMNS)
    members = view.members
    if len(members) * len(held) > MOST_CELLS:
        members = choose_members(members, MOST_CELLS // len(held), "the presence")
    cells = presence(view, members, held)
    shown = labels(Presence, words=False)
    chips = {
        name: st.column_config.MultiselectColumn(
            name,
            options=list(shown.values()),
            color=colours(Presence),
            width="small",
            help=words_only(title),
        )
        for name, title in zip(cells.columns[2:], held["title"], strict=True)
    }
    st.dataframe(
        cells,
        column_config={
            "member": st.column_config.TextColumn("Member", pinned=True, width="medium"),
            "came": st.column_config.TextColumn("Came", width="small"),
            **chips,
        },
        hide_index=True,
        height="content" if len(cells) <= 20 else 720,
        alt="Presence of every member at every session that has a record",
    )


def recorded(view: View) -> pd.DataFrame:
    """The sessions of which there is a record."""
    seen = view.attendance.loc[view.attendance["attendance"] != Presence.NO_RECORD, "session"]
    return view.sessions[view.sessions["session"].isin(seen.unique())]


def presence(view: View, members: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """A row for each of `members`, a column for each session of `held`."""
    shown = {value: [sign] for value, sign in labels(Presence, words=False).items()}
    asked = view.attendance["member"].isin(members["member"])
    seen = view.attendance[asked & view.attendance["session"].isin(held["session"])]
    wide = seen.set_index(["member", "session"])["attendance"].unstack("session")  # noqa: PD010 - text
    wide = wide.reindex(index=members["member"], columns=held["session"])
    wide = wide.fillna(Presence.NO_RECORD.value)
    there = wide.isin(THERE)
    table = wide.map(lambda value: shown[value])
    table.columns = pd.Index(_headings(held))
    table.insert(0, "member", plain_column(members["name"]).to_numpy())
    table.insert(1, "came", [f"{n} of {len(held)}" for n in there.sum(axis="columns")])
    return table


def _headings(held: pd.DataFrame) -> list[str]:
    """The sessions' numbers where they tell them apart, else their ids."""
    numbers = [plain(number) for number in held["number"]]
    if all(numbers) and len(set(numbers)) == len(numbers):
        return numbers
    return [plain(session) for session in held["session"]]
