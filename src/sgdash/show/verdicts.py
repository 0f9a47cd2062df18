"""Verdicts: who gets the certificate, what is missing, and why."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from sgdash.export import verdicts_export, with_people
from sgdash.program.model import Certificate
from sgdash.rules import Verdict
from sgdash.show import link, states
from sgdash.show.certificate import asked_for
from sgdash.show.choose import asked_some, narrow
from sgdash.show.danger import DANGER, danger_words
from sgdash.show.distance import distance_bars
from sgdash.show.downloads import draw_downloads
from sgdash.show.heads import heads
from sgdash.show.language import _, said
from sgdash.show.markup import Html, draw, tag
from sgdash.show.matrix import MEMBER_PAGE
from sgdash.show.once import once
from sgdash.show.overview import exercise_bars, session_bars
from sgdash.show.palette import colours, labels
from sgdash.show.perhaps import draw_beside_verdicts, perhaps_counts
from sgdash.show.pinned import pinned, pinned_cells
from sgdash.show.reasons import verdict_reasons
from sgdash.show.receipts import verdict_card
from sgdash.show.shares import share_texts
from sgdash.show.sideways import sideways
from sgdash.show.text import plain_column
from sgdash.show.view import View

OF_EXERCISES = ("share", "missing")
"""Columns that mean nothing where the certificate asks for no exercises."""

WIDTHS = {
    "member": 172,
    "verdict": 132,
    "share": 76,
    "missing": 72,
    "perhaps": 84,
    "reason": 420,
    "danger": 330,
}
CHECKBOX = 33
"""Pixels of the columns: what matters most is seen at once on 1280."""


def show(view: View) -> None:
    """The bar in words, the table, the receipt of the chosen row, downloads, the bar as a line."""
    certificate = view.program.certificate
    missing = [states.no_certificate(view), states.no_members(view)]
    if certificate is not None and view.loaded.unread:
        draw(tag("p", asked_for(certificate), class_="sg-about"))
        return
    if certificate is None or view.verdicts.empty:
        draw(states.note(missing), exercise_bars(view), session_bars(view))
        return
    draw(tag("p", asked_for(certificate), class_="sg-about"))
    rows = _chosen(view)
    if rows.empty:
        draw(states.note([_("Nobody fits what is chosen above. Take something out of it.")]))
        return
    draw_beside_verdicts(view, rows["member"])
    _draw_table(view, certificate, rows)
    draw_downloads(
        f"verdicts-{view.program.id}",
        len(rows),
        lambda: with_people(verdicts_export(view.answers).loc[rows.index], view.members),
    )
    everybody = len(rows) == len(view.verdicts)
    draw(_distance_of_all(view) if everybody else distance_bars(rows))


@once
def _distance_of_all(view: View) -> Html:
    return distance_bars(view.verdicts)


def _chosen(view: View) -> pd.DataFrame:
    """The rows of `tables.VERDICTS` that the fields leave."""
    words = labels(Verdict) | {DANGER: f"! {said(DANGER)}"}
    occur = set(view.verdicts["verdict"])
    present = [value for value in words if value in occur]
    in_danger = view.danger["member"]
    options = [*present, *([DANGER] if len(in_danger) else [])]
    with st.container(horizontal=True):
        members = narrow(view.members)
        chosen = asked_some("verdict", _("Verdict"), options, words.__getitem__)
    rows = view.verdicts[view.verdicts["member"].isin(members["member"])]
    if not chosen:
        return rows
    endangered = rows["member"].isin(in_danger) & (DANGER in chosen)
    return rows[rows["verdict"].isin(chosen) | endangered]


def _draw_table(view: View, certificate: Certificate, rows: pd.DataFrame) -> None:
    told, columns = table(view), _columns(certificate)
    shown = [str(name) for name in told if columns[str(name)]]
    wide = sideways(CHECKBOX + sum(WIDTHS[name] for name in shown))
    choose = _("Choose a row to see what decided it.")
    whom = heads(view, rows["member"])
    draw(tag("p", f"{whom} {choose}", " ", wide, class_="sg-faint", role="status"))
    event = st.dataframe(
        told.loc[rows.index],
        column_config=columns,
        hide_index=True,
        height="content" if len(rows) <= 20 else 720,
        on_select="rerun",
        selection_mode="single-row",
        key=f"verdicts of {view.program.id} {hash(tuple(rows.index))}",
        placeholder="",
        alt=_("Verdict of every member"),
    )
    if event.selection.rows:
        _draw_receipt(view, rows.iloc[event.selection.rows[0]])


@once
def table(view: View) -> pd.DataFrame:
    """Every row of the view's verdicts as it is shown, in the order of the roster.

    The reason has the numbers of every criterion; beside it stands what is sorted by.
    """
    rows, words = view.verdicts, labels(Verdict)
    short = (rows["required"] - rows["completed"]).clip(lower=0)
    short = short.mask(rows["verdict"].eq(Verdict.OUT_OF_REACH))  # there is no way to go
    perhaps = perhaps_counts(view)
    told = {
        "member": pinned_cells(rows["member"].map(view.names)),
        "verdict": rows["verdict"].map(lambda value: [words[value]]),
        "share": share_texts(rows["completed"], rows["assigned"]),
        "missing": short,
        "perhaps": rows["member"].map(perhaps).astype("Int64"),
        "reason": plain_column(verdict_reasons(view)),
        "danger": rows["member"].map(danger_words(view)),
    }
    without = ["danger"] if view.danger.empty else []
    without += ["perhaps"] if perhaps.empty else []
    if view.program.certificate is None or view.program.certificate.bar is None:
        without += OF_EXERCISES
    return pd.DataFrame({name: told[name] for name in told if name not in without})


def _columns(certificate: Certificate) -> dict[str, ColumnConfig | None]:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    share = text(_("Share"), width=WIDTHS["share"], alignment="right")
    more = _("So many exercises must still become complete for the certificate.")
    theirs = _("So much was found that may be theirs and is not counted.")
    return {
        "member": pinned(_("Member"), WIDTHS["member"]),
        "verdict": st.column_config.MultiselectColumn(
            _("Verdict"),
            options=list(labels(Verdict).values()),
            color=colours(Verdict),
            width=WIDTHS["verdict"],
        ),
        "share": share if certificate.bar and certificate.bar.share is not None else None,
        "missing": number(_("To go"), width=WIDTHS["missing"], help=more),
        "perhaps": number(_("Perhaps"), width=WIDTHS["perhaps"], help=theirs),
        "reason": text(_("Reason"), width=WIDTHS["reason"]),
        "danger": text(_("In danger"), width=WIDTHS["danger"]),
    }


def _draw_receipt(view: View, verdict: pd.Series) -> None:
    """What decided the verdict that was chosen, and the way to its member's page."""
    member = verdict["member"]
    draw(verdict_card(view, verdict, view.names[member]))
    st.page_link(
        MEMBER_PAGE, label=_("Open this member's page"), query_params=link.here(member=member)
    )
