"""Which members a table shows: those that are looked for, so many at a time."""

import pandas as pd
import streamlit as st

from sgdash.show.language import _


def choose_members(members: pd.DataFrame, rows_a_page: int, key: str) -> pd.DataFrame:
    """The rows of `tables.MEMBERS` on the chosen page of those that are looked for."""
    wanted = st.text_input(
        _("Find a member"), placeholder=_("Name, id or login"), key=f"find in {key}"
    )
    found = find(members, wanted)
    pages = -(-len(found) // rows_a_page)
    page = st.pagination(pages, key=f"page of {key}") if pages > 1 else 1
    return found[(page - 1) * rows_a_page : page * rows_a_page]


def find(members: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The members whose name, id or login contains what is wanted."""
    if not wanted.strip():
        return members
    told = members["name"] + "\n" + members["member"] + "\n" + members["login"].fillna("")
    hit = told.str.casefold().str.contains(wanted.strip().casefold(), regex=False)
    return members[hit]
