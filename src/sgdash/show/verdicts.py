"""Verdicts: who gets the certificate, what is missing, and why."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from sgdash.export import to_csv, verdicts_export
from sgdash.program.model import Certificate
from sgdash.rules import Criterion, Verdict
from sgdash.show import link, states
from sgdash.show.certificate import asked_for
from sgdash.show.load import View
from sgdash.show.markup import draw, tag
from sgdash.show.matrix import MEMBER_PAGE
from sgdash.show.overview import draw_exercises, draw_sessions, draw_verdicts
from sgdash.show.palette import colours, labels
from sgdash.show.receipts import verdict_card
from sgdash.show.text import plain_column


def show(view: View) -> None:
    """The bar in words, the table, the receipt of the chosen row, and the download."""
    certificate = view.program.certificate
    missing = [states.no_certificate(view), states.no_members(view)]
    if certificate is not None and view.loaded.unread:
        draw(tag("p", asked_for(certificate), class_="sg-about"))
        return
    if certificate is None or view.verdicts.empty:
        draw(states.note(missing))
        draw_exercises(view)
        draw_sessions(view)
        return
    draw(tag("p", asked_for(certificate), class_="sg-about"))
    draw_verdicts(view)
    event = st.dataframe(
        table(view),
        column_config=_columns(certificate),
        hide_index=True,
        height="content" if len(view.verdicts) <= 20 else 720,
        on_select="rerun",
        selection_mode="single-row",
        key="verdicts",
        placeholder="",
        alt="Verdict of every member",
    )
    _draw_receipt(view, event.selection.rows)
    st.download_button(
        "Download as CSV",
        lambda: to_csv(verdicts_export(view.answers)),
        file_name=f"verdicts-{view.program.id}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def table(view: View) -> pd.DataFrame:
    """A row for each member, in the order of the roster."""
    rows, words = view.verdicts, labels(Verdict)
    return pd.DataFrame(
        {
            "member": plain_column(rows["member"].map(view.names)),
            "verdict": rows["verdict"].map(lambda value: [words[value]]),
            "share": rows["share"] * 100,
            "reason": plain_column(rows["reason"]),
            "completed": rows["completed"],
            "required": rows["required"],
            "assigned": rows["assigned"],
        }
        | dict(_others(view))
    )


def _others(view: View) -> Iterator[tuple[str, pd.Series]]:
    """What was found of each criterion that is not the exercises."""
    for name, rows in view.criteria.groupby("criterion", sort=False):
        if name != Criterion.EXERCISES:
            told = rows["done"].astype("str") if name == Criterion.TALKS else rows["found"]
            found = told.set_axis(rows["member"]).reindex(view.verdicts["member"])
            yield str(name), plain_column(found.reset_index(drop=True))


def _columns(certificate: Certificate) -> dict[str, ColumnConfig | None]:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    share = st.column_config.ProgressColumn("Share", format="%.1f%%", min_value=0, max_value=100)
    return {
        "member": text("Member", pinned=True, width="medium"),
        "verdict": st.column_config.MultiselectColumn(
            "Verdict", options=list(labels(Verdict).values()), color=colours(Verdict)
        ),
        "share": None if certificate.bar.share is None else share,
        "completed": number("Complete", width="small"),
        "required": number("Needed", width="small"),
        "assigned": number("Assigned", width="small"),
        "attendance": text("Sessions attended", width="small"),
        "talks": text("Talks", width="small"),
        "project": text("Final project"),
        "reason": text("Reason", width="large"),
    }


def _draw_receipt(view: View, rows: list[int]) -> None:
    """What decided the verdict that was chosen, and the way to its member's page."""
    if not rows or rows[0] >= len(view.verdicts):
        st.caption("Choose a row to see what decided it.")
        return
    verdict = view.verdicts.iloc[rows[0]]
    member = verdict["member"]
    draw(verdict_card(view, verdict, view.names[member]))
    st.page_link(
        MEMBER_PAGE, label="Open this member's page", query_params=link.here(member=member)
    )
