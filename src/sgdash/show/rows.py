"""Rows of what was found as a table, and looking for a text in them."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from sgdash import sentences
from sgdash.language import say
from sgdash.show.language import _, said
from sgdash.show.markup import Html, draw, join, link, table, tag, to_copy
from sgdash.show.reasons import read_back
from sgdash.show.text import plain_column, web_address
from sgdash.visible import visible

HEADINGS = {
    "kind": say("Kind"),
    "ref": say("Where"),
    "reason": say("Why"),
    "detail": say("What"),
    "guess": say("Best guess"),
    "fix": say("What to add"),
    "author": say("By"),
    "member": say("Member"),
    "exercise": say("Exercise"),
    "first": say("First had by"),
    "group": say("All of group"),
    "clock": say("Dated by"),
    "since": say("Since"),
    "by": say("Looked at by"),
    "why": say("Reason"),
    "url": say("Link"),
}

READ_BACK = {
    "kind": sentences.KINDS,
    "reason": sentences.REASONS,
    "detail": sentences.DETAILS,
    "author": sentences.PEOPLE,
}
"""The columns that hold sentences of ours."""

MANY = 20
"""More rows scroll in a box of their own, in a table that draws only those in sight."""


def find(rows: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The rows in which a text stands anywhere, in any case."""
    text = wanted.strip().casefold()
    if not text:
        return rows
    searched = [name for name in HEADINGS if name in rows and name not in {"ref", "url"}]
    together = rows["ref"].str.cat(rows[searched].fillna(""), sep="\n")
    return rows[together.str.casefold().str.contains(text, regex=False)]


def told_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Whatever is known of each row, in the language of the page."""
    told = rows.dropna(axis="columns", how="all")
    told = told[[name for name in HEADINGS if name in told]]
    for name in told.columns:
        if name in READ_BACK:
            told[name] = read_back(told[name], READ_BACK[name])
        if name == "clock":
            told[name] = told[name].map(said)
        told[name] = _shown(str(name), told[name])
    return told


def _shown(name: str, values: pd.Series) -> pd.Series:
    if name == "url":
        return values.map(web_address)
    if name == "fix":  # what is copied must be whole
        return values.map(visible, na_action="ignore")
    return plain_column(values)


def draw_table(above: Html, told: pd.DataFrame, alt: str) -> None:
    """A table of what `told_rows` gave; few rows are read whole, on a phone too."""
    headings = {str(name): said(HEADINGS[str(name)]) for name in told}
    if len(told) <= MANY:
        draw(above, few_rows(told, headings, alt))
        return
    draw(above)
    st.dataframe(
        told,
        column_config={
            **{name: st.column_config.TextColumn(head) for name, head in headings.items()},
            "url": st.column_config.LinkColumn(_("Link"), display_text=_("view")),
        },
        hide_index=True,
        height=600,
        alt=alt,
    )


def few_rows(told: pd.DataFrame, headings: Mapping[str, str], alt: str) -> Html:
    """Rows as a table of HTML: it wraps, and a browser draws it at once; for many it would not.

    A line to be copied (`fix`) stands under its row, as wide as the table.
    """
    shown = told.drop(columns="fix", errors="ignore")
    rows = [
        ["" if pd.isna(value) else _cell(str(name), value) for name, value in row.items()]
        for row in shown.to_dict("records")
    ]
    lines = told["fix"].fillna("").tolist() if "fix" in told else []
    below = [_line(headings["fix"], line) for line in lines]
    return table([headings[str(name)] for name in shown], rows, alt, below)


def _cell(name: str, value: object) -> object:
    return link(value, _("view")) if name == "url" else value


def _line(heading: str, line: str) -> Html:
    if not line:
        return Html()
    return join([tag("span", heading, class_="sg-faint"), to_copy(line)], ": ")
