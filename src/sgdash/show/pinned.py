"""The column that stays where it is while a table goes on to the right: whose row it is.

Streamlit paints the text of such a column at 40%, too pale to read; a chip it paints in full.
"""

from collections.abc import Iterable

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from sgdash.show.text import plain


def pinned(heading: str, width: int) -> ColumnConfig:
    """How the column looks, in so many pixels."""
    return st.column_config.MultiselectColumn(heading, pinned=True, width=width)


def pinned_cells(texts: Iterable[object]) -> list[list[str]]:
    """Its cells: a chip for each text, in the order of the rows."""
    return [[plain(text)] for text in texts]
