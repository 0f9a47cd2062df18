"""What a table shows: what is looked for and chosen stands in the link; so many rows at a time."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from sgdash.program.model import Role
from sgdash.show import link
from sgdash.show.language import _, said
from sgdash.show.text import plain

WIDE, NARROW = 230, 160
"""Pixels of a field: several stand beside each other, and one below the other on a phone."""


def choose_members(members: pd.DataFrame, rows_a_page: int, key: str) -> pd.DataFrame:
    """The rows of `tables.MEMBERS` on the chosen page of those that are looked for."""
    wanted = st.text_input(
        _("Find a member"), placeholder=_("Name, id or login"), key=f"find in {key}"
    )
    return page_of(find(members, wanted), rows_a_page, key)


def page_of(rows: pd.DataFrame, rows_a_page: int, key: str) -> pd.DataFrame:
    """The rows of the chosen page; with few rows there is nothing to choose."""
    pages = -(-len(rows) // rows_a_page)
    page = st.pagination(pages, key=f"page of {key}") if pages > 1 else 1
    return rows[(page - 1) * rows_a_page : page * rows_a_page]


def find(members: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The members whose name, id or login contains what is wanted."""
    if not wanted.strip():
        return members
    told = members["name"] + "\n" + members["member"] + "\n" + members["login"].fillna("")
    hit = told.str.casefold().str.contains(wanted.strip().casefold(), regex=False)
    return members[hit]


def narrow(members: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tables.MEMBERS` by text, group and role; fields where there is a choice."""
    found = find(members, asked_text("find", _("Find a member"), _("Name, id or login")))
    groups = sorted(members["group"].dropna().unique())
    if groups:
        chosen = asked_some("group", _("Group"), groups, plain)
        found = found[found["group"].isin(chosen)] if chosen else found
    occur = set(members["role"])
    roles = [role.value for role in Role if role.value in occur]
    if len(roles) > 1:
        chosen = asked_some("role", _("Role"), roles, said)
        found = found[found["role"].isin(chosen)] if chosen else found
    return found


def asked_text(name: str, label: str, placeholder: str) -> str:
    """The text that the link gives a name; a field that changes it."""
    key = f"{name} of the link"
    st.session_state[key] = plain(link.read(name))

    def changed() -> None:
        link.write(name, st.session_state[key] or None)

    told: str = st.text_input(
        label, placeholder=placeholder, key=key, on_change=changed, width=WIDE
    )
    return told


def asked_some(
    name: str, label: str, options: Sequence[str], told: Callable[[str], str]
) -> list[str]:
    """Those of the options that the link gives a name; a chooser of several that changes it.

    What is no option is left out; none chosen means that all are wanted.
    """
    key = f"{name} of the link"
    st.session_state[key] = [value for value in link.read_all(name) if value in set(options)]

    def changed() -> None:
        link.write_all(name, st.session_state[key])

    chosen: list[str] = st.multiselect(
        label,
        options,
        format_func=told,
        key=key,
        on_change=changed,
        placeholder=_("All"),
        width=NARROW,
    )
    return chosen


def asked_one(
    name: str, label: str, options: Sequence[str], told: Callable[[str], str], default: str
) -> str:
    """The option that the link gives a name, or the default; a chooser that changes it."""
    key = f"{name} of the link"
    st.session_state[key] = one_of(name, options, default)

    def changed() -> None:
        chosen = st.session_state[key]
        link.write(name, None if chosen == default else chosen)

    one: str = st.selectbox(
        label, options, format_func=told, key=key, on_change=changed, width=NARROW
    )
    return one


def one_of(name: str, options: Sequence[str], default: str) -> str:
    """The option that the link gives a name, or the default."""
    asked = link.read(name)
    return asked if asked in set(options) else default
