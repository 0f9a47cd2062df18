"""The completion matrix: member × exercise, every status by sign and colour."""

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from sgdash.rules import Status, Verdict
from sgdash.show import link, states
from sgdash.show.charts import exercise_headings
from sgdash.show.choose import choose_members
from sgdash.show.load import View
from sgdash.show.markup import draw
from sgdash.show.overview import draw_exercises
from sgdash.show.palette import colours, labels, legend
from sgdash.show.presence import draw_presence
from sgdash.show.receipts import status_card
from sgdash.show.text import plain_column, words_only

ROWS_A_PAGE = 250
"""As many rows as are sent at once: chips for 10,000 members × 30 exercises are 4 MB."""

WORDS_FIT = 8
"""Up to so many exercises a cell has room for the word beside the sign."""

MEMBER_PAGE = "member/member.py"


def show(view: View) -> None:
    """The matrix, the receipt of the cell that was clicked, and the totals."""
    if view.loaded.unread:
        draw_presence(view)
        return
    missing = [states.no_exercises(view), states.no_members(view)]
    if any(missing):
        draw(states.note(missing))
        draw_presence(view)
        return
    if len(view.exercises) > WORDS_FIT:
        draw(legend(Status))
    with_status = view.members[view.members["member"].isin(view.status["member"].unique())]
    members = choose_members(with_status, ROWS_A_PAGE, "the matrix")
    cells = grid(view, members)
    event = st.dataframe(
        cells,
        column_config=_columns(view),
        hide_index=True,
        height="content" if len(cells) <= 20 else 720,
        on_select="rerun",
        selection_mode="single-cell",
        key="matrix",
        placeholder="",
        alt="Status of every member and exercise",
    )
    _draw_receipt(view, members, event.selection.cells)
    draw_exercises(view)


def grid(view: View, members: pd.DataFrame) -> pd.DataFrame:
    """Name, verdict and what is complete, then a column for each exercise; a chip a cell.

    A cell is empty where somebody was not asked for the work and did not hand it in.
    """
    status = view.status[view.status["member"].isin(members["member"])]
    row = pd.Index(members["member"]).get_indexer(pd.Index(status["member"]))
    column = pd.Index(view.exercises["exercise"]).get_indexer(pd.Index(status["exercise"]))
    shown = {value: [label] for value, label in _labels(view).items()}
    cells = np.full((len(members), len(view.exercises)), None, dtype="object")
    cells[row, column] = status["status"].map(shown).to_numpy()
    table = pd.DataFrame(cells, columns=list(view.exercises["exercise"]), dtype="object")
    table.insert(0, "member", plain_column(members["name"]).to_numpy())
    table.insert(1, "complete", _totals(status, members))
    if len(view.verdicts):
        words = labels(Verdict)
        told = view.verdicts.set_index("member")["verdict"].reindex(members["member"])
        table.insert(1, "verdict", told.map(lambda value: [words[value]]).to_numpy())
    return table


def _totals(status: pd.DataFrame, members: pd.DataFrame) -> list[str]:
    """`3 of 4`: complete of those that count, for each member."""
    counted = status[status["counted"]]
    complete = counted["status"].eq(Status.COMPLETE)
    totals = complete.groupby(counted["member"]).agg(["sum", "size"])
    totals = totals.reindex(members["member"], fill_value=0)
    return [f"{done} of {of}" for done, of in zip(totals["sum"], totals["size"], strict=True)]


def _labels(view: View) -> dict[str, str]:
    return labels(Status, words=len(view.exercises) <= WORDS_FIT)


def _columns(view: View) -> dict[str, ColumnConfig]:
    """How the columns look; their `help` is Markdown, so of a title only its words are there."""
    shown = list(_labels(view).values())
    configured: dict[str, ColumnConfig] = {
        "member": st.column_config.TextColumn("Member", pinned=True, width="medium"),
        "complete": st.column_config.TextColumn("Complete", width="small"),
        "verdict": st.column_config.MultiselectColumn(
            "Verdict", options=list(labels(Verdict).values()), color=colours(Verdict)
        ),
    }
    headings = exercise_headings(view.exercises, short=len(view.exercises) > WORDS_FIT)
    for exercise, title in zip(view.exercises["exercise"], view.exercises["title"], strict=True):
        configured[exercise] = st.column_config.MultiselectColumn(
            headings[exercise], options=shown, color=colours(Status), help=words_only(title)
        )
    return configured


def _draw_receipt(view: View, members: pd.DataFrame, cells: list[tuple[int, str]]) -> None:
    """What decided the cell that was clicked, and the way to its member's page."""
    if not cells:
        st.caption("Click a cell to see what decided it.")
        return
    row, column = cells[0]
    if row >= len(members):  # the table has become shorter since the click
        return
    member = members["member"].iloc[row]
    rows = view.status[(view.status["member"] == member) & (view.status["exercise"] == column)]
    for _, status in rows.iterrows():
        draw(status_card(view, status, f"{view.names[member]}, {column}"))
    st.page_link(
        MEMBER_PAGE, label="Open this member's page", query_params=link.here(member=member)
    )
