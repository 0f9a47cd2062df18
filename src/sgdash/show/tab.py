"""A page's tab in the browser: its title and icon, and how wide the page below it is."""

from base64 import b64encode
from functools import cache
from pathlib import Path

import streamlit as st

ICON = Path(__file__).parents[3] / "static" / "icon.png"

SIDE = 270
"""Pixels of the side that has the choosers and the pages."""


def open_tab() -> None:
    """Before anything else is drawn: a browser that has drawn the side keeps its width."""
    st.set_page_config(page_icon=_icon(), layout="wide", initial_sidebar_state=SIDE)


def name_tab(title: str, *, side: bool = True) -> None:
    """Name the tab, and leave out the side of a page that fills the screen."""
    if side:
        st.set_page_config(page_title=title)
    else:
        st.set_page_config(page_title=title, initial_sidebar_state="collapsed")


@cache
def _icon() -> str:
    """The icon in its address: as a file it would be read and registered at every click."""
    return f"data:image/png;base64,{b64encode(ICON.read_bytes()).decode()}"
