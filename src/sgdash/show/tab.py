"""A page's tab in the browser: its title and icon, and how wide the page below it is."""

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st

ICON = Path(__file__).parents[3] / "static" / "icon.png"

WIDTH = 270
"""Pixels of the side that has the choosers and the pages."""


def show_tab(title: str, *, side: bool = True) -> None:
    """Name the tab, once for each run of a page: each time is a message to the browser."""
    sidebar: Literal["collapsed"] | int = WIDTH if side else "collapsed"
    st.set_page_config(title, _icon(), layout="wide", initial_sidebar_state=sidebar)


@cache
def _icon() -> str:
    """The icon in its address: as a file it would be read and registered at every click."""
    return f"data:image/png;base64,{b64encode(ICON.read_bytes()).decode()}"
