"""What a page shows stands in its link: the program, the day, the language, the member."""

import streamlit as st

KEPT = ("program", "as_of", "lang")
"""What goes along from page to page."""


def restore() -> None:
    """Put back what a change of page took out of the link."""
    for name in KEPT:
        kept = st.session_state.get(_key(name))
        if name not in st.query_params and kept:
            st.query_params[name] = kept


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
