"""What a page shows stands in its link: the program, the day, the language, the member."""

import streamlit as st

KEPT = ("program", "as_of", "lang", "member")
"""What goes along from page to page, in the order in which pages write it."""


def restore() -> None:
    """Put back what a change of page took out of the link.

    All at once: each of several would be a step of its own in the browser's history. Where that
    makes the link what it was, as from a member's page, there is none, and one step leads back.
    """
    taken_out = {}
    for name in KEPT:
        kept = st.session_state.get(_key(name))
        if name in st.query_params:
            st.session_state[_key(name)] = st.query_params[name]
        elif kept:
            taken_out[name] = kept
    if taken_out:
        st.query_params.update(taken_out)


def read(name: str) -> str | None:
    """What the link says."""
    return st.query_params.get(name)


def read_all(name: str) -> list[str]:
    """Everything that the link says of a name that may stand in it several times."""
    return list(dict.fromkeys(st.query_params.get_all(name)))


def write_all(name: str, values: list[str]) -> None:
    """Say several things under one name; none takes it out."""
    if values:
        st.query_params[name] = values
    else:
        st.query_params.pop(name, None)


def write(name: str, value: str | None) -> None:
    """Say it in the link, and keep it for the next page."""
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
    if name in KEPT:
        st.session_state[_key(name)] = value


def here(**more: str) -> dict[str, str]:
    """The parameters of a link to another page of the same program and day."""
    return {name: st.query_params[name] for name in KEPT if name in st.query_params} | more


def _key(name: str) -> str:
    return f"kept in the link: {name}"
