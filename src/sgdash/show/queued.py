"""What waits for a mark as a table: few rows are read whole, many scroll."""

import pandas as pd
import streamlit as st

from sgdash.show.awaited import WHAT_WAITS, awaited
from sgdash.show.labels import exercise_titles
from sgdash.show.language import _, said
from sgdash.show.markup import Html, draw, link, tag
from sgdash.show.markup import table as html_table
from sgdash.show.moments import distance, time_tag
from sgdash.show.once import once
from sgdash.show.pinned import pinned, pinned_cells
from sgdash.show.reasons import status_reason
from sgdash.show.rows import MANY
from sgdash.show.sideways import sideways
from sgdash.show.text import plain, web_address
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


def draw_queued(view: View, above: Html, rows: pd.DataFrame) -> None:
    """Rows of `tables.STATUS`, the most pressing first, below what is said of them."""
    first = rows.index.equals(view.waiting.index[:ROWS_A_PAGE])
    if len(rows) <= MANY:
        draw(above, _first_few(view) if first else _few(view, rows))
        return
    draw(above, tag("p", sideways(sum(WIDTHS.values())), class_="sg-faint"))
    _draw_many(view, _first_page(view) if first else queued(view, rows))


def _alt(view: View) -> str:
    return _("{what}, the most pressing first", what=WHAT_WAITS[awaited(view.program.marks)])


def _few(view: View, rows: pd.DataFrame) -> Html:
    """Nobody has to look for the link to the right of a phone's edge."""
    told = queued(view, rows)
    headings = {
        "member": _("Member"),
        "exercise": _("Exercise"),
        "waits": _("Waits since"),
        "window_ends_at": _("Window ends"),
        "url": _("Link"),
        "attempts": _("Attempts"),
        "role": _("Role"),
        "submitted_at": _("Handed in"),
        "reason": _("Remark"),
    }
    cells = [
        [_cell(str(name), value, view.program.zone) for name, value in row.items()]
        for row in told.to_dict("records")
    ]
    return html_table([headings[str(name)] for name in told], cells, _alt(view))


def _cell(name: str, value: object, zone: str) -> object:
    match name:
        case "member":
            return tag("bdi", *value)  # type: ignore[misc]
        case "window_ends_at" | "submitted_at":
            return time_tag(value, zone)
        case "url":
            return link(value, _("view")) if isinstance(value, str) else ""
        case _:
            return plain(value)


@once
def _first_few(view: View) -> Html:
    return _few(view, view.waiting.head(MANY))


@once
def _first_page(view: View) -> pd.DataFrame:
    """What is sent of all that waits, which everybody sees first."""
    return queued(view, view.waiting.head(ROWS_A_PAGE))


def _draw_many(view: View, told: pd.DataFrame) -> None:
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
        height=720,
        placeholder="",
        alt=_alt(view),
    )


def queued(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tables.STATUS` as they are shown; a column of nothing is left out."""
    told = pd.DataFrame(
        {
            "member": pinned_cells(rows["member"].map(view.names)),
            "exercise": rows["exercise"].map(exercise_titles(view.exercises)),
            "waits": [
                distance(moment.to_pydatetime(), view.as_of) for moment in rows["submitted_at"]
            ],
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
